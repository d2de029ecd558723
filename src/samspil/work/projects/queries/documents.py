"""A project as a document: for a committee, a funder or a drawer."""

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.base.municipality.queries import Face
from samspil.commons.decisions.queries.documents import money_by_year
from samspil.commons.decisions.queries.money import Sums
from samspil.kit.danish import danish_date, danish_date_range, kroner
from samspil.kit.documents.markdown import blocks_of
from samspil.kit.documents.parts import Block, Document, Heading, KeyValues, Listing, Table
from samspil.work.projects.models import Project


def project_document(project: Project, sums: Sums, face: Face, site: str) -> Document:
    """Return a project as everybody may read it.

    Args:
        project: with all that stands at it.
        sums: its money.
        face: how the municipality presents itself.
        site: our own address, put before links to our pages.
    """
    state = str(project.get_state_display())
    return Document(
        title=project.title,
        subtitle=project.summary,
        municipality=face.name,
        colour=face.content.primary,
        language="en" if (get_language() or "da").startswith("en") else "da",
        site=site,
        lines=(
            (_("Periode"), danish_date_range(project.starts_on, project.ends_on)),
            (_("Tilstand"), capfirst(state)),
            (_("Giver"), project.funder),
        ),
        body=[*_texts(project), *_phases(project), *_money(project, sums), *_ending(project)],
    )


def _texts(project: Project) -> list[Block]:
    body: list[Block] = []
    for heading, text in (
        (_("Hvorfor?"), project.why),
        (_("Hvad?"), project.what),
        (_("Hvem er det for?"), project.target_group),
        (_("Forventet effekt"), project.expected_effect),
        (_("Organisering"), project.organising),
    ):
        if text:
            body += [Heading(heading), *blocks_of(text, first_level=2)]
    partners = [
        f"{each.name}: {each.role}" if each.role else each.name for each in project.partners.all()
    ]
    return [*body, Heading(_("Hvem er med?")), Listing(partners)] if partners else body


def _phases(project: Project) -> list[Block]:
    rows = [
        (
            phase.title,
            danish_date_range(phase.starts_on, phase.ends_on),
            phase.gate_question,
            capfirst(str(phase.get_gate_display())),
        )
        for phase in project.phases.all()
    ]
    if not rows:
        return []
    columns = (_("Fase"), _("Periode"), _("Port"), _("Tilstand"))
    body: list[Block] = [Heading(_("Faser")), Table(_("Projektets faser"), columns, rows)]
    milestones = [
        (
            each.title,
            danish_date(each.due_on),
            danish_date(each.done_on) if each.done_on else "",
        )
        for each in project.milestones.all()
    ]
    if milestones:
        heads = (_("Milepæl"), _("Frist"), _("Nået"))
        body.append(Table(_("Milepæle"), heads, milestones))
    return body


def _money(project: Project, sums: Sums) -> list[Block]:
    pairs = [
        (name, "" if amount is None else kroner(amount))
        for name, amount in (
            (_("Projektet koster"), project.total),
            (_("Tilskud"), project.grant),
            (_("Egen andel"), project.own_share),
            (_("Brugt indtil nu"), sums.total.spent if sums.posts else None),
        )
    ]
    body: list[Block] = [Heading(_("Økonomi")), KeyValues(pairs)]
    return [*body, money_by_year(sums)] if sums.posts else body


def _ending(project: Project) -> list[Block]:
    body: list[Block] = []
    questions = [(each.question, each.method, each.answer) for each in project.questions.all()]
    if questions:
        columns = (_("Spørgsmål"), _("Metode"), _("Svar"))
        body += [Heading(_("Evaluering")), Table(_("Det undersøger vi"), columns, questions)]
    if project.results:
        body += [Heading(_("Det viste evalueringen")), *blocks_of(project.results, first_level=2)]
    return body
