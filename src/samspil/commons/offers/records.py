"""An offer as one flat record of plain values, between file and table: read, checked, told and compared."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext as _

from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import canonical
from samspil.base.topics.terms import NAME_LENGTH as TOPIC_LENGTH
from samspil.base.topics.terms import TopicKind
from samspil.commons.offers.import_words import (
    ANYBODY,
    AUDIENCES,
    COLUMNS,
    EVERYONE,
    KINDS,
    LANGUAGE_CODES,
    NO,
    USUAL_TARGET_GROUPS,
    YES,
)
from samspil.commons.offers.models import Offer, Provider
from samspil.commons.offers.terms import (
    CODE_LENGTH,
    DESCRIPTION_LENGTH,
    EASY_LENGTH,
    KEY_LENGTH,
    LANGUAGES,
    LINE_LENGTH,
    MOST_LINES,
    NAME_LENGTH,
    OLDEST,
    PHONE_LENGTH,
    SUMMARY_LENGTH,
    WORDS_LENGTH,
    Audience,
    OfferKind,
)
from samspil.kit.words import one_line, readable

type Record = dict[str, Any]
type Raw = Mapping[str, Any]

LENGTHS = {
    "id": KEY_LENGTH,
    "title": NAME_LENGTH,
    "title_en": NAME_LENGTH,
    "summary": SUMMARY_LENGTH,
    "summary_en": SUMMARY_LENGTH,
    "description": DESCRIPTION_LENGTH,
    "description_en": DESCRIPTION_LENGTH,
    "easy": EASY_LENGTH,
    "easy_en": EASY_LENGTH,
    "how_citizen": WORDS_LENGTH,
    "how_professional": WORDS_LENGTH,
    "opening_hours": WORDS_LENGTH,
    "organisation": NAME_LENGTH,
    "price": LINE_LENGTH,
    "legal_former": LINE_LENGTH,
    "contact_name": NAME_LENGTH,
    "contact_phone": PHONE_LENGTH,
    "try_at": SUMMARY_LENGTH,
}
PARAGRAPHS = {
    "description",
    "description_en",
    "easy",
    "easy_en",
    "how_citizen",
    "how_professional",
    "opening_hours",
}
LINES = ("papers", "accessibility", "legal", "helps_with")
NUMBERS = {"age_from": OLDEST, "age_to": OLDEST, "waiting_weeks": 520, "free_places": 9_999}
TICKS = ("requires_referral", "temporary", "online", "hides_contact_name")
# Under another name in the table.
IN_TABLE = {f"title{end}": f"name{end}" for end in ("", "_en")}
LINKED = ("organisation", "target_groups", "themes", "place")
PLAIN = tuple(name for name in COLUMNS if name != "id" and name not in LINKED)

_NUMBER = re.compile(r"(\d{1,5})(?:[.,]0+)?(?:\s*(?:år|uger|uge|years?|weeks?))?", re.IGNORECASE)
_HTTP = URLValidator(schemes=["http", "https"])


class Unreadable(Exception):
    """A value that says nothing we can keep; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something to mend, by the row or line of the file and the field."""

    row: int
    field: str
    what: str


@dataclass(slots=True)
class Names:
    """What topics, places and providers are called, read once for a whole file."""

    topics: dict[tuple[bool, str], Topic] = field(default_factory=dict)
    codes: dict[str, Topic] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    providers: dict[str, Provider] = field(default_factory=dict)

    @property
    def municipality(self) -> Provider | None:
        """The municipality itself, when it is written down as a provider."""
        return next((each for each in self.providers.values() if each.is_municipality), None)


def load_names() -> Names:
    """Return what topics, places and providers are called now."""
    found = Names()
    topics = Topic.objects.select_related("merged_into").order_by("-is_retired", "-pk")
    for topic in topics:
        now = canonical(topic)
        found.names[topic.pk] = now.name
        group = now.kind == TopicKind.TARGET_GROUP
        if now.kind != TopicKind.AGE_GROUP:
            for name in filter(None, (topic.name_en, topic.name)):
                found.topics[group, name.casefold()] = now
        if topic.ffb_code is not None:
            found.codes[str(topic.ffb_code)] = now
    for place in Place.objects.order_by("-is_open", "pk"):
        found.places.setdefault(place.name.casefold(), place)
    found.providers = {each.name.casefold(): each for each in Provider.objects.order_by("pk")}
    return found


def read(raw: Raw, names: Names) -> tuple[Record, list[tuple[str, str]]]:
    """Return what a raw record says of the fields it has, and what is wrong as pairs of field and words.

    A field that is not there says nothing, so that what we know of it stays; an empty one empties it.
    Target groups that are none of ours come out as `tags`.

    Args:
        raw: by the keys of `COLUMNS`, values of any type.
        names: what topics, places and providers are called.
    """
    wrong: list[tuple[str, str]] = []
    record: Record = {}
    for name in COLUMNS:
        if name in raw:
            reader: Callable[[str, Any], Any] = _READERS.get(name, _text)
            try:
                record[name] = reader(name, raw[name])
            except Unreadable as error:
                wrong.append((name, str(error)))
    _name_topics(record, names, wrong)
    _name_others(record, names)
    if not record.get("title") and not any(name == "title" for name, _why in wrong):
        wrong.append(("title", _("Skriv, hvad tilbuddet hedder.")))
    first, last = record.get("age_from"), record.get("age_to")
    if first is not None and last is not None and last < first:
        wrong.append(("age_to", _("Skriv en alder, der ikke er lavere end ”Alder fra”.")))
    return record, wrong


def _text(name: str, value: Any) -> str:
    if isinstance(value, list | tuple):
        value = ", ".join(str(each) for each in value if each is not None)
    if isinstance(value, dict):
        raise Unreadable(_("Skriv en tekst."))
    text = "" if value is None else str(value)
    text = text[1:] if re.match(r"'[=+\-@\t\r]", text) else text
    text = _plain_lines(readable(text)) if name in PARAGRAPHS else one_line(text)
    most = LENGTHS.get(name, LINE_LENGTH)
    if len(text) > most:
        raise Unreadable(_("Teksten er for lang. Skriv højst %(most)s tegn.") % {"most": most})
    return text


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _email(name: str, value: Any) -> str:
    text = _text(name, value)
    try:
        if text:
            validate_email(text)
    except ValidationError as error:
        raise Unreadable(_("Skriv en e-mail som navn@eksempel.dk.")) from error
    return text


def _url(name: str, value: Any) -> str:
    text = _text(name, value)
    if text.casefold().startswith("www."):
        text = f"https://{text}"
    try:
        if text:
            _HTTP(text)
    except ValidationError as error:
        raise Unreadable(_("Skriv en adresse, der begynder med https://.")) from error
    return text


def _number(name: str, value: Any) -> int | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    found = _NUMBER.fullmatch(str(value).strip())
    if found is None or isinstance(value, bool):
        raise Unreadable(_("Skriv et tal."))
    number = int(found[1])
    if number > NUMBERS[name]:
        raise Unreadable(_("Skriv et tal, der er højst %(most)s.") % {"most": NUMBERS[name]})
    return number


def _tick(name: str, value: Any) -> bool:
    word = "" if value is None else str(value).strip().casefold().rstrip(".")
    if word not in YES | NO:
        raise Unreadable(_("Skriv ja eller nej."))
    return word in YES


def _pieces(value: Any, *, commas: bool) -> list[str]:
    """Return the entries of a list, or of a text that separates them."""
    if value is None:
        return []
    if isinstance(value, list | tuple):
        texts = [
            str(each.get("name", "") if isinstance(each, dict) else each)
            for each in value
            if each is not None
        ]
        return [text for text in map(one_line, texts) if text]
    text = str(value)
    text = text[1:] if re.match(r"'[=+\-@\t\r]", text) else text
    marks = r"[;\n]" if not commas or re.search(r"[;\n]", text) else ","
    return [piece for piece in map(one_line, re.split(marks, text)) if piece]


def _lines(name: str, value: Any) -> list[str]:
    lines = list(dict.fromkeys(_pieces(value, commas=False)))
    if len(lines) > MOST_LINES:
        raise Unreadable(_("Skriv højst %(most)s ting.") % {"most": MOST_LINES})
    if any(len(line) > LINE_LENGTH for line in lines):
        raise Unreadable(
            _("Teksten er for lang. Skriv højst %(most)s tegn.") % {"most": LINE_LENGTH}
        )
    return lines


@cache
def _danish_labels() -> tuple[dict[str, Audience], dict[str, OfferKind]]:
    """Return audiences and kinds by their Danish names, which every sheet may hold."""
    with translation.override("da"):
        return (
            {str(each.label).casefold(): each for each in Audience},
            {str(each.label).casefold(): each for each in OfferKind},
        )


def _audience(name: str, value: Any) -> list[str]:
    chosen: set[str] = set()
    for piece in _pieces(value, commas=True):
        word = piece.casefold()
        found = AUDIENCES.get(word) or _danish_labels()[0].get(word) or _of(Audience, word)
        if found is not None:
            chosen.add(found.value)
        elif word not in ANYBODY:
            raise Unreadable(
                _(
                    "Vi kender ikke ”%(word)s”. Skriv fx borgere, pårørende, forældre, søskende, par, "
                    "hele familien eller fagpersoner."
                )
                % {"word": piece[:60]}
            )
    return [each.value for each in Audience if each.value in chosen]


def _kind(name: str, value: Any) -> str:
    word = one_line(str(value or "")).casefold()
    if not word:
        return OfferKind.OTHER.value
    found = KINDS.get(word) or _danish_labels()[1].get(word) or _of(OfferKind, word)
    if found is None:
        raise Unreadable(
            _("Vi kender ikke den slags. Skriv fx %(some)s.")
            % {"some": ", ".join(str(each.label) for each in list(OfferKind)[:4])}
        )
    return found.value


def _of[Word: TextChoices](words: type[Word], word: str) -> Word | None:
    """Return the word that is written as its value, or as its label in the language of the moment."""
    found = (each for each in words if word in (each.value, str(each.label).casefold()))
    return next(found, None)


def _languages(name: str, value: Any) -> list[str]:
    by_name = {str(label).casefold(): code for code, label in LANGUAGES.items()} | LANGUAGE_CODES
    pieces = [piece.casefold() for piece in _pieces(value, commas=True)]
    codes = [by_name.get(piece, piece) for piece in pieces]
    for code in codes:
        if len(code) > CODE_LENGTH or not re.fullmatch(r"[a-z]{2,3}(-[a-z]+)?", code):
            raise Unreadable(_("Skriv sprog som koder, fx da, en eller ar."))
    return list(dict.fromkeys(codes))


def _topics(name: str, value: Any) -> Any:
    """Keep a text whole until the names are known: a name may hold a comma."""
    return value if isinstance(value, str) else _pieces(value, commas=True)


_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(LINES, _lines),
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(TICKS, _tick),
    "audience": _audience,
    "kind": _kind,
    "languages": _languages,
    "target_groups": _topics,
    "themes": _topics,
    "place": _topics,
    "contact_email": _email,
    "url": _url,
}


def _topic_named(name: str, names: Names, *, group: bool) -> Topic | None:
    word = name.casefold()
    without = re.sub(r"\s*\([^)]*\)$", "", word)
    inside = re.search(r"\(([^)]*)\)$", word)
    usual = (USUAL_TARGET_GROUPS.get(each) for each in (word, without, inside[1] if inside else ""))
    tried = (word, without, *(each.casefold() for each in usual if each and group))
    for each in tried:
        found = names.topics.get((group, each))
        if found is not None:
            return found
    code = names.codes.get(word)
    return code if code is not None and (code.kind == TopicKind.TARGET_GROUP) is group else None


def _chosen(value: Any, names: Names, *, group: bool) -> list[tuple[str, Topic | None]]:
    whole = one_line(value) if isinstance(value, str) else ""
    if whole and (found := _topic_named(whole, names, group=group)):
        return [(whole, found)]
    return [
        (piece, _topic_named(piece, names, group=group)) for piece in _pieces(value, commas=True)
    ]


def _name_topics(record: Record, names: Names, wrong: list[tuple[str, str]]) -> None:
    tags: list[str] = []
    for name, group in (("target_groups", True), ("themes", False)):
        if name not in record:
            continue
        chosen = _chosen(record[name], names, group=group)
        if group:
            chosen = [(piece, found) for piece, found in chosen if piece.casefold() not in EVERYONE]
        record[name] = sorted({found.name for _piece, found in chosen if found is not None})
        for piece, found in chosen:
            if found is None:
                # A theme named among the target groups, or the other way round, is still ours.
                other = _topic_named(piece, names, group=False)
                tags.append(other.name if other is not None else piece)
    if any(len(tag) > TOPIC_LENGTH for tag in tags):
        wrong.append(
            ("target_groups", _("Et emne må højst være %(most)s tegn.") % {"most": TOPIC_LENGTH})
        )
    record["tags"] = sorted(set(tags))


def _name_others(record: Record, names: Names) -> None:
    if "place" in record:
        value = record["place"]
        whole = one_line(value) if isinstance(value, str) else ""
        pieces = [whole] if whole.casefold() in names.places else _pieces(value, commas=False)
        record["place"] = sorted(
            {names.places[p.casefold()].name if p.casefold() in names.places else p for p in pieces}
        )
    given = record.get("organisation", "")
    if given.casefold() in names.providers:
        record["organisation"] = names.providers[given.casefold()].name


def said(offer: Offer, names: Names) -> Record:
    """Return what an offer says, as `read` would return it.

    Args:
        offer: with its provider, topics and places at hand.
        names: what topics are called now.
    """
    record: Record = {"id": offer.import_key or str(offer.ref)}
    for name in PLAIN:
        value = getattr(offer, IN_TABLE.get(name, name))
        record[name] = _plain_lines(value) if name in PARAGRAPHS else value
    record["audience"] = [each.value for each in offer.audiences]
    record["organisation"] = offer.provider.name if offer.provider is not None else ""
    for name in ("target_groups", "themes"):
        topics = getattr(offer, name).all()
        record[name] = sorted({names.names.get(each.pk, each.name) for each in topics})
    places = [place.name for place in offer.places.all()]
    record["place"] = sorted({*places, *_pieces(offer.place_name, commas=False)})
    return {name: record[name] for name in COLUMNS}


def nothing() -> Record:
    """Return what an offer says that nobody has written yet."""
    record: Record = dict.fromkeys(COLUMNS, "")
    record |= {name: [] for name in (*LINES, "audience", "languages", "target_groups", "themes")}
    record |= dict.fromkeys(NUMBERS) | dict.fromkeys(TICKS, False)
    return record | {"place": [], "kind": OfferKind.OTHER.value}


def merged(before: Record, given: Record) -> Record:
    """Return what an offer says when a file says something new about some of it."""
    after = before | {name: value for name, value in given.items() if name != "tags"}
    after["themes"] = sorted({*after["themes"], *given.get("tags", ())})
    hidden = before["hides_contact_name"] and after["hides_contact_name"]
    if hidden and not after["contact_name"]:
        # Left out of what everybody may fetch, so that it is not lost when that comes back.
        after["contact_name"] = before["contact_name"]
    return after


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that a file changes."""

    field: str
    before: str
    after: str


