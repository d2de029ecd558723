"""Serving for real starts only with everything it needs and nothing that is unsafe."""

import os
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from samspil.config.embedded import APP_ROLE, EmbeddedDatabase
from samspil.config.production import REFUSED, problems, refuse_if_unsafe

# One database is enough for all.
pytestmark = pytest.mark.xdist_group("production")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database = EmbeddedDatabase(tmp_path_factory.mktemp("production"), throwaway=True)
    yield database.enter()["DATABASE_URL"]
    database.leave()


@pytest.fixture
def good(address: str) -> dict[str, str]:
    return {
        "SAMSPIL_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-secret",
        "SAMSPIL_INDEX_KEY": "zyxwvutsrqponmlkjihgfedcba9876543210-index",
        "SAMSPIL_FIELD_KEYS": urlsafe_b64encode(bytes(32)).decode(),
        "SAMSPIL_ORIGIN": "https://samspil.example.dk",
        "DATABASE_URL": address,
    }


def test_complete_and_safe_settings_may_serve(good: dict[str, str]) -> None:
    assert problems(good) == []


@pytest.mark.parametrize(
    "name",
    [
        "SAMSPIL_SECRET_KEY",
        "SAMSPIL_FIELD_KEYS",
        "SAMSPIL_INDEX_KEY",
        "SAMSPIL_ORIGIN",
        "DATABASE_URL",
    ],
)
def test_what_is_missing_is_named(good: dict[str, str], name: str) -> None:
    del good[name]
    assert problems(good) == [f"{name} is missing."]
    assert problems({**good, name: " "}) == [f"{name} is missing."]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SAMSPIL_DEBUG", "1", "SAMSPIL_DEBUG is on"),
        ("SAMSPIL_DEMO", "true", "SAMSPIL_DEMO is on"),
        ("SAMSPIL_AS_OWNER", "yes", "SAMSPIL_AS_OWNER is on"),
        ("SAMSPIL_ORIGIN", "http://samspil.example.dk", "https://"),
        ("SAMSPIL_ORIGIN", "samspil.example.dk", "must be an address"),
        ("SAMSPIL_SECRET_KEY", "short", "too short"),
        ("SAMSPIL_FIELD_KEYS", "no key", "SAMSPIL_FIELD_KEYS"),
        ("DATABASE_URL", "sqlite:///x", "DATABASE_URL"),
        ("DATABASE_URL", "postgresql://nobody@/nothing?host=/nowhere", "DATABASE_URL"),
    ],
)
def test_what_is_unsafe_is_named(good: dict[str, str], name: str, value: str, said: str) -> None:
    found = problems({**good, name: value})
    assert len(found) == 1
    assert said in found[0]


def test_http_may_be_allowed_for_a_trial(good: dict[str, str]) -> None:
    trial = {"SAMSPIL_ORIGIN": "http://10.0.0.7:8000", "SAMSPIL_ALLOW_HTTP": "1"}
    assert problems({**good, **trial}) == []


def test_a_superuser_is_refused(good: dict[str, str], address: str) -> None:
    found = problems({**good, "DATABASE_URL": address.replace(f"{APP_ROLE}@", "postgres@")})
    assert found == ["DATABASE_URL: the role postgres is a superuser; use an ordinary role."]


def test_refusing_says_every_reason_and_ends_with_two(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in os.environ if name.startswith(("SAMSPIL_", "DATABASE_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SAMSPIL_DEMO", "1")
    with pytest.raises(SystemExit) as ended:
        refuse_if_unsafe()
    said = capsys.readouterr().err
    assert ended.value.code == REFUSED
    assert "SAMSPIL_SECRET_KEY is missing." in said
    assert "SAMSPIL_DEMO is on" in said


def test_secrets_of_the_data_directory_are_never_used(tmp_path: Path, good: dict[str, str]) -> None:
    (tmp_path / "secrets.env").write_text("SAMSPIL_SECRET_KEY=" + "x" * 50)
    del good["SAMSPIL_SECRET_KEY"]
    assert problems({**good, "SAMSPIL_DATA": str(tmp_path)}) == ["SAMSPIL_SECRET_KEY is missing."]
