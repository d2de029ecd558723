"""Explains the words of the lexicon where they stand in a page's text (decision 0015).

What is known of the words is made once and kept until public things change; a text then costs one pass over
its signs, and nothing more when no word of the lexicon begins in it.
"""

import re
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.base.audit.queries import public_version
from samspil.commons.lexicon.models import LexiconEntry
from samspil.commons.lexicon.queries import words_for_readers
from samspil.kit.keeping import keep_part

# Tags, entities and words; attributes stand in double quotes, so that a > in one ends nothing.
_PIECES = re.compile(r'<(?:[^<>"]|"[^"]*")*>|&#?\w+;|§+|[^\W_](?:[\w-]*\w)?')
_WORDS = re.compile(r"§+|[^\W_](?:[\w-]*\w)?")
# Where a word is a name, leads somewhere already, or is not language.
_LEFT_ALONE = {"a", "button", "code", "pre", "summary", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
_TAG_NAME = re.compile(r"</?([a-z0-9]+)")


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
    """A way in which a word stands in texts."""

    words: str
    told: Told
    # Short names in capital letters are words of their own: STU is no ”stu”.
    is_exact: bool

    def ends_at(self, html: str, start: int) -> int:
        """Return where it ends when it stands at a place of a text, else 0."""
        end = start + len(self.words)
        found = html[start:end]
        if "\n" in found:
            found = found.replace("\n", " ")
        if (found if self.is_exact else found.lower()) != self.words:
            return 0
        after = html[end : end + 1]
        return 0 if after == "-" or after == "_" or after.isalnum() else end


type Phrases = dict[str, list[Phrase]]


@keep_part(public_version)
def known_phrases() -> Phrases:
    """Return how the public words stand in texts, by their first word, the longest first."""
    found: Phrases = {}
    for entry in words_for_readers().prefetch_related(None):
        told = _told(entry)
        for form in _forms(entry):
            words = " ".join(form.split())
            is_exact = words.isupper() and len(words) <= 6
            first = _WORDS.match(words)
            if first:
                phrase = Phrase(words if is_exact else words.lower(), told, is_exact)
                found.setdefault(first[0].lower(), []).append(phrase)
    for phrases in found.values():
        phrases.sort(key=lambda each: -len(each.words))
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
        self.own_slug = own_slug
        self.seen: set[int] = set()
        self.language = get_language()
        self.address = reverse("lexicon_word", args=["-"]).removesuffix("-/")
        self.more = escape(_("Mere om ordet"))

    def __call__(self, html: str) -> str:
        """Return the HTML with the words explained that the page did not explain before."""
        if self.phrases.keys().isdisjoint(_WORDS.findall(html.lower())):
            return html
        parts: list[str] = []
        done = depth = 0
        for piece in _PIECES.finditer(html):
            text = piece[0]
            if text[0] == "<":
                name = _TAG_NAME.match(text)
                if name and name[1] in _LEFT_ALONE:
                    depth += -1 if text[1] == "/" else 1
                continue
            phrases = None if depth else self.phrases.get(text.lower())
            if phrases is None or piece.start() < done:
                continue
            told, end = self._met(phrases, html, piece.start())
            if told is not None:
                parts += (html[done : piece.start()], self._shown(html[piece.start() : end], told))
                done = end
        parts.append(html[done:])
        return "".join(parts)

    def _met(self, phrases: list[Phrase], html: str, start: int) -> tuple[Told | None, int]:
        for phrase in phrases:
            end = phrase.ends_at(html, start)
            if end:
                told = phrase.told
                if told.key in self.seen or told.slug == self.own_slug:
                    return None, end
                self.seen.add(told.key)
                return told, end
        return None, 0

    def _shown(self, found: str, told: Told) -> str:
        lang = f' lang="{told.language}"' if told.language != self.language else ""
        meaning = told.easy if self.easy else told.meaning
        return (
            f'<button type="button" class="explained" popovertarget="ord-{told.key}">{found}</button>'
            f'<span class="explained__text" id="ord-{told.key}" popover="auto"{lang}>'
            f'<strong class="explained__word">{told.word}:</strong> {meaning} '
            f'<a class="explained__more" href="{self.address}{told.slug}/">{self.more}</a></span>'
        )
