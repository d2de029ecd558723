"""How hard a text is to read: LIX, the number Danish and Swedish editors know."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspil.kit.markdown import plain_text

LONG_WORD = 7
GOAL = 34

_ADDRESS = re.compile(r"\(?(?:https?://|mailto:|/)\S+")
_LIST_MARKER = re.compile(r"^ *(-|\d+\.)(?: |$)", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_STOP = re.compile(r"[.!?:]+(?=\s|$)|\n+")
# A dot after a number or a shortened word ends no sentence: 4. maj, kl. 16, f.eks., bl.a.
_NO_STOP = re.compile(
    r"(?<=\d)\.(?=\s+[a-zæøå])|\b(kl|nr|ca|fx|mio|mia|evt|jf|pga|mht|osv|[a-zæøå]\.[a-zæøå])\.",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a number means, in words for an editor."""

    upto: int
    words: str | Promise


VERDICTS = (
    Verdict(24, _("Meget let at læse")),
    Verdict(GOAL, _("Let at læse for de fleste")),
    Verdict(44, _("Middel: for svær til en offentlig tekst. Del de lange sætninger.")),
    Verdict(
        54, _("Svær: kun for den, der er vant til fagtekster. Del sætninger, og skift lange ord.")
    ),
    Verdict(10_000, _("Meget svær: som lovtekst. Skriv teksten om.")),
)


def lix(text: str) -> int:
    """Return the LIX of a text, rounded; 0 for a text without words.

    LIX = words / sentences + 100 × words of more than six letters / words.

    Args:
        text: plain text or Markdown; addresses of links are not counted, and a heading or an
            item of a list counts as a sentence.

    Source: C.-H. Björnsson, "Läsbarhet", 1968.
    """
    plain = _ADDRESS.sub("", _LIST_MARKER.sub("", plain_text(text)))
    plain = _NO_STOP.sub(lambda found: found.group().replace(".", ""), plain)
    sentences = words = long = 0
    for sentence in _STOP.split(plain):
        found = _WORD.findall(sentence or "")
        if found:
            sentences += 1
            words += len(found)
            long += sum(len(word) >= LONG_WORD for word in found)
    return round(words / sentences + 100 * long / words) if words else 0


def verdict(number: int) -> str:
    """Return in plain words what a LIX number means.

    Args:
        number: as `lix` returns it.
    """
    return str(next(each.words for each in VERDICTS if number <= each.upto))
