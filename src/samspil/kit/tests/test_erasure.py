import pytest

from samspil.kit.erasure import Erasure


def test_rooms_are_added_up_and_nothing_is_nothing() -> None:
    one = Erasure(dry_run=True, counts={"letters": 2, "codes": 0})
    other = Erasure(dry_run=True, counts={"letters": 1, "roles": 1})
    assert one + other == Erasure(dry_run=True, counts={"letters": 3, "codes": 0, "roles": 1})
    assert one
    assert not Erasure(dry_run=False, counts={"letters": 0})
    assert not Erasure(dry_run=False, counts={})
    with pytest.raises(ValueError, match="would be"):
        _ = one + Erasure(dry_run=False, counts={})
