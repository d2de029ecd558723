"""The embedded database: shared while somebody uses it, gone afterwards, repaired after a crash."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from samspil.config.embedded import EmbeddedDatabase


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "mappe med æøå"


@pytest.fixture
def database(data: Path) -> Iterator[EmbeddedDatabase]:
    database = EmbeddedDatabase(data, throwaway=True)
    database.enter()
    yield database
    database.leave()


def eventually(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_so()


def process_of(database: EmbeddedDatabase) -> int:
    return int((database.cluster / "postmaster.pid").read_text().split()[0])


def test_the_applications_role_owns_nothing_and_may_create_nothing(
    database: EmbeddedDatabase,
) -> None:
    with psycopg.connect(database.addresses()["DATABASE_URL"]) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        assert row == (False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE mine (id int)")


def test_words_are_utf8_and_sorted_the_same_everywhere(database: EmbeddedDatabase) -> None:
    with psycopg.connect(database.addresses()["DATABASE_OWNER_URL"]) as connection:
        row = connection.execute(
            "SELECT datlocprovider, datlocale, upper('æøå') FROM pg_database "
            "WHERE datname = current_database()"
        ).fetchone()
        assert row == ("b", "C.UTF-8", "ÆØÅ")


def test_only_a_private_socket_leads_to_it(database: EmbeddedDatabase) -> None:
    with psycopg.connect(database.addresses()["DATABASE_URL"]) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        folder = Path(connection.info.host)
    assert folder.stat().st_mode & 0o077 == 0
    assert len(str(folder)) < 80


def test_the_last_to_leave_stops_it(database: EmbeddedDatabase, data: Path) -> None:
    other = EmbeddedDatabase(data)
    assert other.enter() == database.addresses()
    database.leave()
    assert other.answers()
    other.leave()
    assert not other.is_running()
    assert list(data.glob("postgres/cluster/postmaster.pid")) == []


def test_it_stops_when_its_only_user_is_killed(data: Path) -> None:
    command = [sys.executable, "-m", "samspil.config.embedded", "exec", "--throwaway"]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    user = subprocess.Popen([*command, "--data", str(data), "--", "sleep", "60"], env=environment)
    database = EmbeddedDatabase(data)
    assert eventually(database.answers)
    user.kill()
    user.wait()
    assert eventually(lambda: not database.is_running())


def test_a_killed_server_comes_back_at_the_same_address(database: EmbeddedDatabase) -> None:
    before = database.addresses()
    os.kill(process_of(database), signal.SIGKILL)
    assert eventually(lambda: not database.is_running())
    assert database.enter() == before
    assert database.answers()


def test_a_process_number_that_another_program_got_is_no_server(
    database: EmbeddedDatabase, data: Path
) -> None:
    database.leave()
    (database.cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{database.cluster}\n")
    again = EmbeddedDatabase(data, throwaway=True)
    again.enter()
    assert again.answers()
    again.leave()


def test_what_an_interrupted_first_start_left_is_cleared(data: Path) -> None:
    (data / "postgres" / "new-unfinished").mkdir(parents=True)
    database = EmbeddedDatabase(data, throwaway=True)
    database.enter()
    database.leave()
    assert list(data.glob("postgres/new-*")) == []
