"""The log can be added to and nothing else, and looks are written after the page."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from samspil.base.audit.actions import record, record_looks, touch_public
from samspil.base.audit.models import Entry
from samspil.base.audit.queries import (
    entries_about,
    entries_of_thing,
    looks_about,
    public_version,
)
from samspil.base.audit.terms import ActorKind
from samspil.kit.access import NOBODY, SYSTEM, Look, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> Entry:
    record(actor=SYSTEM, verb="test.verb", thing="article:1", about="person:2", why="prøve")
    return Entry.objects.get()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET why = 'nyt'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "WITH gone AS (DELETE FROM audit_entry RETURNING 1) SELECT count(*) FROM gone",
        "INSERT INTO audit_entry SELECT * FROM audit_entry ON CONFLICT (id) DO UPDATE SET why = 'x'",
    ],
)
def test_raw_sql_cannot_change_the_log(entry: Entry, sql: str) -> None:
    if sql.startswith("TRUNCATE") and owns_the_tables():
        sql = "DELETE FROM ONLY audit_entry"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    entry.refresh_from_db()
    assert entry.why == "prøve"


def owns_the_tables() -> bool:
    """Tell whether the tests run as the owner, who alone may TRUNCATE."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('audit_entry', 'TRUNCATE')")
        return bool(cursor.fetchone()[0])


def test_models_cannot_change_the_log(entry: Entry) -> None:
    for change in (entry.delete, entry.save, Entry.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(why="")
    assert Entry.objects.get().why == "prøve"


def test_who_acted() -> None:
    record(actor=SYSTEM, verb="test.system")
    record(actor=NOBODY, verb="test.visitor")
    kinds = dict(Entry.objects.values_list("verb", "actor_kind"))
    assert kinds == {"test.system": ActorKind.SYSTEM, "test.visitor": ActorKind.VISITOR}


def test_reads(entry: Entry) -> None:
    record_looks(actor=SYSTEM, looks=[Look(about="person:2", what="test.page")])
    assert [each.verb for each in entries_about("person:2")] == ["test.page", "test.verb"]
    assert [each.verb for each in looks_about("person:2")] == ["test.page"]
    assert [each.verb for each in entries_of_thing("article:1")] == ["test.verb"]


def test_the_public_version_rises_with_the_transaction() -> None:
    before = public_version()
    record(actor=SYSTEM, verb="test.verb")
    assert public_version() == before
    record(actor=SYSTEM, verb="test.verb", public=True)
    touch_public()
    assert public_version() == before + 2
    sid = transaction.savepoint_create()
    touch_public()
    transaction.savepoint_rollback(sid)
    assert public_version() == before + 2


def test_a_refused_page_is_no_look(client_as: Callable[..., Client]) -> None:
    assert client_as(Role.RELATIVE).get(reverse("people")).status_code == 403
    assert not Entry.objects.filter(verb="people.people").exists()
