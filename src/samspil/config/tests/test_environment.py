"""Reading the environment, and which role a command gets."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection, transaction

from samspil.config import environment


def test_a_socket_folder_and_strange_characters_survive_the_address() -> None:
    read = environment.database("postgresql://%C3%A6:p%40ss@/samspil?host=%2Ftmp%2Fa%20b")
    assert (read["USER"], read["PASSWORD"], read["HOST"]) == ("æ", "p@ss", "/tmp/a b")
    assert (read["NAME"], read["PORT"], read["OPTIONS"]) == ("samspil", "", {})


@pytest.mark.parametrize("address", ["", "sqlite:///x", "postgresql://host", "postgresql://host/"])
def test_an_address_that_names_no_database_is_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        environment.database(address)


@pytest.mark.parametrize(
    ("command", "expected"), [("migrate", True), ("flush", True), ("shell", False)]
)
def test_only_commands_that_change_tables_act_as_owner(
    monkeypatch: pytest.MonkeyPatch, command: str, *, expected: bool
) -> None:
    monkeypatch.setenv("SAMSPIL_AS_OWNER", "")
    monkeypatch.delenv("SAMSPIL_AS_OWNER")
    environment.act_as_owner_for(command)
    assert environment.flag("AS_OWNER") is expected


def test_without_an_owner_there_is_one_role(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a@/b")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    assert environment.owner_address() == "postgresql://a@/b"


@pytest.mark.django_db
def test_tests_use_the_applications_role(settings: object) -> None:
    app, owner = settings.DATABASE_APP["USER"], settings.DATABASE_OWNER["USER"]  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (app,)
        if app == owner:
            return
        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute("TRUNCATE django_session")
        cursor.execute("DELETE FROM django_session")


@pytest.mark.django_db(transaction=True)
def test_tables_are_emptied_between_tests_by_their_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_session VALUES (%s, '', now())", [f"key{connection.vendor}"]
        )
