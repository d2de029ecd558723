"""Every verb of the interests room."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.utils import timezone
from tests.fixtures import MakePerson, MakeProfile, letters_to

from samspil.base.audit.models import Entry
from samspil.base.outbox.models import Delivery
from samspil.base.outbox.terms import State
from samspil.base.people.actions import TooMany
from samspil.base.topics.models import Topic
from samspil.commons.interests import actions
from samspil.commons.interests.models import AccessCode, CallTask, InterestProfile, SignUp
from samspil.commons.interests.queries import profile_of_address, wishes_of
from samspil.commons.interests.terms import (
    CODE_ATTEMPTS,
    SIGN_UPS_PER_ADDRESS,
    SIGN_UPS_PER_CLIENT,
    ProfileState,
    Source,
)
from samspil.commons.interests.wishes import Wishes
from samspil.kit.access import NOBODY, SYSTEM, Refused, Role
from samspil.kit.encryption import address_key

pytestmark = pytest.mark.django_db
ADDRESS = "anna@example.com"


def sign_up(address: str = ADDRESS, wishes: Wishes | None = None, client: str = "c") -> SignUp:
    waiting = actions.sign_up(
        actor=NOBODY, address=address, wishes=wishes or Wishes(), client=client
    )
    assert waiting is not None
    return waiting


def test_sign_up_makes_no_profile_before_it_is_confirmed() -> None:
    waiting = sign_up()
    assert profile_of_address(ADDRESS) is None
    assert [each.letter.kind for each in letters_to(ADDRESS)] == ["confirmation"]
    profile = actions.confirm(actor=NOBODY, sign_up=waiting)
    assert profile_of_address("ANNA@example.com ") == profile


def test_a_second_press_sends_one_letter() -> None:
    assert sign_up() == sign_up()
    assert len(letters_to(ADDRESS)) == 1


def test_confirming_twice_changes_nothing_more(make_topic: Callable[..., Topic]) -> None:
    waiting = sign_up(wishes=Wishes(topics=(make_topic().pk,)))
    first = actions.confirm(actor=NOBODY, sign_up=waiting)
    actions.change(actor=NOBODY, profile=first, wishes=Wishes())
    assert actions.confirm(actor=NOBODY, sign_up=waiting) == first
    assert wishes_of(first).topics == ()


def test_signing_up_again_changes_nothing_until_confirmed(
    make_topic: Callable[..., Topic], make_profile: MakeProfile
) -> None:
    old, new = make_topic(), make_topic()
    profile = make_profile(old, email=ADDRESS)
    waiting = sign_up(wishes=Wishes(topics=(new.pk,)))
    assert wishes_of(profile).topics == (old.pk,)
    assert letters_to(ADDRESS)[-1].letter.kind == "change-confirmation"
    actions.confirm(actor=NOBODY, sign_up=waiting)
    assert wishes_of(profile).topics == (new.pk,)
    assert InterestProfile.objects.count() == 1


def test_expired_sign_up_is_refused_and_can_be_sent_again() -> None:
    waiting = sign_up()
    SignUp.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    waiting.refresh_from_db()
    with pytest.raises(Refused):
        actions.confirm(actor=NOBODY, sign_up=waiting)
    assert actions.send_confirmation_again(actor=NOBODY, sign_up=waiting)
    assert not actions.send_confirmation_again(actor=NOBODY, sign_up=waiting)
    waiting.refresh_from_db()
    assert actions.confirm(actor=NOBODY, sign_up=waiting)
    assert len(letters_to(ADDRESS)) == 2


def test_one_address_gets_few_letters_and_is_not_told() -> None:
    for number in range(SIGN_UPS_PER_ADDRESS + 3):
        actions.sign_up(
            actor=NOBODY,
            address=ADDRESS,
            wishes=Wishes(rhythm=f"r{number}"),
            client=f"client{number}",
        )
    assert len(letters_to(ADDRESS)) == SIGN_UPS_PER_ADDRESS


def test_one_client_cannot_sign_up_the_whole_town() -> None:
    for number in range(SIGN_UPS_PER_CLIENT):
        sign_up(f"a{number}@example.com")
    with pytest.raises(TooMany):
        sign_up("late@example.com")


def test_change_keeps_address_and_consent_to_letters(
    make_topic: Callable[..., Topic], make_profile: MakeProfile
) -> None:
    profile = make_profile(make_topic(), email=ADDRESS, newsletter=True)
    actions.change(
        actor=NOBODY, profile=profile, wishes=Wishes(topics=(make_topic().pk,), language="en")
    )
    profile.refresh_from_db()
    assert (profile.address, profile.state, profile.language) == (ADDRESS, "active", "en")
    assert profile.wants_newsletter


def test_change_keeps_a_pause(make_profile: MakeProfile) -> None:
    profile = make_profile(newsletter=True)
    until = timezone.localdate() + timedelta(days=30)
    actions.pause(actor=NOBODY, profile=profile, until=until)
    actions.change(actor=NOBODY, profile=profile, wishes=Wishes())
    profile.refresh_from_db()
    assert (profile.state, profile.paused_until) == (ProfileState.PAUSED, until)


@pytest.mark.parametrize("verb", [actions.pause, actions.withdraw])
def test_letters_not_yet_sent_are_held_back(
    verb: Callable[..., None], make_profile: MakeProfile
) -> None:
    profile = make_profile(newsletter=True)
    letter = Delivery.objects.get().letter
    waiting = Delivery.objects.create(
        letter=letter,
        address=profile.address,
        address_key=address_key(profile.address),
        subscription=profile.ref,
        dedupe_key=profile.ref,
    )
    verb(actor=NOBODY, profile=profile)
    waiting.refresh_from_db()
    assert waiting.state == State.SUPPRESSED


def test_withdrawal_can_be_undone_for_a_day_then_all_is_erased(
    make_topic: Callable[..., Topic], make_profile: MakeProfile
) -> None:
    profile = make_profile(make_topic(), email=ADDRESS)
    actions.withdraw(actor=NOBODY, profile=profile)
    actions.withdraw(actor=NOBODY, profile=profile)
    assert profile_of_address(ADDRESS) is None
    actions.resume(actor=NOBODY, profile=profile)
    assert profile_of_address(ADDRESS) == profile
    actions.withdraw(actor=NOBODY, profile=profile)
    with pytest.raises(Refused):
        actions.change(actor=NOBODY, profile=profile, wishes=Wishes())
    actions.sweep(actor=SYSTEM)
    assert InterestProfile.objects.exists()
    InterestProfile.objects.update(withdrawn_at=timezone.now() - timedelta(days=1, minutes=1))
    assert actions.sweep(actor=SYSTEM)["profiles"] == 1
    assert not InterestProfile.objects.exists()


def test_the_sweeper_ends_pauses_and_erases_what_was_never_confirmed(
    make_profile: MakeProfile,
) -> None:
    profile = make_profile(newsletter=True)
    actions.pause(actor=NOBODY, profile=profile, until=timezone.localdate())
    sign_up()
    SignUp.objects.update(created_at=timezone.now() - timedelta(days=15))
    swept = actions.sweep(actor=SYSTEM)
    assert (swept["resumed"], SignUp.objects.count()) == (1, 0)
    profile.refresh_from_db()
    assert profile.state == ProfileState.ACTIVE


@pytest.mark.parametrize(
    ("role", "may"),
    [(role, role in {Role.COORDINATOR, Role.ADVISER}) for role in Role if role != "administrator"],
)
def test_who_may_enter_for_a_person(role: Role, may: bool, make_person: MakePerson) -> None:  # noqa: FBT001
    def enter() -> InterestProfile:
        return actions.enter_for_person(
            actor=make_person(role),
            wishes=Wishes(),
            source=Source.PHONE,
            contact={"name": "Inger", "phone": "1", "address": ""},
        )

    if may:
        assert enter().contact["name"] == "Inger"
    else:
        with pytest.raises(Refused):
            enter()


def test_a_call_is_asked_for_once_and_marked_by_whom(make_person: MakePerson) -> None:
    adviser = make_person(Role.ADVISER)
    profile = actions.enter_for_person(
        actor=adviser, wishes=Wishes(), source=Source.PAPER, contact={"name": "Inger"}
    )
    for _again in range(2):
        actions.ask_to_call(profiles=[profile], thing="article:1", title="Nyt", path="/")
    task = CallTask.objects.get()
    actions.mark_told(actor=adviser, task=task)
    task.refresh_from_db()
    assert task.done_by == adviser.pk
    with pytest.raises(Refused):
        actions.mark_told(actor=make_person(Role.EDITOR), task=task)


def code_sent_to(address: str) -> str:
    delivery = letters_to(address, "access-code")[-1]
    assert delivery.fields
    return str(delivery.fields["code"])


def test_a_code_opens_once_and_only_with_the_right_numbers(make_profile: MakeProfile) -> None:
    profile = make_profile(email=ADDRESS, newsletter=True)
    row = actions.send_access_code(actor=NOBODY, address=ADDRESS, language="da", client="c")
    code = code_sent_to(ADDRESS)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert actions.use_access_code(actor=NOBODY, code=row, typed=wrong) is None
    assert (
        actions.use_access_code(actor=NOBODY, code=row, typed=f" {code[:3]} {code[3:]} ") == profile
    )
    assert actions.use_access_code(actor=NOBODY, code=row, typed=code) is None


def test_a_code_is_closed_after_five_wrong_tries(make_profile: MakeProfile) -> None:
    make_profile(email=ADDRESS, newsletter=True)
    row = actions.send_access_code(actor=NOBODY, address=ADDRESS, language="da", client="c")
    for _try in range(CODE_ATTEMPTS):
        assert actions.use_access_code(actor=NOBODY, code=row, typed="nej") is None
    typed = code_sent_to(ADDRESS)
    assert actions.use_access_code(actor=NOBODY, code=row, typed=typed) is None


def test_a_code_is_too_old_after_a_quarter(make_profile: MakeProfile) -> None:
    make_profile(email=ADDRESS, newsletter=True)
    row = actions.send_access_code(actor=NOBODY, address=ADDRESS, language="da", client="c")
    AccessCode.objects.update(expires_at=timezone.now())
    typed = code_sent_to(ADDRESS)
    assert actions.use_access_code(actor=NOBODY, code=row, typed=typed) is None


def test_an_unknown_address_gets_a_letter_without_code() -> None:
    actions.send_access_code(actor=NOBODY, address=ADDRESS, language="da", client="c")
    assert [each.letter.kind for each in letters_to(ADDRESS)] == ["unknown-address"]


def test_nothing_of_what_was_chosen_stands_readable_beside_the_address(
    make_topic: Callable[..., Topic],
) -> None:
    sign_up(wishes=Wishes(topics=(make_topic("Autisme").pk,)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(s::text, ' ') FROM interests_signup s")
        dump = str(cursor.fetchone()[0])
        cursor.execute("SELECT string_agg(d::text, ' ') FROM outbox_delivery d")
        dump += str(cursor.fetchone()[0])
        cursor.execute("SELECT string_agg(e::text, ' ') FROM audit_entry e")
        dump += str(cursor.fetchone()[0])
    assert "anna" not in dump
    assert "topics" not in dump


def test_every_verb_is_written_down(make_profile: MakeProfile) -> None:
    profile = make_profile(newsletter=True)
    actions.change(actor=NOBODY, profile=profile, wishes=Wishes())
    for verb in (actions.pause, actions.resume, actions.withdraw):
        verb(actor=NOBODY, profile=profile)
    about = Entry.objects.filter(about=profile.about).order_by("pk")
    assert [each.verb for each in about] == [
        "interests.confirm",
        "interests.change",
        "interests.pause",
        "interests.resume",
        "interests.withdraw",
    ]
    assert about[0].why.startswith("consent:")


def test_a_failed_letter_takes_the_sign_up_with_it() -> None:
    with (
        patch("samspil.commons.interests.actions.send", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        sign_up()
    assert not SignUp.objects.exists()
