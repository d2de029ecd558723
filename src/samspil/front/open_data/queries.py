"""What open data there is, and every public page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.base.search.models import SearchText
from samspil.kit.access import NOBODY
from samspil.work.involvement.models import InvolvementPlan
from samspil.work.involvement.terms import PlanState
from samspil.work.plans.policies import visible_to

# As many as a site map may hold (https://www.sitemaps.org/protocol.html).
MOST_PAGES = 50_000


@dataclass(frozen=True, slots=True)
class Link:
    """A file or address by which machines read something."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of open data; `part` names the part of the site that has to be open."""

    name: str
    said: str
    links: list[Link] = field(default_factory=list)
    part: str = ""


def open_data() -> list[Source]:
    """Return what open data there is, the most used first."""
    hsds = reverse("hsds")
    sources = [
        Source(
            _("Tilbud"),
            _("Alle udgivne tilbud efter den fælles standard HSDS 3.0, uden log-in."),
            [
                Link(_("Adressen for programmer (JSON)"), hsds),
                Link(_("Beskrivelse (OpenAPI)"), reverse("hsds_openapi")),
                Link(
                    _("Alle tilbud i én fil (JSON, en linje for hvert)"),
                    f"{reverse('hsds_services')}?format=ndjson&full=true",
                ),
            ],
            "offers",
        ),
        Source(
            _("Tilbud som filer"),
            _(
                "De samme tilbud, som vi selv holder dem, til regneark og til at læse ind et andet sted."
            ),
            [
                Link("CSV", reverse("offers_csv")),
                Link("Excel", reverse("offers_excel")),
                Link(_("JSON, en linje for hvert"), reverse("offers_json")),
            ],
            "offers",
        ),
        Source(
            _("Nyheder"),
            _("Det nyeste, så snart det er ude."),
            [Link("Atom", reverse("news_feed"))],
            "news",
        ),
        Source(
            _("Møder"),
            _("Møder, som alle kan komme til. Hent dem ind i din kalender."),
            [
                Link("iCalendar", reverse("gatherings_calendar")),
                Link("Atom", reverse("gatherings_feed")),
            ],
            "gatherings",
        ),
        Source(
            _("Planer"), _("Planer og deres aktiviteter, og hvor langt de er."), _plans(), "plans"
        ),
        Source(
            _("Vær med"),
            _("Det, kommunen vil gøre sammen med jer, år for år."),
            _years(),
            "involvement",
        ),
        Source(
            _("Beslutninger"),
            _("Hvad der er besluttet, hvornår og af hvem."),
            _both("decisions"),
            "decisions",
        ),
        Source(_("Projekter"), _("Projekter og deres penge."), _both("projects"), "projects"),
        Source(
            _("Alle sider"),
            _("Adressen på hver offentlig tekst."),
            [Link(_("Oversigt (XML)"), reverse("sitemap"))],
        ),
    ]
    return [each for each in sources if each.links]


def _both(name: str) -> list[Link]:
    return [Link("JSON", reverse(f"{name}_json")), Link("CSV", reverse(f"{name}_csv"))]


def _plans() -> list[Link]:
    return [
        Link(f"{plan} ({kind})", reverse(name, args=[plan.pk]))
        for plan in visible_to(NOBODY)
        for kind, name in (("JSON", "work_plan_json"), ("CSV", "work_plan_csv"))
    ]


def _years() -> list[Link]:
    years = InvolvementPlan.objects.exclude(state=PlanState.DRAFT).order_by("-year")
    return [
        Link(f"{year} ({kind})", reverse(name, args=[year]))
        for year in years.values_list("year", flat=True)
        for kind, name in (("JSON", "plan_json"), ("CSV", "plan_csv"))
    ]


def public_addresses() -> Iterator[str]:
    """Give the address of every public text that still holds, with host."""
    living = Q(until__isnull=True) | Q(until__gt=timezone.now())
    urls = SearchText.objects.filter(living).order_by("kind", "key").values_list("url", flat=True)
    seen: set[str] = set()
    for url in urls[:MOST_PAGES].iterator():
        page = url.partition("#")[0]
        if page not in seen:
            seen.add(page)
            yield settings.ORIGIN + page
