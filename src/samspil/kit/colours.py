"""Colours that people can read: contrast as WCAG 2.2 counts it, and a whole theme out of two colours."""

import colorsys
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# As in assets/_theme.scss.
PRIMARY, ACCENT = "#0b5c63", "#e8a317"
WHITE, INK, SURFACE = "#ffffff", "#1b2224", "#f5f3ef"
DARK_PAPER, DARK_INK, DARK_BUTTON_INK = "#12191b", "#eef3f2", "#0c1718"
TEXT, DARK_BRAND = 4.5, 7.0
STEP = 0.005

_HEX = re.compile(r"#[0-9a-f]{6}")


def is_colour(text: str) -> bool:
    """Tell whether a text is a colour as we keep it: # and six signs out of 0-9 and a-f."""
    return bool(_HEX.fullmatch(text))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _colour(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(255 * min(1, max(0, part))):02x}" for part in parts)


def luminance(colour: str) -> float:
    """Return how bright a colour is, from 0 (black) to 1 (white).

    Source: WCAG 2.2, relative luminance.
    """
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours, from 1 to 21.

    Source: WCAG 2.2, contrast ratio.
    """
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two.

    Args:
        one: the first colour.
        other: the second colour.
        share: how much of the first, from 0 to 1.
    """
    pairs = zip(_parts(one), _parts(other), strict=True)
    return _colour(share * first + (1 - share) * second for first, second in pairs)


def nearest(colour: str, passes: Callable[[str], bool], *, darker: bool) -> str:
    """Return the colour of the same hue, as little darker or lighter as it takes to pass.

    Args:
        colour: where to begin.
        passes: what the colour must do; black or white must pass.
        darker: which way to go.
    """
    hue, light, full = colorsys.rgb_to_hls(*_parts(colour))
    while not passes(colour) and 0 < light < 1:
        light = max(0.0, light - STEP) if darker else min(1.0, light + STEP)
        colour = _colour(colorsys.hls_to_rgb(hue, light, full))
    return colour if passes(colour) else ("#000000" if darker else WHITE)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that meet on our pages, and the contrast they need."""

    words: str | Promise
    front: str
    back: str
    need: float = TEXT

    @property
    def ratio(self) -> float:
        """The contrast between them, rounded down so that no failing pair looks right."""
        return int(contrast(self.front, self.back) * 10) / 10

    @property
    def passes(self) -> bool:
        """Whether the contrast is enough."""
        return contrast(self.front, self.back) >= self.need


def soft(primary: str) -> str:
    """Return the pale background made of a primary colour."""
    return mixed(primary, WHITE, 0.12)


def primary_pairs(primary: str) -> list[Pair]:
    """Return where the primary colour meets text, in the light view."""
    return [
        Pair(_("Hvid tekst på en knap"), WHITE, primary),
        Pair(_("Et link på hvid bund"), primary, WHITE),
        Pair(_("Et link på en grå flade"), primary, SURFACE),
        Pair(_("Et link på en farvet flade"), primary, soft(primary)),
    ]


def accent_pairs(accent: str) -> list[Pair]:
    """Return where the accent colour meets text: dark words and the dark ring of focus upon it."""
    return [Pair(_("Mørk tekst på accentfarven"), INK, accent)]


def dark_pairs(primary: str) -> list[Pair]:
    """Return where the primary colour meets text in the dark view; it is made light enough there."""
    brand = dark_brand(primary)
    return [
        Pair(_("Mørk visning: tekst på en knap"), DARK_BUTTON_INK, brand),
        Pair(_("Mørk visning: et link"), brand, DARK_PAPER),
        Pair(_("Mørk visning: et link på en farvet flade"), brand, _dark_soft(brand)),
    ]


def dark_brand(primary: str) -> str:
    """Return the primary colour as light as the dark view needs it."""
    return nearest(primary, lambda each: contrast(each, DARK_PAPER) >= DARK_BRAND, darker=False)


def _dark_soft(brand: str) -> str:
    return mixed(brand, DARK_PAPER, 0.16)


def passing_primary(primary: str) -> str:
    """Return the nearest primary colour that can be read everywhere."""
    return nearest(
        primary, lambda each: all(pair.passes for pair in primary_pairs(each)), darker=True
    )


def passing_accent(accent: str) -> str:
    """Return the nearest accent colour that dark words can be read upon."""
    return nearest(
        accent, lambda each: all(pair.passes for pair in accent_pairs(each)), darker=False
    )


def stylesheet(primary: str, accent: str) -> str:
    """Return the custom properties of `assets/_theme.scss` that two colours change, light and dark."""
    brand = dark_brand(primary)
    light = {
        "brand": primary,
        "brand-dark": mixed(primary, "#000000", 0.7),
        "brand-soft": soft(primary),
        "link": primary,
        "footer": mixed(primary, "#000000", 0.65),
        "accent": accent,
        "focus-halo": accent,
        "halo-deep": primary,
    }
    dark = {
        "brand": brand,
        "brand-dark": mixed(brand, WHITE, 0.6),
        "brand-soft": _dark_soft(brand),
        "link": brand,
        "footer": mixed(primary, "#000000", 0.35),
        "accent": accent,
        "focus-halo": primary,
        "halo-deep": primary,
    }
    plain, changed = (
        "".join(f"--{name}:{value};" for name, value in each.items()) for each in (light, dark)
    )
    return (
        f":root{{{plain}}}\n"
        "@media screen and (prefers-color-scheme: dark)"
        f'{{:root:not([data-appearance="light"]){{{changed}}}}}\n'
        f'@media screen{{:root[data-appearance="dark"]{{{changed}}}}}\n'
    )
