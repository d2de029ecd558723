from pathlib import Path

import pytest

from samspil.kit import messages


def test_texts_are_found_in_tags_attributes_and_components() -> None:
    source = (
        "<a title=\"{% trans 'Luk' %}\">{% translate 'Åbn' as x %}{{ _('Hej') }}</a>\n"
        "  {% blocktranslate count n=k %}{{ n }} brev{% plural %}{{ n }} breve{% endblocktranslate %}\n"
        "<c-button :label=\"_('Send')\" />{% translate 'Lyst' context 'udseende' %}"
    )
    found = {(text, context) for _, text, _, context in messages.texts_of_template(source)}
    assert found == {
        ("Luk", None),
        ("Åbn", None),
        ("Hej", None),
        (("%(n)s brev", "%(n)s breve"), None),
        ("Send", None),
        ("Lyst", "udseende"),
    }


def test_texts_are_found_in_python() -> None:
    source = "a = _('Et')\nb = ngettext('To', 'Flere', n)\nc = pgettext_lazy('x', 'Tre')\n"
    assert [(text, context) for _, text, _, context in messages.texts_of_python(source)] == [
        ("Et", None),
        (("To", "Flere"), None),
        ("Tre", "x"),
    ]


@pytest.fixture
def small_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    room = tmp_path / "house" / "room"
    room.mkdir(parents=True)
    (room / "terms.py").write_text("A = _('Hej')\n", "utf-8")
    monkeypatch.setattr(messages, "SOURCE", tmp_path / "house")
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "house" / "locale")
    return tmp_path / "house"


def test_what_is_missing_is_listed_until_it_is_translated(
    small_house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert messages.main(["update"]) == 0
    assert messages.main(["missing"]) == 1
    assert "'Hej'" in capsys.readouterr().out
    catalogue = small_house / "locale/en/LC_MESSAGES/django.po"
    catalogue.write_text(
        catalogue.read_text("utf-8")
        .replace('msgstr ""\n', 'msgstr "Hello"\n')
        .replace('msgid ""\nmsgstr "Hello"', 'msgid ""\nmsgstr ""', 1),
        "utf-8",
    )
    assert messages.main(["missing"]) == 0
    assert messages.main(["compile"]) == 0
    assert catalogue.with_suffix(".mo").stat().st_size > 0
    written = catalogue.read_bytes()
    assert messages.main(["update"]) == 0
    assert catalogue.read_bytes() == written


def test_texts_no_longer_used_are_dropped(small_house: Path) -> None:
    messages.main(["update"])
    (small_house / "room" / "terms.py").write_text("A = _('Farvel')\n", "utf-8")
    messages.main(["update"])
    text = (small_house / "locale/en/LC_MESSAGES/django.po").read_text("utf-8")
    assert "Farvel" in text
    assert "Hej" not in text


def test_an_unknown_command_tells_the_right_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.main(["x"]) == 2
    assert "update" in capsys.readouterr().err
