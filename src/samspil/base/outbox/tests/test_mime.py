"""The mail on the wire: whatever stands in a letter is read again just so."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.base.outbox.deliver.mime import (
    Content,
    Template,
    UnsendableError,
    header_text,
    wire_address,
)
from samspil.base.outbox.letters import hold, hold_address, hold_line, slot

SENDER = "Samspil på tværs <samspil@kommune.example>"
KEY = UUID(int=7)
# What can stand in a letter: anything but control characters and lone surrogates.
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
TRICKY = st.lists(
    st.one_of(
        PLAIN,
        st.sampled_from(
            [
                ".",
                "..",
                "\r\n.\r\n",
                "\n.",
                "\n",
                "=",
                "=20",
                " ",
                "\t",
                "{seal}",
                "{}",
                "%s",
                "🏳️‍🌈",
                "å" * 90,
                "x" * 1200,
                "--=_",
                "From ",
                "\r\n",
            ]
        ),
    ),
    max_size=12,
).map("".join)


def read(raw: bytes) -> EmailMessage:
    parsed = message_from_bytes(raw, policy=policy.SMTP)
    assert isinstance(parsed, EmailMessage)
    return parsed


def content(**changes: str) -> Content:
    allowed = {"seal", "since", "code"}
    values = {"subject": "Nyt", "text": "Hej", "html": "<p>Hej</p>", "withdraw_url": ""} | changes
    return Content(
        "news",
        "da",
        hold_line(values["subject"], allowed),
        hold(values["text"], allowed),
        hold(values["html"], allowed),
        hold_address(values["withdraw_url"], allowed),
        KEY,
    )


def rendered(letter: Content, **values: str) -> bytes:
    template = Template(letter, SENDER)
    return template.render(address="mor@example.org", message_id=KEY, values=values)


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def as_read(text: str) -> str:
    """Line ends are all alike in a mail, and those at its very end do not count."""
    return re.sub(r"\r\n|\r|\n", "\n", text).rstrip("\n")


@given(TRICKY, TRICKY, TRICKY)
def test_text_and_html_come_through(before: str, after: str, value: str) -> None:
    page = f"<p>{before}{slot('code')}{after}</p>"
    raw = rendered(content(text=f"|{before}{slot('code')}{after}|", html=page), code=value)
    mail = read(raw)
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert b"\n." not in raw
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
    assert as_read(body(mail, "plain")) == as_read(f"|{before}{value}{after}|")
    escaped = (
        value.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#x27;")
    )
    assert as_read(body(mail, "html")) == as_read(page.replace(slot("code"), escaped))


@given(PLAIN.filter(lambda text: text.strip()))
def test_any_subject_comes_through_on_one_header(subject: str) -> None:
    mail = read(rendered(content(subject=subject)))
    assert " ".join(str(mail["Subject"]).split()) == " ".join(hold_line(subject, ()).split())
    assert mail.keys() == [
        "From",
        "To",
        "Message-ID",
        "Date",
        "Subject",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Language",
        "Content-Type",
    ]


@given(st.text())
def test_no_value_makes_a_header_of_its_own(value: str) -> None:
    mail = read(rendered(content(subject=f"Kode {slot('code')}"), code=f"{value}\r\nBcc: alle@x.y"))
    assert mail["Bcc"] is None
    assert mail["Subject"] is not None


def test_headers() -> None:
    letter = content(withdraw_url="https://samspil.example/farvel/{seal}/")
    mail = read(rendered(letter, seal="abc_DEF-1"))
    assert str(mail["From"]) == SENDER
    assert mail["To"] == "mor@example.org"
    assert mail["Message-ID"] == f"<{KEY.hex}@kommune.example>"
    assert mail["List-Unsubscribe"] == "<https://samspil.example/farvel/abc_DEF-1/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Id"] == "<news.kommune.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime.utcoffset() is not None
    assert not mail.defects


def test_a_letter_without_list_has_no_list_headers() -> None:
    assert not [name for name in read(rendered(content())) if name.startswith("List-")]


def test_without_html_it_is_plain_text() -> None:
    mail = read(rendered(content(html="", text="Kære 🙂")))
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().split() == ["Kære", "🙂"]


def test_a_letter_with_an_empty_slot_is_not_sent() -> None:
    with pytest.raises(UnsendableError, match="code"):
        rendered(content(text=slot("code")))


def test_a_value_that_breaks_an_address_is_not_sent() -> None:
    letter = content(withdraw_url="https://x.example/{code}/")
    with pytest.raises(UnsendableError, match="address"):
        rendered(letter, code="a>\r\nBcc: b")


@pytest.mark.parametrize(
    ("address", "wire"),
    [
        ("mor@example.org", "mor@example.org"),
        (" mor@æblegrød.example ", "mor@xn--blegrd-pua7q.example"),
        ("bjørn@example.org", "bjørn@example.org"),
    ],
)
def test_addresses_on_the_wire(address: str, wire: str) -> None:
    if "æ" in address:
        assert wire_address(address).isascii()
        assert wire_address(address).startswith("mor@xn--")
    else:
        assert wire_address(address) == wire


@pytest.mark.parametrize(
    "address",
    ["", "mor", "@x.y", "mor@", "a b@x.y", "a@x.y>\r\nRCPT TO:<b@x.y", "a@..", "x" * 255 + "@y.z"],
)
def test_what_is_no_address_is_not_sent(address: str) -> None:
    with pytest.raises(UnsendableError):
        wire_address(address)


def test_a_long_subject_is_folded() -> None:
    folded = header_text("Ærligt talt " * 40)
    assert max(map(len, folded.split(b"\r\n"))) <= 78
    assert all(line.startswith(b" ") for line in folded.split(b"\r\n")[1:])


@pytest.mark.parametrize("sender", ["ingen", "Æ <æ@x.y>", "A <a@b.c>\r\nBcc: x"])
def test_the_sender_must_be_an_address(sender: str) -> None:
    with pytest.raises(UnsendableError):
        Template(content(), sender)
