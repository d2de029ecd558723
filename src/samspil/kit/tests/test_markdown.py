import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from samspil.kit.markdown import html_of, plain_text

ALLOWED_SCHEMES = ("http:", "https:", "mailto:", "tel:", "/", "#", "?")
DANGEROUS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](  JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    "![x](https://spy.example/pixel.png)",
    "![x](//spy.example/pixel.png)",
    "![x](/\\spy.example/pixel.png)",
    '[x](/a "onmouseover=alert(1)")',
    "<a href='vbscript:x'>x</a>",
    "<style>*{display:none}</style>",
    "```\n</code><script>alert(1)</script>\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[a]: javascript:alert(1)\n\n[a]",
    "<javascript:alert(1)>",
]


class Inspector(HTMLParser):
    """Notes everything in a page that could act."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            text = (value or "").strip().lower()
            if name.startswith("on") or name in {"style", "srcdoc", "formaction"}:
                self.bad.append(f"{tag} {name}")
            if name == "src" and not re.match(r"/(?![/\\])", text):
                self.bad.append(f"{tag} src {text}")
            if name == "href" and re.match(r"[a-z][a-z0-9+.-]*:", text):
                scheme = text.split(":")[0] + ":"
                if scheme not in ALLOWED_SCHEMES:
                    self.bad.append(f"{tag} href {text}")


def inspected(text: str) -> Inspector:
    inspector = Inspector()
    inspector.feed(html_of(text))
    return inspector


def assert_safe(text: str) -> None:
    inspector = inspected(text)
    assert not inspector.bad
    assert not inspector.tags & {
        "script", "style", "iframe", "object", "embed", "form", "input", "svg", "math", "link",
        "meta", "base", "h1", "video", "audio", "template",
    }  # fmt: skip


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_script_survives(text: str) -> None:
    assert_safe(text)


@hypothesis_settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(DANGEROUS),
            st.text(max_size=12),
            st.sampled_from("[]()<>!`*_#|\n\"'&;:/\\"),
        ),
        max_size=12,
    ).map("".join)
)
def test_no_script_survives_in_any_mixture(text: str) -> None:
    assert_safe(text)
    plain_text(text)


def test_headings_start_at_h2() -> None:
    assert html_of("# Overskrift\n\n## Under") == "<h2>Overskrift</h2>\n<h3>Under</h3>\n"
    assert html_of("# Overskrift", first_level=3) == "<h3>Overskrift</h3>\n"
    assert html_of("## Under\n\n#### Dybt") == "<h2>Under</h2>\n<h3>Dybt</h3>\n"
    assert "<h6>" in html_of("# a\n\n## b\n\n### c\n\n#### d", first_level=4)


def test_pictures_need_our_address_and_a_text() -> None:
    assert html_of("![En have](/filer/1/)") == '<p><img src="/filer/1/" alt="En have"></p>\n'
    assert "<img" not in html_of("![](/filer/1/)")
    assert "<img" not in html_of("![En have](https://andre.example/1.png)")


def test_links_are_marked() -> None:
    html = html_of("[Læs](https://kommunen.example)")
    assert 'rel="nofollow noopener noreferrer"' in html
    assert 'href="https://kommunen.example"' in html


def test_tables_and_lists_are_kept() -> None:
    assert "<table>" in html_of("| a | b |\n|---|---|\n| 1 | 2 |")
    assert "<ol>" in html_of("1. en\n2. to")


def test_plain_text_for_letters() -> None:
    text = (
        "# Kom med\n\nVi mødes **torsdag** hos [Familiehuset](https://kommunen.example/hus).\n\n"
        "- kaffe\n- kage\n  - med fløde\n\n1. ring\n2. skriv\n\n![En have](/filer/1/)\n"
    )
    assert plain_text(text) == (
        "Kom med\n\nVi mødes torsdag hos Familiehuset (https://kommunen.example/hus).\n\n"
        "- kaffe\n- kage\n  - med fløde\n1. ring\n2. skriv\n\n[En have]"
    )


def test_a_link_that_shows_its_own_address_is_written_once() -> None:
    assert plain_text("<https://kommunen.example>") == "https://kommunen.example"
