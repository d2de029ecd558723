"""Propose, write, publish and take out words."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.people.actions import limit_attempts
from samspil.base.search.actions import count_words, refresh, set_sayings
from samspil.commons.lexicon.models import LexiconEntry, Synonym, UnclearWord
from samspil.commons.lexicon.policies import (
    may_bring_to,
    may_delete_word,
    may_keep_words,
)
from samspil.commons.lexicon.queries import entries_spelled, sayings_of, sayings_of_source
from samspil.commons.lexicon.terms import (
    HEAVIEST,
    LIGHTEST,
    MOST_FORMS,
    MOST_PROPOSALS,
    SLUG_LENGTH,
    WHILE,
    EntryState,
)
from samspil.kit.access import Actor, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line, readable, slug_of

_ONE_LINE = ("word", "word_en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What an editor writes about a word."""

    word: str
    forms: Sequence[str] = ()
    meaning: str = ""
    easy: str = ""
    example: str = ""
    law: str = ""
    ask: str = ""
    word_en: str = ""
    meaning_en: str = ""
    easy_en: str = ""
    example_en: str = ""
    law_en: str = ""
    ask_en: str = ""


def _write(entry: LexiconEntry, words: Words) -> None:
    for name in Words.__dataclass_fields__:
        value = getattr(words, name)
        if isinstance(value, str):
            value = one_line(value) if name in _ONE_LINE else readable(value).strip()
        else:
            value = list(dict.fromkeys(filter(None, map(one_line, value))))[:MOST_FORMS]
        setattr(entry, name, value)


def _check_new(word: str, but: LexiconEntry | None = None) -> None:
    others = entries_spelled([one_line(word)])
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise ValidationError({"word": _("Ordet står i leksikonet allerede. Find det på listen.")})


