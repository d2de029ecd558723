"""What readers of the demo did not understand, and what they searched for in vain."""

from samspil.commons.lexicon import actions
from samspil.commons.lexicon.terms import MissKind
from samspil.kit.access import NOBODY

UNCLEAR = {"myndighedsfunktion": 4, "habilitering": 3, "paragraf 8-møde": 1}
MISSED = {
    ("nogen at snakke med kl. 3 om natten", MissKind.FOUND_NOTHING): 5,
    ("svømmehal lift", MissKind.FOUND_NOTHING): 3,
    ("hund", MissKind.WRONG_THING): 2,
}


def add_unclear_and_missed() -> None:
    """Let readers mark words and search, and somebody propose a word."""
    for word, times in UNCLEAR.items():
        for time in range(times):
            actions.mark_unclear(word=word, path="/planer/", client=f"demo-{time}")
    for (words, kind), times in MISSED.items():
        for _time in range(times):
            actions.note_missed_search(words, kind)
    actions.propose_word(
        actor=NOBODY,
        word="Habilitering",
        example="Det stod i et brev fra kommunen.",
        client="demo",
    )
