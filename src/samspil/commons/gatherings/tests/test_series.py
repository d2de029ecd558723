"""Series: planned together at the same time by the clock, made known and called off by one letter."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.fixtures import MakePerson, MakeProfile, letters_to

from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.commons.gatherings import actions
from samspil.commons.gatherings.models import Gathering
from samspil.commons.gatherings.terms import MOST_IN_SERIES, Repeat
from samspil.commons.gatherings.tests.conftest import DAY, Draft, come, guest, wall
from samspil.commons.gatherings.tests.test_actions import kinds_to, saved
from samspil.kit.access import Refused, Role

pytestmark = pytest.mark.django_db


def local(moments: list[datetime]) -> list[str]:
    return [f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" for moment in moments]


def series_of(gathering: Gathering) -> list[Gathering]:
    return list(Gathering.objects.filter(series__gatherings=gathering).order_by("starts_at"))


class TestTimes:
    @pytest.mark.parametrize(
        ("first", "every", "starts"),
        [
            (
                "2027-03-23 17:00",
                Repeat.WEEKLY,
                ["2027-03-23 17:00", "2027-03-30 17:00", "2027-04-06 17:00"],
            ),
            (
                "2027-10-19 17:00",
                Repeat.FORTNIGHTLY,
                ["2027-10-19 17:00", "2027-11-02 17:00", "2027-11-16 17:00"],
            ),
            # The second Tuesday.
            (
                "2027-02-09 19:00",
                Repeat.MONTHLY,
                ["2027-02-09 19:00", "2027-03-09 19:00", "2027-04-13 19:00"],
            ),
            # The fifth Monday is the last: some months have four.
            (
                "2027-03-29 09:00",
                Repeat.MONTHLY,
                ["2027-03-29 09:00", "2027-04-26 09:00", "2027-05-31 09:00"],
            ),
            (
                "2027-12-28 19:00",
                Repeat.MONTHLY,
                ["2027-12-28 19:00", "2028-01-25 19:00", "2028-02-22 19:00"],
            ),
        ],
    )
    def test_the_same_time_by_the_clock_on_the_wall(
        self, first: str, every: Repeat, starts: list[str]
    ) -> None:
        found = actions.starts_of(wall(first).astimezone(), every, 3)
        assert local(found) == starts

    def test_end_and_deadline_keep_the_clock_too(self, draft: Draft, coordinator: Person) -> None:
        first = draft(
            starts_at=wall("2027-03-30 17:00"),
            ends_at=wall("2027-03-30 19:00"),
            sign_up_until=wall("2027-03-26 12:00"),
        )
        actions.repeat(actor=coordinator, gathering=first, every=Repeat.WEEKLY, times=3)
        _one, two, _three = series_of(first)
        assert local([two.starts_at, two.ends_at, two.sign_up_until or two.ends_at]) == [
            "2027-04-06 17:00",
            "2027-04-06 19:00",
            "2027-04-02 12:00",
        ]


class TestRepeating:
    def test_everything_is_copied_but_people(self, draft: Draft, coordinator: Person) -> None:
        first = draft(seats=9, title_en="English", most_companions=3)
        actions.invite(actor=coordinator, gathering=first, guests=[guest()])
        made = actions.repeat(actor=coordinator, gathering=first, every=Repeat.MONTHLY, times=4)
        assert len(made) == 3
        for each in made:
            each.refresh_from_db()
            assert (each.seats, each.title_en, each.most_companions) == (9, "English", 3)
            assert each.is_draft
            assert not each.registrations.exists()
        assert len({each.ref for each in series_of(first)}) == 4

    @pytest.mark.parametrize("times", [-1, 0, 1, MOST_IN_SERIES + 1, 10**9])
    def test_how_often(self, draft: Draft, coordinator: Person, times: int) -> None:
        with pytest.raises(ValidationError):
            actions.repeat(actor=coordinator, gathering=draft(), every=Repeat.WEEKLY, times=times)
        assert Gathering.objects.count() == 1

    def test_a_draft_and_once_only(
        self, draft: Draft, published: Draft, coordinator: Person, make_person: MakePerson
    ) -> None:
        first = draft()
        actions.repeat(actor=coordinator, gathering=first, every=Repeat.WEEKLY, times=2)
        for found in (first, published()):
            with pytest.raises(ValidationError, match="Kun en kladde"):
                actions.repeat(actor=coordinator, gathering=found, every=Repeat.WEEKLY, times=2)
        with pytest.raises(Refused):
            actions.repeat(
                actor=make_person(Role.MANAGER), gathering=draft(), every=Repeat.WEEKLY, times=2
            )


class TestTogether:
    @pytest.fixture
    def series(self, draft: Draft, coordinator: Person) -> list[Gathering]:
        first = draft(to_newsletter=True, seats=2)
        actions.repeat(actor=coordinator, gathering=first, every=Repeat.WEEKLY, times=4)
        return series_of(first)

    def test_made_known_by_one_letter(
        self, series: list[Gathering], coordinator: Person, make_profile: MakeProfile
    ) -> None:
        make_profile(newsletter=True, email="mor@example.com")
        assert actions.publish(actor=coordinator, gathering=series[0]) == 1
        for each in series:
            assert actions.publish(actor=coordinator, gathering=each) == 0
        assert kinds_to("mor") == ["announcement"]
        assert {each.state for each in series_of(series[0])} == {"published"}

    def test_only_by_somebody_who_may_make_all_of_it_known(
        self, draft: Draft, make_person: MakePerson
    ) -> None:
        here, there = (Place.objects.create(name=name, kind="centre") for name in "AB")
        actor = make_person(Role.COORDINATOR, place=here)
        first = draft(by=actor, places=[here])
        (second,) = actions.repeat(actor=actor, gathering=first, every=Repeat.WEEKLY, times=2)
        second.places.set([there])
        with pytest.raises(Refused):
            actions.publish(actor=actor, gathering=first)
        assert {each.state for each in series_of(first)} == {"draft"}

    def test_called_off_by_one_letter_each(
        self, series: list[Gathering], coordinator: Person
    ) -> None:
        actions.publish(actor=coordinator, gathering=series[0])
        for each in series:
            come(each, "all")
        come(series[2], "one", language="en")
        come(series[3], "past")
        Gathering.objects.filter(pk=series[0].pk).update(
            starts_at=timezone.now() - timedelta(hours=1)
        )
        assert actions.call_off_series(actor=coordinator, gathering=series[1], why="Slut") == 3
        assert actions.call_off_series(actor=coordinator, gathering=series[1], why="Slut") == 0
        assert kinds_to("all") == ["registered"] * 4 + ["series-called-off"]
        (delivery,) = letters_to("one@example.com", "gathering-series")
        assert delivery.letter.language == "en"
        assert [each.state for each in series_of(series[0])] == ["published"] + ["cancelled"] * 3

    def test_one_alone_is_called_off_and_moved_alone(
        self, series: list[Gathering], coordinator: Person
    ) -> None:
        actions.publish(actor=coordinator, gathering=series[0])
        for each in series:
            come(each)
        actions.call_off(actor=coordinator, gathering=series[1], why="Helligdag")
        starts = series[2].starts_at + DAY
        saved(series[2], coordinator, note="Ny dag", starts_at=starts, ends_at=starts + DAY / 12)
        assert kinds_to("mor") == ["registered"] * 4 + ["called-off", "changed"]
        states = [each.state for each in series_of(series[0])]
        assert states.count("cancelled") == 1

    def test_who_may_not(
        self, series: list[Gathering], coordinator: Person, make_person: MakePerson, draft: Draft
    ) -> None:
        actions.publish(actor=coordinator, gathering=series[0])
        with pytest.raises(Refused):
            actions.call_off_series(
                actor=make_person(Role.MANAGER), gathering=series[0], why="Slut"
            )
        with pytest.raises(ValidationError):
            actions.call_off_series(actor=coordinator, gathering=series[0], why=" ")
        with pytest.raises(ValidationError):
            actions.call_off_series(actor=coordinator, gathering=draft(), why="Slut")
        assert {each.state for each in series_of(series[0])} == {"published"}
