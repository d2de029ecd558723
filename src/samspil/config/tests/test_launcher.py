"""The launcher's help, arguments, secrets, stamps and supervision."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from samspil.config import launcher, local
from samspil.config.help_texts import HELP
from samspil.config.local import LauncherError, Stamp, data_directory, digest, local_secrets
from samspil.config.supervisor import ProcessGroup, Restarted, require_free_port


@pytest.mark.parametrize("name", [*launcher.COMMANDS, "lock"])
@pytest.mark.parametrize("form", ["-h", "--help"])
def test_every_command_has_help(name: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert launcher.main([name, form]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"./samspil {name}")
    assert "--data DIR" in said


def test_without_arguments_all_commands_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert launcher.main([]) == 0
    said = capsys.readouterr().out
    assert all(f"./samspil {name}" in said for name in HELP)


def test_an_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert launcher.main(["dmeo"]) == launcher.WRONG_USE
    assert "dmeo" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "chosen", "rest"),
    [
        (["manage", "--data", "d", "migrate"], "d", ["manage", "migrate"]),
        (["--data=d", "demo", "--port", "1"], "d", ["demo", "--port", "1"]),
        (["test", "--", "--data", "d"], None, ["test", "--", "--data", "d"]),
    ],
)
def test_the_data_directory_may_stand_anywhere(
    given: list[str], chosen: str | None, rest: list[str]
) -> None:
    assert launcher._without_data(given) == (chosen, rest)


def test_the_data_directory_is_chosen_then_from_the_environment_then_in_the_project(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SAMSPIL_DATA", str(tmp_path))
    assert data_directory("/elsewhere") == Path("/elsewhere")
    assert data_directory(None) == tmp_path
    monkeypatch.delenv("SAMSPIL_DATA")
    assert data_directory(None) == local.PROJECT / ".samspil"


def test_secrets_are_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    made = local_secrets(tmp_path)
    assert set(made) == {"SAMSPIL_SECRET_KEY", "SAMSPIL_FIELD_KEYS", "SAMSPIL_INDEX_KEY"}
    assert local_secrets(tmp_path) == made
    assert (tmp_path / "secrets.env").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secrets.env"]


def test_no_secrets_are_made_up_for_a_foreign_database(tmp_path: Path) -> None:
    assert local_secrets(tmp_path, may_create=False) == {}
    assert list(tmp_path.iterdir()) == []


def test_a_stamp_holds_for_one_state(tmp_path: Path) -> None:
    source = tmp_path / "kilde.css"
    source.write_text("a")
    stamp = Stamp(tmp_path / "stamps" / "assets")
    assert not stamp.is_for(digest([source]))
    stamp.write(digest([source]))
    assert stamp.is_for(digest([source]))
    source.write_text("b")
    assert not stamp.is_for(digest([source]))


def test_a_busy_port_is_told_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samspil.config.supervisor.PORT_SECONDS", 0)
    with (
        socket.create_server(("127.0.0.1", 0)) as busy,
        pytest.raises(LauncherError, match=r"is used by another program.*--port \d+"),
    ):
        require_free_port(busy.getsockname()[1])


def test_the_group_ends_its_members() -> None:
    before = {
        number: signal.getsignal(number)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        with ProcessGroup(None) as group:
            member = group.start(["sleep", "60"])
            assert member.poll() is None
        assert member.returncode == -signal.SIGTERM
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def test_members_end_when_the_supervisor_is_killed() -> None:
    script = (
        "import time\nfrom samspil.config.supervisor import ProcessGroup\n"
        "group = ProcessGroup(None)\nprint(group.start(['sleep', '60']).pid, flush=True)\ntime.sleep(60)"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout is not None
    member = int(supervisor.stdout.readline())
    supervisor.kill()
    supervisor.communicate()
    deadline = time.monotonic() + 10
    while _runs(member) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _runs(member)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    shown = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return not shown.stdout.startswith("Z")


def test_a_program_that_keeps_ending_is_started_again_after_growing_pauses(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ended:
        def poll(self) -> int:
            return 1

    class Group:
        started = 0

        def start(self, command: list[str]) -> Ended:
            self.started += 1
            return Ended()

    clock = [0.0]
    monkeypatch.setattr("samspil.config.supervisor.time.monotonic", lambda: clock[0])
    group = Group()
    watched = Restarted(group, ["false"], "worker")  # type: ignore[arg-type]
    for _ in range(70):
        watched.look_after()
        clock[0] += 0.1
    said = capsys.readouterr().out.splitlines()
    assert [line.split("again in ")[1] for line in said] == ["1 s.", "2 s.", "4 s."]
    assert group.started == 3
