"""Contrast as WCAG counts it, and themes that can be read whatever the two colours are."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.kit import colours

COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#0b5c63", "#0b5c63", 1.0)],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert colours.contrast(other, one) == colours.contrast(one, other)


def test_our_own_colours_pass() -> None:
    pairs = [
        *colours.primary_pairs(colours.PRIMARY),
        *colours.accent_pairs(colours.ACCENT),
        *colours.dark_pairs(colours.PRIMARY),
    ]
    assert all(pair.passes for pair in pairs)


@pytest.mark.parametrize("wrong", ["", "#fff", "#GGGGGG", "0b5c63", "#0b5c63 ", "#0B5C63", "red"])
def test_what_is_no_colour(wrong: str) -> None:
    assert not colours.is_colour(wrong)


@settings(deadline=None)
@given(COLOURS)
def test_whatever_is_proposed_passes_and_a_passing_colour_stays(colour: str) -> None:
    primary, accent = colours.passing_primary(colour), colours.passing_accent(colour)
    assert all(pair.passes for pair in colours.primary_pairs(primary))
    assert all(pair.passes for pair in colours.accent_pairs(accent))
    assert colours.passing_primary(primary) == primary
    assert colours.passing_accent(accent) == accent


@settings(deadline=None)
@given(COLOURS)
def test_the_dark_view_can_be_read_whatever_the_colour(colour: str) -> None:
    assert all(pair.passes for pair in colours.dark_pairs(colours.passing_primary(colour)))


@settings(deadline=None)
@given(COLOURS, COLOURS)
def test_a_theme_holds_colours_only(primary: str, accent: str) -> None:
    sheet = colours.stylesheet(primary, accent)
    values = re.findall(r"--[a-z-]+:([^;]+);", sheet)
    assert len(values) == 24
    assert all(colours.is_colour(value) for value in values)


def test_a_ratio_is_rounded_down_so_that_no_failing_pair_looks_right() -> None:
    pair = colours.Pair("x", "#777777", "#ffffff")
    assert (pair.ratio, pair.passes) == (4.4, False)
