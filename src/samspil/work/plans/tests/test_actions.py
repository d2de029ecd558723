"""Every act on a plan: what it does, and what it refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fixtures import MakePerson

from samspil.base.audit.models import Entry
from samspil.base.outbox.models import Delivery
from samspil.base.people.models import Person
from samspil.commons.inputs.models import Cluster, Outcome
from samspil.commons.inputs.queries import trace_of, what_came_of_it
from samspil.kit.access import NOBODY, SYSTEM, Refused, Role
from samspil.kit.editing import EditedMeanwhile
from samspil.work.plans.actions import parts, plans, progress, versions
from samspil.work.plans.models import Activity, FocusArea, Foundation, Plan
from samspil.work.plans.queries.progress import Weighed, progress_by_area, weighted_progress
from samspil.work.plans.queries.timeline import timeline_of
from samspil.work.plans.queries.versions import changes_between, compared_words, reading_of
from samspil.work.plans.terms import ActivityState, PlanState
from samspil.work.plans.tests.conftest import FIRST, LAST, MakeActivity, MakePlan, move_to

pytestmark = pytest.mark.django_db


def text(**other: object) -> plans.PlanText:
    return plans.PlanText(**{"title": "Ny", "starts_on": FIRST, "ends_on": LAST} | other)  # type: ignore[arg-type]


class TestPlans:
    def test_it_begins_as_a_draft_and_is_written_down(self, manager: Person) -> None:
        plan = plans.write_plan(actor=manager, text=text(title=" Ny\nplan "))
        assert (plan.title, plan.state, plan.is_public) == ("Ny plan", PlanState.DRAFT, False)
        assert Entry.objects.filter(verb="plans.write_plan", thing=plan.thing).exists()

    def test_who_may_not(self, make_person: MakePerson) -> None:
        with pytest.raises(Refused):
            plans.write_plan(actor=make_person(Role.EDITOR), text=text())
        with pytest.raises(Refused):
            plans.write_plan(actor=NOBODY, text=text())

    def test_it_does_not_end_before_it_begins(self) -> None:
        with pytest.raises(ValidationError, match="før den begynder"):
            plans.write_plan(actor=SYSTEM, text=text(ends_on=date(2024, 1, 1)))

    def test_two_plans_share_one_strategy(self, plan: Plan, make_plan: MakePlan) -> None:
        other = make_plan("Voksenplanen")
        plans.share_strategy(actor=SYSTEM, plan=other, of=plan)
        assert Foundation.objects.count() == 1
        strategy = plans.Strategy(vision="Dialog")
        plans.save_strategy(
            actor=SYSTEM, plan=other, version=plan.foundation.version, strategy=strategy
        )
        plan.foundation.refresh_from_db()
        assert plan.foundation.vision == "Dialog"

    def test_two_who_save_at_once(self, plan: Plan) -> None:
        plans.save_plan(actor=SYSTEM, plan=plan, version=1, text=text(title="Hendes"))
        with pytest.raises(EditedMeanwhile) as meanwhile:
            plans.save_plan(actor=SYSTEM, plan=plan, version=1, text=text(title="Hans"))
        assert meanwhile.value.current.title == "Hendes"

    def test_its_period_holds_its_activities(self, plan: Plan, make_activity: MakeActivity) -> None:
        make_activity(starts_on=date(2027, 1, 1))
        with pytest.raises(ValidationError, match="Netværksmøder"):
            plans.save_plan(actor=SYSTEM, plan=plan, version=1, text=text(ends_on=date(2026, 1, 1)))

    def test_it_takes_one_step_at_a_time_and_each_is_kept(
        self, plan: Plan, activity: Activity, manager: Person
    ) -> None:
        with pytest.raises(Refused):
            plans.change_plan_state(actor=manager, plan=plan, to=PlanState.DECIDED)
        move_to(plan, PlanState.CONSULTATION)
        plan = plans.change_plan_state(
            actor=manager, plan=plan, to=PlanState.DECIDED, why="Byrådet"
        )
        plans.change_plan_state(actor=manager, plan=plan, to=PlanState.DECIDED)
        assert [(each.was, each.became, each.why) for each in plan.moves.all()] == [
            ("consultation", "decided", "Byrådet"),
            ("draft", "consultation", ""),
        ]
        assert [each.number for each in plan.versions.all()] == [2, 1]
        assert plan.decided_on == plan.state_since

    def test_an_empty_plan_is_not_sent_out(self, plan: Plan) -> None:
        with pytest.raises(ValidationError, match="tom"):
            plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.CONSULTATION)

    def test_an_archived_plan_is_not_changed(
        self, plan: Plan, activity: Activity, manager: Person
    ) -> None:
        move_to(plan, PlanState.ARCHIVED)
        with pytest.raises(Refused, match="arkiveret"):
            parts.write_track(actor=manager, plan=Plan.objects.get(), title="Sent")

    def test_only_a_draft_nobody_has_seen_is_deleted(self, plan: Plan, activity: Activity) -> None:
        move_to(plan, PlanState.CONSULTATION)
        plan = plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.DRAFT)
        with pytest.raises(ValidationError, match="ingen udenfor har set"):
            plans.delete_plan(actor=SYSTEM, plan=plan)
        other = plans.write_plan(actor=SYSTEM, text=text())
        plans.delete_plan(actor=SYSTEM, plan=other)
        assert not Plan.objects.filter(pk=other.pk).exists()
        assert Foundation.objects.count() == 1


class TestParts:
    def test_two_who_save_one_area(self, area: FocusArea) -> None:
        wanted = {"actor": SYSTEM, "plan": area.plan, "area": area, "version": 1}
        parts.write_area(text=parts.AreaText(title="Først"), **wanted)  # type: ignore[arg-type]
        with pytest.raises(EditedMeanwhile):
            parts.write_area(text=parts.AreaText(title="Sidst"), **wanted)  # type: ignore[arg-type]

    def test_dates_lie_within_the_plan(self, make_activity: MakeActivity) -> None:
        for name, day in (("starts_on", date(2024, 12, 31)), ("ends_on", date(2029, 1, 1))):
            with pytest.raises(ValidationError) as error:
                make_activity(**{name: day})
            assert set(error.value.error_dict) == {name}
        with pytest.raises(ValidationError, match="før den begynder"):
            make_activity(starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1))
        assert make_activity(starts_on=FIRST, ends_on=LAST)

    @pytest.mark.parametrize("weight", [0, -1, 11])
    def test_weight_is_one_to_ten(self, make_activity: MakeActivity, weight: int) -> None:
        with pytest.raises(ValidationError, match="1 til 10"):
            make_activity(weight=weight)

    def test_activities_do_not_wait_in_a_circle(self, make_activity: MakeActivity) -> None:
        first = make_activity("A")
        second = make_activity("B", needs=[first])
        third = make_activity("C", needs=[second])
        with pytest.raises(ValidationError, match="i ring"):
            make_activity("A", needs=[third], activity=first)
        with pytest.raises(ValidationError, match="i ring"):
            make_activity("A", needs=[first], activity=first)
        assert not first.needs.exists()

    def test_parts_of_another_plan_are_refused(self, area: FocusArea, make_plan: MakePlan) -> None:
        other = make_plan("Anden")
        with pytest.raises(ValidationError, match="en anden plan"):
            parts.write_activity(
                actor=SYSTEM, plan=other, area=area, text=parts.ActivityText(title="X")
            )
        with pytest.raises(ValidationError, match="en anden plan"):
            parts.write_area(
                actor=SYSTEM, plan=other, track=area.track, text=parts.AreaText(title="X")
            )

    def test_what_others_point_to_stays(
        self, running: Plan, area: FocusArea, activity: Activity, make_activity: MakeActivity
    ) -> None:
        with pytest.raises(ValidationError, match="Netværksmøder"):
            parts.remove_part(actor=SYSTEM, part=area)
        assert area.track is not None
        with pytest.raises(ValidationError, match="Koordinering"):
            parts.remove_part(actor=SYSTEM, part=area.track)
        make_activity("Bagefter", needs=[activity])
        with pytest.raises(ValidationError, match="Bagefter"):
            parts.remove_part(actor=SYSTEM, part=activity)
        progress.confirm_status(actor=SYSTEM, activity=activity)
        with pytest.raises(ValidationError, match="udgået"):
            parts.remove_part(actor=SYSTEM, part=activity)

    def test_parts_change_places(self, make_activity: MakeActivity) -> None:
        first, second = make_activity("A"), make_activity("B")
        parts.move_part(actor=SYSTEM, part=second, up=True)
        parts.move_part(actor=SYSTEM, part=second, up=True)
        assert [each.title for each in first.plan.activities.all()] == ["B", "A"]
        parts.move_part(actor=SYSTEM, part=second, up=False)
        assert [each.title for each in first.plan.activities.all()] == ["A", "B"]

    def test_quotes_are_replaced_in_order(self, area: FocusArea) -> None:
        for quotes in ([("Et", "mor"), ("  ", "ingen"), ("To", "")], [("Tre", "far")]):
            parts.write_quotes(actor=SYSTEM, area=area, quotes=quotes)
        assert [(each.text, each.by) for each in area.quotes.all()] == [("Tre", "far")]


class TestProgress:
    def test_every_step_is_dated_and_read(self, running: Plan, activity: Activity) -> None:
        for status in (
            progress.Status(state="running", progress=40, note="I gang"),
            progress.Status(
                state="blocked", progress=50, blocked_why="Penge", unblocked_by="Byrådet"
            ),
            progress.Status(state="done", progress=7),
        ):
            activity = progress.tell_status(actor=SYSTEM, activity=activity, status=status)
        assert (activity.progress, activity.blocked_why) == (100, "")
        assert [
            (each.was, each.became, each.progress, each.note) for each in activity.changes.all()
        ] == [
            ("blocked", "done", 100, ""),
            ("running", "blocked", 50, "Penge"),
            ("not_started", "running", 40, "I gang"),
        ]

    @pytest.mark.parametrize(
        ("status", "field"),
        [
            (progress.Status(state="running", progress=101), "progress"),
            (progress.Status(state="running", progress=-1), "progress"),
            (progress.Status(state="blocked", blocked_why="x"), "unblocked_by"),
            (progress.Status(state="blocked", unblocked_by="x"), "blocked_why"),
            (progress.Status(state="dropped"), "note"),
        ],
    )
    def test_what_is_refused(
        self, running: Plan, activity: Activity, status: progress.Status, field: str
    ) -> None:
        with pytest.raises(ValidationError) as error:
            progress.tell_status(actor=SYSTEM, activity=activity, status=status)
        assert set(error.value.error_dict) == {field}
        assert not activity.changes.exists()

    def test_two_who_tell_at_once(self, running: Plan, activity: Activity) -> None:
        version = activity.version
        status = progress.Status(state="running", progress=10)
        progress.tell_status(actor=SYSTEM, activity=activity, status=status, version=version)
        with pytest.raises(EditedMeanwhile):
            progress.tell_status(actor=SYSTEM, activity=activity, status=status, version=version)

    def test_a_draft_is_not_told_of(self, activity: Activity, manager: Person) -> None:
        with pytest.raises(Refused, match="ikke i gang"):
            progress.finish(actor=manager, activity=activity)

    @pytest.mark.parametrize(
        "values",
        [{"progress": 101}, {"state": "done", "progress": 99}, {"weight": 0}, {"state": "blocked"}],
    )
    def test_the_database_refuses_too(self, activity: Activity, values: dict[str, object]) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Activity.objects.filter(pk=activity.pk).update(**values)

    def test_the_whole_is_the_weighted_mean_of_what_is_not_dropped(
        self, plan: Plan, area: FocusArea, make_activity: MakeActivity
    ) -> None:
        rows = [make_activity("A", weight=3), make_activity("B"), make_activity("C", weight=9)]
        move_to(plan, PlanState.RUNNING)
        progress.finish(actor=SYSTEM, activity=rows[0])
        dropped = progress.Status(state="dropped", note="Lovet af andre")
        progress.tell_status(actor=SYSTEM, activity=rows[2], status=dropped)
        seen = progress_by_area([plan.pk])[plan.pk, area.pk]
        assert (seen.percent, seen.counted, seen.done) == (75, 2, 1)

    @settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(
        st.lists(
            st.builds(Weighed, weight=st.integers(0, 10), progress=st.integers(-50, 500)),
            max_size=40,
        )
    )
    def test_it_never_passes_100_and_100_means_all(self, rows: list[Weighed]) -> None:
        found = weighted_progress(rows)
        counted = [each for each in rows if each.weight]
        assert (found is None) is (not counted)
        if found is not None:
            assert 0 <= found <= 100
            assert (found == 100) is all(each.progress >= 100 for each in counted)


class TestTimeline:
    def test_bars_lie_in_the_years_of_the_plan(
        self, plan: Plan, make_activity: MakeActivity
    ) -> None:
        make_activity("Hele")
        make_activity("Sidst", starts_on=LAST, ends_on=LAST)
        make_activity("Midt", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
        seen = timeline_of(plan, plan.activities.select_related("area"))
        assert seen.years == [2025, 2026, 2027, 2028]
        bars = [bar for lane in seen.lanes for bar in lane.bars]
        assert all(bar.start >= 0 and bar.start + bar.width <= 1000 for bar in bars)
        assert abs(bars[2].start - 250) < 2
        assert abs(bars[2].width - 249) < 3


class TestVersions:
    def test_what_came_went_and_changed_is_read(
        self, plan: Plan, area: FocusArea, activity: Activity, make_activity: MakeActivity
    ) -> None:
        before = versions.save_version(actor=SYSTEM, plan=plan, note="Før").content
        new = make_activity("Kom til")
        parts.remove_part(actor=SYSTEM, part=activity)
        parts.write_area(
            actor=SYSTEM,
            plan=plan,
            area=area,
            track=area.track,
            text=parts.AreaText(title="Koordinering", purpose="Én plan", why="Det er svært"),
        )
        found = {(each.sort, each.title) for each in changes_between(before, reading_of(plan))}
        assert found == {("added", new.title), ("removed", activity.title), ("changed", area.title)}

    @settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.text(max_size=60), st.text(max_size=60))
    def test_no_word_is_lost_between_two_texts(self, before: str, after: str) -> None:
        words = compared_words(before, after)
        assert "".join(each.text for each in words if each.kind != "added") == before
        assert "".join(each.text for each in words if each.kind != "removed") == after


class TestTraces:
    def test_a_contributor_hears_once_when_the_plan_is_sent_out_and_once_when_it_is_decided(
        self, plan: Plan, area: FocusArea, cluster: Cluster, make_activity: MakeActivity
    ) -> None:
        parts.write_area(
            actor=SYSTEM, plan=plan, area=area, text=parts.AreaText(title="K"), clusters=[cluster]
        )
        activity = make_activity("Møder")
        Delivery.objects.all().delete()
        for step, letters in (
            (PlanState.CONSULTATION, 1),
            (PlanState.DECIDED, 2),
            (PlanState.RUNNING, 2),
        ):
            plans.change_plan_state(actor=SYSTEM, plan=plan, to=step)
            assert Delivery.objects.count() == letters
        progress.finish(actor=SYSTEM, activity=activity)
        progress.finish(actor=SYSTEM, activity=activity)
        assert Delivery.objects.count() == 3
        assert {each.key for each in Outcome.objects.all()} == {area.thing, activity.thing}
        said = cluster.inputs.order_by("pk")[0]
        assert "Hemmelige" not in str([vars(each) for each in Delivery.objects.all()])
        trace = trace_of(said)
        assert trace.cluster == cluster

    def test_what_no_longer_comes_of_it_is_taken_back(
        self, plan: Plan, area: FocusArea, cluster: Cluster
    ) -> None:
        for version, clusters in ((1, [cluster]), (2, [])):
            parts.write_area(
                actor=SYSTEM,
                plan=plan,
                area=area,
                version=version,
                text=parts.AreaText(title="K"),
                clusters=clusters,
            )
        assert Outcome.objects.get().withdrawn_at is not None
        assert not Outcome.objects.get().is_public

    def test_what_is_removed_comes_of_it_no_more(
        self, plan: Plan, cluster: Cluster, make_activity: MakeActivity
    ) -> None:
        activity = make_activity("Møder", clusters=[cluster])
        make_activity("Andet")
        plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.CONSULTATION)
        assert what_came_of_it() == [cluster]
        activity.refresh_from_db()
        parts.remove_part(actor=SYSTEM, part=activity)
        assert what_came_of_it() == []

    def test_what_a_deleted_draft_would_have_done_comes_of_it_no_more(
        self, plan: Plan, cluster: Cluster, make_activity: MakeActivity
    ) -> None:
        make_activity("Møder", clusters=[cluster])
        plans.delete_plan(actor=SYSTEM, plan=plan)
        assert not Outcome.objects.standing().exists()

    def test_a_plan_taken_back_to_draft_shows_nothing_of_what_is_written_in_it(
        self, plan: Plan, area: FocusArea, cluster: Cluster, make_activity: MakeActivity
    ) -> None:
        make_activity("Andet")
        parts.write_area(
            actor=SYSTEM, plan=plan, area=area, text=parts.AreaText(title="K"), clusters=[cluster]
        )
        plan = plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.CONSULTATION)
        plan = plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.DRAFT)
        area.refresh_from_db()
        parts.write_area(
            actor=SYSTEM,
            plan=plan,
            area=area,
            version=area.version,
            text=parts.AreaText(title="Hemmelig kladde"),
            clusters=[cluster],
        )
        assert what_came_of_it() == []
        plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.CONSULTATION)
        assert what_came_of_it() == [cluster]


def test_states_say_what_the_database_holds() -> None:
    assert set(ActivityState.values) == {"not_started", "running", "blocked", "done", "dropped"}
