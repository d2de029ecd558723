"""How the municipality presents itself, read once per change and then kept in memory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.base.audit.queries import public_version
from samspil.base.files.models import StoredFile
from samspil.base.municipality.content import Content
from samspil.base.municipality.models import Draft, Edition
from samspil.base.municipality.terms import LABELS, LINE_LENGTH
from samspil.kit.colours import ACCENT, PRIMARY
from samspil.kit.language import in_language
from samspil.kit.own_words import OwnText, Part, filled


@cache
def declared_texts() -> Mapping[str, OwnText]:
    """Return the texts that all rooms let the municipality write, by their keys."""
    return {text.key: text for room in _terms() for text in getattr(room, "TEXTS", ())}


@cache
def declared_parts() -> Mapping[str, Part]:
    """Return the parts that all rooms let the municipality close, by their keys."""
    return {part.key: part for room in _terms() for part in getattr(room, "PARTS", ())}


@cache
def part_of_page() -> Mapping[str, str]:
    """Return the part that each page belongs to, by the page's name."""
    return {page: part.key for part in declared_parts().values() for page in part.pages}


def _terms() -> Iterator[object]:
    for app in apps.get_app_configs():
        name = f"{app.name}.terms"
        if app.name.startswith("samspil.") and find_spec(name):
            yield import_module(name)


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as a page shows it."""

    file_id: int
    width: int
    height: int

    @property
    def url(self) -> str:
        """Its address, which never shows another picture."""
        return reverse("municipality_logo", args=[self.file_id])


@dataclass(frozen=True, slots=True)
class Face:
    """What pages and letters ask for, in the language of the visit."""

    content: Content
    logo: Logo | None = None
    preview: str = ""
    # The same for the same face; none while it is being prepared and may change unseen.
    key: str | None = None

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name of the municipality."""
        return in_language(self.content.name, self.content.name_en)

    @property
    def short_name(self) -> str:
        """The name where there is little room."""
        return self.content.short_name or self.name

    @property
    def logo_alt(self) -> str:
        """The logo in words."""
        return in_language(self.content.logo_alt, self.content.logo_alt_en) or self.name

    @property
    def opening_hours(self) -> str:
        """When one can call or come."""
        return in_language(self.content.opening_hours, self.content.opening_hours_en)

    @property
    def has_contact(self) -> bool:
        """Whether it says any way to reach it."""
        said = self.content
        return any((said.phone, said.email, said.address, self.opening_hours, said.secure_post))

    @property
    def colours_url(self) -> str:
        """The address of the style sheet with its colours, or nothing for those of Samspil."""
        primary, accent = self.content.primary, self.content.accent
        if (primary, accent) == (PRIMARY, ACCENT):
            return ""
        return reverse("municipality_colours", args=[primary[1:], accent[1:]])

    @property
    def closed(self) -> tuple[str, ...]:
        """The parts that are not open."""
        return self.content.closed

    def text(self, key: str) -> str:
        """Return a text in the municipality's own words, or in those that everybody starts with."""
        own = self.content.texts.get(key, {}).get((get_language() or "da")[:2], "")
        said = self.content
        values = {"kommune": self.name, "telefon": said.phone, "email": said.email}
        return filled(own or str(declared_texts()[key].default), values)


@dataclass(slots=True)
class _Memory:
    """The face that this process read last, and the public version it was read at."""

    number: int = -1
    face: Face | None = None


MEMORY = _Memory()


def current_face(number: int | None = None) -> Face:
    """Return how the municipality presents itself now; read anew only after a public change.

    The number is read before the face, so what is kept is never older than its number.

    Args:
        number: the public version, when this request has asked for it already.
    """
    number = public_version() if number is None else number
    face = MEMORY.face
    if face is None or MEMORY.number != number:
        face = _newest_face()
        MEMORY.number, MEMORY.face = number, face
    return face


def _newest_face() -> Face:
    edition = current_edition()
    return face_of(edition) if edition else Face(starting_content(), key=settings.MUNICIPALITY)


def starting_content() -> Content:
    """Return what holds before the municipality has decided anything."""
    return Content(name=settings.MUNICIPALITY)


def current_edition() -> Edition | None:
    """Return the edition that holds, or none before the first."""
    return Edition.objects.select_related("logo").defer("logo__content").first()


def current_draft() -> Draft | None:
    """Return what is being prepared, if anything."""
    return Draft.objects.select_related("logo").defer("logo__content").first()


def face_of(source: Edition | Draft, preview: str = "") -> Face:
    """Return an edition or a draft as pages ask for it."""
    file = source.logo
    logo = Logo(file.pk, file.width or 0, file.height or 0) if file else None
    key = source.thing if isinstance(source, Edition) else None
    return Face(source.said, logo, preview, key)


def logo_files(*, with_draft: bool) -> QuerySet[StoredFile]:
    """Return the logos that may be seen: those of all editions, and that of the draft if wanted."""
    files = StoredFile.objects.filter(pk__in=Edition.objects.order_by().values("logo"))
    return (
        files | StoredFile.objects.filter(pk__in=Draft.objects.values("logo"))
        if with_draft
        else files
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two editions, in words."""

    what: str
    before: str
    after: str


def changes_between(before: Content, after: Content, *, other_logo: bool = False) -> list[Change]:
    """Return what differs, in the order of the pages where it is changed."""
    found = [
        Change(str(LABELS[name]), str(old), str(new))
        for name in LABELS
        if name not in {"logo", "closed"}
        and (old := getattr(before, name)) != (new := getattr(after, name))
    ]
    if other_logo:
        found.append(Change(str(LABELS["logo"]), "", _("et andet billede")))
    if set(before.closed) != set(after.closed):
        found.append(Change(str(LABELS["closed"]), _parts(before), _parts(after)))
    return found + list(_changed_texts(before, after))


def _parts(content: Content) -> str:
    parts = declared_parts()
    return ", ".join(str(parts[key].label) for key in content.closed if key in parts) or _("ingen")


def _changed_texts(before: Content, after: Content) -> Iterator[Change]:
    for key in sorted({*before.texts, *after.texts}):
        old, new = before.texts.get(key, {}), after.texts.get(key, {})
        known = declared_texts().get(key)
        for language, label in (("da", _("dansk")), ("en", _("engelsk"))):
            pair = old.get(language, ""), new.get(language, "")
            if pair[0] != pair[1]:
                standard = _("standardteksten")
                what = f"{known.where if known else key} ({label})"
                yield Change(what, _short(pair[0]) or standard, _short(pair[1]) or standard)


def _short(text: str) -> str:
    return text if len(text) <= LINE_LENGTH else f"{text[:LINE_LENGTH]}…"


def changes_of_draft(draft: Draft) -> list[Change]:
    """Return what publishing a draft would change."""
    edition = current_edition()
    before = edition.said if edition else starting_content()
    other_logo = draft.logo_id != (edition.logo_id if edition else None)
    return changes_between(before, draft.said, other_logo=other_logo)


def wanted_content() -> Content:
    """Return what the editing pages show: the draft, or else what holds."""
    source = current_draft() or current_edition()
    return source.said if source else starting_content()
