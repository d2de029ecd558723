"""A database with every migration in it, which the test databases are copies of.

To copy it takes a moment, to migrate an empty one a quarter of a minute for every process of tests.
"""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from samspil.config.local import MANAGE, PROJECT, LauncherError, digest_of_migrations

NAME = "SAMSPIL_TEST_TEMPLATE"
UNFINISHED = "template_unfinished"
FOUND = "SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%'"


class Template:
    """Makes the database that test databases are copied from, unless the last run left the same one.

    Args:
        owner: the address of a database on the same server, for its owner.
        app: the same for the application's role.
    """

    def __init__(self, owner: str, app: str) -> None:
        self._owner, self._app = owner, app
        self._migrating: subprocess.Popen[bytes] | None = None
        self.name = f"template_{digest_of_migrations()[:16]}"

    def begin(self) -> None:
        """Begin to migrate, which goes on beside whatever the caller does meanwhile."""
        with psycopg.connect(self._owner, autocommit=True) as server:
            there = {name for (name,) in server.execute(FOUND)}
            # A run that was broken off may still be at one of them.
            for each in there - {self.name}:
                server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(each)))
            if self.name in there:
                return
            server.execute(SQL("CREATE DATABASE {}").format(Identifier(UNFINISHED)))
        self._migrating = subprocess.Popen(
            [sys.executable, MANAGE, "migrate", "--verbosity=0"],
            cwd=PROJECT,
            env=os.environ
            | {"DATABASE_OWNER_URL": _at(self._owner), "DATABASE_URL": _at(self._app)},
        )

    def finish(self) -> None:
        """Wait until it is there; raises LauncherError when a migration fails."""
        if self._migrating is None:
            return
        if self._migrating.wait():
            raise LauncherError("The migrations fail on an empty database; see above.")
        with psycopg.connect(self._owner, autocommit=True) as server:
            names = Identifier(UNFINISHED), Identifier(self.name)
            server.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(*names))


def _at(address: str) -> str:
    return urlsplit(address)._replace(path=f"/{UNFINISHED}").geturl()
