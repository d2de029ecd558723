"""Taking a plan in from a document: as a draft, once, and with nothing lost."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from tests.fixtures import MakePerson
from tests.pages import assert_refused, text_of

from samspil.base.people.models import Person
from samspil.kit.access import SYSTEM, Refused, Role
from samspil.work.plans.actions.importing import AlreadyThere, digest_of, import_plan
from samspil.work.plans.models import Activity, FocusArea, Plan, Quote
from samspil.work.plans.queries.money import money_of
from samspil.work.plans.reading.reader import read_plan

pytestmark = pytest.mark.django_db
TEXT = """# Handicapplan for børn 2026-2029

## Vision

Alle børn hører til.

## Værdier

- Åbenhed
- Respekt

## Spor: Sammen om barnet

### Indsatsområde: Koordinering

#### Formål

Familien har én indgang.

#### Hvorfor

Det tager for megen tid.

> Vi ringer hele dagen. (forælder)

#### Aktiviteter

- Faste netværksmøder i samarbejde med skoleområdet
- En fælles plan for overgangen til voksen
""".encode()


def test_it_becomes_a_draft_with_all_its_parts() -> None:
    plan = import_plan(actor=SYSTEM, read=read_plan(TEXT, "plan.md"), digest=digest_of(TEXT))
    assert (plan.title, plan.period, plan.state, plan.audience) == (
        "Handicapplan for børn 2026-2029", "2026\u20132029", "draft", "children",
    )  # fmt: skip
    assert plan.foundation.vision == "Alle børn hører til."
    assert plan.foundation.value_list == ["Åbenhed", "Respekt"]
    area = FocusArea.objects.get()
    assert (area.title, area.track and area.track.title) == ("Koordinering", "Sammen om barnet")
    assert area.purpose == "Familien har én indgang."
    assert Quote.objects.count() == 1
    assert [each.title for each in area.activities.all()] == [
        "Faste netværksmøder i samarbejde med skoleområdet",
        "En fælles plan for overgangen til voksen",
    ]


def test_the_same_document_is_taken_in_once() -> None:
    for number in range(2):
        read = read_plan(TEXT, "plan.md")
        if number:
            with pytest.raises(AlreadyThere) as there:
                import_plan(actor=SYSTEM, read=read, digest=digest_of(TEXT))
            assert there.value.plan == Plan.objects.get()
        else:
            import_plan(actor=SYSTEM, read=read, digest=digest_of(TEXT))
    assert (Plan.objects.count(), Activity.objects.count()) == (1, 2)


def test_who_may_not(make_person: MakePerson) -> None:
    with pytest.raises(Refused):
        import_plan(actor=make_person(Role.EDITOR), read=read_plan(TEXT, "p.md"), digest="x")


class TestPage:
    def test_a_file_and_a_text(self, desk: Client) -> None:
        page = desk.post(
            reverse("import_work_plan"), {"file": SimpleUploadedFile("plan.md", TEXT)}, follow=True
        )
        assert "Handicapplan for børn" in text_of(page)
        page = desk.post(reverse("import_work_plan"), {"text": TEXT.decode()}, follow=True)
        assert "hentet ind før" in text_of(page) or Plan.objects.count() == 2

    def test_what_is_no_plan_is_said_and_what_could_be_read_is_shown(self, desk: Client) -> None:
        recipe = "Boller\n\nBland mel og mælk. Lad dejen hæve i en time, og bag bollerne i ovnen."
        page = text_of(desk.post(reverse("import_work_plan"), {"text": recipe}))
        assert "Bland mel og mælk" in page
        assert "error-summary" in page
        assert not Plan.objects.exists()

    @pytest.mark.parametrize(
        "content", [b"%PDF-1.7 \x00\x01", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04 no zip", b""]
    )
    def test_what_cannot_be_read(self, desk: Client, content: bytes) -> None:
        file = SimpleUploadedFile("plan.docx", content)
        page = desk.post(reverse("import_work_plan"), {"file": file})
        assert page.status_code == 200
        assert "error-summary" in text_of(page)

    def test_nothing_chosen(self, desk: Client, client: Client, manager: Person) -> None:
        assert "Vælg et dokument" in text_of(desk.post(reverse("import_work_plan"), {}))
        assert client.get(reverse("import_work_plan")).status_code == 302

    def test_wrong_role(self, client_as: object) -> None:
        assert_refused(client_as(Role.EDITOR).get(reverse("import_work_plan")), "koordinator")  # type: ignore[operator]


def test_the_command_prints_and_saves_nothing_in_a_dry_run(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_bytes(TEXT)
    out = StringIO()
    call_command("import_plan", str(file), "--dry-run", "--json", stdout=out, stderr=StringIO())
    found = json.loads(out.getvalue())
    assert found["plan"]["title"] == "Handicapplan for børn 2026-2029"
    assert not Plan.objects.exists()
    for _time in range(2):
        call_command("import_plan", str(file), stdout=StringIO(), stderr=StringIO())
    assert Plan.objects.count() == 1


ACTION = """Handleplan for netværk 2025-2027

Beslutning i Socialudvalget den 08.09.2010. Sagsnummer 2009-93482

Initiativer inden for den nuværende økonomiske ramme:

A. En medarbejder med ansvar for netværk, som holder kontakten til organisationerne. Det koster 100.000 kr. årligt.

B. En pjece om frivillige tilbud til borgere med handicap. Det koster 5.000 kr.

Initiativer, der kræver bevilling:

C. Et forsøg med fritidsguides, der hjælper mennesker med handicap ind i foreninger.
""".encode()


def test_initiatives_bring_their_money() -> None:
    read = read_plan(ACTION, "plan.txt")
    plan = import_plan(actor=SYSTEM, read=read, digest=digest_of(ACTION))
    money = money_of(plan)
    funding = {row.activity.letter: row.budget.funding for row in money.rows if row.budget}
    planned = {row.activity.letter: row.sums.total.planned for row in money.rows if row.sums}
    assert funding == {"A": "within_frame", "B": "within_frame", "C": "needs_appropriation"}
    assert planned == {"A": 300_000, "B": 5_000, "C": 0}
    assert money.whole.total.planned == 305_000
