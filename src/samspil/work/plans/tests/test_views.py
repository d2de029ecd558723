"""Every page of plans: works, not logged in, wrong role, foreign, bad input, and how many queries."""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.fixtures import MakePerson, log_in
from tests.pages import (
    LONG,
    NUL,
    ODD_QUERIES,
    SCRIPT,
    assert_leads_to_log_in,
    assert_refused,
    text_of,
)

from samspil.base.people.models import Person
from samspil.base.topics.models import Topic
from samspil.commons.decisions.actions import money
from samspil.commons.decisions.actions.decisions import Said, record_decision
from samspil.commons.decisions.models import Budget
from samspil.commons.decisions.terms import Funding, Outcome, Recurrence
from samspil.commons.inputs.models import Cluster
from samspil.kit.access import ALLOWED, SYSTEM, Role
from samspil.work.plans.actions import parts, plans, progress
from samspil.work.plans.models import Activity, FocusArea, Plan, Quote
from samspil.work.plans.queries.money import owner_of
from samspil.work.plans.terms import PlanState
from samspil.work.plans.tests.conftest import MakeActivity, MakePlan, move_to

pytestmark = pytest.mark.django_db
PUBLIC = (
    "work_plan",
    "plan_timeline",
    "whole_plan",
    "plan_versions",
    "work_plan_json",
    "work_plan_csv",
)
ROOM = (
    "prepare_work_plan",
    "edit_work_plan",
    "edit_strategy",
    "add_track",
    "add_area",
    "add_activity",
)
POSTS = ("move_work_plan", "keep_plan_version", "delete_work_plan", "clear_unplaced")


def of_plan(plan: Plan, **other: object) -> dict[str, object]:
    return {
        "title": plan.title,
        "kind": plan.kind,
        "audience": plan.audience,
        "starts_on": "2025-01-01",
        "ends_on": "2028-12-31",
        "version": plan.version,
    } | other


