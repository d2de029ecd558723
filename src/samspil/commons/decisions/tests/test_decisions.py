"""Decisions and cases: what is written down, what is refused, who may, and the Word file."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.fixtures import MakePerson

from samspil.base.files.models import StoredFile
from samspil.base.municipality.queries import current_face
from samspil.base.places.models import Place
from samspil.commons.decisions.actions import cases, decisions
from samspil.commons.decisions.models import CaseDraft, Decision, Owner
from samspil.commons.decisions.policies import (
    decisions_visible_to,
    may_begin,
    may_keep,
    may_keep_money,
    may_move_case,
    may_see_case,
)
from samspil.commons.decisions.queries.decisions import (
    Wanted,
    cases_of,
    decisions_of,
    owner_in,
    owner_token,
    waiting_steps,
    wanted_decisions,
)
from samspil.commons.decisions.queries.documents import case_document
from samspil.commons.decisions.terms import CaseState, looks_like_a_number
from samspil.commons.decisions.tests.conftest import OWNER, said
from samspil.kit.access import ALLOWED, NOBODY, SYSTEM, Refused, Role, refused
from samspil.kit.documents.making import word
from samspil.kit.editing import EditedMeanwhile

pytestmark = pytest.mark.django_db
NO = refused("Nej")
PDF = b"%PDF-1.7 bilag"


@pytest.mark.parametrize(
    ("number", "known"),
    [
        ("2009-93482", True),
        ("2010-633242", True),
        ("2020-0012345", True),
        ("27.00.00-A00-1-20", True),
        ("20/123456", True),
        ("hos Bente", False),
        ("", False),
    ],
)
def test_numbers_as_case_systems_write_them(number: str, known: bool) -> None:  # noqa: FBT001
    assert looks_like_a_number(number) is known


def test_funded_initiatives_return_as_cases_of_their_own(decision: Decision) -> None:
    later = decisions.record_decision(
        actor=SYSTEM, may=ALLOWED, said=said(title="Bevilling"), owner=OWNER, follows=decision
    )
    assert list(decision.followed_by.all()) == [later]
    assert set(decisions_of("plan:3")) == {later, decision}
    assert not decisions_of("plan:4").exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"decided_on": date(2999, 1, 1)}, "decided_on"),
        ({"hearing_on": date(2999, 1, 1)}, "hearing_on"),
        ({"next_step_on": date(2025, 6, 1)}, "next_step"),
        ({"next_step": "Ny sag", "next_step_on": date(2025, 1, 1)}, "next_step_on"),
    ],
)
def test_days_that_make_no_sense_are_refused(change: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as error:
        decisions.record_decision(actor=SYSTEM, may=ALLOWED, said=said(**change))
    assert list(error.value.message_dict) == [field]


def test_the_next_step_waits_until_it_is_done(decision: Decision) -> None:
    told = said(next_step="Kom tilbage med en evaluering", next_step_on=date(2025, 6, 1))
    decisions.change_decision(actor=SYSTEM, may=ALLOWED, decision=decision, said=told, version=1)
    [waiting] = waiting_steps()
    assert waiting.is_late
    decisions.finish_step(actor=SYSTEM, may=ALLOWED, decision=decision)
    assert not waiting_steps().exists()
    decisions.finish_step(actor=SYSTEM, may=ALLOWED, decision=decision, done=False)
    assert waiting_steps().exists()
    decisions.finish_step(actor=SYSTEM, may=ALLOWED, decision=decision)
    other = said(next_step="Noget andet")
    decisions.change_decision(actor=SYSTEM, may=ALLOWED, decision=decision, said=other)
    assert waiting_steps().exists()


def test_two_who_change_a_decision(decision: Decision) -> None:
    decisions.change_decision(
        actor=SYSTEM, may=ALLOWED, decision=decision, said=said(title="A"), version=1
    )
    with pytest.raises(EditedMeanwhile):
        decisions.change_decision(
            actor=SYSTEM, may=ALLOWED, decision=decision, said=said(title="B"), version=1
        )


def test_files_come_and_go(decision: Decision) -> None:
    upload = SimpleUploadedFile("Bilag 1.pdf", PDF)
    made = decisions.attach(actor=SYSTEM, may=ALLOWED, to=decision, upload=upload)
    assert made.title == "Bilag 1.pdf"
    decisions.detach(actor=SYSTEM, may=ALLOWED, attachment=made)
    assert not StoredFile.objects.exists()
    with pytest.raises(ValidationError):
        decisions.attach(
            actor=SYSTEM, may=ALLOWED, to=decision, upload=SimpleUploadedFile("a.exe", b"MZ")
        )


def test_a_case_becomes_the_decision_that_was_made(case: CaseDraft) -> None:
    upload = SimpleUploadedFile("Notat.pdf", PDF)
    decisions.attach(actor=SYSTEM, may=ALLOWED, to=case, upload=upload)
    moved = cases.move_case(actor=SYSTEM, case=case, to=CaseState.HANDED_OVER)
    assert moved.handed_over_on == timezone.localdate()
    decision = cases.decide_case(actor=SYSTEM, may=ALLOWED, case=case, said=said())
    assert [one.title for one in decision.attachments.all()] == ["Notat.pdf"]
    assert decision.owner_key == "plan:3"
    case.refresh_from_db()
    assert (case.state, case.decision) == (CaseState.DECIDED, decision)
    with pytest.raises(ValidationError, match="allerede"):
        cases.decide_case(actor=SYSTEM, may=ALLOWED, case=case, said=said())
    with pytest.raises(ValidationError, match="afgjort"):
        cases.write_case(
            actor=SYSTEM, may=ALLOWED, text=cases.CaseText(title="x", body="y"), case=case
        )
    with pytest.raises(Refused, match="kan ikke blive"):
        cases.move_case(actor=SYSTEM, case=case, to=CaseState.DRAFT)
    assert list(cases_of("plan:3")) == [case]


def test_two_who_write_a_case(case: CaseDraft) -> None:
    text = cases.CaseText(title="A", body="B")
    cases.write_case(actor=SYSTEM, may=ALLOWED, text=text, case=case, version=1)
    with pytest.raises(EditedMeanwhile):
        cases.write_case(actor=SYSTEM, may=ALLOWED, text=text, case=case, version=1)


def test_the_case_as_word(case: CaseDraft) -> None:
    file = docx.Document(BytesIO(word(case_document(case, current_face(), "https://s.dk"))))
    said_there = [part.text for part in file.paragraphs]
    for words in ("Mere aflastning", "Baggrund og problem", "Økonomi", "Indstilling"):
        assert words in said_there
    assert "Familier venter for længe." in said_there
    rows = [[cell.text for cell in row.cells] for row in file.tables[0].rows]
    assert rows[0] == ["Post", "2025", "2026", "2027", "I alt"]
    assert rows[-1][0] == "I alt"
    assert rows[-1][-1] == "3.900.001,50 kr."


def test_an_owner_who_says_no_is_heard(decision: Decision, case: CaseDraft) -> None:
    text = cases.CaseText(title="A", body="B")
    upload = SimpleUploadedFile("a.pdf", PDF)
    made = decisions.attach(actor=SYSTEM, may=ALLOWED, to=decision, upload=upload)
    for act in (
        lambda: decisions.record_decision(actor=SYSTEM, may=NO, said=said()),
        lambda: decisions.change_decision(actor=SYSTEM, may=NO, decision=decision, said=said()),
        lambda: decisions.finish_step(actor=SYSTEM, may=NO, decision=decision),
        lambda: decisions.attach(actor=SYSTEM, may=NO, to=decision, upload=upload),
        lambda: decisions.detach(actor=SYSTEM, may=NO, attachment=made),
        lambda: cases.write_case(actor=SYSTEM, may=NO, text=text),
        lambda: cases.decide_case(actor=SYSTEM, may=NO, case=case, said=said()),
        lambda: cases.move_case(actor=NOBODY, case=case, to=CaseState.HANDED_OVER),
    ):
        with pytest.raises(Refused):
            act()


def test_who_keeps_and_sees(make_person: MakePerson, decision: Decision) -> None:
    # An administrator is one in an open session only.
    for role in set(Role) - {Role.ADMINISTRATOR}:
        person = make_person(role)
        keeps = role in {Role.MANAGER, Role.COORDINATOR}
        works = role not in {Role.RELATIVE, Role.CITIZEN, Role.ORGANISATION}
        assert bool(may_keep_money(person)) is keeps
        assert bool(may_keep(person, decision)) is keeps
        assert bool(may_see_case(person)) is works
    assert not may_keep_money(NOBODY)


def test_a_role_for_one_place_keeps_what_concerns_that_place(make_person: MakePerson) -> None:
    here, there = (Place.objects.create(name=name) for name in ("her", "der"))
    person = make_person(Role.MANAGER, place=here)
    for places, may in (([here.pk], True), ([there.pk], False), ([], False)):
        owner = replace(OWNER, places=places)
        made = decisions.record_decision(actor=SYSTEM, may=ALLOWED, said=said(), owner=owner)
        assert bool(may_keep(person, made)) is may
        assert bool(may_begin(person, owner)) is may


def test_a_closed_item_is_seen_by_those_who_work_here_alone(make_person: MakePerson) -> None:
    made = decisions.record_decision(actor=SYSTEM, may=ALLOWED, said=said(is_public=False))
    assert made not in decisions_visible_to(NOBODY)
    assert made not in decisions_visible_to(make_person(Role.RELATIVE))
    assert made in decisions_visible_to(make_person(Role.CASEWORKER))


def test_moving_a_case_asks_its_state(make_person: MakePerson, case: CaseDraft) -> None:
    manager = make_person(Role.MANAGER)
    assert may_move_case(manager, case, CaseState.HANDED_OVER)
    assert not may_move_case(manager, case, CaseState.DRAFT)
    assert not may_move_case(make_person(Role.EDITOR), case, CaseState.HANDED_OVER)


def test_decisions_are_found_by_year_body_and_words(decision: Decision) -> None:
    rows = Decision.objects.all()
    for wanted, there in (
        (Wanted(year=2025), True),
        (Wanted(year=2024), False),
        (Wanted(body="Socialudvalget"), True),
        (Wanted(body="Byrådet"), False),
        (Wanted(words="aflastning godkendte"), True),
        (Wanted(words="havneudvidelse"), False),
    ):
        assert wanted_decisions(rows, wanted).exists() is there


def test_a_sealed_owner_cannot_be_made_by_others() -> None:
    token = owner_token(OWNER)
    assert owner_in(token) == Owner(
        key="plan:3", label="Børneplanen", url="/planer/3/", places=[], topics=[]
    )
    for wrong in (token[:-1], "a", "", "æ", token.swapcase()):
        assert owner_in(wrong) is None


def test_a_step_soon_is_not_late(decision: Decision) -> None:
    decision.next_step, decision.next_step_on = "a", timezone.localdate() + timedelta(days=1)
    assert decision.waits
    assert not decision.is_late