def _free_slug(word: str) -> str:
    wanted = slug_of(word)[: SLUG_LENGTH - 5].strip("-") or "ord"
    taken = set(LexiconEntry.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


@transaction.atomic
def propose_word(
    *, actor: Actor, word: str, client: str, meaning: str = "", example: str = ""
) -> None:
    """Put a word that somebody wants explained before the editors; one that is there already is not put twice.

    Args:
        actor: who proposes; nothing of them is kept.
        word: the word.
        client: what attempts of this visitor are counted under.
        meaning: what they think it means.
        example: where they met it.

    Raises:
        TooMany: when one client has sent very many.
    """
    limit_attempts(what="lexicon.propose_word", who=client, per=WHILE, most=MOST_PROPOSALS)
    if entries_spelled([one_line(word)]).exists():
        return
    entry = LexiconEntry(state=EntryState.PROPOSED, slug=_free_slug(word))
    _write(entry, Words(word=word, meaning=meaning, example=example))
    entry.save()
    record(actor=actor, verb="lexicon.propose_word", thing=entry.thing)


@transaction.atomic
def write_word(
    *, actor: Actor, words: Words, see_also: Iterable[LexiconEntry] = ()
) -> LexiconEntry:
    """Begin a word as a draft.

    Raises Refused when the actor may not, ValidationError when the word is there already.
    """
    require(may_keep_words(actor))
    _check_new(words.word)
    entry = LexiconEntry(slug=_free_slug(words.word))
    _write(entry, words)
    entry.save()
    entry.see_also.set(see_also)
    record(actor=actor, verb="lexicon.write_word", thing=entry.thing)
    return entry


@transaction.atomic
def save_word(
    *,
    actor: Actor,
    entry: LexiconEntry,
    version: int,
    words: Words,
    see_also: Iterable[LexiconEntry] = (),
) -> LexiconEntry:
    """Save a changed word; a proposal becomes a draft by it.

    Args:
        actor: the editor.
        entry: the word to change.
        version: the version the editor opened.
        words: what it says now.
        see_also: what it leads on to now.

    Raises:
        Refused: when the actor may not.
        EditedMeanwhile: when somebody else saved it since `version`.
        ValidationError: when another entry has the word, or a published one would lose its meaning.
    """
    require(may_keep_words(actor))
    current = LexiconEntry.objects.select_for_update().get(pk=entry.pk)
    if current.version != version:
        raise EditedMeanwhile(current)
    _check_new(words.word, current)
    _write(current, words)
    if current.is_published:
        _check_meaning(current)
    if current.state == EntryState.PROPOSED:
        current.state = EntryState.DRAFT
    current.version += 1
    current.save()
    current.see_also.set(each for each in see_also if each.pk != current.pk)
    record(actor=actor, verb="lexicon.save_word", thing=current.thing, public=current.is_published)
    _tell_search(current)
    return current


def _check_meaning(entry: LexiconEntry) -> None:
    if not entry.meaning:
        raise ValidationError({"meaning": _("Skriv, hvad ordet betyder, før du udgiver det.")})


@transaction.atomic
def bring_to(*, actor: Actor, entry: LexiconEntry, to: EntryState) -> LexiconEntry:
    """Publish a word, take it out, or make a draft of a proposal.

    Raises Refused when the actor may not or the state cannot come next, ValidationError when it says nothing.
    """
    entry = LexiconEntry.objects.select_for_update().get(pk=entry.pk)
    require(may_bring_to(actor, entry, to))
    if to == EntryState.PUBLISHED:
        _check_meaning(entry)
    was_public = entry.is_published
    entry.state = to
    entry.version += 1
    entry.save()
    if entry.is_published:
        told = [each.lower() for each in (entry.word, *entry.forms)]
        UnclearWord.objects.filter(word__in=told).update(is_settled=True)
    record(
        actor=actor,
        verb=f"lexicon.{to.value}",
        thing=entry.thing,
        public=was_public or entry.is_published,
    )
    _tell_search(entry)
    return entry


def _tell_search(entry: LexiconEntry) -> None:
    refresh("word", [entry.pk])
    set_sayings({entry.thing: sayings_of(entry)})


@transaction.atomic
def delete_word(*, actor: Actor, entry: LexiconEntry) -> None:
    """Delete a proposal or a draft.

    Raises Refused when the actor may not or the word has been public.
    """
    require(may_delete_word(actor, entry))
    record(actor=actor, verb="lexicon.delete_word", thing=entry.thing)
    set_sayings({entry.thing: []})
    entry.delete()


def _lines(name: str) -> list[dict[str, Any]]:
    room = __package__.rpartition(".")[0]
    text = (files(room) / "data" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


@transaction.atomic
def load_standard_words(*, actor: Actor) -> None:
    """Add the words, and what people say for them, that every municipality starts with.

    What is there already stays as it has been edited, and what an editor took away stays away.
    Raises Refused when the actor may not.
    """
    require(may_keep_words(actor))
    added = _add_words(_lines("words.jsonl"))
    _add_synonyms(_lines("sayings.jsonl"))
    shipped = {source: sayings_of_source(source) for source in _shipped_sources()}
    set_sayings(shipped | {entry.thing: sayings_of(entry) for entry in added})
    refresh("word", [entry.pk for entry in added])
    count_words()
    record(actor=actor, verb="lexicon.load_standard_words", public=True)


def _add_words(lines: list[dict[str, Any]]) -> list[LexiconEntry]:
    there = LexiconEntry.objects.values_list("word", "standard_key")
    known = {each.lower() for pair in there for each in pair if each}
    added: dict[str, LexiconEntry] = {}
    for line in lines:
        word = one_line(line["word"])
        if word.lower() in known or word.lower() in added:
            continue
        entry = LexiconEntry(slug=_free_slug(word), standard_key=word, state=EntryState.PUBLISHED)
        names = Words.__dataclass_fields__.keys() & line.keys()
        _write(entry, Words(**{name: line[name] for name in names}))
        entry.save()
        added[word.lower()] = entry
    for line in lines:
        new = added.get(one_line(line["word"]).lower())
        if new is not None:
            new.see_also.set(entries_spelled(line.get("see_also", [])).exclude(pk=new.pk))
    return list(added.values())


def _add_synonyms(lines: list[dict[str, Any]]) -> None:
    known = set(Synonym.objects.exclude(standard_key="").values_list("standard_key", flat=True))
    taken = set(Synonym.objects.values_list("said", "language", "weight"))
    new: dict[tuple[str, str, float], Synonym] = {}
    for line in lines:
        said, language = one_line(line["said"]).lower(), line.get("lang", "")
        weight = round(max(LIGHTEST, min(HEAVIEST, line.get("weight", HEAVIEST))), 2)
        key = f"{language}:{said}:{weight:.2f}"
        if key in known or (said, language, weight) in taken:
            continue
        synonym = new.setdefault(
            (said, language, weight),
            Synonym(said=said, language=language, means=[], weight=weight, standard_key=key),
        )
        synonym.means = list(dict.fromkeys([*synonym.means, *map(one_line, line["means"])]))
    Synonym.objects.bulk_create(new.values())


def _shipped_sources() -> list[str]:
    shipped = Synonym.objects.filter(entry=None).exclude(standard_key="").order_by("weight")
    weights = shipped.distinct().values_list("weight", flat=True)
    return [Synonym(standard_key="x", weight=each).source for each in weights]
