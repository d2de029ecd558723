"""Where a command works: its data directory, with the secrets and the database that belong to it."""

import os
from pathlib import Path

from samspil.config.embedded import EmbeddedDatabase
from samspil.config.local import local_secrets, read_settings, write_settings


class Place:
    """The data directory of a command and, unless DATABASE_URL is set, its database."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.external = bool(os.environ.get("DATABASE_URL"))
        self.database: EmbeddedDatabase | None = None

    def take_secrets(self, *, may_create: bool = True) -> None:
        """Put the data directory's secrets into the environment, where it has none itself."""
        for name, value in local_secrets(self.data, may_create=may_create).items():
            os.environ.setdefault(name, value)

    def take_database(self, folder: Path | None = None, *, throwaway: bool = False) -> None:
        """Put the addresses of the embedded database into the environment, unless one is named."""
        if not self.external:
            self.database = EmbeddedDatabase(folder or self.data, throwaway=throwaway)
            os.environ.update(self.database.enter())

    @property
    def stamps(self) -> Path:
        """Return the folder that remembers what was done to the database."""
        return self.data / "external" if self.database is None else self.database.home

    def leave(self) -> None:
        """Give the database back."""
        if self.database is not None:
            self.database.leave()

    def remember_demo(self, settings: dict[str, str]) -> None:
        """Note the demo's settings, so that `manage` on the same data sees the same site."""
        os.environ.update(settings)
        write_settings(self.data / "demo.env", settings)

    def recall_demo(self) -> None:
        """Take over the settings of the demo that was last started on this data directory."""
        for name, value in read_settings(self.data / "demo.env").items():
            os.environ.setdefault(name, value)
