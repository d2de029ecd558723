"""Every page: works, not logged in, wrong role, not yours, bad input, kept pages, and how many queries."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.fixtures import MakePerson, MakeProfile, log_in
from tests.pages import (
    EMOJI,
    HUGE,
    LONG,
    NUL,
    ODD_QUERIES,
    SCRIPT,
    assert_leads_to_log_in,
    assert_refused,
    text_of,
)

from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.gatherings import actions as gatherings
from samspil.commons.gatherings.models import Gathering
from samspil.commons.interests.terms import Form
from samspil.kit.access import NOBODY, SYSTEM, Role
from samspil.kit.seals import seal
from samspil.kit.view_choices import COOKIE
from samspil.work.involvement.actions import initiatives, invitations, participants, proposals
from samspil.work.involvement.actions.meetings import Meeting, plan_meeting
from samspil.work.involvement.models import (
    Initiative,
    Invitation,
    InvitationRound,
    InvolvementPlan,
    Participant,
    Proposal,
)
from samspil.work.involvement.terms import SEAL_PROPOSAL, Answer
from samspil.work.involvement.tests.conftest import MakeInitiative, MakePlan, MakeRound, today

pytestmark = pytest.mark.django_db
ClientAs = Callable[..., Client]


def made(**other: Any) -> Proposal:
    text: dict[str, Any] = {"title": "Et møde", "what": "For søskende", "role": "relative"}
    return proposals.propose(actor=NOBODY, client="c", text=proposals.ProposalText(**text | other))


def typed(person: Person, **other: Any) -> dict[str, Any]:
    return {
        "kind": "working_community",
        "title": "Nyt initiativ",
        "purpose": "Formål",
        "challenge": "Udfordring",
        "need": "Et behov",
        "starts_on": today().isoformat(),
        "ends_on": (today() + timedelta(days=30)).isoformat(),
        "responsible": str(person.pk),
        "version": "1",
    } | other


class TestPublicPages:
    def test_the_plan_as_wheel_and_list(
        self, client: Client, plan: InvolvementPlan, initiative: Initiative
    ) -> None:
        for url in (reverse("plan_now"), reverse("plan", args=[plan.year])):
            page = text_of(client.get(url))
            assert "Sammen i år" in page
            assert page.count(initiative.title) >= 3
            assert "Kommet til i løbet af året" in page
            assert "<svg" in page

    def test_a_plan_that_begins_with_too_few_says_so(
        self, client: Client, plan: InvolvementPlan, initiative: Initiative
    ) -> None:
        assert "begyndte med 0 initiativer" in text_of(client.get(reverse("plan_now")))
        Initiative.objects.update(is_addition=False)
        for _each in range(3):
            Initiative.objects.create(
                plan=plan,
                kind="other",
                title="x",
                purpose="x",
                responsible=initiative.responsible,
                starts_on=today(),
            )
        client.cookies[COOKIE] = "easy"  # another way of looking, so not the kept page
        assert "begyndte med" not in text_of(client.get(reverse("plan_now")))

    def test_without_a_plan(self, client: Client) -> None:
        assert "Der er ingen plan endnu" in text_of(client.get(reverse("plan_now")))
        assert client.get(reverse("plan", args=[2024])).status_code == 404

    def test_a_draft_is_for_coordinators(
        self,
        client: Client,
        desk: Client,
        client_as: ClientAs,
        make_plan: MakePlan,
        make_initiative: MakeInitiative,
    ) -> None:
        plan = make_plan(today().year + 1, published=False)
        day = today().replace(year=plan.year, month=3, day=1)
        found = make_initiative(plan=plan, starts_on=day, ends_on=day)
        for url in (
            reverse("plan", args=[plan.year]),
            reverse("initiative", args=[found.pk]),
        ):
            assert client.get(url).status_code == 404
            assert client_as(Role.EDITOR).get(url).status_code == 404
            assert "Kladde" in text_of(desk.get(url))
        for name in ("plan_json", "plan_csv"):
            assert desk.get(reverse(name, args=[plan.year])).status_code == 404

    def test_by_topic_form_and_state(
        self,
        client: Client,
        make_topic: Callable[..., Topic],
        make_initiative: MakeInitiative,
    ) -> None:
        topic = make_topic("Bolig")
        make_initiative(topic, title="Om bolig", kind="other")
        make_initiative(title="Om andet")
        url = reverse("plan_now")

        def shown(**query: Any) -> str:
            page = text_of(client.get(url, query))
            return page[page.index('id="initiativer"') :]

        queries: list[dict[str, Any]] = [{"emne": topic.pk}, {"form": "other"}]
        for query in queries:
            assert "Om bolig" in shown(**query)
            assert "Om andet" not in shown(**query)
        assert "Ingen initiativer passer" in shown(tilstand="done")

    @pytest.mark.parametrize("query", [*ODD_QUERIES, "form=%00", "tilstand=x&form=y"])
    def test_odd_queries(self, client: Client, initiative: Initiative, query: str) -> None:
        status = 404 if query.startswith("emne=") else 200
        assert client.get(f"{reverse('plan_now')}?{query}").status_code == status
        assert client.get(f"{reverse('said_and_done')}?{query}").status_code == 200

    @pytest.mark.parametrize("year", [0, 1999, 99999, HUGE])
    def test_years_that_are_not_there(self, client: Client, desk: Client, year: int) -> None:
        for name in ("plan", "plan_json", "plan_csv"):
            assert client.get(reverse(name, args=[year])).status_code == 404
        for name in ("prepare_plan", "edit_plan", "add_initiative"):
            assert desk.get(reverse(name, args=[year])).status_code == 404

    def test_one_initiative(self, client: Client, initiative: Initiative) -> None:
        url = reverse("initiative", args=[initiative.pk])
        page = text_of(client.get(url))
        for words in ("Hemmeligt formål", "Breve kommer for sent", "Mange spørger", "Signe Ågård"):
            assert words in page
        assert initiative.responsible.email not in page
        initiatives.tell_result(actor=SYSTEM, initiative=initiative, result="Alt blev bedre")
        assert "Alt blev bedre" in text_of(client.get(url))
        initiatives.cancel(actor=SYSTEM, initiative=initiative, why="Ingen kunne")
        assert "Ingen kunne" in text_of(client.get(url))
        for pk in (0, 987654, HUGE):
            assert client.get(reverse("initiative", args=[pk])).status_code == 404

    def test_the_easy_version_and_english(
        self, client: Client, make_initiative: MakeInitiative
    ) -> None:
        found = make_initiative(easy_text="Det lette", title_en="A good way")
        url = reverse("initiative", args=[found.pk])
        assert "A good way" in text_of(client.get(f"/en{url}"))
        assert "Det lette" not in text_of(client.get(url))
        client.cookies[COOKIE] = "easy"
        assert "Det lette" in text_of(client.get(url))

    def test_script_stays_text(self, client: Client, make_initiative: MakeInitiative) -> None:
        found = make_initiative(title=SCRIPT, purpose=SCRIPT, challenge=SCRIPT, need=SCRIPT)
        for url in (
            reverse("initiative", args=[found.pk]),
            reverse("plan_now"),
            reverse("front_page"),
        ):
            assert "<script>alert" not in client.get(url).content.decode()

    def test_open_data(self, client: Client, make_initiative: MakeInitiative) -> None:
        make_initiative(title="=HYPERLINK(1)", purpose='Med "citat"; og linje\nto')
        year = today().year
        data = client.get(reverse("plan_json", args=[year])).json()
        assert data["initiatives"][0]["title"] == "=HYPERLINK(1)"
        text = client.get(reverse("plan_csv", args=[year])).content.decode()
        assert text.startswith("\ufeffid,year,kind")
        assert "'=HYPERLINK(1)" in text
        assert '"Med ""citat""; og linje\nto"' in text

    def test_how_many_queries(
        self,
        client: Client,
        make_topic: Callable[..., Topic],
        make_initiative: MakeInitiative,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for _each in range(7):
            make_initiative(make_topic())
        client.get(reverse("plan_now"))
        with django_assert_num_queries(1):
            client.get(reverse("plan_now"))
        # One more than in life, where the words that are explained are kept: a test is one transaction.
        with django_assert_num_queries(9):
            client.get(reverse("plan_now"), {"tilstand": "planned"})


class TestProposing:
    def test_without_an_account(self, client: Client) -> None:
        url = reverse("propose")
        assert "Foreslå noget" in text_of(client.get(url))
        sent = {"title": EMOJI, "what": SCRIPT, "role": "citizen", "email": "a@example.com"}
        page = client.post(url, sent, follow=True)
        assert "Tak for dit forslag" in text_of(page)
        assert "a@example.com" not in text_of(page)
        found = Proposal.objects.get()
        assert (found.title, found.what) == (EMOJI, SCRIPT)
        assert "<script>alert" not in page.content.decode()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"title": ""},
            {"what": ""},
            {"role": "boss"},
            {"email": "nej"},
            {"title": LONG},
            {"what": NUL},
        ],
    )
    def test_bad_input_keeps_what_was_typed(self, client: Client, wrong: dict[str, str]) -> None:
        sent = {"title": "T", "what": "Det her", "role": "citizen", "why": "Fordi"} | wrong
        page = client.post(reverse("propose"), sent)
        assert page.status_code == 200
        assert "Fordi" in text_of(page)
        assert not Proposal.objects.exists()

    def test_too_many(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(proposals, "PROPOSALS_PER_CLIENT", 1)
        sent = {"title": "T", "what": "W", "role": "citizen"}
        assert client.post(reverse("propose"), sent).status_code == 302
        assert client.post(reverse("propose"), sent).status_code == 429

    def test_followed_by_its_link_only(self, client: Client, coordinator: Person) -> None:
        proposal = made()
        url = reverse("proposal", args=[seal(SEAL_PROPOSAL, proposal.ref)])
        assert "Tak for dit forslag" in text_of(client.get(url))
        proposals.decline(actor=coordinator, proposal=proposal, answer="Ikke i år, fordi")
        assert "Ikke i år, fordi" in text_of(client.get(url))
        for token in ("x", "A" * 43, seal("other", proposal.ref)):
            assert client.get(reverse("proposal", args=[token])).status_code == 404

    def test_shown_to_all_only_with_leave_from_both(self, client: Client, desk: Client) -> None:
        secret, told = made(title="Må ikke vises"), made(title="Må vises", may_be_shown=True)
        for each in (secret, told):
            sent = {"decision": "decline", "answer": "Nej tak", "show": "on"}
            desk.post(reverse("answer_proposal", args=[each.pk]), sent)
        page = text_of(client.get(reverse("said_and_done")))
        assert "Må vises" in page
        assert "Må ikke vises" not in page
        desk.post(reverse("show_proposal", args=[told.pk]), {"shown": "no"})
        assert "Må vises" not in text_of(client.get(reverse("said_and_done")))
        desk.post(reverse("show_proposal", args=[secret.pk]), {"shown": "yes"})
        assert "Må ikke vises" not in text_of(client.get(reverse("said_and_done")))

    def test_becomes_a_new_initiative(
        self, desk: Client, coordinator: Person, plan: InvolvementPlan
    ) -> None:
        proposal = made()
        begin = reverse("add_initiative", args=[plan.year]) + f"?forslag={proposal.pk}"
        assert "Et møde" in text_of(desk.get(begin))
        answer = desk.post(begin, typed(coordinator), follow=True)
        assert "Send svaret" in text_of(answer)
        found = Initiative.objects.get()
        url = reverse("answer_proposal", args=[proposal.pk])
        missing = desk.post(url, {"decision": "accept", "answer": "Ja"})
        assert "Vælg det initiativ" in text_of(missing)
        desk.post(url, {"decision": "accept", "initiative": str(found.pk), "answer": "Ja"})
        assert list(found.proposals.all()) == [proposal]
        assert "Et besvaret forslag" in text_of(desk.get(url))
        listed = text_of(desk.get(reverse("proposal_list")))
        assert "Nyt initiativ" in listed

    @pytest.mark.parametrize("asked", ["x", "²", "9" * 30, "987"])
    def test_odd_proposals_to_begin_with(
        self, desk: Client, plan: InvolvementPlan, asked: str
    ) -> None:
        url = reverse("add_initiative", args=[plan.year])
        assert desk.get(url, {"forslag": asked}).status_code == 200


STAFF_PAGES = [
    "involvement_desk", "write_plan", "prepare_plan", "edit_plan", "add_initiative",
    "prepare_initiative", "edit_initiative", "plan_meeting", "invite", "invitation_round",
    "initiative_people", "proposal_list", "answer_proposal",
]  # fmt: skip
STAFF_PRESSES = [
    "change_plan_state", "copy_plan", "delete_plan", "change_initiative", "cancel_initiative",
    "tell_result", "delete_initiative", "send_round", "close_round", "discard_round", "take_in",
    "turn_away", "remove_participant", "show_proposal",
]  # fmt: skip
OF_PLAN = {
    "prepare_plan",
    "edit_plan",
    "add_initiative",
    "change_plan_state",
    "copy_plan",
    "delete_plan",
}
OF_ROUND = {"invitation_round", "send_round", "close_round", "discard_round"}
OF_PROPOSAL = {"answer_proposal", "show_proposal"}
ALONE = {"involvement_desk", "write_plan", "proposal_list"}
# Whoever works here may be responsible for an initiative, and is let in as far as that goes.
FOR_STAFF = {"involvement_desk", "prepare_initiative", "initiative_people", "tell_result"}
FOR_STAFF |= {"take_in", "turn_away", "remove_participant"}


@pytest.fixture
def address(
    plan: InvolvementPlan,
    initiative: Initiative,
    invitation: Invitation,
) -> Callable[[str], str]:
    """Return a function that gives the address of a staff page of things that are there."""
    invitations.answer(actor=NOBODY, invitation=invitation, says=Answer.YES, name="B", contact="1")
    proposal = made()
    participant = participants.add_person(
        actor=SYSTEM, initiative=initiative, name="C", contact="2"
    )

    def of(name: str) -> str:
        if name in ALONE:
            return reverse(name)
        if name in OF_PLAN:
            return reverse(name, args=[plan.year])
        if name in OF_ROUND:
            return reverse(name, args=[invitation.round_id])
        if name in OF_PROPOSAL:
            return reverse(name, args=[proposal.pk])
        if name in {"take_in", "turn_away"}:
            return reverse(name, args=[invitation.pk])
        if name == "remove_participant":
            return reverse(name, args=[participant.ref])
        return reverse(name, args=[initiative.pk])

    return of


class TestStaffPages:
    @pytest.mark.parametrize("name", STAFF_PAGES)
    def test_works_for_a_coordinator(
        self, desk: Client, address: Callable[[str], str], name: str
    ) -> None:
        assert desk.get(address(name)).status_code == 200

    @pytest.mark.parametrize("name", [*STAFF_PAGES, *STAFF_PRESSES])
    def test_who_is_kept_out(
        self,
        client: Client,
        client_as: ClientAs,
        address: Callable[[str], str],
        name: str,
    ) -> None:
        url = address(name)
        method = "get" if name in STAFF_PAGES else "post"
        before = (Initiative.objects.values_list("state", "result"), Participant.objects.count())
        assert_leads_to_log_in(client, url, method=method)
        assert_refused(getattr(client_as(Role.RELATIVE), method)(url), "Det kræver rollen")
        other = getattr(client_as(Role.EDITOR), method)(url)
        if name == "involvement_desk":
            assert other.status_code == 200
        else:
            why = "Kun dem, der står for" if name in FOR_STAFF else "Det kræver rollen"
            assert_refused(other, why)
        assert list(before[0]) == list(Initiative.objects.values_list("state", "result"))
        assert before[1] == Participant.objects.count()

    @pytest.mark.parametrize("name", STAFF_PRESSES)
    def test_a_get_changes_nothing(
        self, desk: Client, address: Callable[[str], str], name: str
    ) -> None:
        assert desk.get(address(name)).status_code == 405

    def test_a_coordinator_of_another_place_is_told_why(
        self, make_person: MakePerson, address: Callable[[str], str]
    ) -> None:
        here = Place.objects.create(name="Her", kind="centre")
        local = log_in(Client(), make_person(Role.COORDINATOR, place=here))
        for name in ("edit_initiative", "invite", "invitation_round", "initiative_people"):
            assert_refused(local.get(address(name)), "ikke er koordinator for")
        assert_refused(local.get(address("edit_plan")), "hele kommunen")

    @pytest.mark.parametrize("pk", [0, 987654, HUGE])
    def test_unknown_things(self, desk: Client, pk: int) -> None:
        for name in ("prepare_initiative", "edit_initiative", "invite", "initiative_people"):
            assert desk.get(reverse(name, args=[pk])).status_code == 404
        for name in ("invitation_round", "answer_proposal"):
            assert desk.get(reverse(name, args=[pk])).status_code == 404
        for name in ("take_in", "send_round", "cancel_initiative", "show_proposal"):
            assert desk.post(reverse(name, args=[pk])).status_code == 404

    def test_whoever_is_responsible_follows_without_being_a_coordinator(
        self, make_person: MakePerson, address: Callable[[str], str]
    ) -> None:
        person = make_person(Role.CASEWORKER)
        Initiative.objects.update(responsible=person)
        client = log_in(Client(), person)
        page = text_of(client.get(address("prepare_initiative")))
        assert "Hvem er med?" in page
        assert "Aflys" not in page
        assert client.get(address("initiative_people")).status_code == 200
        assert client.post(address("take_in")).status_code == 302
        assert "1 har sagt ja" not in text_of(client.get(reverse("involvement_desk")))
        assert client.post(address("tell_result"), {"result": "Godt"}).status_code == 302
        assert Initiative.objects.get().result == "Godt"


class TestPlanning:
    def test_a_plan_from_draft_to_copy(self, desk: Client) -> None:
        year = today().year
        desk.post(reverse("write_plan"), {"year": year, "intro": "Hej"})
        again = desk.post(reverse("write_plan"), {"year": year, "intro": "Hej"})
        assert "allerede en plan" in text_of(again)
        page = reverse("prepare_plan", args=[year])
        assert "Planen har 0 initiativer" in text_of(desk.get(page))
        state = reverse("change_plan_state", args=[year])
        desk.post(state, {"to": "published"})
        assert "Det står også på siden" in text_of(desk.get(page))
        desk.post(state, {"to": "nonsense"})
        desk.post(reverse("copy_plan", args=[year]))
        desk.post(reverse("copy_plan", args=[year]))
        assert InvolvementPlan.objects.count() == 2
        desk.post(reverse("delete_plan", args=[year]))
        desk.post(reverse("delete_plan", args=[year + 1]))
        assert InvolvementPlan.objects.get().year == year

    @pytest.mark.parametrize("year", ["", "abc", "1", "99999", "-3"])
    def test_odd_years(self, desk: Client, year: str) -> None:
        assert desk.post(reverse("write_plan"), {"year": year}).status_code == 200
        assert not InvolvementPlan.objects.exists()

    def test_two_who_save_the_plan(self, desk: Client, plan: InvolvementPlan) -> None:
        url = reverse("edit_plan", args=[plan.year])
        desk.post(url, {"intro": "Den anden", "version": "1"})
        page = text_of(desk.post(url, {"intro": "Min", "version": "1"}))
        assert "En anden har gemt" in page
        assert "Den anden" in page
        desk.post(url, {"intro": "Min", "version": "2"})
        plan.refresh_from_db()
        assert plan.intro == "Min"

    def test_an_initiative_from_thought_to_cancelled(
        self, desk: Client, coordinator: Person, plan: InvolvementPlan
    ) -> None:
        add = reverse("add_initiative", args=[plan.year])
        for wrong in ({"challenge": ""}, {"ends_on": ""}, {"need": ""}, {"starts_on": "x"}):
            page = desk.post(add, typed(coordinator, **wrong))
            assert page.status_code == 200
            assert "Fejl:" in text_of(page)
        desk.post(add, typed(coordinator))
        found = Initiative.objects.get()
        edit = reverse("edit_initiative", args=[found.pk])
        assert "Nyt initiativ" in text_of(desk.get(edit))
        desk.post(edit, typed(coordinator, title="Rettet"))
        late = desk.post(edit, typed(coordinator, title="For sent"))
        assert "En anden har gemt" in text_of(late)
        desk.post(reverse("change_initiative", args=[found.pk]), {"to": "running"})
        found.refresh_from_db()
        assert (found.title, found.state) == ("Rettet", "running")
        desk.post(reverse("change_initiative", args=[found.pk]), {"to": "cancelled"})
        desk.post(reverse("cancel_initiative", args=[found.pk]), {"why": ""})
        desk.post(reverse("delete_initiative", args=[found.pk]))
        found.refresh_from_db()
        assert found.state == "running"
        desk.post(reverse("cancel_initiative", args=[found.pk]), {"why": "Ingen tid"})
        found.refresh_from_db()
        assert found.state == "cancelled"

    def test_a_result_without_words(self, desk: Client, initiative: Initiative) -> None:
        page = desk.post(reverse("tell_result", args=[initiative.pk]), {"result": " "})
        assert "Udfyld" in text_of(page)

    def test_a_meeting(self, desk: Client, initiative: Initiative) -> None:
        url = reverse("plan_meeting", args=[initiative.pk])
        soon = timezone.localtime() + timedelta(days=2)
        bad = desk.post(url, {"starts_at": "x"})
        assert "Skriv dato og tid" in text_of(bad)
        ends = f"{soon + timedelta(hours=1):%Y-%m-%dT%H:%M}"
        back = desk.post(url, {"starts_at": ends, "ends_at": f"{soon:%Y-%m-%dT%H:%M}"})
        assert "slutte" in text_of(back)
        done = desk.post(url, {"starts_at": f"{soon:%Y-%m-%dT%H:%M}", "ends_at": ends})
        meeting = Gathering.objects.get()
        assert done.url == reverse("prepare_gathering", args=[meeting.pk])  # type: ignore[attr-defined]
        assert (meeting.title, meeting.admission) == (initiative.title, "invited")
        shown = desk.get(reverse("prepare_initiative", args=[initiative.pk]))
        assert reverse("prepare_gathering", args=[meeting.pk]) in text_of(shown)

    def test_how_many_queries(
        self,
        desk: Client,
        plan: InvolvementPlan,
        make_topic: Callable[..., Topic],
        make_initiative: MakeInitiative,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for _each in range(6):
            make_initiative(make_topic())
            made()
        for name, args in (
            ("involvement_desk", []),
            ("prepare_plan", [plan.year]),
            ("proposal_list", []),
        ):
            with django_assert_max_num_queries(20):
                desk.get(reverse(name, args=args))


class TestInviting:
    def test_from_counts_to_answers(
        self, desk: Client, initiative: Initiative, make_profile: MakeProfile
    ) -> None:
        for number in range(6):
            make_profile(email=f"p{number}@example.com", available_for=[Form.WORKING_COMMUNITY])
        url = reverse("invite", args=[initiative.pk])
        assert "mindst 5" in text_of(desk.get(url))
        chosen = {
            "form": "working_community",
            "who": "draw",
            "answer_by": (today() + timedelta(days=9)).isoformat(),
        }
        assert "Skriv, hvor mange" in text_of(desk.post(url, chosen))
        desk.post(url, chosen | {"sample_size": "5"})
        round = InvitationRound.objects.get()
        page = text_of(desk.get(reverse("invitation_round", args=[round.pk])))
        assert "p0@example.com" not in page
        assert round.seed in page
        desk.post(reverse("send_round", args=[round.pk]))
        page = text_of(desk.get(reverse("invitation_round", args=[round.pk])))
        assert "mindst 5" in page
        assert "Følg svarene" in page
        desk.post(reverse("discard_round", args=[round.pk]))
        desk.post(reverse("close_round", args=[round.pk]))
        round.refresh_from_db()
        assert round.closed_at

    @pytest.mark.parametrize(
        "wrong",
        [
            {"form": "guide"},
            {"answer_by": "2020-01-01"},
            {"answer_by": "aldrig"},
            {"who": "draw", "sample_size": "0"},
            {"who": "draw", "sample_size": str(HUGE)},
            {"words": "x" * 9000},
        ],
    )
    def test_bad_input(self, desk: Client, initiative: Initiative, wrong: dict[str, str]) -> None:
        sent = {"form": "focus_group", "who": "all", "answer_by": "2099-01-01"} | wrong
        page = desk.post(reverse("invite", args=[initiative.pk]), sent)
        assert page.status_code == 200
        assert not InvitationRound.objects.exists()

    def test_to_a_draft_nobody_is_invited(
        self, desk: Client, make_plan: MakePlan, make_initiative: MakeInitiative
    ) -> None:
        plan = make_plan(today().year + 1, published=False)
        day = today().replace(year=plan.year, month=3, day=1)
        found = make_initiative(plan=plan, starts_on=day, ends_on=day)
        assert_refused(desk.get(reverse("invite", args=[found.pk])), "Udgiv planen")

    def test_people_taken_in_turned_away_added_and_removed(
        self,
        desk: Client,
        make_round: MakeRound,
        invited: Callable[[str], object],
        initiative: Initiative,
    ) -> None:
        for name in ("a", "b"):
            invited(f"{name}@example.com")
        make_round()
        first, second = Invitation.objects.order_by("pk")
        for each, name in ((first, "Anna"), (second, "Xerxes")):
            invitations.answer(
                actor=NOBODY, invitation=each, says=Answer.YES, name=name, contact="1"
            )
        url = reverse("initiative_people", args=[initiative.pk])
        desk.post(reverse("take_in", args=[first.pk]))
        desk.post(reverse("take_in", args=[first.pk]))
        desk.post(reverse("turn_away", args=[second.pk]))
        page = text_of(desk.get(url))
        assert "Anna" in page
        assert "Xerxes" not in page
        assert "Fejl:" in text_of(desk.post(url, {"name": ""}))
        desk.post(url, {"name": "Carl", "contact": "70", "email": "c@example.com"})
        again = desk.post(url, {"name": "Carl", "contact": "70", "email": "C@example.com"})
        assert "allerede en med den e-mail" in text_of(again)
        assert Participant.objects.current().count() == 2
        for participant in Participant.objects.all():
            desk.post(reverse("remove_participant", args=[participant.ref]))
        assert not Participant.objects.current().exists()

    def test_a_no_cannot_be_taken_in(self, desk: Client, invitation: Invitation) -> None:
        assert desk.post(reverse("take_in", args=[invitation.pk])).status_code == 404

    def test_how_many_queries(
        self,
        desk: Client,
        initiative: Initiative,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for number in range(8):
            participants.add_person(
                actor=SYSTEM, initiative=initiative, name=f"P{number}", contact="1"
            )
        with django_assert_max_num_queries(20):
            desk.get(reverse("initiative_people", args=[initiative.pk]))


def test_the_desk_and_the_front_page_show_the_way(
    desk: Client, client: Client, initiative: Initiative
) -> None:
    made()
    assert "1 forslag uden svar" in text_of(desk.get(reverse("desk")))
    assert initiative.title in text_of(client.get(reverse("front_page")))


def test_my_page_shows_what_one_is_asked_until_it_is_answered(
    invitation: Invitation, make_person: MakePerson
) -> None:
    asked = log_in(Client(), make_person(Role.RELATIVE, email="mor@example.com"))
    other = log_in(Client(), make_person(Role.RELATIVE, email="far@example.com"))
    address = reverse("answer_round", args=[invitation.token])
    assert address in text_of(asked.get(reverse("my_page")))
    assert address not in text_of(other.get(reverse("my_page")))
    Client().post(address, {"says": "no"})
    assert address not in text_of(asked.get(reverse("my_page")))


def test_the_page_of_an_initiative_shows_the_meetings_everybody_may_come_to(
    coordinator: Person, initiative: Initiative, client: Client
) -> None:
    soon = timezone.localtime() + timedelta(days=2)
    for for_everybody in (True, False):
        meeting = plan_meeting(
            actor=coordinator,
            initiative=initiative,
            meeting=Meeting(
                starts_at=soon,
                ends_at=soon + timedelta(hours=1),
                where="Salen",
                for_everybody=for_everybody,
            ),
        )
        gatherings.publish(actor=SYSTEM, gathering=meeting)
    page = text_of(client.get(reverse("initiative", args=[initiative.pk])))
    shown = Gathering.objects.get(admission="everybody")
    assert page.count('class="event"') == 1
    assert reverse("gathering", args=[shown.pk]) in page
