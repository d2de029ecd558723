"""Every verb of the gatherings room: done, refused, bad input, written down, told once and discreetly."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.fixtures import MakePerson, MakeProfile, letters_to

from samspil.base.audit.models import Entry
from samspil.base.audit.queries import public_version
from samspil.base.outbox.models import Delivery
from samspil.base.outbox.terms import State
from samspil.base.people.actions import TooMany
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.gatherings import actions
from samspil.commons.gatherings.models import Feedback, Gathering, PhoneCall, Registration
from samspil.commons.gatherings.queries import open_phone_calls, those_who_came
from samspil.commons.gatherings.terms import (
    LETTERS_PER_ADDRESS,
    REGISTRATIONS_PER_CLIENT,
    Admission,
    GatheringState,
    Mode,
    Rating,
    RegistrationState,
    Source,
)
from samspil.commons.gatherings.tests.conftest import (
    DAY,
    HOUR,
    SECRET_TITLE,
    Draft,
    assert_counts,
    cancel,
    come,
    guest,
    held,
    in_line,
    of,
    plan_of,
    seated,
)
from samspil.commons.interests import actions as interests
from samspil.commons.interests.models import CallTask
from samspil.commons.interests.terms import Rhythm
from samspil.commons.interests.terms import Source as InterestSource
from samspil.commons.interests.wishes import Wishes
from samspil.kit.access import NOBODY, SYSTEM, Refused, Role
from samspil.kit.editing import EditedMeanwhile

pytestmark = pytest.mark.django_db


def verbs(thing: str) -> list[str]:
    return list(Entry.objects.filter(thing=thing).order_by("pk").values_list("verb", flat=True))


def kinds_to(name: str) -> list[str]:
    """Return the kinds of letters to somebody, oldest first."""
    return [
        each.letter.kind.removeprefix("gathering-")
        for each in letters_to(f"{name}@example.com", "gathering")
    ]


def saved(gathering: Gathering, actor: Person, *, note: str = "", **other: Any) -> Gathering:
    gathering.refresh_from_db()
    plan = {name: getattr(gathering, name) for name in actions.Plan.__dataclass_fields__}
    return actions.save_gathering(
        actor=actor,
        gathering=gathering,
        version=other.pop("version", gathering.version),
        plan=actions.Plan(**plan | {"reminders": tuple(gathering.reminders)} | other),
        topics=gathering.topics.all(),
        places=gathering.places.all(),
        note=note,
    )


class TestPlanning:
    def test_a_draft_is_planned_and_nobody_hears(self, draft: Draft, make_topic: Any) -> None:
        before = public_version()
        gathering = draft(
            topics=[make_topic("Autisme")],
            programme=[actions.ProgrammePoint(at=time(19), title="Oplæg", speaker="Anne Vang")],
        )
        assert gathering.is_draft
        assert gathering.programme.get().speaker == "Anne Vang"
        assert verbs(gathering.thing) == ["gatherings.plan_gathering"]
        assert not Delivery.objects.exists()
        assert public_version() == before

    @pytest.mark.parametrize("role", Role)
    def test_who_may(self, role: Role, make_person: MakePerson) -> None:
        actor = make_person(role)
        if role in {Role.COORDINATOR, Role.EDITOR, Role.ADVISER, Role.COUNCIL_SECRETARY}:
            assert actions.plan_gathering(actor=actor, plan=plan_of())
        else:
            with pytest.raises(Refused):
                actions.plan_gathering(actor=actor, plan=plan_of())

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"ends_at": timezone.now() + DAY}, "ends_at"),
            ({"starts_at": timezone.now() - HOUR}, "starts_at"),
            ({"sign_up_until": timezone.now() + 10 * DAY + HOUR}, "sign_up_until"),
        ],
    )
    def test_times_that_cannot_be(self, draft: Draft, wrong: dict[str, Any], field: str) -> None:
        with pytest.raises(ValidationError) as error:
            draft(**wrong)
        assert list(error.value.message_dict) == [field]
        assert not Gathering.objects.exists()

    def test_words_are_kept_without_signs_that_break_letters_and_feeds(self, draft: Draft) -> None:
        found = draft(title="En\r\nBcc: alle@example.com\x0b titel", body="a\x00b\nc")
        assert found.title == "En Bcc: alle@example.com titel"
        assert found.body == "ab\nc"

    def test_only_a_draft_is_deleted(
        self, draft: Draft, published: Draft, coordinator: Person, make_person: MakePerson
    ) -> None:
        known, never = published(), draft()
        with pytest.raises(ValidationError):
            actions.delete_draft(actor=coordinator, gathering=known)
        with pytest.raises(Refused):
            actions.delete_draft(actor=make_person(Role.MANAGER), gathering=never)
        actions.delete_draft(actor=coordinator, gathering=never)
        assert Gathering.objects.get() == known
        assert "gatherings.delete_draft" in verbs(never.thing)

    def test_two_do_not_overwrite_each_other(
        self, draft: Draft, coordinator: Person, make_person: MakePerson
    ) -> None:
        found = draft()
        saved(found, coordinator, version=1, title="Min")
        with pytest.raises(EditedMeanwhile) as meanwhile:
            saved(found, make_person(Role.EDITOR), version=1, title="Din")
        assert meanwhile.value.current.title == "Min"

    def test_a_local_coordinator_cannot_move_it_out_of_the_place(
        self, draft: Draft, make_person: MakePerson
    ) -> None:
        here, there = (Place.objects.create(name=name, kind="centre") for name in "AB")
        local = make_person(Role.COORDINATOR, place=here)
        anothers = draft(places=[here])
        for places, newsletter in (([there], False), ([], False), ([here], True)):
            with pytest.raises(Refused):
                actions.save_gathering(
                    actor=local,
                    gathering=anothers,
                    version=1,
                    plan=plan_of(to_newsletter=newsletter),
                    topics=[],
                    places=places,
                )
        # A draft of one's own may be anything, but is published only where one has the role.
        own = draft(by=local)
        with pytest.raises(Refused):
            actions.publish(actor=local, gathering=own)
        actions.publish(actor=local, gathering=draft(by=local, places=[here]))


class TestPublishing:
    def test_exactly_the_concerned_get_exactly_one_discreet_letter(
        self,
        draft: Draft,
        coordinator: Person,
        make_topic: Callable[..., Topic],
        make_profile: MakeProfile,
    ) -> None:
        autism, work = make_topic("Autisme"), make_topic("Job")
        make_profile(autism, work, email="mor@example.com")
        make_profile(autism, email="father@example.com", language="en")
        make_profile(autism, email="hele@example.com", full=True)
        make_profile(autism, email="weekly@example.com", rhythm=Rhythm.WEEKLY)
        make_profile(work, email="other@example.com")
        make_profile(newsletter=True, email="news@example.com")
        found = draft(topics=[autism])
        before = public_version()
        assert actions.publish(actor=coordinator, gathering=found) == 3
        assert actions.publish(actor=coordinator, gathering=found) == 0
        assert public_version() > before
        assert verbs(found.thing)[1:] == ["gatherings.publish"]
        assert [kinds_to(name) for name in ("mor", "father", "hele")] == [
            ["announcement"],
            ["announcement"],
            ["announcement-full"],
        ]
        assert [kinds_to(name) for name in ("weekly", "other", "news")] == [[], [], []]
        hers, his, full = (
            letters_to(f"{name}@example.com", "gathering")[0].letter
            for name in ("mor", "father", "hele")
        )
        for letter in (hers, his):
            everything = (letter.subject + letter.text + letter.html).lower()
            assert "autis" not in everything
            assert SECRET_TITLE.lower() not in everything
        assert (his.language, "/en/" in his.text, "/en/" in hers.text) == ("en", True, False)
        assert SECRET_TITLE in full.subject
        assert all(each.withdraw_url for each in (hers, his, full))

    def test_the_newsletter_only_when_asked_for(
        self, draft: Draft, coordinator: Person, make_profile: MakeProfile
    ) -> None:
        make_profile(newsletter=True)
        assert actions.publish(actor=coordinator, gathering=draft()) == 0
        assert actions.publish(actor=coordinator, gathering=draft(to_newsletter=True)) == 1

    def test_those_without_mail_stand_on_the_call_list_once(
        self, draft: Draft, coordinator: Person, make_person: MakePerson
    ) -> None:
        interests.enter_for_person(
            actor=make_person(Role.ADVISER),
            wishes=Wishes(wants_newsletter=True),
            source=InterestSource.PHONE,
            contact={"name": "Inger", "phone": "12345678"},
        )
        found = draft(to_newsletter=True)
        actions.publish(actor=coordinator, gathering=found)
        actions.publish(actor=coordinator, gathering=found)
        assert CallTask.objects.get().thing == found.thing

    def test_for_the_invited_nobody_else_hears_and_kept_pages_stay(
        self, draft: Draft, coordinator: Person, make_profile: MakeProfile
    ) -> None:
        make_profile(newsletter=True)
        found = draft(to_newsletter=True, admission=Admission.INVITED)
        actions.invite(actor=coordinator, gathering=found, guests=[guest("gæst")])
        assert kinds_to("gæst") == []
        before = public_version()
        assert actions.publish(actor=coordinator, gathering=found) == 0
        assert public_version() == before
        assert kinds_to("gæst") == ["invitation"]
        with pytest.raises(Refused):
            come(found)

    def test_not_in_the_past_and_not_without_the_role(
        self, draft: Draft, coordinator: Person, make_person: MakePerson
    ) -> None:
        found = draft()
        with pytest.raises(Refused):
            actions.publish(actor=make_person(Role.CASEWORKER), gathering=found)
        Gathering.objects.update(starts_at=timezone.now() - HOUR)
        with pytest.raises(ValidationError):
            actions.publish(actor=coordinator, gathering=found)
        found.refresh_from_db()
        assert found.is_draft

    def test_a_corrected_announcement_replaces_the_one_that_has_not_left(
        self, draft: Draft, coordinator: Person, make_profile: MakeProfile
    ) -> None:
        for name in ("a", "b", "c"):
            make_profile(newsletter=True, full=name != "c", email=f"{name}@example.com")
        found = draft(to_newsletter=True)
        actions.publish(actor=coordinator, gathering=found)
        (left,) = letters_to("a@example.com", "gathering")
        Delivery.objects.filter(pk=left.pk).update(state=State.SENT, sent_at=timezone.now())
        saved(found, coordinator, title="Ny titel")
        assert kinds_to("a") == ["announcement-full"]
        (hers,), (discreet,) = (letters_to(f"{each}@example.com", "gathering") for each in "bc")
        assert "Ny titel" in hers.letter.subject
        assert discreet.letter.kind == "gathering-announcement"


class TestSigningUp:
    def test_a_seat_a_letter_and_a_line_in_the_log(self, published: Draft) -> None:
        found = published(seats=3)
        before = public_version()
        assert come(found, "mor", companions=1, access_needs=["food", "nonsense"], language="en")
        one = of(found)
        assert (one.state, one.companions, one.access_needs) == ("registered", 1, ["food"])
        (delivery,) = letters_to("mor@example.com", "gathering")
        letter = delivery.letter
        assert (letter.kind, letter.language) == ("gathering-registered", "en")
        assert letter.withdraw_url == ""
        assert "utis" not in letter.subject + letter.text + letter.html
        assert delivery.subscription == one.ref
        assert Entry.objects.get(about=one.about).verb == "gatherings.register"
        assert_counts(found)
        # Three seats free and one seat free look the same to everybody.
        assert public_version() == before

    def test_kept_pages_go_when_everybody_sees_a_difference(self, published: Draft) -> None:
        found = published(seats=1)
        before = public_version()
        come(found)
        assert public_version() == before + 1

    def test_full_means_the_waiting_list(self, published: Draft) -> None:
        found = published(seats=2)
        assert come(found, "a")
        assert not come(found, "b", companions=1)
        assert not come(found, "c")
        assert (seated(found), in_line(found)) == (["A"], ["B", "C"])
        assert [kinds_to(name) for name in "abc"] == [["registered"], ["waiting"], ["waiting"]]

    def test_twice_changes_nothing_and_only_the_letter_tells(self, published: Draft) -> None:
        found = published(seats=5)
        assert come(found, "mor", companions=1)
        again = come(found, "MOR", companions=0)
        assert again is come(found, "en ny".replace(" ", ""))
        assert found.registrations.count() == 2
        assert of(found).companions == 1
        assert kinds_to("mor") == ["registered", "already"]
        assert_counts(found)

    def test_typing_somebodys_address_does_not_flood_them(self, published: Draft) -> None:
        found = published()
        for _again in range(LETTERS_PER_ADDRESS + 5):
            come(found)
        assert kinds_to("mor") == ["registered"] + ["already"] * LETTERS_PER_ADDRESS

    def test_after_cancelling_one_comes_again_at_the_end_of_the_line_by_the_same_link(
        self, published: Draft
    ) -> None:
        found = published(seats=1)
        for name in ("a", "b", "c"):
            come(found, name)
        ref = of(found, "b").ref
        cancel(of(found, "b"))
        assert in_line(found) == ["C"]
        assert not come(found, "b")
        assert in_line(found) == ["C", "B"]
        assert of(found, "b").ref == ref
        assert kinds_to("b") == ["waiting", "cancelled-own", "waiting"]

    def test_whoever_was_invited_may_also_use_the_page(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published()
        actions.invite(actor=coordinator, gathering=found, guests=[guest()])
        ref = of(found).ref
        come(found)
        assert (of(found).state, of(found).ref) == ("registered", ref)
        assert kinds_to("mor") == ["invitation", "registered"]

    @pytest.mark.parametrize("companions", [2, 11, 30_000])
    def test_too_many_companions(self, published: Draft, companions: int) -> None:
        found = published(most_companions=1)
        with pytest.raises(ValidationError, match="højst have én med"):
            come(found, companions=companions)
        with pytest.raises(ValidationError, match="ikke have nogen med"):
            come(published(most_companions=0), companions=companions)
        assert not Registration.objects.exists()

    @pytest.mark.parametrize(
        ("changed", "why"),
        [
            ({"state": "draft"}, "ikke udgivet"),
            ({"state": "cancelled"}, "aflyst"),
            ({"starts_at": timezone.now() - HOUR}, "begyndt"),
            ({"sign_up_until": timezone.now() - HOUR}, "Fristen"),
            ({"admission": "invited"}, "inviterede"),
        ],
    )
    def test_when_nobody_can_any_more(
        self, published: Draft, changed: dict[str, Any], why: str
    ) -> None:
        found = published()
        Gathering.objects.update(**changed)
        with pytest.raises(Refused, match=why):
            come(found)
        assert not Registration.objects.exists()

    def test_one_client_cannot_fill_it_alone(self, published: Draft) -> None:
        found = published()
        for number in range(REGISTRATIONS_PER_CLIENT):
            actions.register(actor=NOBODY, gathering=found, guest=guest(f"p{number}"), client="one")
        with pytest.raises(TooMany):
            actions.register(actor=NOBODY, gathering=found, guest=guest("p"), client="one")
        assert come(found, "another")

    def test_odd_names(self, published: Draft) -> None:
        found = published()
        odd = actions.Guest(address="a@example.com", name="👩‍👧‍👦 <script>\r\nBcc: x")
        actions.register(actor=NOBODY, gathering=found, guest=odd, client="c")
        assert found.registrations.get().name == "👩‍👧‍👦 <script> Bcc: x"


class TestChangingOnesOwn:
    def test_a_free_seat_goes_to_the_first_in_line(self, published: Draft) -> None:
        found = published(seats=1)
        for name in ("a", "b", "c"):
            come(found, name)
        cancel(of(found, "a"))
        assert (seated(found), in_line(found)) == (["B"], ["C"])
        assert kinds_to("a") == ["registered", "cancelled-own"]
        assert kinds_to("b") == ["waiting", "moved-up"]
        assert kinds_to("c") == ["waiting"]
        assert_counts(found)
        assert Entry.objects.filter(verb="gatherings.cancel_registration").count() == 1

    def test_cancelling_twice_and_a_place_in_line(self, published: Draft) -> None:
        found = published(seats=2, most_companions=3)
        come(found, "a")
        come(found, "big", companions=2)
        come(found, "b")
        assert in_line(found) == ["Big", "B"]
        for _twice in range(2):
            cancel(of(found, "big"))
        # The big party that let nobody past is gone.
        assert (seated(found), in_line(found)) == (["A", "B"], [])
        assert kinds_to("big") == ["waiting", "cancelled-own"]
        assert_counts(found)

    def test_needs_go_when_one_cancels(self, published: Draft) -> None:
        found = published()
        come(found, access_needs=["food"])
        cancel(of(found))
        assert of(found).access_needs is None

    def test_letters_on_their_way_are_held_back(self, published: Draft) -> None:
        found = published()
        come(found)
        cancel(of(found))
        states = [each.state for each in letters_to("mor@example.com", "gathering")]
        assert states == ["suppressed", "queued"]

    def test_fewer_companions_free_seats_and_more_need_room(self, published: Draft) -> None:
        found = published(seats=3, most_companions=2)
        come(found, "a", companions=2)
        come(found, "b")

        def change(companions: int) -> None:
            actions.change_own(
                actor=NOBODY,
                registration=of(found, "a"),
                companions=companions,
                access_needs=["food"],
            )

        change(1)
        assert (seated(found), in_line(found)) == (["A", "B"], [])
        with pytest.raises(ValidationError, match="ikke plads til flere"):
            change(2)
        change(1)
        assert kinds_to("a") == ["registered", "changed-own"]
        assert_counts(found)
        assert Entry.objects.filter(verb="gatherings.change_own").count() == 1

    def test_nobody_brings_more_past_those_who_wait(self, published: Draft) -> None:
        found = published(seats=4, most_companions=3)
        come(found, "a")
        come(found, "big", companions=3)
        with pytest.raises(ValidationError):
            actions.change_own(
                actor=NOBODY, registration=of(found, "a"), companions=1, access_needs=()
            )

    def test_a_smaller_party_in_line_may_fit(self, published: Draft) -> None:
        found = published(seats=2, most_companions=3)
        come(found, "a")
        come(found, "big", companions=3)
        actions.change_own(
            actor=NOBODY, registration=of(found, "big"), companions=0, access_needs=()
        )
        assert seated(found) == ["A", "Big"]
        assert_counts(found)

    def test_after_the_deadline_one_brings_fewer_but_not_more(self, published: Draft) -> None:
        found = published(most_companions=3)
        come(found, companions=2)
        Gathering.objects.update(sign_up_until=timezone.now() - HOUR)
        with pytest.raises(Refused, match="Fristen"):
            actions.change_own(actor=NOBODY, registration=of(found), companions=3, access_needs=())
        actions.change_own(actor=NOBODY, registration=of(found), companions=1, access_needs=())
        assert of(found).companions == 1
        cancel(of(found))
        with pytest.raises(Refused):
            actions.change_own(actor=NOBODY, registration=of(found), companions=0, access_needs=())

    def test_not_once_it_has_begun_or_is_called_off(self, published: Draft) -> None:
        found = published()
        come(found)
        for changed in ({"state": "cancelled"}, {"starts_at": timezone.now() - HOUR}):
            Gathering.objects.update(**{"state": "published"} | changed)
            with pytest.raises(Refused):
                cancel(of(found))

    def test_what_was_erased_meanwhile_is_refused(self, published: Draft) -> None:
        found = published()
        come(found)
        mine = of(found)
        actions.forget_person(actor=SYSTEM, registration=mine)
        with pytest.raises(Refused, match="slettet"):
            cancel(mine)


class TestInviting:
    def test_each_once_and_by_letter(self, published: Draft, coordinator: Person) -> None:
        found = published()
        come(found, "mor")
        guests = [guest("mor"), guest("ny"), guest("NY")]
        assert actions.invite(actor=coordinator, gathering=found, guests=guests) == 1
        assert actions.invite(actor=coordinator, gathering=found, guests=guests) == 0
        assert kinds_to("ny") == ["invitation"]
        assert of(found, "ny").state == "invited"
        letter = letters_to("ny@example.com", "gathering")[0].letter
        assert "utis" not in letter.subject + letter.text + letter.html
        assert verbs(found.thing).count("gatherings.invite") == 1

    def test_yes_no_and_yes_after_all(self, published: Draft, coordinator: Person) -> None:
        found = published(seats=1, admission=Admission.INVITED)
        actions.invite(actor=coordinator, gathering=found, guests=[guest("a"), guest("b")])

        def yes(name: str) -> Registration:
            return actions.say_yes(
                actor=NOBODY,
                registration=of(found, name),
                name=name.title(),
                companions=0,
                access_needs=(),
            )

        assert yes("a").state == "registered"
        assert yes("a").state == "registered"
        assert cancel(of(found, "b")).state == "declined"
        assert yes("b").state == "waiting"
        assert kinds_to("a") == ["invitation", "registered"]
        assert kinds_to("b") == ["invitation", "cancelled-own", "waiting"]
        assert verbs(found.thing).count("gatherings.say_yes") == 2
        assert verbs(found.thing).count("gatherings.decline") == 1
        assert_counts(found)

    def test_a_declined_seat_was_none(self, published: Draft, coordinator: Person) -> None:
        found = published(seats=1)
        come(found, "a")
        actions.invite(actor=coordinator, gathering=found, guests=[guest("b")])
        cancel(of(found, "b"))
        assert_counts(found)

    def test_yes_comes_too_late(self, published: Draft, coordinator: Person) -> None:
        found = published()
        actions.invite(actor=coordinator, gathering=found, guests=[guest("a")])
        Gathering.objects.update(sign_up_until=timezone.now() - HOUR)
        with pytest.raises(Refused, match="Fristen"):
            actions.say_yes(
                actor=NOBODY, registration=of(found, "a"), name="", companions=0, access_needs=()
            )

    @pytest.mark.parametrize(
        "changed", [{"state": "cancelled"}, {"starts_at": timezone.now() - HOUR}]
    )
    def test_nobody_is_invited_to_what_is_not(
        self, published: Draft, coordinator: Person, changed: dict[str, Any]
    ) -> None:
        found = published()
        Gathering.objects.update(**changed)
        with pytest.raises(Refused):
            actions.invite(actor=coordinator, gathering=found, guests=[guest("a")])


class TestEnteringForSomebody:
    def enter(self, gathering: Gathering, actor: Person, **other: Any) -> Registration:
        source = other.pop("source", Source.PHONE)
        values = {"name": "Inger", "phone": "12345678"} | other
        return actions.enter_for_person(
            actor=actor, gathering=gathering, guest=actions.Guest(**values), source=source
        )

    def test_without_mail_they_are_called_when_there_is_something_to_tell(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published(seats=1)
        come(found, "a")
        inger = self.enter(found, coordinator)
        assert inger.state == "waiting"
        assert not open_phone_calls()
        cancel(of(found, "a"))
        call = open_phone_calls().get()
        assert (call.registration, call.words) == (inger, "Du har fået en plads")
        assert Entry.objects.filter(about=inger.about)[0].verb == "gatherings.enter_for_person"
        for _twice in range(2):
            actions.mark_called(actor=coordinator, call=call)
        assert not open_phone_calls()
        assert verbs(found.thing).count("gatherings.mark_called") == 1

    def test_with_mail_they_get_the_letter(self, published: Draft, coordinator: Person) -> None:
        found = published()
        self.enter(found, coordinator, address="inger@example.com", language="en")
        (delivery,) = letters_to("inger@example.com", "gathering")
        assert delivery.letter.language == "en"
        with pytest.raises(ValidationError, match="allerede skrevet op"):
            self.enter(found, coordinator, address="INGER@example.com")

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [({"name": " "}, "name"), ({"phone": ""}, "phone"), ({"companions": 9}, "companions")],
    )
    def test_bad_input(
        self, published: Draft, coordinator: Person, wrong: dict[str, Any], field: str
    ) -> None:
        found = published()
        with pytest.raises(ValidationError) as error:
            self.enter(found, coordinator, **wrong)
        assert list(error.value.message_dict) == [field]

    def test_after_the_deadline_but_not_after_the_end(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published()
        Gathering.objects.update(sign_up_until=timezone.now() - HOUR)
        assert self.enter(found, coordinator).state == "registered"
        held(found)
        with pytest.raises(Refused, match="forbi"):
            self.enter(found, coordinator)

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.CASEWORKER, Role.RELATIVE])
    def test_who_may_not(self, published: Draft, make_person: MakePerson, role: Role) -> None:
        with pytest.raises(Refused):
            self.enter(published(), make_person(role))

    def test_at_the_door_those_at_home_do_not_hold_a_free_seat(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published(seats=2, most_companions=2)
        come(found, "a")
        come(found, "big", companions=2)
        with pytest.raises(ValidationError, match="Der er fuldt"):
            self.enter(found, coordinator, phone="", source=Source.DOOR)
        Gathering.objects.update(starts_at=timezone.now() - timedelta(minutes=5))
        there = self.enter(found, coordinator, phone="", source=Source.DOOR)
        assert (there.state, there.attended) == ("registered", True)
        with pytest.raises(ValidationError, match="Der er fuldt"):
            self.enter(found, coordinator, phone="", source=Source.DOOR)
        assert_counts(found)

    def test_at_the_door_after_having_cancelled(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published()
        come(found, "inger")
        ref = cancel(of(found, "inger")).ref
        Gathering.objects.update(starts_at=timezone.now())
        address = "inger@example.com"
        there = self.enter(found, coordinator, address=address, source=Source.DOOR)
        assert (there.ref, there.attended, found.registrations.count()) == (ref, True, 1)

    def test_staff_cancel_for_a_caller_who_needs_no_call(
        self, published: Draft, coordinator: Person, make_person: MakePerson
    ) -> None:
        found = published(seats=1)
        inger = self.enter(found, coordinator)
        come(found, "b")
        with pytest.raises(Refused):
            actions.withdraw_for_person(actor=make_person(Role.EDITOR), registration=inger)
        actions.withdraw_for_person(actor=coordinator, registration=inger)
        assert seated(found) == ["B"]
        assert not PhoneCall.objects.exists()

    def test_who_came_by_the_door_has_no_number_to_call(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published()
        self.enter(found, coordinator, phone="", source=Source.DOOR)
        self.enter(found, coordinator, name="Karen")
        actions.call_off(actor=coordinator, gathering=found, why="Storm")
        assert [each.registration.name for each in open_phone_calls()] == ["Karen"]

    def test_calls_that_came_to_nothing_go(self, published: Draft, coordinator: Person) -> None:
        found = published(seats=1)
        come(found, "a")
        self.enter(found, coordinator)
        cancel(of(found, "a"))
        assert open_phone_calls()
        held(found)
        PhoneCall.objects.update(created_at=found.starts_at - HOUR)
        assert not open_phone_calls()


class TestMoving:
    def test_everybody_who_comes_waits_or_was_invited_is_told_once(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published(seats=1)
        come(found, "seated")
        come(found, "waits", language="en")
        come(found, "gone")
        cancel(of(found, "gone"))
        actions.invite(actor=coordinator, gathering=found, guests=[guest("asked")])
        TestEnteringForSomebody().enter(found, coordinator)
        saved(found, coordinator, note="Ny sal", where="Kulturhuset")
        assert [kinds_to(name)[-1] for name in ("seated", "waits", "asked")] == ["changed"] * 3
        assert kinds_to("gone")[-1] == "cancelled-own"
        assert letters_to("waits@example.com", "gathering-changed")[0].letter.language == "en"
        assert open_phone_calls().get().words == "Der er ændret i dit møde"
        found.refresh_from_db()
        assert (found.change_note, found.version) == ("Ny sal", 2)
        assert verbs(found.thing)[-1] == "gatherings.move"

    def test_a_note_is_needed(self, published: Draft, coordinator: Person) -> None:
        found = published()
        with pytest.raises(ValidationError) as error:
            saved(found, coordinator, where="Kulturhuset", note="  ")
        assert list(error.value.message_dict) == ["note"]

    def test_other_words_tell_nobody(self, published: Draft, coordinator: Person) -> None:
        found = published()
        come(found)
        saved(found, coordinator, body="Mere tekst", seats=40)
        assert kinds_to("mor") == ["registered"]
        assert verbs(found.thing)[-1] == "gatherings.save_gathering"

    @pytest.mark.parametrize("how", ["over", "called off"])
    def test_nobody_is_told_or_moved_up_afterwards(
        self, published: Draft, coordinator: Person, how: str
    ) -> None:
        found = published(seats=1)
        come(found, "a")
        come(found, "b")
        if how == "over":
            held(found)
        else:
            actions.call_off(actor=coordinator, gathering=found, why="Sygdom")
        before = [kinds_to(name) for name in "ab"]
        saved(found, coordinator, where="Et andet sted", seats=9)
        actions.forget_person(actor=SYSTEM, registration=of(found, "a"))
        assert before[1] == kinds_to("b")
        assert in_line(found) == ["B"]

    def test_more_seats_go_to_those_who_wait_and_fewer_than_taken_are_refused(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published(seats=1)
        for name in "abcd":
            come(found, name)
        saved(found, coordinator, seats=3)
        assert (seated(found), in_line(found)) == (["A", "B", "C"], ["D"])
        with pytest.raises(ValidationError, match="3 pladser er allerede taget"):
            saved(found, coordinator, seats=2)
        saved(found, coordinator, seats=None)
        assert in_line(found) == []
        assert_counts(found)

    def test_letters_with_the_old_time_are_taken_back_from_this_gathering_only(
        self, published: Draft, coordinator: Person
    ) -> None:
        starts = (timezone.now() + 10 * DAY).replace(second=0, microsecond=0)
        moved, stays = published(starts_at=starts), published(starts_at=starts)
        come(moved, "mor")
        come(stays, "far")
        for found in (moved, stays):
            Gathering.objects.filter(pk=found.pk).update(published_at=starts - 20 * DAY)
            found.registrations.update(in_line_since=starts - 20 * DAY)
        assert actions.send_reminders(actor=SYSTEM, now=starts - 6 * DAY) == 2
        (mors,), (fars,) = (letters_to(f"{n}@example.com", "gathering-rem") for n in ("mor", "far"))
        assert mors.letter == fars.letter
        saved(moved, coordinator, note="Ny dag", starts_at=starts + DAY, ends_at=starts + 2 * DAY)
        assert kinds_to("mor") == ["registered", "changed"]
        assert kinds_to("far") == ["registered", "reminder"]


class TestCallingOff:
    def test_everybody_is_told_and_what_has_not_left_is_taken_back(
        self, published: Draft, coordinator: Person, make_profile: MakeProfile
    ) -> None:
        make_profile(newsletter=True, email="news@example.com")
        found = published(seats=1, to_newsletter=True)
        come(found, "a")
        come(found, "b")
        TestEnteringForSomebody().enter(found, coordinator)
        saved(found, coordinator, note="Ny sal", where="Kulturhuset")
        before = public_version()
        for _twice in range(2):
            actions.call_off(actor=coordinator, gathering=found, why="Taleren er syg\n")
        assert kinds_to("a") == ["registered", "called-off"]
        assert kinds_to("b") == ["waiting", "called-off"]
        assert kinds_to("news") == []
        assert open_phone_calls().get().words == "Dit møde er aflyst"
        found.refresh_from_db()
        assert (found.state, found.change_note) == (GatheringState.CANCELLED, "Taleren er syg")
        assert public_version() == before + 1
        assert verbs(found.thing)[-1] == "gatherings.call_off"
        letter = letters_to("a@example.com", "gathering-called")[0].letter
        assert "utis" not in letter.subject + letter.text + letter.html

    def test_needs_a_reason_and_the_role(
        self, published: Draft, draft: Draft, coordinator: Person, make_person: MakePerson
    ) -> None:
        found = published()
        with pytest.raises(ValidationError):
            actions.call_off(actor=coordinator, gathering=found, why=" ")
        with pytest.raises(Refused):
            actions.call_off(actor=make_person(Role.MANAGER), gathering=found, why="x")
        with pytest.raises(Refused):
            actions.call_off(actor=coordinator, gathering=draft(), why="x")
        with pytest.raises(Refused, match="forbi"):
            actions.call_off(actor=coordinator, gathering=held(found), why="x")


class TestAfterwards:
    def note(self, gathering: Gathering, actor: Person, *came: str, **other: Any) -> int:
        shown = other.pop("shown", [each.pk for each in gathering.registrations.all()])
        return actions.note_attendance(
            actor=actor,
            gathering=gathering,
            came=[of(gathering, name).pk for name in came],
            shown=shown,
            **other,
        )

    def test_who_came(self, published: Draft, coordinator: Person) -> None:
        found = published()
        for name in "abc":
            come(found, name)
        assert len(those_who_came(found)) == 3
        with pytest.raises(Refused):
            self.note(found, coordinator, "a")
        Gathering.objects.update(starts_at=timezone.now() + timedelta(minutes=30))
        assert self.note(found, coordinator, "a", "b") == 2
        assert [of(found, name).attended for name in "abc"] == [True, True, False]
        assert {each.name for each in those_who_came(found)} == {"A", "B"}
        assert verbs(found.thing)[-1] == "gatherings.note_attendance"

    def test_two_hosts_at_two_doors_do_not_untick_each_others(
        self, published: Draft, coordinator: Person, make_person: MakePerson
    ) -> None:
        found = published()
        for name in "abc":
            come(found, name)
        Gathering.objects.update(starts_at=timezone.now())
        shown = [each.pk for each in found.registrations.all()]
        self.note(found, coordinator, "a", shown=shown)
        TestEnteringForSomebody().enter(
            found, coordinator, name="Dør", phone="", source=Source.DOOR
        )
        # The other one's list is older: nobody is ticked on it, and the late guest is not there.
        assert self.note(found, make_person(Role.ADVISER), "b", shown=shown) == 3
        assert of(found, "a").attended
        ticked = [of(found, name).pk for name in "ab"]
        assert self.note(found, coordinator, "b", shown=shown, ticked=ticked) == 2
        assert of(found, "a").attended is False

    def test_only_those_with_a_seat_are_noted(self, published: Draft, coordinator: Person) -> None:
        found, other = published(seats=1), published()
        come(found, "a")
        come(found, "b")
        come(other, "x")
        Gathering.objects.update(starts_at=timezone.now())
        came = [of(found, "b").pk, of(other, "x").pk]
        assert (
            actions.note_attendance(
                actor=coordinator, gathering=found, came=came, shown=[*came, of(found, "a").pk]
            )
            == 0
        )
        assert of(other, "x").attended is None

    def test_feedback_is_asked_for_once_of_those_who_came(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published()
        come(found, "came", language="en")
        come(found, "stayed")
        come(found, "cancelled")
        cancel(of(found, "cancelled"))
        held(found, ago=HOUR)
        self.note(found, coordinator, "came")
        assert actions.ask_for_feedback(actor=SYSTEM) == 0
        later = timezone.now() + DAY
        assert actions.ask_for_feedback(actor=SYSTEM, now=later) == 1
        assert actions.ask_for_feedback(actor=SYSTEM, now=later) == 0
        (delivery,) = letters_to("came@example.com", "gathering-feedback")
        assert delivery.letter.language == "en"
        assert "utis" not in delivery.letter.subject + delivery.letter.text
        assert actions.ask_for_feedback(actor=SYSTEM, now=later + 30 * DAY) == 0

    def test_what_is_kept_of_feedback_leads_to_nobody(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published()
        come(found)
        held(found)
        before = Entry.objects.count()
        actions.give_feedback(
            actor=NOBODY, registration=of(found), rating=Rating.GOOD, words="Godt\x00", wishes=" "
        )
        with pytest.raises(Refused, match="allerede svaret"):
            actions.give_feedback(actor=NOBODY, registration=of(found), rating=Rating.POOR)
        kept = Feedback.objects.get()
        assert (kept.rating, kept.words, kept.wishes) == (4, "Godt", "")
        assert {field.name for field in Feedback._meta.get_fields()} == {
            "id",
            "gathering",
            "rating",
            "words",
            "wishes",
        }
        assert Entry.objects.count() == before

    def test_who_may_not_give_feedback(self, published: Draft, coordinator: Person) -> None:
        found = published(seats=1)
        come(found, "a")
        come(found, "waits")
        with pytest.raises(Refused, match="ikke slut"):
            actions.give_feedback(actor=NOBODY, registration=of(found, "a"), rating=Rating.GOOD)
        held(found)
        self.note(found, coordinator)
        for name in ("a", "waits"):
            with pytest.raises(Refused, match="Kun de, der var med"):
                actions.give_feedback(
                    actor=NOBODY, registration=of(found, name), rating=Rating.GOOD
                )
        assert not Feedback.objects.exists()

    def test_the_outcome_is_told_once_to_those_who_came(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published()
        come(found, "came")
        come(found, "stayed")
        TestEnteringForSomebody().enter(found, coordinator)

        def tell(outcome: str) -> int:
            return actions.tell_outcome(
                actor=coordinator, gathering=found, outcome=outcome, outcome_en="A network"
            )

        with pytest.raises(Refused, match="ikke slut"):
            tell("Et netværk")
        held(found)
        self.note(found, coordinator, "came", "inger")
        with pytest.raises(ValidationError):
            tell("  ")
        before = public_version()
        assert tell("Et netværk") == 1
        assert tell("Et nyt netværk") == 0
        assert public_version() == before + 2
        assert kinds_to("came")[-1] == "outcome"
        assert kinds_to("stayed") == ["registered"]
        assert open_phone_calls().get().words == "Hvad kom der ud af det?"
        found.refresh_from_db()
        assert (found.outcome, found.outcome_en) == ("Et nyt netværk", "A network")
        assert verbs(found.thing)[-1] == "gatherings.tell_outcome"

    def test_an_outcome_needs_the_role(self, published: Draft, make_person: MakePerson) -> None:
        with pytest.raises(Refused):
            actions.tell_outcome(
                actor=make_person(Role.RELATIVE), gathering=held(published()), outcome="x"
            )

    def test_needs_are_forgotten_the_day_after_and_names_half_a_year_after(
        self, published: Draft
    ) -> None:
        found, soon = published(), published()
        for each in (found, soon):
            come(each, access_needs=["food"])
        held(found, ago=2 * DAY)
        assert actions.forget(actor=SYSTEM) == {"access_needs": 1, "registrations": 0}
        assert (of(found).access_needs, of(soon).access_needs) == (None, ["food"])
        later = timezone.now() + 179 * DAY
        assert actions.forget(actor=SYSTEM, now=later)["registrations"] == 1
        assert not found.registrations.exists()

    def test_online_needs_its_link_for_the_seated(self, published: Draft) -> None:
        found = published(mode=Mode.ONLINE, where="", online_address="https://example.com/rum")
        come(found)
        (delivery,) = letters_to("mor@example.com", "gathering")
        assert "example.com/rum" not in delivery.letter.text
        assert of(found).state == RegistrationState.REGISTERED
