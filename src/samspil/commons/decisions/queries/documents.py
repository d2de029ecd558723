"""A case as a document, for the case system of the municipality."""

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.base.municipality.queries import Face
from samspil.commons.decisions.models import CaseDraft
from samspil.commons.decisions.queries.money import Sums, sums_of
from samspil.commons.decisions.terms import Funding
from samspil.kit.danish import kroner
from samspil.kit.documents.markdown import blocks_of
from samspil.kit.documents.parts import (
    Block,
    Document,
    Heading,
    KeyValues,
    Listing,
    Paragraph,
    Table,
    money_table,
)


def money_by_year(sums: Sums) -> Table:
    """Return a table of what each post costs in each year, planned and decided together."""
    years = [year for year, _amounts in sums.by_year]
    rows: list[tuple[str, list[Decimal | None]]] = []
    for post, amounts in sums.by_post:
        cells = [sums.cells.get((post, year)) for year in years]
        foreseen = [one.planned + one.decided if one else None for one in cells]
        rows.append((post, [*foreseen, amounts.planned + amounts.decided]))
    columns = [_("Post"), *map(str, years), _("I alt")]
    return money_table(_("Udgifter efter post og år"), columns, rows, total=_("I alt"))


def case_document(case: CaseDraft, face: Face, site: str) -> Document:
    """Return a case as the body that decides it reads it.

    Args:
        case: the case with its budget and attachments.
        face: how the municipality presents itself.
        site: our own address, put before links to our pages.
    """
    return Document(
        title=case.title,
        subtitle=_("Sagsfremstilling"),
        municipality=face.name,
        colour=face.content.primary,
        language="en" if (get_language() or "da").startswith("en") else "da",
        site=site,
        lines=(
            (_("Udvalg"), case.body),
            (_("Sagsnummer"), case.case_number),
            (_("Handler om"), case.owner_label),
        ),
        body=_body(case),
    )


def _body(case: CaseDraft) -> list[Block]:
    body: list[Block] = []
    for heading, text in (
        (_("Baggrund og problem"), case.problem),
        (_("Løsning"), case.solution),
        (_("Virkning for borgere og pårørende"), case.effects),
    ):
        if text:
            body += [Heading(heading), *blocks_of(text, first_level=2)]
    body += _economy(case)
    if case.next_process:
        body += [Heading(_("Videre proces")), *blocks_of(case.next_process, first_level=2)]
    if case.points:
        said = Paragraph(_("Det indstilles, at"))
        body += [Heading(_("Indstilling")), said, Listing(case.points, numbered=True)]
    files = [attachment.title for attachment in case.attachments.all()]
    if files:
        body += [Heading(_("Bilag")), Listing(files, numbered=True)]
    return body


def _economy(case: CaseDraft) -> list[Block]:
    if not case.economy and case.budget is None:
        return []
    body: list[Block] = [Heading(_("Økonomi")), *blocks_of(case.economy, first_level=2)]
    if case.budget is not None:
        money = sums_of(case.budget)
        frame = "" if money.frame is None else kroner(money.frame)
        funding = str(Funding(case.budget.funding).label)
        pairs = ((_("Finansiering"), funding), (_("Ramme"), frame))
        body += [KeyValues(pairs), money_by_year(money)] if money.posts else [KeyValues(pairs)]
    return body
