"""The yearly status as a document for the case system of committees."""

from django.utils import translation
from django.utils.translation import gettext as _

from samspil.base.municipality.queries import current_face
from samspil.kit.danish import danish_date
from samspil.kit.documents.markdown import blocks_of
from samspil.kit.documents.parts import Block, Document, Heading, Paragraph, Table
from samspil.work.plans.queries.status import AreaStatus, StatusSaid


def _table(said: StatusSaid) -> Table:
    rows = [
        [
            each.title,
            str(each.counted),
            str(each.done),
            str(each.blocked),
            str(each.overdue),
            f"{each.percent} %",
        ]
        for each in said.areas
    ]
    return Table(
        caption=_("Så langt er vi %(day)s") % {"day": danish_date(said.dated_on)},
        columns=[
            _("Indsatsområde"),
            _("Aktiviteter"),
            _("Færdige"),
            _("Går i stå"),
            _("Over tiden"),
            _("Fremdrift"),
        ],
        rows=rows,
        numbers=frozenset(range(1, 6)),
    )


def _area(area: AreaStatus) -> list[Block]:
    heading = Heading(f"{area.title} ({area.percent} %)", 2)
    return [heading, *blocks_of(area.text, first_level=3)]


def _part(heading: str, areas: list[AreaStatus]) -> list[Block]:
    if not areas:
        return []
    return [Heading(heading), *(block for area in areas for block in _area(area))]


def status_document(said: StatusSaid, *, origin: str, draft: bool = False) -> Document:
    """Return a yearly status as a document; Danish, since it goes to Danish committees.

    Args:
        said: what it says.
        origin: the address our own pages begin with.
        draft: whether it is marked as a draft that nobody decides on.
    """
    with translation.override("da"):
        chosen = bool(said.chosen)
        body: list[Block] = [
            *([Paragraph(f"**{_('Udkast. Ikke sendt til nogen endnu.')}**")] if draft else []),
            *blocks_of(said.intro),
            Heading(_("Overblik")),
            Paragraph(
                _(
                    "%(done)s af %(counted)s aktiviteter er færdige. Hele planen er nået %(percent)s %%."
                )
                % {"done": said.done, "counted": said.counted, "percent": said.percent}
            ),
            _table(said),
            *_part(_("Årets indsatsområder"), said.chosen),
            *_part(_("De andre indsatsområder") if chosen else _("Indsatsområder"), said.others),
            *([Heading(_("Det videre arbejde")), *blocks_of(said.closing)] if said.closing else []),
        ]
        title = _("Udkast: %(title)s") % {"title": said.title} if draft else said.title
        return Document(
            title=title,
            subtitle=f"{said.plan} ({said.period})",
            body=body,
            municipality=current_face().name,
            lines=(
                (_("Dato"), danish_date(said.dated_on)),
                (_("Sagsnummer"), said.case_number),
                (_("Dokumentnummer"), said.document_number),
            ),
            site=origin,
        )
