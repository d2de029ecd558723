"""Translations without GNU gettext: extract, compile and check them with Babel alone.

python -m samspil.kit.messages update    takes new texts from source and templates into the catalogue
python -m samspil.kit.messages compile   makes the .mo files that Django reads
python -m samspil.kit.messages missing   lists what has no translation, and fails if there is any
"""

import re
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1]
LOCALE = SOURCE / "locale"
LANGUAGES = ("en",)
WIDTH = 100

type Keywords = dict[str, tuple[int | tuple[int, str], ...] | None]
KEYWORDS: Keywords = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# :attribute="_('…')" of a component, which Django's own extraction does not see.
_IN_ATTRIBUTE = re.compile(r"""="(_\('(?:[^'\\]|\\.)*'\))\"""")

type Text = str | tuple[str, ...]
type Found = tuple[int, Text, list[str], str | None]


def texts_of_python(source: str) -> Iterator[Found]:
    """Return line, text (or singular and plural), comments and context of each text in a module."""
    return extract("python", BytesIO(source.encode()), KEYWORDS, ("Translators:",), None)


def texts_of_template(source: str) -> Iterator[Found]:
    """Return the same for a template, whose texts may also stand in attributes of components."""
    visible = _IN_ATTRIBUTE.sub(r'="{{ \1 }}"', source)
    # Between brackets Python's reader cares for neither indentation nor line ends.
    return texts_of_python(f"({templatize(visible)})")


def extracted() -> Catalog:
    """Return all texts of the source tree; tests are not shown to anybody."""
    found = Catalog(project="Samspil", fuzzy=False)
    readers: dict[str, Callable[[str], Iterator[Found]]] = {
        ".py": texts_of_python,
        ".html": texts_of_template,
        ".txt": texts_of_template,
    }
    for file in sorted(SOURCE.rglob("*")):
        if file.suffix not in readers or "tests" in file.parts:
            continue
        if file.suffix != ".py" and "templates" not in file.parts:
            continue
        place = file.relative_to(SOURCE.parent).as_posix()
        for _line, text, comments, context in readers[file.suffix](file.read_text("utf-8")):
            # No line numbers: they would change the catalogue with every edit.
            found.add(text, locations=[(place, 0)], auto_comments=comments, context=context)
    return found


def _file(language: str, ending: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"django.{ending}"


def _read(language: str) -> Catalog:
    file = _file(language, "po")
    if not file.exists():
        return Catalog(locale=language, project="Samspil", fuzzy=False)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def update() -> None:
    """Take new texts into the catalogues and drop those no longer used; guess nothing."""
    template = extracted()
    for language in LANGUAGES:
        catalogue = _read(language)
        catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.obsolete.clear()
        _write(catalogue, language)


def _write(catalogue: Catalog, language: str) -> None:
    file = _file(language, "po")
    file.parent.mkdir(parents=True, exist_ok=True)
    stream = BytesIO()
    write_po(
        stream, catalogue, width=WIDTH, sort_output=True, omit_header=True, include_lineno=False
    )
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    file.write_bytes(header.encode() + stream.getvalue().lstrip(b"\n"))


def compile_all() -> None:
    """Make the .mo file of every catalogue."""
    for language in LANGUAGES:
        with _file(language, "mo").open("wb") as stream:
            write_mo(stream, _read(language))


def _is_translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(strings) and all(strings)


def missing() -> list[str]:
    """Return the texts without translation, each with its language and first place."""
    wanted = extracted()
    return [
        f"{language} {message.locations[0][0]}: {message.id!r}"
        for language in LANGUAGES
        for catalogue in [_read(language)]
        for message in wanted
        if message.id and not _is_translated(catalogue.get(message.id, message.context))
    ]


def main(arguments: list[str]) -> int:
    """Run one of the commands; return the exit code."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    if arguments == ["update"]:
        update()
    elif arguments == ["compile"]:
        compile_all()
    elif arguments == ["missing"]:
        found = missing()
        sys.stdout.writelines(f"{line}\n" for line in found)
        return 1 if found else 0
    else:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
