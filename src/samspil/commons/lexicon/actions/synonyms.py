"""Say what people mean, at once."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import StringIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.search.actions import set_sayings
from samspil.base.search.terms import PHRASE_LENGTH, Saying
from samspil.commons.lexicon.models import LexiconEntry, MissedSearch, Synonym
from samspil.commons.lexicon.policies import may_keep_words
from samspil.commons.lexicon.queries import sayings_of, sayings_of_source
from samspil.commons.lexicon.terms import (
    HEAVIEST,
    LIGHTEST,
    MOST_MEANS,
    SynonymLanguage,
)
from samspil.kit.access import Actor, require
from samspil.kit.words import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What people say and what it means.

    Args:
        said: as people type it.
        means: the words it leads to.
        weight: how sure it is, 0.3 to 1.
        language: the language in which it is said; empty for all.
        entry: the word of the lexicon it belongs to, with which it comes and goes.
    """

    said: str
    means: Sequence[str]
    weight: float = HEAVIEST
    language: str = SynonymLanguage.ANY
    entry: LexiconEntry | None = None

    @property
    def clean_said(self) -> str:
        """What is said, as it is kept."""
        return one_line(self.said).lower()


def _push(sources: Iterable[str]) -> None:
    """Let the search know the synonyms of some sources as they are now."""
    set_sayings({source: _sayings(source) for source in set(sources)})


def _sayings(source: str) -> list[Saying]:
    kind, _sign, number = source.partition(":")
    if kind != "lexicon":
        return sayings_of_source(source)
    return sayings_of(LexiconEntry.objects.get(pk=number))


def _write(synonym: Synonym, meant: Meant) -> None:
    if not LIGHTEST <= meant.weight <= HEAVIEST:
        raise ValidationError({"weight": _("Vægten er mellem 0,3 og 1.")})
    means = [one_line(each).lower()[:PHRASE_LENGTH] for each in meant.means]
    synonym.said = meant.clean_said[:PHRASE_LENGTH]
    synonym.means = list(dict.fromkeys(filter(None, means)))[:MOST_MEANS]
    synonym.weight = round(meant.weight, 2)
    synonym.language = meant.language
    synonym.entry = meant.entry
    synonym.is_off = False
    if not synonym.said:
        raise ValidationError({"said": _("Skriv, hvad folk siger.")})
    if not synonym.means:
        raise ValidationError({"means": _("Skriv, hvad det betyder.")})


def _same(meant: Meant) -> QuerySet[Synonym]:
    """Return what is said already with the same weight; with another it may be said once more."""
    return Synonym.objects.filter(
        said=meant.clean_said, language=meant.language, weight=round(meant.weight, 2)
    )


@transaction.atomic
def add_synonym(*, actor: Actor, meant: Meant) -> Synonym:
    """Say what people mean by something; from the next search it holds.

    Raises Refused when the actor may not, ValidationError when something is missing or it is said already.
    """
    require(may_keep_words(actor))
    there = _same(meant).first()
    if there is not None and not there.is_off:
        raise ValidationError({"said": _("Det står på listen allerede. Ret det der.")})
    synonym = there or Synonym()
    _write(synonym, meant)
    synonym.save()
    _push([synonym.source])
    MissedSearch.objects.filter(words=synonym.said).update(is_settled=True)
    record(actor=actor, verb="lexicon.add_synonym", thing=synonym.thing, public=True)
    return synonym


@transaction.atomic
def save_synonym(*, actor: Actor, synonym: Synonym, meant: Meant) -> Synonym:
    """Change what people mean by something; one that was shipped does not come again as it was.

    Raises Refused when the actor may not, ValidationError when something is missing or it is said already.
    """
    require(may_keep_words(actor))
    synonym = Synonym.objects.select_for_update().get(pk=synonym.pk)
    if _same(meant).exclude(pk=synonym.pk).exists():
        raise ValidationError({"said": _("Det står på listen allerede. Ret det der.")})
    before = synonym.source
    _write(synonym, meant)
    synonym.save()
    _push([before, synonym.source])
    record(actor=actor, verb="lexicon.save_synonym", thing=synonym.thing, public=True)
    return synonym


@transaction.atomic
def remove_synonym(*, actor: Actor, synonym: Synonym) -> None:
    """Let something said mean nothing more from the next search on.

    Raises Refused when the actor may not.
    """
    require(may_keep_words(actor))
    source = synonym.source
    record(actor=actor, verb="lexicon.remove_synonym", thing=synonym.thing, public=True)
    if synonym.standard_key:
        Synonym.objects.filter(pk=synonym.pk).update(is_off=True)
    else:
        synonym.delete()
    _push([source])


@dataclass(slots=True)
class Imported:
    """What a sheet brought: how many are new or changed, and the lines that were not understood."""

    saved: int = 0
    wrong: list[int] = field(default_factory=list)


# A spreadsheet is given an apostrophe before what it would take for a formula; it is no part of the word.
_GUARDED = re.compile(r"^'(?=[=+\-@])")


@transaction.atomic
def import_synonyms(*, actor: Actor, sheet: str) -> Imported:
    """Take synonyms in from a CSV file with the columns said, means, weight, language; others stay.

    Args:
        actor: the editor.
        sheet: the file's text; parted by ; or , with several meanings parted by |.

    Returns:
        How many were saved, and the numbers of lines that were left out.
    """
    require(may_keep_words(actor))
    sheet = sheet.removeprefix("\ufeff")
    delimiter = ";" if ";" in sheet.partition("\n")[0] else ","
    known = {(each.said, each.language, each.weight): each for each in Synonym.objects.all()}
    done, sources = Imported(), set[str]()
    for number, row in enumerate(csv.reader(StringIO(sheet), delimiter=delimiter), start=1):
        if not any(row):
            continue
        try:
            meant = _meant(row)
            key = (meant.clean_said, str(meant.language), round(meant.weight, 2))
            synonym = known.get(key) or Synonym()
            belongs_to = synonym.entry
            _write(synonym, meant)
        except (ValueError, ValidationError):
            # The first line may hold the names of the columns.
            done.wrong += [number] * (number > 1)
            continue
        synonym.entry = belongs_to
        synonym.save()
        known[key] = synonym
        sources.add(synonym.source)
        done.saved += 1
    _push(sources)
    record(actor=actor, verb="lexicon.import_synonyms", public=True)
    return done


def _meant(row: Sequence[str]) -> Meant:
    said, means, weight, language, *_rest = [
        *(_GUARDED.sub("", each.strip()) for each in row),
        "",
        "",
        "",
    ]
    if len(said) > PHRASE_LENGTH or language not in SynonymLanguage.values:
        raise ValueError(said)
    return Meant(
        said=said,
        means=means.split("|"),
        weight=float(weight.replace(",", ".") or HEAVIEST),
        language=language,
    )
