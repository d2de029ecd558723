"""The yearly status: drawn, written, frozen, sent, read and handed on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects
from tests.fixtures import MakePerson, letters_to, log_in
from tests.pages import SCRIPT, assert_leads_to_log_in, assert_refused, text_of

from samspil.base.audit.queries import public_version
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.kit.access import SYSTEM, Refused, Role
from samspil.kit.danish import danish_date
from samspil.kit.documents.markdown import blocks_of
from samspil.kit.documents.parts import Listing
from samspil.kit.documents.words import spans
from samspil.kit.editing import EditedMeanwhile
from samspil.work.plans import personal_data
from samspil.work.plans.actions import parts, progress, status, years
from samspil.work.plans.models import (
    Activity,
    Addressee,
    FocusArea,
    Plan,
    StatusSending,
    StatusText,
    YearlyStatus,
    YearStep,
)
from samspil.work.plans.queries.progress import NOTHING
from samspil.work.plans.queries.status import drawn_text, said
from samspil.work.plans.terms import PlanState, SendingHow
from samspil.work.plans.tests.conftest import MakeActivity

pytestmark = pytest.mark.django_db
ClientAs = Callable[..., Client]


def this_year() -> int:
    return timezone.localdate().year


def tell(activity: Activity, state: str, percent: int = 0, **other: str) -> None:
    progress.tell_status(
        actor=SYSTEM,
        activity=activity,
        status=progress.Status(state=state, progress=percent, **other),
    )


@pytest.fixture
def committee(db: None) -> Addressee:
    return status.save_addressee(
        actor=SYSTEM, name="Socialudvalget", kind="committee", email="udvalg@example.com"
    )


@pytest.fixture
def council(db: None) -> Addressee:
    return status.save_addressee(
        actor=SYSTEM, name="Handicaprådet", kind="council", email="raad@example.com"
    )


@pytest.fixture
def draft(running: Plan) -> YearlyStatus:
    return status.begin_status(actor=SYSTEM, plan=running, year=this_year())


@pytest.fixture
def sent(draft: YearlyStatus, committee: Addressee) -> YearlyStatus:
    status.send_status(actor=SYSTEM, status=draft, to=[committee])
    return YearlyStatus.objects.select_related("plan", "pdf", "word").get(pk=draft.pk)


def head(**other: Any) -> status.StatusHead:
    written: dict[str, Any] = {"title": "Status", "dated_on": timezone.localdate()}
    return status.StatusHead(**written | other)


class TestDrawing:
    def test_all_that_was_told_this_year(
        self, running: Plan, area: FocusArea, make_activity: MakeActivity, activity: Activity
    ) -> None:
        tell(activity, "done", note="Alle er med")
        tell(make_activity("Kursus"), "running", 40, note="Halvvejs")
        tell(make_activity("Bus"), "blocked", 10, blocked_why="Ingen penge", unblocked_by="Økonomi")
        make_activity("Senere")
        tell(make_activity("Væk"), "dropped", note="Ikke brug for det")
        made = status.begin_status(actor=SYSTEM, plan=running, year=this_year())
        text = made.texts.get(area=area).text
        for words in (
            "1 af 4 aktiviteter er færdige",
            f"### Det er sket i {this_year()}",
            f"- Netværksmøder: færdig {danish_date(timezone.localdate())}. Alle er med",
            "### Det går videre\n\n- Kursus (40 %). Halvvejs",
            "- Bus: Ingen penge. Det kan løses af: Økonomi.",
            "### Det næste\n\n- Senere",
            "Væk: udgået",
        ):
            assert words in text

    def test_titles_that_begin_like_lists_stay_words(
        self, running: Plan, make_activity: MakeActivity
    ) -> None:
        titles = ("1. fase af 3", "# ét", "- to", "2) tre", "> fire")
        for title in titles:
            make_activity(title)
        made = status.begin_status(actor=SYSTEM, plan=running, year=this_year())
        (found,) = [
            block for block in blocks_of(made.texts.get().text) if isinstance(block, Listing)
        ]
        shown = ["".join(s.text for s in spans(str(each))) for each in found.items]
        assert len(shown) == len(found.items) == 1 + len(titles)
        assert set(titles) <= set(shown)

    def test_steps_of_other_years_are_left_out(
        self, running: Plan, area: FocusArea, activity: Activity
    ) -> None:
        tell(activity, "running", 10, note="Det gamle")
        Activity.objects.filter(pk=activity.pk).update(now="")
        activity.changes.update(at=timezone.now() - timedelta(days=400))
        made = status.begin_status(actor=SYSTEM, plan=running, year=this_year())
        assert "Det gamle" not in made.texts.get().text

    def test_an_area_without_activities_says_so(self, running: Plan) -> None:
        assert drawn_text([], NOTHING, 2026) == "Der er ingen aktiviteter i området endnu."

    def test_chosen_areas_come_first_and_own_initiatives_last(
        self, running: Plan, area: FocusArea, make_activity: MakeActivity
    ) -> None:
        other = parts.write_area(actor=SYSTEM, plan=running, text=parts.AreaText(title="Andet"))
        make_activity("Initiativ", area=None)
        years.choose_areas(actor=SYSTEM, plan=running, year=this_year(), chosen={other: ""})
        made = status.begin_status(actor=SYSTEM, plan=running, year=this_year())
        assert [each.title for each in said(made).areas] == [
            "Andet",
            "Koordinering",
            "Planens egne initiativer",
        ]
        assert [each.title for each in said(made).chosen] == ["Andet"]

    def test_a_second_press_gives_the_same_draft(self, draft: YearlyStatus, running: Plan) -> None:
        StatusText.objects.update(text="Mit eget")
        again = status.begin_status(actor=SYSTEM, plan=running, year=this_year())
        assert again == draft
        assert again.texts.get().text == "Mit eget"

    def test_not_for_drafts_other_years_or_others(
        self, plan: Plan, activity: Activity, make_person: MakePerson
    ) -> None:
        with pytest.raises(Refused, match="kladde"):
            status.begin_status(actor=SYSTEM, plan=plan, year=this_year())
        Plan.objects.update(state=PlanState.RUNNING)
        plan.refresh_from_db()
        with pytest.raises(ValidationError, match="uden for"):
            status.begin_status(actor=SYSTEM, plan=plan, year=2011)
        with pytest.raises(Refused):
            status.begin_status(actor=make_person(Role.EDITOR), plan=plan, year=this_year())


class TestWriting:
    def test_saved_and_redrawn_on_request_only(self, draft: YearlyStatus, manager: Person) -> None:
        row = draft.texts.get()
        drawn = row.text
        saved = status.save_status(
            actor=manager,
            status=draft,
            version=1,
            head=head(title=" Status \n 2026", case_number="27.00-1"),
            texts={row.pk: "Mit eget"},
        )
        assert (saved.title, saved.case_number, saved.version) == ("Status 2026", "27.00-1", 2)
        row.refresh_from_db()
        assert row.text == "Mit eget"
        with pytest.raises(EditedMeanwhile):
            status.save_status(actor=manager, status=draft, version=1, head=head(), texts={})
        row.status = saved
        assert status.redraw(actor=manager, text=row).text == drawn
        with pytest.raises(EditedMeanwhile):
            status.save_status(actor=manager, status=draft, version=2, head=head(), texts={})

    def test_an_area_that_came_later_gets_its_text(
        self, draft: YearlyStatus, running: Plan
    ) -> None:
        parts.write_area(actor=SYSTEM, plan=running, text=parts.AreaText(title="Nyt"))
        status.save_status(actor=SYSTEM, status=draft, version=1, head=head(), texts={})
        assert draft.texts.count() == 2

    def test_nothing_changes_once_it_is_sent(
        self, sent: YearlyStatus, activity: Activity, manager: Person
    ) -> None:
        before = said(sent)
        with pytest.raises(Refused, match="sendt"):
            status.save_status(actor=manager, status=sent, version=1, head=head(), texts={})
        with pytest.raises(Refused, match="sendt"):
            status.redraw(actor=manager, text=sent.texts.get())
        tell(activity, "done")
        sent.refresh_from_db()
        assert said(sent) == before


class TestSending:
    def test_frozen_with_documents_and_one_letter_each(
        self, draft: YearlyStatus, committee: Addressee, council: Addressee, manager: Person
    ) -> None:
        years.open_year(actor=SYSTEM, plan=draft.plan, year=draft.year)
        with pytest.raises(ValidationError, match="mindst ét"):
            status.send_status(actor=manager, status=draft, to=[])
        assert len(status.send_status(actor=manager, status=draft, to=[committee])) == 1
        draft.refresh_from_db()
        assert draft.is_sent
        assert draft.pdf is not None
        assert bytes(draft.pdf.content).startswith(b"%PDF-1.7")
        assert draft.word is not None
        assert draft.word.name.endswith(".docx")
        assert YearStep.objects.get(kind="status").done_on
        assert len(status.send_status(actor=manager, status=draft, to=[committee, council])) == 1
        assert YearlyStatus.objects.get().pdf_id == draft.pdf_id
        (letter,) = letters_to("udvalg@example.com")
        assert f"/planer/{draft.plan_id}/status/{draft.year}/" in letter.letter.text
        assert draft.plan.title in letter.letter.text
        assert len(letters_to("raad@example.com")) == 1

    def test_whoever_has_no_address_gets_it_by_hand(
        self, draft: YearlyStatus, manager: Person
    ) -> None:
        other = status.save_addressee(actor=SYSTEM, name="Udsatterådet", kind="council")
        with pytest.raises(ValidationError, match="ingen e-mail"):
            status.send_status(actor=manager, status=draft, to=[other])
        draft.refresh_from_db()
        assert not draft.is_sent
        made = status.mark_handed_over(actor=manager, status=draft, to=other)
        assert status.mark_handed_over(actor=manager, status=draft, to=other) == made
        assert made.how == SendingHow.BY_HAND
        assert YearlyStatus.objects.get().is_sent

    def test_only_by_those_who_write_plans(
        self, draft: YearlyStatus, committee: Addressee, make_person: MakePerson
    ) -> None:
        caseworker = make_person(Role.CASEWORKER)
        with pytest.raises(Refused):
            status.send_status(actor=caseworker, status=draft, to=[committee])
        with pytest.raises(Refused):
            status.mark_handed_over(actor=caseworker, status=draft, to=committee)
        with pytest.raises(Refused):
            status.save_addressee(actor=caseworker, name="x", kind="other")
        assert not StatusSending.objects.exists()

    def test_a_new_name_stands_on_the_public_page_at_once(self, committee: Addressee) -> None:
        before = public_version()
        status.save_addressee(
            actor=SYSTEM, name="Velfærdsudvalget", kind="committee", addressee=committee
        )
        assert public_version() > before

    def test_a_name_stands_once(self, committee: Addressee) -> None:
        with pytest.raises(ValidationError, match="allerede"):
            status.save_addressee(actor=SYSTEM, name="SOCIALUDVALGET", kind="other")

    def test_erasing_takes_the_address_and_leaves_the_body(self, committee: Addressee) -> None:
        assert personal_data.export("Udvalg@example.com")["gets_status_for"]
        assert personal_data.erase("udvalg@example.com", dry_run=False).counts["addressees"] == 1
        committee.refresh_from_db()
        assert (committee.name, committee.email) == ("Socialudvalget", "")


class TestNewsletter:
    def test_a_draft_of_the_same_text_made_once(
        self,
        sent: YearlyStatus,
        area: FocusArea,
        make_person: MakePerson,
        make_topic: Callable[..., Topic],
        manager: Person,
    ) -> None:
        topic = make_topic()
        area.topics.set([topic])
        editor = make_person(Role.EDITOR)
        with pytest.raises(Refused):
            status.write_newsletter(actor=manager, status=sent)
        article = status.write_newsletter(actor=editor, status=sent)
        assert article.state == "draft"
        assert article.to_newsletter
        assert "## Koordinering" in article.body
        assert f"/planer/{sent.plan_id}/status/{sent.year}/" in article.body
        assert list(article.topics.all()) == [topic]
        sent.refresh_from_db()
        assert status.write_newsletter(actor=editor, status=sent) == article

    def test_not_of_a_draft(self, draft: YearlyStatus, make_person: MakePerson) -> None:
        with pytest.raises(Refused, match="Send status først"):
            status.write_newsletter(actor=make_person(Role.EDITOR), status=draft)


def page(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200, name
    return text_of(response)


def typed(draft: YearlyStatus, **other: str) -> dict[str, str]:
    row = draft.texts.get()
    return {
        "title": "Min status",
        "dated_on": "2026-11-02",
        "version": str(draft.version),
        f"text_{row.pk}": "Det går **godt**",
    } | other


class TestPages:
    def test_what_was_sent_is_read_by_everybody(
        self, client: Client, sent: YearlyStatus, activity: Activity
    ) -> None:
        where = (sent.plan_id, sent.year)
        assert "Koordinering" in page(client, "yearly_status", *where)
        assert "Socialudvalget" in page(client, "yearly_status", *where)
        for name, kind in (("status_pdf", "pdf"), ("status_word", "wordprocessingml")):
            answer = client.get(reverse(name, args=where))
            assert kind in answer["Content-Type"]
            assert "attachment" in answer["Content-Disposition"]
        assert f"/planer/{sent.plan_id}/status/{sent.year}/" in page(client, "plan_year", *where)

    def test_a_draft_is_not_there(
        self, client: Client, desk: Client, client_as: ClientAs, draft: YearlyStatus
    ) -> None:
        for name in ("yearly_status", "status_pdf", "status_word"):
            address = reverse(name, args=[draft.plan_id, draft.year])
            for anybody in (client, desk):
                assert anybody.get(address).status_code == 404
        newsletter = reverse("status_newsletter", args=[draft.pk])
        assert client_as(Role.EDITOR).post(newsletter).status_code == 404

    def test_from_the_desk_to_the_committee(
        self, client: Client, desk: Client, running: Plan, committee: Addressee
    ) -> None:
        assert "Mangler status" in page(desk, "status_desk")
        desk.post(reverse("begin_status", args=[running.pk, this_year()]))
        draft = YearlyStatus.objects.get()
        assert "Mangler status" not in page(desk, "status_desk")
        address = reverse("edit_status", args=[draft.pk])
        assert "0 af 1" in text_of(desk.get(address))
        wrong = text_of(desk.post(address, typed(draft, title="")))
        assert "Skriv en overskrift" in wrong
        assert "Det går **godt**" in wrong
        assertRedirects(desk.post(address, typed(draft)), address, fetch_redirect_response=False)
        draft.refresh_from_db()
        send = reverse("send_yearly_status", args=[draft.pk])
        assertRedirects(
            desk.post(address, typed(draft, on="1")), send, fetch_redirect_response=False
        )
        assert "Min status" in text_of(desk.get(send))
        for name, start in (("status_draft_pdf", b"%PDF-"), ("status_draft_word", b"PK")):
            answer = desk.get(reverse(name, args=[draft.pk]))
            assert answer.content.startswith(start)
            assert "Udkast" in answer["Content-Disposition"]
        assert "mindst ét" in text_of(desk.post(send, {"x": "1"}))
        assert desk.post(send, {"to": [str(committee.pk)]}).status_code == 302
        assert "Status er sendt" in text_of(desk.get(send))
        assert desk.get(address).status_code == 403
        where = (running.pk, this_year())
        assert "<strong>godt</strong>" in page(client, "yearly_status", *where)

    def test_two_who_save_at_once_keep_what_they_typed(
        self, desk: Client, draft: YearlyStatus
    ) -> None:
        old = typed(draft)
        status.save_status(
            actor=SYSTEM,
            status=draft,
            version=1,
            head=head(title="Den andens"),
            texts={draft.texts.get().pk: "Den andens tekst"},
        )
        kept = text_of(desk.post(reverse("edit_status", args=[draft.pk]), old))
        for words in ("Min status", "Det går **godt**", "Den andens tekst", "En anden har gemt"):
            assert words in kept

    def test_redrawing(self, desk: Client, draft: YearlyStatus) -> None:
        row = draft.texts.get()
        StatusText.objects.update(text="Mit")
        desk.post(reverse("redraw_status", args=[row.pk]))
        row.refresh_from_db()
        assert row.text != "Mit"

    def test_handing_over(self, desk: Client, draft: YearlyStatus, council: Addressee) -> None:
        address = reverse("hand_over_status", args=[draft.pk])
        for odd in ("", "x", "²", "999999", "9" * 40):
            assert desk.post(address, {"to": odd}).status_code == 404
        desk.post(address, {"to": str(council.pk)})
        assert StatusSending.objects.get().how == "hand"
        assert "afleveret" in page(desk, "send_yearly_status", draft.pk)

    def test_the_list_of_committees_and_councils(self, desk: Client, committee: Addressee) -> None:
        address = reverse("addressees")
        assert "Socialudvalget" in text_of(desk.get(address))
        new = {"name": "Ældrerådet", "kind": "council", "email": "ikke en mail"}
        assert "navn@eksempel.dk" in text_of(desk.post(address, new))
        desk.post(address, new | {"email": ""})
        assert Addressee.objects.filter(name="Ældrerådet", email="").exists()
        assert "allerede" in text_of(desk.post(address, new | {"email": ""}))
        one = reverse("edit_addressee", args=[committee.pk])
        assert "Socialudvalget" in text_of(desk.get(one))
        desk.post(one, {"name": SCRIPT, "kind": "other", "email": ""})
        committee.refresh_from_db()
        assert (committee.name, committee.is_active) == (SCRIPT, False)
        assert SCRIPT not in desk.get(address).content.decode()
        assert desk.get(reverse("edit_addressee", args=[9999])).status_code == 404

    def test_a_newsletter_by_an_editor(
        self, client_as: ClientAs, desk: Client, sent: YearlyStatus
    ) -> None:
        address = reverse("status_newsletter", args=[sent.pk])
        assert_refused(desk.post(address), "rollen")
        answer = client_as(Role.EDITOR).post(address)
        sent.refresh_from_db()
        assert sent.article is not None
        there = reverse("prepare_article", args=[sent.article.pk])
        assertRedirects(answer, there, fetch_redirect_response=False)

    def test_doors(
        self, client: Client, client_as: ClientAs, draft: YearlyStatus, committee: Addressee
    ) -> None:
        caseworker, manager = client_as(Role.CASEWORKER), client_as(Role.MANAGER)
        assert_leads_to_log_in(client, reverse("status_desk"))
        assert "Skriv og send" in page(caseworker, "status_desk")
        text = draft.texts.get()
        for name, pk, method in (
            ("edit_status", draft.pk, "get"),
            ("send_yearly_status", draft.pk, "get"),
            ("hand_over_status", draft.pk, "post"),
            ("status_draft_pdf", draft.pk, "get"),
            ("status_draft_word", draft.pk, "get"),
            ("redraw_status", text.pk, "post"),
            ("edit_addressee", committee.pk, "get"),
        ):
            address = reverse(name, args=[pk])
            assert_leads_to_log_in(client, address, method=method)
            assert_refused(getattr(caseworker, method)(address), "rollen")
            assert getattr(manager, method)(reverse(name, args=[999])).status_code == 404
        begin = reverse("begin_status", args=[draft.plan_id, draft.year])
        assert_leads_to_log_in(client, begin, method="post")
        assert_refused(caseworker.post(begin), "rollen")
        assert manager.post(reverse("begin_status", args=[draft.plan_id, 2011])).status_code == 404

    def test_a_role_for_another_place_sends_nothing(
        self, draft: YearlyStatus, make_person: MakePerson
    ) -> None:
        here = Place.objects.create(name="Her", kind="centre")
        local = log_in(Client(), make_person(Role.MANAGER, place=here))
        assert_refused(local.get(reverse("edit_status", args=[draft.pk])), "steder")
