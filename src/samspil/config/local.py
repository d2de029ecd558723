"""What the commands on one's own machine share: the project folder, the data directory, secrets, stamps."""

import os
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
SOURCE = PROJECT / "src" / "samspil"
MANAGE = str(PROJECT / "manage.py")


class LauncherError(Exception):
    """The command cannot go on; the message says why and what to do."""


def data_directory(chosen: str | None) -> Path:
    """Return the data directory: what was chosen, else SAMSPIL_DATA, else .samspil in the project."""
    named = chosen or os.environ.get("SAMSPIL_DATA")
    return Path(named).expanduser().absolute() if named else PROJECT / ".samspil"


def build_folder() -> Path:
    """Return where assets and collected files go, as settings.BUILD does."""
    return Path(os.environ.get("SAMSPIL_BUILD") or PROJECT / "build")


def _new_secrets() -> dict[str, str]:
    return {
        "SAMSPIL_SECRET_KEY": secrets.token_urlsafe(48),
        "SAMSPIL_FIELD_KEYS": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "SAMSPIL_INDEX_KEY": secrets.token_urlsafe(32),
    }


def read_settings(file: Path) -> dict[str, str]:
    """Return the NAME=value lines of a file; nothing when there is no file."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.partition("=") for line in lines if not line.startswith("#"))
    return {name.strip(): value.strip() for name, found, value in pairs if found}


def write_settings(file: Path, settings: Mapping[str, str], *, keep_existing: bool = False) -> None:
    """Write NAME=value lines for the owner's eyes only, at once or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as target:
        target.writelines(f"{name}={value}\n" for name, value in settings.items())
    if keep_existing:
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    else:
        draft.replace(file)


def local_secrets(data: Path, *, may_create: bool = True) -> dict[str, str]:
    """Return the secrets of a data directory, made once and kept in its `secrets.env`.

    Args:
        data: the data directory.
        may_create: whether to make up secrets when there are none, which must not happen for a
            database that others have written to with secrets of their own.
    """
    file = data / "secrets.env"
    if may_create and not file.exists():
        write_settings(file, _new_secrets(), keep_existing=True)
    return read_settings(file)


def digest(files: Iterable[Path], *extra: str) -> str:
    """Return a fingerprint of the names and contents of files and of further words."""
    total = sha256("\0".join(extra).encode())
    for file in sorted(files):
        total.update(f"\0{file}\0".encode(errors="surrogateescape"))
        total.update(sha256(file.read_bytes()).digest())
    return total.hexdigest()


def digest_of_migrations(*extra: str) -> str:
    """Return a fingerprint of all migrations, those that packages bring among them."""
    return digest([*SOURCE.glob("**/migrations/*.py"), PROJECT / "locks" / "runtime.txt"], *extra)


class Stamp:
    """Remembers for what state of the sources a step was done."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def is_for(self, state: str) -> bool:
        return self.file.is_file() and self.file.read_text(encoding="utf-8") == state

    def write(self, state: str) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(state, encoding="utf-8")

    def clear(self) -> None:
        self.file.unlink(missing_ok=True)
