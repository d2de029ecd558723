"""Work in a process of its own: what it returns, and how it fails."""

import sys

import pytest

from samspil.kit.apart import ApartError, WrongInput, done_apart

HERE = "samspil.kit.tests.apart_work"


def test_the_other_process_answers_and_leaves_nothing_imported() -> None:
    assert done_apart(HERE, "æøå".encode()) == "ÆØÅ".encode()
    assert HERE not in sys.modules


def test_wrong_input_comes_back_in_words() -> None:
    with pytest.raises(WrongInput, match="Filen er tom"):
        done_apart(HERE, b"")


@pytest.mark.parametrize("data", [b"fail", b"eat", b"sleep"])
def test_failing_eating_and_dawdling_end_there(data: bytes) -> None:
    with pytest.raises(ApartError) as error:
        done_apart(HERE, data, seconds=2)
    assert "secret" not in str(error.value)
