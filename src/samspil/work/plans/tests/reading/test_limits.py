"""Texts made to be slow or too long: they are read in seconds or refused in words."""

import time

import pytest

from samspil.work.plans.reading.documents import LARGEST_TEXT, MOST_BLOCKS
from samspil.work.plans.reading.reader import read_plan

# Three seconds where nothing else runs; a test may share its machine.
MOST_SECONDS = 12
HOSTILE = {
    "one letter": "a",
    "spaces": " ",
    "one capital": "A",
    "short lines": "a\n",
    "headings": "Overskrift her\n",
    "numbered heads": "1. Bolig\nTekst\n",
    "divided words": "abc-\n",
    "pages": "Kop\nTekst\nSide 3 af 24\n",
    "cells": "a\tb\n",
    "quotes": "”hej”\nMor til dreng\n",
    "labels": "Ansvarlig: X\n",
    "lists in a sentence": "værdier er a, b, ",
    "announcements": "Planen har tre spor:\n- a\n",
    "initiatives": "Initiativ 1: Guide\nKoster 5 kr.\n",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_takes_no_more_than_seconds(piece: str) -> None:
    text = f"Handleplan\n\n{piece * (LARGEST_TEXT // len(piece) + 1)}"[: LARGEST_TEXT - 10]
    began = time.monotonic()
    read_plan(text.encode(), "plan.txt")
    assert time.monotonic() - began < MOST_SECONDS


def test_what_is_longer_than_a_plan_is_refused() -> None:
    assert "500 kB" in read_plan(b"a" * (LARGEST_TEXT + 1), "plan.txt").why_not
    many = "Tekst.\n\n" * (MOST_BLOCKS + 1)
    assert "5.000 afsnit" in read_plan(many.encode(), "plan.txt").why_not
    assert "5.000 afsnit" in read_plan(f"# A\n\n# B\n\n{many}".encode(), "plan.md").why_not
    assert "5.000 afsnit" in read_plan(b"\n" * 400_000 + b"a", "plan.txt").why_not