class TestPublic:
    def test_pages_of_a_plan_that_runs(
        self, client: Client, running: Plan, area: FocusArea
    ) -> None:
        for name in PUBLIC:
            answer = client.get(reverse(name, args=[running.pk]))
            assert answer.status_code == 200
        page = text_of(client.get(reverse("work_plan", args=[running.pk])))
        for words in (
            "Børneplanen",
            "Engagement",
            "Koordinering",
            "Sammenhæng",
            "Respekt",
            "0\u00a0%",
        ):
            assert words in page
        page = text_of(client.get(reverse("focus_area", args=[area.pk])))
        for words in (
            "Én indgang",
            "Det er svært",
            "Netværksmøder",
            "Børnehandicap",
            "Skriv dig op",
        ):
            assert words in page
        assert "Børneplanen" in text_of(client.get(reverse("plans")))

    def test_a_draft_is_not_there_for_others(
        self, client: Client, plan: Plan, area: FocusArea, activity: Activity, desk: Client
    ) -> None:
        for name in PUBLIC:
            assert client.get(reverse(name, args=[plan.pk])).status_code == 404
        assert client.get(reverse("focus_area", args=[area.pk])).status_code == 404
        assert plan.title not in text_of(client.get(reverse("plans")))
        assert desk.get(reverse("work_plan", args=[plan.pk])).status_code == 200
        assert desk.get(reverse("work_plan_json", args=[plan.pk])).status_code == 404

    def test_what_stands_still_says_why_and_who_can_help(
        self, client: Client, running: Plan, activity: Activity, area: FocusArea
    ) -> None:
        status = progress.Status(
            state="blocked", progress=20, blocked_why="Ingen aftale", unblocked_by="direktionen"
        )
        progress.tell_status(actor=SYSTEM, activity=activity, status=status)
        page = text_of(client.get(reverse("focus_area", args=[area.pk])))
        assert "Ingen aftale" in page
        assert "med hjælp fra direktionen" in page

    def test_choosing_by_topic_state_and_words(
        self,
        client: Client,
        running: Plan,
        make_activity: MakeActivity,
        make_topic: Callable[..., Topic],
    ) -> None:
        above = make_topic("Skole")
        topic = make_topic("Specialskole", parent=above)
        found = make_activity("Om skole")
        found.topics.add(topic)
        url = reverse("work_plan", args=[running.pk])
        for query, titles in (
            (f"emne={above.pk}", {"Om skole"}),
            ("status=done", set()),
            ("status=not_started", {"Om skole", "Netværksmøder"}),
            ("q=SKOLE", {"Om skole"}),
            ("q=børnehandicap", {"Netværksmøder"}),
            ("kun=overdue", set()),
        ):
            page = text_of(client.get(f"{url}?{query}"))
            assert {title for title in ("Om skole", "Netværksmøder") if title in page} == titles
            assert ("Ingen aktiviteter passer" in page) is (not titles)

    @pytest.mark.parametrize(
        "query", [*ODD_QUERIES, "status=nej", "kun=%00", "til=9", "til=-1", f"til={'9' * 5000}"]
    )
    def test_odd_queries(self, client: Client, running: Plan, query: str) -> None:
        for name in ("work_plan", "plan_timeline"):
            assert client.get(f"{reverse(name, args=[running.pk])}?{query}").status_code in {
                200,
                404,
            }
        assert client.get(
            f"{reverse('plan_changes', args=[running.pk, 1])}?{query}"
        ).status_code in {
            200,
            404,
        }

    def test_a_long_list_has_pages(
        self, client: Client, running: Plan, make_activity: MakeActivity
    ) -> None:
        for number in range(50):
            make_activity(f"Nummer {number:02d}")
        url = reverse("work_plan", args=[running.pk]) + "?status=not_started"
        first, second = (text_of(client.get(f"{url}&side={side}")) for side in (1, 2))
        assert "Nummer 48" in first
        assert "Nummer 49" not in first
        assert "Nummer 49" in second

    def test_what_changed_since_a_version(
        self, client: Client, running: Plan, area: FocusArea
    ) -> None:
        parts.write_area(
            actor=SYSTEM,
            plan=running,
            area=area,
            track=area.track,
            version=area.version,
            text=parts.AreaText(title="Koordinering", purpose="Én plan", why=SCRIPT),
        )
        page = client.get(reverse("plan_changes", args=[running.pk, 1])).content.decode()
        assert "<del>indgang</del>" in page
        assert "<ins>plan</ins>" in page
        assert SCRIPT not in page
        assert client.get(reverse("plan_changes", args=[running.pk, 9])).status_code == 404
        later = client.get(reverse("plan_changes", args=[running.pk, 1]) + "?til=2")
        assert "Ikke begyndt" not in text_of(later)

    def test_versions_of_drafts_stay_inside(
        self, client: Client, plan: Plan, activity: Activity, desk: Client
    ) -> None:
        desk.post(reverse("keep_plan_version", args=[plan.pk]), {"note": "Intern"})
        move_to(plan, PlanState.CONSULTATION)
        url = reverse("plan_versions", args=[plan.pk])
        assert "Intern" not in text_of(client.get(url))
        assert "Intern" in text_of(desk.get(url))
        assert client.get(reverse("plan_changes", args=[plan.pk, 1])).status_code == 404
        assert desk.get(reverse("plan_changes", args=[plan.pk, 1])).status_code == 200

    def test_open_data_names_no_person(
        self, client: Client, running: Plan, activity: Activity, make_person: MakePerson
    ) -> None:
        Activity.objects.filter(pk=activity.pk).update(
            responsible=make_person(Role.ADVISER), title="=1+1"
        )
        found = json.loads(client.get(reverse("work_plan_json", args=[running.pk])).content)
        assert found["activities"][0]["responsible_unit"] == "Børnehandicap"
        assert "Signe" not in json.dumps(found)
        text = client.get(reverse("work_plan_csv", args=[running.pk])).content.decode("utf-8-sig")
        assert next(csv.DictReader(io.StringIO(text)))["title"] == "'=1+1"

    def test_one_file_is_made_whatever_stands_behind_its_address(
        self, client: Client, running: Plan
    ) -> None:
        for name, begins in (("plan_pdf", b"%PDF"), ("plan_word", b"PK")):
            url = reverse(name, args=[running.pk])
            assert client.get(url).content[: len(begins)] == begins
            assert client.get(f"{url}?x=1")["Location"] == url

    def test_a_focus_area_takes_as_many_queries_whatever_it_holds(
        self,
        client: Client,
        running: Plan,
        area: FocusArea,
        make_activity: MakeActivity,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for number in range(20):
            make_activity(f"{number}", area=area)
        with django_assert_max_num_queries(10):
            client.get(reverse("focus_area", args=[area.pk]))

    @pytest.mark.parametrize("rows", [1, 30])
    @pytest.mark.parametrize(
        ("name", "queries"),
        [("work_plan", 9), ("plan_timeline", 5), ("whole_plan", 8), ("plans", 5)],
    )
    def test_how_many_queries(
        self,
        client: Client,
        running: Plan,
        make_activity: MakeActivity,
        django_assert_max_num_queries: DjangoAssertNumQueries,
        name: str,
        queries: int,
        rows: int,
    ) -> None:
        for number in range(rows):
            area = parts.write_area(
                actor=SYSTEM, plan=running, text=parts.AreaText(title=f"{number}")
            )
            make_activity(f"{number}", area=area)
        with django_assert_max_num_queries(queries):
            client.get(reverse(name, args=[] if name == "plans" else [running.pk]))


class TestDoors:
    def test_not_logged_in(self, client: Client, plan: Plan, activity: Activity) -> None:
        for name in ROOM:
            assert_leads_to_log_in(client, reverse(name, args=[plan.pk]))
        for name in POSTS:
            assert_leads_to_log_in(client, reverse(name, args=[plan.pk]), method="post")
        for name in ("plans_desk", "write_work_plan", "own_activities"):
            assert_leads_to_log_in(client, reverse(name))
        for name in ("tell_status", "edit_activity"):
            assert_leads_to_log_in(client, reverse(name, args=[activity.pk]))

    def test_wrong_role(
        self, client_as: Callable[..., Client], plan: Plan, activity: Activity, cluster: Cluster
    ) -> None:
        editor, relative = client_as(Role.EDITOR), client_as(Role.RELATIVE)
        for name in set(ROOM) - {"prepare_work_plan"}:
            assert_refused(editor.get(reverse(name, args=[plan.pk])), "koordinator")
        for name in POSTS:
            assert_refused(editor.post(reverse(name, args=[plan.pk])), "koordinator")
        assert editor.get(reverse("prepare_work_plan", args=[plan.pk])).status_code == 200
        assert relative.get(reverse("prepare_work_plan", args=[plan.pk])).status_code == 403
        for name in ("area_from_cluster", "activity_from_cluster"):
            assert_refused(editor.get(reverse(name, args=[cluster.pk])), "koordinator")

    def test_what_is_not_there(self, desk: Client) -> None:
        for name in ROOM:
            assert desk.get(reverse(name, args=[999])).status_code == 404
        for name in POSTS:
            assert desk.post(reverse(name, args=[999])).status_code == 404
        for name in (
            "edit_track",
            "edit_area",
            "edit_activity",
            "tell_status",
            "area_from_cluster",
        ):
            assert desk.get(reverse(name, args=[999])).status_code == 404
        assert desk.post(reverse("move_part", args=["spor", 999])).status_code == 404


class TestWriting:
    def test_from_nothing_to_a_plan_in_consultation(self, desk: Client, manager: Person) -> None:
        typed = {"title": "Voksenplan", "kind": "disability_plan", "audience": "adults"}
        typed |= {"starts_on": "2025-01-01", "ends_on": "2028-12-31"}
        desk.post(reverse("write_work_plan"), typed)
        plan = Plan.objects.get()
        desk.post(
            reverse("add_track", args=[plan.pk]), {"title": "Et spor", "text": "", "version": 1}
        )
        track = plan.tracks.get()
        quotes = "Vi har brug for hjælp\n– mor til en på 9\n\nOg for ro"
        area = {
            "title": "Et område",
            "track": track.pk,
            "purpose": "Ro",
            "quotes": quotes,
            "version": 1,
        }
        desk.post(reverse("add_area", args=[plan.pk]), area)
        found = FocusArea.objects.get()
        assert list(Quote.objects.values_list("text", "by")) == [
            ("Vi har brug for hjælp", "mor til en på 9"),
            ("Og for ro", ""),
        ]
        activity = {"title": "En aktivitet", "area": found.pk, "weight": 2, "version": 1}
        activity |= {"responsible": manager.pk, "starts_on": "2026-01-01"}
        desk.post(reverse("add_activity", args=[plan.pk]) + f"?omraade={found.pk}", activity)
        made = Activity.objects.get()
        assert (made.area, made.responsible, made.weight) == (found, manager, 2)
        page = desk.post(
            reverse("move_work_plan", args=[plan.pk]), {"to": "consultation"}, follow=True
        )
        assert "i høring" in text_of(page).lower()

    def test_bad_input_keeps_what_was_typed(
        self, desk: Client, plan: Plan, area: FocusArea
    ) -> None:
        url = reverse("add_activity", args=[plan.pk])
        for typed, words in (
            ({"title": "", "weight": 1}, "Skriv, hvad der skal ske."),
            ({"title": "Husk mig", "weight": 99}, "1 til 10"),
            (
                {"title": "Husk mig", "weight": 1, "starts_on": "2019-01-01"},
                "uden for planens periode",
            ),
            ({"title": "Husk mig", "weight": 1, "starts_on": "i morgen"}, "Skriv datoen"),
            ({"title": "Husk mig" * 60, "weight": 1}, "400"),
        ):
            page = text_of(desk.post(url, typed | {"text": "min lange tekst"}))
            assert words in page
            assert "min lange tekst" in page
        page = text_of(
            desk.post(
                reverse("edit_work_plan", args=[plan.pk]), of_plan(plan, ends_on="2020-01-01")
            )
        )
        assert "før den begynder" in page
        for title in (LONG, NUL):
            assert (
                desk.post(
                    reverse("edit_work_plan", args=[plan.pk]), of_plan(plan, title=title)
                ).status_code
                == 200
            )

    def test_two_who_edit_one_area(self, desk: Client, area: FocusArea) -> None:
        url = reverse("edit_area", args=[area.pk])
        desk.post(url, {"title": "Hendes", "version": 1})
        page = text_of(desk.post(url, {"title": "Mit", "purpose": "min tekst", "version": 1}))
        assert "En anden har gemt" in page
        assert "Hendes" in page
        assert "min tekst" in page
        desk.post(url, {"title": "Mit", "version": 2})
        area.refresh_from_db()
        assert area.title == "Mit"

    def test_edit_pages_show_what_there_is(
        self, desk: Client, running: Plan, area: FocusArea, activity: Activity
    ) -> None:
        for name, pk, words in (
            ("edit_area", area.pk, "Én indgang"),
            ("edit_activity", activity.pk, "Børnehandicap"),
            ("edit_track", area.track_id, "Om sporet"),
            ("edit_strategy", running.pk, "Sammenhæng"),
            ("edit_work_plan", running.pk, "Vi vil noget"),
        ):
            assert words in text_of(desk.get(reverse(name, args=[pk])))

    def test_removing_and_moving(self, desk: Client, area: FocusArea, activity: Activity) -> None:
        page = desk.post(reverse("remove_part", args=["omraade", area.pk]), follow=True)
        assert "Flyt eller fjern det først" in text_of(page)
        desk.post(reverse("move_part", args=["aktivitet", activity.pk]), {"to": "up"})
        desk.post(reverse("remove_part", args=["aktivitet", activity.pk]))
        desk.post(reverse("remove_part", args=["omraade", area.pk]))
        assert not FocusArea.objects.exists()

    def test_an_area_and_an_activity_from_what_people_said(
        self, desk: Client, plan: Plan, area: FocusArea, cluster: Cluster
    ) -> None:
        url = reverse("area_from_cluster", args=[cluster.pk])
        assert "Koordinering fylder" in text_of(desk.get(url))
        desk.post(url, {"where": f"plan-{plan.pk}", "title": "Et nyt område", "text": "Formål"})
        made = plan.areas.get(title="Et nyt område")
        assert list(made.clusters.all()) == [cluster]
        url = reverse("activity_from_cluster", args=[cluster.pk])
        desk.post(url, {"where": f"area-{area.pk}", "title": "En ny aktivitet"})
        assert plan.activities.get().area == area
        page = text_of(desk.post(url, {"where": "area-999", "title": "Husket"}))
        assert "Husket" in page
        move_to(plan, PlanState.CONSULTATION)
        page = text_of(Client().get(reverse("focus_area", args=[made.pk])))
        assert "mindst 5" in page or "5" in page
        assert "Hemmelige" not in page

    def test_a_draft_is_deleted(self, desk: Client, plan: Plan, make_plan: MakePlan) -> None:
        desk.post(reverse("delete_work_plan", args=[plan.pk]))
        assert not Plan.objects.exists()


class TestOwn:
    def test_one_press_confirms_and_finishes(
        self, make_person: MakePerson, plan: Plan, make_activity: MakeActivity
    ) -> None:
        owner = make_person(Role.CASEWORKER)
        activity = make_activity(responsible=owner)
        move_to(plan, PlanState.RUNNING)
        browser = log_in(Client(), owner)
        assert "Netværksmøder" in text_of(browser.get(reverse("own_activities")))
        browser.post(reverse("confirm_status", args=[activity.pk]))
        browser.post(reverse("finish_activity", args=[activity.pk]))
        activity.refresh_from_db()
        assert (activity.state, activity.changes.count()) == ("done", 2)

    def test_telling_and_what_is_wrong(
        self, desk: Client, running: Plan, activity: Activity
    ) -> None:
        url = reverse("tell_status", args=[activity.pk])
        version = desk.get(url).context["form"].initial["version"]
        page = text_of(desk.post(url, {"state": "blocked", "note": "husk mig", "version": version}))
        assert "hvem der kan få det i gang igen" in page
        assert "husk mig" in page
        assert "0 til 100" in text_of(
            desk.post(url, {"state": "running", "progress": 101, "version": version})
        )
        desk.post(
            url, {"state": "running", "progress": 50, "note": "Godt i gang", "version": version}
        )
        activity.refresh_from_db()
        assert (activity.progress, activity.now) == (50, "Godt i gang")
        page = text_of(desk.post(url, {"state": "running", "progress": 60, "version": version}))
        assert "En anden har gemt" in page

    def test_somebody_elses_activity(
        self, client_as: Callable[..., Client], running: Plan, activity: Activity
    ) -> None:
        other = client_as(Role.CASEWORKER)
        for name in ("tell_status",):
            assert other.get(reverse(name, args=[activity.pk])).status_code == 403
        assert other.post(reverse("confirm_status", args=[activity.pk])).status_code == 403
        assert other.post(reverse("finish_activity", args=[999])).status_code == 404


def test_two_plans_on_one_strategy_say_so(
    client: Client, running: Plan, make_plan: MakePlan
) -> None:
    other = make_plan("Voksenplanen", shared=running.foundation)
    parts.write_activity(actor=SYSTEM, plan=other, text=parts.ActivityText(title="Noget"))
    plans.change_plan_state(actor=SYSTEM, plan=other, to=PlanState.CONSULTATION)
    page = text_of(client.get(reverse("work_plan", args=[running.pk])))
    assert "Strategigrundlaget deles med" in page
    assert "Voksenplanen" in page


class TestMoney:
    def test_frame_sums_and_a_warning_past_the_frame(
        self, desk: Client, client: Client, running: Plan, activity: Activity
    ) -> None:
        page = desk.post(reverse("open_plan_budget", args=[running.pk]), follow=True)
        assert page.status_code == 200
        desk.post(reverse("open_activity_budget", args=[running.pk, activity.pk]))
        plan_budget = Budget.objects.get(owner_key=running.thing)
        own = Budget.objects.get(owner_key=activity.thing)
        assert (own.owner_label, own.owner_url) == (
            "Netværksmøder",
            reverse("plan_money", args=[running.pk]),
        )
        frame = money.Frame(funding=Funding.WITHIN_FRAME, frame=Decimal(100_000))
        money.set_budget(actor=SYSTEM, may=ALLOWED, budget=plan_budget, frame=frame)
        cost = money.Cost(post="Løn", amount=Decimal("60000.50"), first_year=2025, last_year=2026,
                          recurrence=Recurrence.YEARLY)  # fmt: skip
        money.add_line(actor=SYSTEM, may=ALLOWED, budget=own, cost=cost)
        page_text = text_of(client.get(reverse("plan_money", args=[running.pk])))
        assert "Over rammen" in page_text
        assert "120.001" in page_text
        assert "Ret økonomien" not in page_text
        assert "Ret økonomien" in text_of(desk.get(reverse("plan_money", args=[running.pk])))

    def test_decisions_that_are_not_public_stay_inside(
        self, desk: Client, client: Client, running: Plan, activity: Activity
    ) -> None:
        for thing, public in ((running, True), (activity, False)):
            said = Said(
                title=f"Om {thing.title}",
                body="Socialudvalget",
                decided_on=timezone.localdate(),
                text="Godkendt",
                outcome=Outcome.APPROVED,
                is_public=public,
            )
            record_decision(actor=SYSTEM, may=ALLOWED, said=said, owner=owner_of(thing))
        url = reverse("plan_money", args=[running.pk])
        assert "Om Børneplanen" in text_of(client.get(url))
        assert "Om Netværksmøder" not in text_of(client.get(url))
        assert "Om Netværksmøder" in text_of(desk.get(url))

    def test_doors(
        self, client: Client, client_as: Callable[..., Client], plan: Plan, desk: Client
    ) -> None:
        url = reverse("open_plan_budget", args=[plan.pk])
        assert_leads_to_log_in(client, url, method="post")
        assert client_as(Role.EDITOR).post(url).status_code == 403
        assert desk.post(reverse("open_plan_budget", args=[999])).status_code == 404
        assert desk.post(reverse("open_activity_budget", args=[plan.pk, 999])).status_code == 404
        assert client.get(reverse("plan_money", args=[plan.pk])).status_code == 404
