"""What a view that only reads may ask the database."""

import pytest
from django.db import connection

from samspil.kit.doors import WriteInReadOnlyView, only_reading


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sql", "may"),
    [
        ("SELECT 1", True),
        ("( SELECT 1)", True),
        ("WITH a AS (SELECT 1) SELECT * FROM a", True),
        ("with a as (select 'delete it''s update') select * from a", True),
        ("WITH a AS (DELETE FROM audit_publicversion RETURNING 1) SELECT * FROM a", False),
        ("WITH a AS (SELECT ''), b AS (insert into x values (1)) SELECT 1", False),
        ("DELETE FROM audit_publicversion", False),
        ("UPDATE audit_publicversion SET number = 1", False),
    ],
)
def test_only_what_reads_is_let_through(sql: str, may: bool) -> None:  # noqa: FBT001
    with only_reading(), connection.cursor() as cursor:
        if may:
            cursor.execute(sql)
            assert cursor.fetchall()
        else:
            with pytest.raises(WriteInReadOnlyView):
                cursor.execute(sql)
