"""Django's `migrate`, which also sees to the rights of the application's role."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connections
from psycopg.sql import SQL, Identifier

RIGHTS = (
    "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO {app}",
)


class Command(MigrateCommand):
    """Lets the application's role use, but not own, every table that is made from now on."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        app = settings.DATABASE_APP["USER"]
        if app and app != connection.settings_dict["USER"]:
            with connection.cursor() as cursor:
                for right in RIGHTS:
                    cursor.execute(SQL(right).format(app=Identifier(app)).as_string())
        super().handle(*args, **options)
        call_command("createcachetable", database=options["database"], verbosity=0)
