"""Paragraphs of laws in all the ways they are written: § 107, §107, paragraf 107, SEL § 85, serviceloven 85."""

import re

_LAWS = {
    "sel": ("serviceloven", "servicelovens", "sel", "lov om social service"),
    "bl": ("barnets lov", "barnets lovs", "bl"),
    "abl": ("almenboligloven", "almenboliglovens", "abl", "almenlejeloven"),
    "rsl": ("retssikkerhedsloven", "retssikkerhedslovens", "rsl"),
    "lab": ("lov om en aktiv beskæftigelsesindsats", "beskæftigelsesindsatsloven", "lab"),
}
_LAW_OF = {name: short for short, names in _LAWS.items() for name in names}
_LAW = "|".join(sorted(map(re.escape, _LAW_OF), key=len, reverse=True))
_SIGN = r"(?:§+|&sect;|paragraffen|paragraf|par\.|pgf\.?)"
_NUMBER = r"(?P<{}>\d{{1,3}})(?:\s?(?P<{}>[a-h])(?![^\W\d_]))?"
_WITH_SIGN = re.compile(
    rf"(?:\b(?P<law>{_LAW})(?:ens|s)?\s*,?\s*)?{_SIGN}\s*{_NUMBER.format('number', 'letter')}"
    rf"(?P<more>(?:\s*(?:,|og|eller|/|-)\s*(?:{_SIGN}\s*)?\d{{1,3}}(?:\s?[a-h](?![^\W\d_]))?)*)"
    rf"(?:\s+i\s+(?P<after>{_LAW})\b)?"
)
_LAW_ALONE = re.compile(rf"\b(?P<law>{_LAW})\s*,?\s*{_NUMBER.format('number', 'letter')}\b")
_MORE = re.compile(r"(\d{1,3})(?:\s?([a-h])(?![^\W\d_]))?")


def paragraphs_of(text: str) -> tuple[list[tuple[str, ...]], str]:
    """Return the paragraphs a text names, and the text without them.

    Args:
        text: in small letters.

    Returns:
        For each paragraph its key such as `§85`, and `sel§85` besides where the law is named.
    """
    keys: list[tuple[str, ...]] = []

    def take(found: re.Match[str]) -> str:
        named = found.groupdict()
        law = _LAW_OF.get(named["law"] or named.get("after") or "", "")
        numbers = [(named["number"], named["letter"] or "")]
        numbers += [(n, letter or "") for n, letter in _MORE.findall(named.get("more") or "")]
        for number, letter in numbers:
            key = f"§{number}{letter}"
            keys.append((key, f"{law}{key}") if law else (key,))
        return " "

    rest = _WITH_SIGN.sub(take, text)
    rest = _LAW_ALONE.sub(take, rest)
    return list(dict.fromkeys(keys)), rest
