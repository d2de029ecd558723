"""Slots: left open when a letter is written, filled per person, safe from what texts contain."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.base.outbox import letters
from samspil.base.outbox.letters import SlotError, fill, hold, hold_address, hold_line, slot
from samspil.kit.seals import unseal


@pytest.mark.parametrize("name", ["seal", "since", "a", "a_name_of_twenty_lets"[:20]])
def test_a_slot_has_the_form_of_a_seal(name: str) -> None:
    assert len(slot(name)) == 43
    assert slot(name).replace("_", "").isalnum()


@pytest.mark.parametrize("name", ["", "Seal", "1a", "a b", "a" * 21])
def test_only_plain_names_make_a_slot(name: str) -> None:
    with pytest.raises(SlotError):
        slot(name)


def test_a_slot_nobody_fills_is_an_error_when_the_letter_is_written() -> None:
    with pytest.raises(SlotError, match="code"):
        hold(f"Kode: {slot('code')}", {"seal"})


def test_a_slot_can_stand_between_letters() -> None:
    held = hold(f"abc{slot('code')}def", {"code"})
    assert fill(held, {"code": "42"}) == "abc42def"


def test_what_only_looks_like_a_slot_is_text() -> None:
    text = "slot_seal_" + "0" * 33 + " {seal} %(seal)s {{ seal }} \x02seal\x03"
    assert fill(hold(text, {"seal"}), {"seal": "X"}) == text.replace("\x02", "").replace("\x03", "")


@given(st.text(), st.text(), st.text())
def test_any_text_survives_around_a_slot(before: str, after: str, value: str) -> None:
    held = hold(before + slot("code") + after, {"code"})
    clean = letters._CONTROL.sub("", before), letters._CONTROL.sub("", after)
    assert fill(held, {"code": value}) == clean[0] + value + clean[1]


def test_values_are_escaped_in_html() -> None:
    assert fill(hold(slot("name"), {"name"}), {"name": '<b> & "'}, in_html=True) == (
        "&lt;b&gt; &amp; &quot;"
    )


def test_a_subject_stays_on_one_line() -> None:
    assert hold_line("Hej\r\nBcc: alle\u2028x", ()) == "Hej Bcc: alle x"


def test_an_address_takes_braces_and_slots_alike() -> None:
    assert hold_address("https://x.example/{seal}/", {"seal"}) == hold_address(
        f"https://x.example/{slot('seal')}/", {"seal"}
    )


@pytest.mark.parametrize("url", ["javascript:x", "https://x\r\nBcc: y", "https://x y", "//x"])
def test_only_web_addresses_withdraw(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        hold_address(url, {"seal"})


def test_dates_are_written_in_the_language_of_the_letter() -> None:
    day = date(2023, 5, 4)
    assert letters.long_date(day, "da") == "4. maj 2023"
    assert letters.long_date(day, "en") == "4 May 2023"


def test_the_seal_opens_to_the_subscription() -> None:
    ref, key = uuid4(), uuid4()
    values = letters.values_for(
        language="da", dedupe_key=key, subscription=ref, since=None, fields={"code": "1"}
    )
    assert unseal("subscription", values["seal"]) == ref
    assert unseal("reply", values["reply"]) == key
    assert values["code"] == "1"
    assert "since" not in values
