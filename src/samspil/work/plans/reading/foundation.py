"""The words a plan rests on: vision, mission, values, principles."""

import re

LONGEST_SENTENCES = 600
_LIST_OF_WORDS = re.compile(
    r"(?:\b(?:er|:|bygger på|kendetegnes af|præges af|hviler på|arbejder ud fra|"
    r"gennem)\s+)((?:[^,.:]{2,60},\s+)*[^,.:]{2,60}\s+og\s+[^,.:]{2,60})\.?$",
    re.I,
)
_APPROACHES = re.compile(
    r"\b(?:en|et|den)\s+((?:[\wæøå()-]+,\s+)*[\wæøå()-]+\s+og\s+[\wæøå()-]+)\s+(tilgang|indsats|praksis)\b",
    re.I,
)


_VALUES_SAID = re.compile(
    r"\bværdier(?:ne)?\s*(?:er|:|,|–|-)?\s+"
    r"((?:(?:[\w()-]+\s+){0,3}[\w()-]+,\s+)*(?:[\w()-]+\s+){0,3}[\w()-]+,?\s+og\s+(?:[\w()-]+\s+){0,3}[\w()-]+)\s*(?=[.;]|$)",
    re.I,
)


def values_said(text: str) -> list[str]:
    """Return the values a sentence like "Vores værdier er tillid, mod og faglighed" counts up."""
    if len(text) > LONGEST_SENTENCES:
        return []
    said = _VALUES_SAID.search(text)
    return _split(re.sub(r"^(?:er|om)\s+", "", said[1])) if said else []


def listed(items: list[str], paragraphs: list[str]) -> list[str]:
    """Return values or principles: the items of a list, else those a sentence counts up."""
    if items:
        return items
    for paragraph in paragraphs:
        if approaches := _APPROACHES.search(paragraph):
            return _split(approaches[1])
        for sentence in re.split(r"(?<=[a-zæøå])\.\s+", paragraph):
            if named := _LIST_OF_WORDS.search(sentence.rstrip(".")):
                return _split(named[1])
    if len(paragraphs) == 1 and len(paragraphs[0]) < 200:
        return _split(paragraphs[0].rstrip("."))
    return paragraphs


def _split(words: str) -> list[str]:
    return [
        word.strip(" .") for word in re.split(r",\s+(?:og\s+)?|\s+og\s+", words) if word.strip(" .")
    ]
