"""Explains the words of the lexicon where they stand in a page's text (decision 0015).

What is known of the words is made once and kept until public things change; a text then costs one pass over
its signs, and nothing more when no word of the lexicon begins in it.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.base.audit.queries import public_version
from samspil.commons.lexicon.models import LexiconEntry
from samspil.commons.lexicon.queries import words_for_readers
from samspil.kit.keeping import keep_part

_WORDS = re.compile(r"§+|[^\W_](?:[\w-]*\w)?")
# Attributes stand in double quotes, so that a > in one ends nothing.
_TAGS = re.compile(r'<(/?)([a-z0-9]+)(?:[^<>"]|"[^"]*")*>')
# STU is a name in capital letters, AFLASTNING is only loud.
LONGEST_NAME = 6
# Where a word is a name, leads somewhere already, or is not language.
_LEFT_ALONE = {"a", "button", "code", "pre", "summary", "th", "h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass(frozen=True, slots=True)
class Told:
    """What is told about a word, as safe HTML."""

    key: int
    slug: str
    word: str
    meaning: str
    easy: str
    language: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way in which a word stands in texts.

    Args:
        words: in small letters.
        told: what is told about it.
        exact: as it must stand, where it is a short name in capital letters: STU is no ”stu”.
    """

    words: str
    told: Told
    exact: str

    def places(self, html: str, low: str) -> Iterator[tuple[int, int, Told]]:
        """Give where it stands as words of its own, with what is told about it."""
        start = low.find(self.words)
        while start >= 0:
            end = start + len(self.words)
            is_own = not (_is_part(low[start - 1 : start]) or _is_part(low[end : end + 1]))
            if is_own and self.exact in {"", html[start:end]}:
                yield start, end, self.told
            start = low.find(self.words, end)


def _is_part(sign: str) -> bool:
    """Tell whether a sign beside a word makes it a part of another; beside the text there is none."""
    return sign.isalnum() or sign in {"-", "_"}


type Phrases = dict[str, list[Phrase]]


@keep_part(public_version)
def known_phrases() -> Phrases:
    """Return how the public words stand in texts, by their first word."""
    found: Phrases = {}
    for entry in words_for_readers().prefetch_related(None):
        told = _told(entry)
        for form in _forms(entry):
            words = " ".join(form.split())
            is_name = words.isupper() and len(words) <= LONGEST_NAME
            first = _WORDS.match(words)
            if first:
                phrase = Phrase(words.lower(), told, words if is_name else "")
                found.setdefault(first[0].lower(), []).append(phrase)
    return found


def _forms(entry: LexiconEntry) -> list[str]:
    # An English page shows what has no English in Danish, so its words are looked for as well.
    english = [entry.word_en] if entry.word_en and get_language() == "en" else []
    return list(dict.fromkeys([*english, entry.word, *entry.forms]))


def _told(entry: LexiconEntry) -> Told:
    return Told(
        key=entry.pk,
        slug=entry.slug,
        word=escape(entry.shown_word),
        meaning=escape(" ".join(entry.shown_meaning.split())),
        easy=escape(" ".join((entry.shown_easy or entry.shown_meaning).split())),
        language=entry.shown_language,
    )


def _free_stretches(html: str) -> deque[tuple[int, int]]:
    """Return where a text's words stand that may be explained: outside of tags, headings, links and code."""
    free: deque[tuple[int, int]] = deque()
    done = depth = 0
    for tag in _TAGS.finditer(html):
        start, end = tag.span()
        if not depth and start > done:
            free.append((done, start))
        if tag[2] in _LEFT_ALONE:
            depth += -1 if tag[1] else 1
        done = end
    if not depth:
        free.append((done, len(html)))
    return free


class Explainer:
    """Explains each word once, from text to text of one page.

    Args:
        phrases: how the words stand in texts.
        own_slug: the word that the page is about.
        easy: whether the visitor wants the easy version.
    """

    def __init__(self, phrases: Phrases, *, own_slug: str = "", easy: bool = False) -> None:
        self.phrases = phrases
        self.easy = easy
        self.seen = (
            {
                each.told.key
                for group in phrases.values()
                for each in group
                if each.told.slug == own_slug
            }
            if own_slug
            else set[int]()
        )
        self.language = get_language()
        self.address = reverse("lexicon_word", args=["-"]).removesuffix("-/")
        self.more = escape(_("Mere om ordet"))

    def __call__(self, html: str) -> str:
        """Return the HTML with the words explained that the page did not explain before."""
        low = html.lower().replace("\n", " ")
        met = self.phrases.keys() & set(_WORDS.findall(low))
        # A sign that is longer in small letters would move all places; no language of ours has one.
        if not met or len(low) != len(html):
            return html
        places = [
            place
            for first in met
            for phrase in self.phrases[first]
            for place in phrase.places(html, low)
        ]
        if all(told.key in self.seen for _start, _end, told in places):
            return html
        # Of words that begin at one place the longest is meant.
        places.sort(key=lambda each: (each[0], -each[1]))
        return self._with_told(html, places)

    def _with_told(self, html: str, places: list[tuple[int, int, Told]]) -> str:
        parts: list[str] = []
        free = _free_stretches(html)
        done = taken = 0
        for start, end, told in places:
            while free and free[0][1] < end:
                free.popleft()
            if not free:
                break
            if start < max(taken, free[0][0]):
                continue
            taken = end
            if told.key not in self.seen:
                self.seen.add(told.key)
                parts += (html[done:start], self._shown(html[start:end], told))
                done = end
        parts.append(html[done:])
        return "".join(parts)

    def _shown(self, found: str, told: Told) -> str:
        lang = f' lang="{told.language}"' if told.language != self.language else ""
        meaning = told.easy if self.easy else told.meaning
        return (
            f'<button type="button" class="explained" popovertarget="ord-{told.key}">{found}</button>'
            f'<span class="explained__text" id="ord-{told.key}" popover="auto"{lang}>'
            f'<strong class="explained__word">{told.word}:</strong> {meaning} '
            f'<a class="explained__more" href="{self.address}{told.slug}/">{self.more}</a></span>'
        )
