"""Asking, answering, undoing, reminding; what nobody may learn; and what happens at the same moment."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.fixtures import MakePerson, MakeProfile, letters_to
from tests.pages import text_of

from samspil.base.outbox.actions import send_many
from samspil.base.outbox.letters import SEAL_REPLY, values_for
from samspil.base.outbox.models import Delivery
from samspil.base.people.models import Person
from samspil.base.topics.models import Topic
from samspil.commons.interests import actions as interests
from samspil.commons.interests.models import CallTask, InterestProfile
from samspil.commons.interests.terms import Form, Source
from samspil.commons.interests.wishes import Wishes
from samspil.kit.access import NOBODY, SYSTEM, Refused
from samspil.kit.seals import seal, unseal
from samspil.work.involvement.actions import initiatives, invitations, participants
from samspil.work.involvement.models import Initiative, Invitation, InvitationRound, Participant
from samspil.work.involvement.queries.people import available_for, invitation_of_key, tally_of
from samspil.work.involvement.terms import SEAL_UNDO, Answer, InitiativeState, Outcome
from samspil.work.involvement.tests.conftest import MakeInitiative, MakeRound, today

WC = Form.WORKING_COMMUNITY


def yes(invitation: Invitation, **other: Any) -> Invitation:
    said = {"name": "Anna Mor", "contact": "70 11 22 33", "note": "Om aftenen"} | other
    return invitations.answer(actor=NOBODY, invitation=invitation, says=Answer.YES, **said)


def no(invitation: Invitation) -> Invitation:
    return invitations.answer(actor=NOBODY, invitation=invitation, says=Answer.NO)


@pytest.mark.django_db
class TestSending:
    def test_those_who_fit_get_one_letter_each_that_tells_nothing(
        self,
        make_topic: Callable[..., Topic],
        make_initiative: MakeInitiative,
        make_round: MakeRound,
        invited: Callable[..., InterestProfile],
        make_profile: MakeProfile,
    ) -> None:
        housing, work = make_topic("Bolig"), make_topic("Job")
        of = make_initiative(housing)
        make_profile(housing, email="news@example.com")
        make_profile(work, email="work@example.com", available_for=[WC])
        make_profile(housing, email="other@example.com", available_for=[Form.FOCUS_GROUP])
        make_profile(housing, email="link@example.com", available_for=[WC])
        make_profile(
            housing, email="full@example.com", available_for=[WC], full=True, language="en"
        )
        round = make_round(of, words="Vi gi'r kaffe")
        assert invitations.send_round(actor=SYSTEM, round=round) is False
        sent = Delivery.objects.filter(letter__kind__startswith="invitation")
        assert {each.address for each in sent} == {"link@example.com", "full@example.com"}
        (link,) = letters_to("link@example.com", "invitation")
        assert "autisme" not in link.letter.text + link.letter.html + link.letter.subject
        assert "kaffe" not in link.letter.text
        (full,) = letters_to("full@example.com", "invitation-full")
        assert "kaffe" in full.letter.text
        assert full.letter.language == "en"
        of.refresh_from_db()
        assert of.state == InitiativeState.INVITING

    def test_the_link_in_the_letter_is_that_persons_own(
        self, invited: Callable[[str], InterestProfile], make_round: MakeRound
    ) -> None:
        profiles = [invited(f"{name}@example.com") for name in "ab"]
        make_round()
        for profile in profiles:
            (delivery,) = letters_to(str(profile.address), "invitation")
            values = values_for(
                language="da",
                dedupe_key=delivery.dedupe_key,
                subscription=delivery.subscription,
                since=delivery.since,
                fields=None,
            )
            key = unseal(SEAL_REPLY, values["reply"])
            assert key is not None
            found = invitation_of_key(key)
            assert found is not None
            assert found.profile == profile

    def test_who_withdrew_gets_nothing_and_cannot_answer(
        self, invited: Callable[[str], InterestProfile], make_round: MakeRound
    ) -> None:
        gone, late = invited("gone@example.com"), invited("late@example.com")
        interests.withdraw(actor=NOBODY, profile=gone)
        make_round()
        assert letters_to("gone@example.com", "invitation") == []
        interests.withdraw(actor=NOBODY, profile=late)
        (held,) = letters_to("late@example.com", "invitation")
        assert held.state == "suppressed"
        with pytest.raises(Refused, match="afmeldt"):
            yes(Invitation.objects.get(profile=late))

    def test_a_draw_is_of_so_many_and_can_be_worked_out_again(
        self, invited: Callable[[str], InterestProfile], make_round: MakeRound
    ) -> None:
        for number in range(9):
            invited(f"p{number}@example.com")
        round = make_round(sample_size=4)
        assert round.invitations.count() == 4
        assert len(round.seed) == 32

    def test_nobody_is_asked_twice_of_one_initiative(
        self, invited: Callable[[str], InterestProfile], make_round: MakeRound
    ) -> None:
        invited("one@example.com")
        make_round()
        invited("two@example.com")
        second = make_round()
        assert [each.profile.address for each in second.invitations.all() if each.profile] == [
            "two@example.com"
        ]

    def test_those_asked_lately_are_left_out_by_a_tick(
        self,
        invited: Callable[[str], InterestProfile],
        make_round: MakeRound,
        make_initiative: MakeInitiative,
    ) -> None:
        invited("one@example.com")
        make_round()
        other = make_initiative(title="Noget andet")
        assert make_round(other, leave_out_recent=True).invitations.count() == 0
        InvitationRound.objects.update(sent_at=timezone.now() - timedelta(days=91))
        assert make_round(other, leave_out_recent=True).invitations.count() == 1

    def test_who_has_no_mail_is_called(self, make_round: MakeRound, coordinator: Person) -> None:
        interests.enter_for_person(
            actor=coordinator,
            wishes=Wishes(available_for=(WC,)),
            source=Source.PHONE,
            contact={"name": "Inger", "phone": "70"},
        )
        round = make_round()
        assert CallTask.objects.get().thing == round.thing
        assert round.invitations.count() == 1

    def test_few_are_not_counted_but_may_be_asked(
        self,
        invited: Callable[[str], InterestProfile],
        initiative: Initiative,
        make_round: MakeRound,
        desk: Client,
    ) -> None:
        for number in range(3):
            invited(f"p{number}@example.com")
        assert available_for(initiative, WC).total == "under 5"
        round = make_round(sent=False)
        page = text_of(desk.post(reverse("send_round", args=[round.pk]), follow=True))
        assert "Invitationen er sendt" in page
        assert tally_of(round).invited == "under 5"
        assert round.invitations.count() == 3

    def test_no_more_than_two_criteria_are_counted_together(
        self, make_topic: Callable[..., Topic], make_initiative: MakeInitiative
    ) -> None:
        assert available_for(make_initiative(make_topic()), WC).total
        both = available_for(make_initiative(make_topic(), make_topic()), WC)
        assert both.total == ""
        assert len(both.by_topic) == 2

    def test_in_time_public_and_open(
        self, make_round: MakeRound, initiative: Initiative, coordinator: Person
    ) -> None:
        with pytest.raises(ValidationError, match="efter i dag"):
            make_round(answer_by=today())
        round = make_round(sent=False)
        InvitationRound.objects.update(answer_by=today())
        with pytest.raises(ValidationError, match="for tidlig"):
            invitations.send_round(actor=coordinator, round=round)
        initiatives.cancel(actor=SYSTEM, initiative=initiative, why="Nej")
        with pytest.raises(Refused):
            invitations.send_round(actor=coordinator, round=round)

    def test_thrown_away_only_before_it_is_sent(
        self, make_round: MakeRound, coordinator: Person
    ) -> None:
        invitations.discard_round(actor=coordinator, round=make_round(sent=False))
        assert not InvitationRound.objects.exists()
        with pytest.raises(ValidationError, match="er sendt"):
            invitations.discard_round(actor=coordinator, round=make_round())


@pytest.mark.django_db
class TestAnswering:
    def test_a_yes_is_kept_encrypted_and_told(self, invitation: Invitation) -> None:
        yes(invitation)
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, contact, note FROM involvement_invitation")
            assert "Anna" not in str(cursor.fetchall())
        (letter,) = letters_to("mor@example.com", "answer-received")
        assert "Anna" not in letter.letter.text + str(letter.fields)

    def test_pressing_twice_is_one_answer(self, invitation: Invitation) -> None:
        yes(invitation)
        again = yes(invitation)
        assert again.changes == 1
        assert len(letters_to("mor@example.com", "answer-received")) == 1

    def test_a_no_keeps_neither_name_nor_place(self, invitation: Invitation) -> None:
        yes(invitation)
        participants.take_in(actor=SYSTEM, invitation=invitation)
        done = no(invitation)
        assert (done.name, done.contact, done.note, done.outcome) == ("", "", "", Outcome.NONE)
        there = Participant.objects.get()
        assert (there.name, there.address, there.address_key) == ("", None, None)
        assert there.left_on == today()
        assert len(letters_to("mor@example.com", "answer-received")) == 2

    def test_and_yes_again_is_taken_in_again(self, invitation: Invitation) -> None:
        for _each in range(2):
            yes(invitation)
            participants.take_in(actor=SYSTEM, invitation=invitation)
            no(invitation)
        yes(invitation, contact="ny@example.com")
        there = participants.take_in(actor=SYSTEM, invitation=invitation)
        assert Participant.objects.count() == 1
        yes(invitation, contact="nyere@example.com")
        there.refresh_from_db()
        assert (there.contact, there.left_on) == ("nyere@example.com", None)
        assert len(letters_to("mor@example.com", "taken-in")) == 3

    @pytest.mark.parametrize("missing", ["name", "contact"])
    def test_a_yes_needs_somebody(self, invitation: Invitation, missing: str) -> None:
        with pytest.raises(ValidationError):
            yes(invitation, **{missing: " \x00"})

    def test_no_answers_after_the_last_day_the_end_or_closing(
        self, invitation: Invitation, coordinator: Person
    ) -> None:
        InvitationRound.objects.update(answer_by=today() - timedelta(days=1))
        with pytest.raises(Refused, match="Svarfristen er forbi"):
            yes(invitation)
        InvitationRound.objects.update(answer_by=today())
        no(invitation)
        invitations.close_round(actor=coordinator, round=invitation.round)
        with pytest.raises(Refused, match="lukket"):
            yes(invitation)

    def test_closing_takes_back_what_has_not_left(
        self, invitation: Invitation, coordinator: Person
    ) -> None:
        invitations.close_round(actor=coordinator, round=invitation.round)
        assert letters_to("mor@example.com", "invitation") == []

    def test_no_room_is_told_and_final(
        self, invitation: Invitation, make_person: MakePerson
    ) -> None:
        with pytest.raises(Refused):
            participants.turn_away(actor=SYSTEM, invitation=invitation)
        yes(invitation)
        with pytest.raises(Refused):
            participants.turn_away(actor=make_person(), invitation=invitation)
        participants.turn_away(actor=SYSTEM, invitation=invitation)
        invitation.refresh_from_db()
        assert (invitation.name, invitation.outcome) == ("", Outcome.NO_ROOM)
        assert len(letters_to("mor@example.com", "no-room")) == 1
        with pytest.raises(Refused, match="ikke plads"):
            yes(invitation)

    def test_a_strangers_answer_is_undone_and_the_old_link_is_dead(
        self, invitation: Invitation
    ) -> None:
        yes(invitation, name="En fremmed")
        old = invitation.key
        client = Client()
        undo = reverse("undo_answer", args=[seal(SEAL_UNDO, old)])
        assert "Var det ikke dig" in text_of(client.get(undo))
        assert Invitation.objects.get().said_yes
        client.post(undo)
        now = Invitation.objects.get()
        assert (now.answer, now.name) == ("", "")
        assert client.get(reverse("answer_round", args=[seal(SEAL_REPLY, old)])).status_code == 404
        assert client.get(undo).status_code == 404
        (letter,) = letters_to("mor@example.com", "answer-undone")
        assert letter.fields["change"].endswith(
            reverse("answer_round", args=[seal(SEAL_REPLY, now.key)])
        )

    def test_undoing_works_when_no_more_answers_are_taken(self, invitation: Invitation) -> None:
        yes(invitation)
        InvitationRound.objects.update(closed_at=timezone.now())
        invitations.undo_answer(actor=NOBODY, invitation=invitation)
        invitations.undo_answer(actor=NOBODY, invitation=invitation)
        assert Invitation.objects.get().answer == ""
        assert letters_to("mor@example.com", "answer-undone") == []

    def test_an_erased_profile_closes_the_invitation(
        self, invitation: Invitation, client: Client
    ) -> None:
        InterestProfile.objects.all().delete()
        invitation.refresh_from_db()
        assert invitation.profile is None
        page = client.get(reverse("answer_round", args=[seal(SEAL_REPLY, invitation.key)]))
        assert "Der kan ikke svares mere" in text_of(page)


@pytest.mark.django_db
class TestReminding:
    @pytest.fixture
    def near(self, invitation: Invitation) -> InvitationRound:
        InvitationRound.objects.update(
            sent_at=timezone.now() - timedelta(days=5), answer_by=today() + timedelta(days=2)
        )
        return InvitationRound.objects.get()

    def test_once_to_those_who_have_not_answered(
        self, near: InvitationRound, invitation: Invitation
    ) -> None:
        assert invitations.remind_due(actor=SYSTEM) == 1
        assert invitations.remind_due(actor=SYSTEM) == 0
        (letter,) = letters_to("mor@example.com", "invitation-reminder")
        invitation.refresh_from_db()
        assert invitation.reminder_key == letter.dedupe_key
        assert invitation_of_key(letter.dedupe_key) == invitation

    def test_not_to_those_who_have(self, near: InvitationRound, invitation: Invitation) -> None:
        no(invitation)
        invitations.remind_due(actor=SYSTEM)
        assert letters_to("mor@example.com", "invitation-reminder") == []

    @pytest.mark.parametrize(
        ("sent", "left", "due"),
        [(5, 4, False), (5, 3, True), (9, 0, True), (9, -1, False), (0, 1, False), (1, 1, True)],
    )
    def test_only_in_the_last_days_never_the_day_of_sending(
        self, invitation: Invitation, *, sent: int, left: int, due: bool
    ) -> None:
        InvitationRound.objects.update(
            sent_at=timezone.now() - timedelta(days=sent), answer_by=today() + timedelta(days=left)
        )
        assert invitations.remind_due(actor=SYSTEM) == due

    def test_not_to_who_withdrew_nor_when_closed(
        self, near: InvitationRound, invitation: Invitation
    ) -> None:
        profile = invitation.profile
        assert profile is not None
        interests.withdraw(actor=NOBODY, profile=profile)
        invitations.remind_due(actor=SYSTEM)
        assert letters_to("mor@example.com", "invitation-reminder") == []

    def test_a_killed_worker_neither_loses_nor_repeats(
        self, near: InvitationRound, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = send_many

        def killed(**given: Any) -> int:
            real(**given)
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(invitations, "send_many", killed)
            with pytest.raises(KeyboardInterrupt):
                invitations.remind_due(actor=SYSTEM)
        near.refresh_from_db()
        assert near.reminded_at is None
        assert invitations.remind_due(actor=SYSTEM) == 1
        assert len(letters_to("mor@example.com", "invitation-reminder")) == 1


def at_once(*does: Callable[[], object]) -> list[BaseException]:
    """Do things at the same moment, each on a connection of its own; return what went wrong."""
    failures: list[BaseException] = []
    together = threading.Barrier(len(does))

    def run(do: Callable[[], object]) -> None:
        try:
            together.wait(10)
            do()
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[do]) for do in does]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return failures


@pytest.mark.django_db(transaction=True)
class TestAtTheSameMoment:
    def test_two_coordinators_send_one_round(
        self,
        invited: Callable[[str], InterestProfile],
        make_round: MakeRound,
        coordinator: Person,
    ) -> None:
        for number in range(5):
            invited(f"p{number}@example.com")
        round = make_round(sent=False)
        sent: list[bool] = []

        def send() -> None:
            sent.append(invitations.send_round(actor=coordinator, round=round))

        assert at_once(send, send, send) == []
        assert sorted(sent) == [False, False, True]
        assert round.invitations.count() == 5
        assert Delivery.objects.filter(letter__kind="invitation").count() == 5

    def test_two_rounds_of_one_initiative_ask_nobody_twice(
        self,
        invited: Callable[[str], InterestProfile],
        make_round: MakeRound,
        coordinator: Person,
    ) -> None:
        for number in range(6):
            invited(f"p{number}@example.com")
        rounds = [make_round(sent=False, sample_size=4) for _each in range(2)]
        does = [lambda r=r: invitations.send_round(actor=coordinator, round=r) for r in rounds]
        assert at_once(*does) == []
        profiles = Invitation.objects.values_list("profile", flat=True)
        assert len(set(profiles)) == len(profiles) == 6

    def test_yes_and_no_at_once_end_in_one_state(self, invitation: Invitation) -> None:
        assert at_once(lambda: yes(invitation), lambda: no(invitation)) == []
        now = Invitation.objects.get()
        assert (now.answer == "yes") == bool(now.name) == bool(now.contact)
        assert now.changes == 2
        assert len(letters_to("mor@example.com", "answer-received")) == 2

    def test_taking_in_while_they_say_no(self, invitation: Invitation) -> None:
        yes(invitation)
        failures = at_once(
            lambda: participants.take_in(actor=SYSTEM, invitation=invitation),
            lambda: no(invitation),
        )
        assert all(isinstance(each, Refused) for each in failures)
        assert not Participant.objects.filter(left_on__isnull=True).exists()

    def test_two_reminders_at_once_are_one(self, invitation: Invitation) -> None:
        InvitationRound.objects.update(
            sent_at=timezone.now() - timedelta(days=5), answer_by=today() + timedelta(days=2)
        )
        remind = lambda: invitations.remind_due(actor=SYSTEM)  # noqa: E731
        assert at_once(remind, remind) == []
        assert len(letters_to("mor@example.com", "invitation-reminder")) == 1


@pytest.mark.django_db
class TestTheAnswerPage:
    @pytest.fixture
    def url(self, invitation: Invitation) -> str:
        return reverse("answer_round", args=[seal(SEAL_REPLY, invitation.key)])

    def test_a_get_changes_nothing_and_names_nobody(
        self, client: Client, url: str, invitation: Invitation
    ) -> None:
        page = text_of(client.get(url))
        assert "En god overgang" in page
        assert "mor@example.com" not in page
        yes(invitation)
        page = text_of(client.get(url))
        assert "Tak, du har sagt ja" in page
        assert "Anna Mor" not in page
        assert "70 11 22 33" not in page

    def test_yes_and_no(self, client: Client, url: str) -> None:
        client.post(url, {"says": "yes", "name": "Anna Mor", "contact": "70"})
        assert Invitation.objects.get().name == "Anna Mor"
        client.post(url, {"says": "no"})
        assert Invitation.objects.get().answer == "no"

    @pytest.mark.parametrize(
        "sent", [{}, {"says": "maybe"}, {"says": "yes"}, {"says": "yes", "name": "x" * 5000}]
    )
    def test_bad_input_answers_nothing(
        self, client: Client, url: str, sent: dict[str, str]
    ) -> None:
        page = client.post(url, sent)
        assert page.status_code == 200
        assert Invitation.objects.get().answer == ""

    def test_after_the_last_day_it_says_so(self, client: Client, url: str) -> None:
        InvitationRound.objects.update(answer_by=today() - timedelta(days=1))
        assert "Svarfristen er forbi" in text_of(client.get(url))
        page = client.post(url, {"says": "no"}, follow=True)
        assert "Svarfristen er forbi" in text_of(page)

    @pytest.mark.parametrize("token", ["x", "A" * 43, "æ" * 43])
    def test_other_links_open_nothing(self, client: Client, token: str, url: str) -> None:
        for name in ("answer_round", "undo_answer"):
            assert client.get(reverse(name, args=[token])).status_code == 404

    def test_a_seal_for_one_thing_opens_no_other(
        self, client: Client, invitation: Invitation
    ) -> None:
        profile = invitation.profile
        assert profile is not None
        tokens = [seal("subscription", profile.ref), seal(SEAL_UNDO, invitation.key)]
        for token in tokens:
            assert client.get(reverse("answer_round", args=[token])).status_code == 404