def changes(before: Record, after: Record) -> list[FieldChange]:
    """Return what differs between two records, as words."""
    pairs = ((name, before[name], after[name]) for name in COLUMNS if name != "id")
    return [
        FieldChange(name, in_words(name, old), in_words(name, new))
        for name, old, new in pairs
        if _compared(old) != _compared(new)
    ]


def _compared(value: Any) -> Any:
    """A list in a cell is separated by semicolons, so an entry that holds one reads as two."""
    return (
        [p for each in value for p in _pieces(each, commas=False)]
        if isinstance(value, list)
        else value
    )


def in_words(name: str, value: Any) -> str:
    """Return a value as a person reads it, and as a sheet says it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if name == "kind":
        return str(OfferKind(value).label)
    if name == "audience":
        return "; ".join(str(Audience(each).label) for each in value)
    if isinstance(value, list):
        return "; ".join(value)
    return str(value)


def lacking(record: Record, names: Names) -> dict[str, str]:
    """Return by field what has to be there before an offer comes out; the same as `missing_in` asks for."""
    provider = names.providers.get(record["organisation"].casefold())
    theirs = (provider.phone, provider.email, provider.url) if provider is not None else ()
    places = (names.places.get(each.casefold()) for each in record["place"])
    own = [record[name] for name in ("how_citizen", "contact_phone", "contact_email", "url")]
    wanted = {
        "summary": (record["summary"], _("Skriv kort, hvad det er.")),
        "description": (
            record["description"],
            _("Skriv, hvad det er, og hvad man får ud af det."),
        ),
        "audience": (record["audience"], _("Vælg, hvem det er til.")),
        "organisation": (record["organisation"], _("Vælg, hvem der udbyder det.")),
        "how_citizen": (
            any(own) or any(theirs) or any(each.is_reachable for each in places if each),
            _("Skriv, hvordan man kommer i gang, eller hvem man kan ringe eller skrive til."),
        ),
    }
    if record["kind"] == OfferKind.WELFARE_TECHNOLOGY:
        wanted["helps_with"] = (record["helps_with"], _("Skriv, hvad teknologien hjælper med."))
    return {name: words for name, (there, words) in wanted.items() if not there}


def from_json(given: Mapping[str, Any]) -> Record:
    """Return a raw record from an object of JSON: known names in any language, contact laid flat."""
    raw: Record = {}
    for key, value in given.items():
        if key == "contact" and isinstance(value, dict):
            raw |= {
                f"contact_{part}": value[part]
                for part in ("name", "phone", "email")
                if part in value
            }
            if "hide_name" in value:
                raw["hides_contact_name"] = value["hide_name"]
        elif (name := column_named(key)) is not None:
            raw.setdefault(name, value)
    return raw


def as_json(record: Record) -> str:
    """Return a record as a line of JSON that `import_offers` reads."""
    contact = {
        "name": record["contact_name"],
        "phone": record["contact_phone"],
        "email": record["contact_email"],
        "hide_name": record["hides_contact_name"],
    }
    flat = {name: value for name, value in record.items() if "contact" not in name}
    return json.dumps(
        flat | {"place": "; ".join(record["place"]), "contact": contact}, ensure_ascii=False
    )


def column_named(name: str) -> str | None:
    """Return the field that a heading or a key means, or None."""
    return _HEADINGS.get(" ".join(re.sub(r"[?:_*]", " ", name).casefold().split()))


def _headings() -> dict[str, str]:
    found = {name.replace("_", " "): name for name in COLUMNS}
    for name, others in COLUMNS.items():
        for other in others:
            found.setdefault(other.casefold(), name)
    return found


_HEADINGS = _headings()


def uuid_of(text: str) -> UUID | None:
    """Return a text as a UUID when it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def as_rows(records: Iterable[Record]) -> Sequence[Sequence[str]]:
    """Return records as rows of text in the order of the columns."""
    return [[in_words(name, record[name]) for name in COLUMNS] for record in records]
