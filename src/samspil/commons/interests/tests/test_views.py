"""Every page of the interests room: works, not logged in, wrong role, not yours, bad input."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.fixtures import MakePerson, MakeProfile, letters_to, log_in
from tests.pages import (
    EMOJI,
    HUGE,
    LONG,
    NUL,
    ODD_QUERIES,
    assert_leads_to_log_in,
    assert_refused,
    text_of,
)

from samspil.base.audit.models import Entry
from samspil.base.audit.terms import EntryKind
from samspil.base.places.models import Place
from samspil.base.topics.actions import retire_topic, save_topic
from samspil.base.topics.models import Topic
from samspil.base.topics.terms import TopicKind
from samspil.commons.interests import actions
from samspil.commons.interests.models import AccessCode, CallTask, InterestProfile, SignUp
from samspil.commons.interests.queries import profile_of_address, wishes_of
from samspil.commons.interests.terms import (
    CODES_PER_ADDRESS,
    CONSENTS,
    SEAL_CONFIRM,
    SEAL_SUBSCRIPTION,
    SIGN_UPS_PER_CLIENT,
    ProfileState,
    Source,
)
from samspil.commons.interests.wishes import Wishes
from samspil.kit.access import NOBODY, SYSTEM, Role
from samspil.kit.seals import seal

pytestmark = pytest.mark.django_db
ADDRESS = "anna@example.com"
ClientAs = Callable[..., Client]
MakeTopic = Callable[..., Topic]


def choices(**other: Any) -> dict[str, Any]:
    return {
        "wants_newsletter": "on",
        "taking_part": "news",
        "rhythm": "at_once",
        "full_text": "link",
        "language": "da",
        **other,
    }


def signing_up(**other: Any) -> dict[str, Any]:
    return choices(**({"email": ADDRESS, "consent": "on"} | other))


def waiting() -> SignUp:
    return SignUp.objects.latest("pk")


def confirm_url(sign_up: SignUp) -> str:
    return reverse("confirm_sign_up", args=[seal(SEAL_CONFIRM, sign_up.ref)])


def stop_url(profile: InterestProfile) -> str:
    return reverse("withdraw", args=[seal(SEAL_SUBSCRIPTION, profile.ref)])


def state_of(profile: InterestProfile) -> str:
    profile.refresh_from_db()
    return profile.state


@pytest.mark.django_db(transaction=True)
class TestKeptTopics:
    """The form is made of topics that are kept outside of transactions; it is never stale."""

    url = "/skriv-dig-op/"

    def forms(self, client: Client) -> tuple[str, str]:
        return text_of(client.get(self.url)), text_of(client.get(f"/en{self.url}"))

    @pytest.mark.parametrize("kind", TopicKind)
    def test_new_renamed_and_retired_show_at_once(self, client: Client, kind: TopicKind) -> None:
        assert not any("Bolig" in form for form in self.forms(client))
        topic = save_topic(actor=SYSTEM, kind=kind, name="Bolig", name_en="Housing")
        danish, english = self.forms(client)
        assert ">Bolig</label>" in danish
        assert ">Housing</label>" in english
        save_topic(actor=SYSTEM, kind=kind, name="Hjem", name_en="Home", topic=topic)
        danish, english = self.forms(client)
        assert ">Hjem</label>" in danish
        assert "Bolig" not in danish
        assert ">Home</label>" in english
        assert "Housing" not in english
        retire_topic(actor=SYSTEM, topic=topic, retired=True)
        assert not any(f'value="{topic.pk}"' in form for form in self.forms(client))

    def test_ticks_and_errors_are_ones_own(self, client: Client) -> None:
        theme = save_topic(actor=SYSTEM, kind=TopicKind.THEME, name="Bolig", name_en="Housing")
        target = save_topic(
            actor=SYSTEM, kind=TopicKind.TARGET_GROUP, name="Blind", name_en="Blind"
        )
        self.forms(client)
        sent = signing_up(themes=[theme.pk], target_groups=[target.pk], email="")
        for prefix in ("", "/en"):
            page = text_of(client.post(prefix + self.url, sent))
            for pk in (theme.pk, target.pk):
                tick = page.partition(f'value="{pk}"')[2].partition(">")[0]
                assert " checked" in tick
            assert page.count('id="id_email_error"') == 1
        for form in self.forms(client):
            for pk in (theme.pk, target.pk):
                assert " checked" not in form.partition(f'value="{pk}"')[2].partition(">")[0]
            assert "form-error" not in form

    def test_a_retired_topic_cannot_be_chosen(self, client: Client) -> None:
        topic = save_topic(actor=SYSTEM, kind=TopicKind.THEME, name="Bolig")
        self.forms(client)
        retire_topic(actor=SYSTEM, topic=topic, retired=True)
        page = text_of(client.post(self.url, signing_up(themes=[topic.pk])))
        assert "Et af dine valg findes ikke mere." in page


class TestSignUp:
    def test_from_form_to_own_choices(self, client: Client, make_topic: MakeTopic) -> None:
        topic = make_topic("Bolig")
        assert client.get(reverse("sign_up")).status_code == 200
        sent = client.post(reverse("sign_up"), signing_up(themes=[topic.pk]), follow=True)
        assert "Tjek din mail" in text_of(sent)
        assert profile_of_address(ADDRESS) is None
        assert client.get(confirm_url(waiting())).status_code == 200
        assert profile_of_address(ADDRESS) is None
        done = client.post(confirm_url(waiting()), follow=True)
        assert "Du er skrevet op" in text_of(done)
        profile = profile_of_address(ADDRESS)
        assert profile is not None
        assert wishes_of(profile).topics == (topic.pk,)
        assert "Se og ret dine valg" in text_of(client.get(reverse("my_interests")))

    def test_the_answer_is_the_same_for_a_known_address(
        self, client: Client, make_profile: MakeProfile
    ) -> None:
        make_profile(email=ADDRESS, newsletter=True)
        known = client.post(reverse("sign_up"), signing_up())
        unknown = client.post(reverse("sign_up"), signing_up(email="else@example.com"))
        assert (known.status_code, known.url) == (unknown.status_code, unknown.url)  # type: ignore[attr-defined]

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"email": ""}, "Indtast din e-mail."),
            ({"email": "anna"}, "Skriv en e-mail som navn@eksempel.dk."),
            ({"email": EMOJI + "@example.com"}, "Skriv en e-mail som navn@eksempel.dk."),
            ({"email": NUL + "@example.com"}, "Skriv en e-mail som navn@eksempel.dk."),
            ({"email": "a" * 300 + "@example.com"}, "E-mailen er for lang."),
            ({"consent": ""}, "Sæt kryds, hvis du siger ja."),
            ({"themes": ["abc"]}, "Et af dine valg findes ikke mere."),
            ({"themes": [HUGE]}, "Et af dine valg findes ikke mere."),
            ({"target_groups": [NUL]}, "Et af dine valg findes ikke mere."),
            ({"places": ["-1"]}, "Et af dine valg findes ikke mere."),
            ({"taking_part": "available"}, "Vælg mindst én ting, vi må spørge dig om."),
            ({"wants_newsletter": ""}, "Vælg mindst én ting, du vil høre om."),
        ],
    )
    def test_bad_input_is_told_and_nothing_typed_is_lost(
        self, client: Client, make_topic: MakeTopic, wrong: dict[str, Any], message: str
    ) -> None:
        kept = make_topic("Fritid", TopicKind.AGE_GROUP)
        ages = {} if "wants_newsletter" in wrong else {"age_groups": [kept.pk]}
        page = text_of(
            client.post(reverse("sign_up"), {**signing_up(rhythm="monthly", **ages), **wrong})
        )
        assert message in page
        assert 'value="monthly"' in page
        assert not SignUp.objects.exists()
        if "email" not in wrong:
            assert f'value="{ADDRESS}"' in page
        if ages:
            box = page.split(f'name="age_groups" value="{kept.pk}"')[1].split(">")[0]
            assert "checked" in box

    def test_a_retired_topic_cannot_be_chosen_any_more(
        self, client: Client, make_topic: MakeTopic
    ) -> None:
        topic = make_topic()
        Topic.objects.update(is_retired=True)
        page = client.post(reverse("sign_up"), signing_up(themes=[topic.pk]))
        assert "Et af dine valg findes ikke mere." in text_of(page)

    def test_too_many_from_one_client_is_told(self, client: Client) -> None:
        for number in range(SIGN_UPS_PER_CLIENT):
            actions.sign_up(
                actor=NOBODY, address=f"a{number}@example.com", wishes=Wishes(), client="127.0.0.1"
            )
        for name in ("sign_up", "newsletter"):
            response = client.post(reverse(name), signing_up())
            assert response.status_code == 429
            assert "Vent en time" in text_of(response)
            assert f'value="{ADDRESS}"' in text_of(response)

    def test_without_a_token_the_form_says_it_is_too_old(self) -> None:
        response = Client(enforce_csrf_checks=True).post(reverse("sign_up"), signing_up())
        assert response.status_code == 403
        assert not SignUp.objects.exists()

    @pytest.mark.parametrize("query", ODD_QUERIES)
    def test_odd_queries_change_nothing(self, client: Client, query: str) -> None:
        assert client.get(f"{reverse('sign_up')}?{query}").status_code == 200


class TestNewsletter:
    def test_an_address_alone_is_enough(self, client: Client) -> None:
        assert client.get(reverse("newsletter")).status_code == 200
        client.post(reverse("newsletter"), {"email": ADDRESS, "consent": "on"})
        client.post(confirm_url(waiting()))
        profile = profile_of_address(ADDRESS)
        assert profile is not None
        assert profile.is_newsletter_only

    def test_bad_input(self, client: Client) -> None:
        page = text_of(client.post(reverse("newsletter"), {"email": "anna@"}))
        assert "Skriv en e-mail som navn@eksempel.dk." in page
        assert 'value="anna@"' in page
        assert "Sæt kryds, hvis du siger ja." in page


class TestConfirm:
    @pytest.mark.parametrize("token", ["x", "x" * 43, seal("other", UUID(int=7)), "æ", "%00"])
    def test_a_wrong_token_is_not_found(self, client: Client, token: str) -> None:
        url = f"/skriv-dig-op/bekraeft/{token}/"
        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404

    def test_a_token_for_another_purpose_is_not_found(self, client: Client) -> None:
        client.post(reverse("sign_up"), signing_up())
        token = seal(SEAL_SUBSCRIPTION, waiting().ref)
        assert client.post(reverse("confirm_sign_up", args=[token])).status_code == 404

    def test_looking_and_heading_confirm_nothing(self, client: Client) -> None:
        client.post(reverse("newsletter"), {"email": ADDRESS, "consent": "on"})
        for method in (client.get, client.head, client.options):
            method(confirm_url(waiting()))
        assert not InterestProfile.objects.exists()

    def test_a_link_too_old_offers_a_new_one_and_keeps_the_choices(
        self, client: Client, make_topic: MakeTopic
    ) -> None:
        topic = make_topic()
        client.post(reverse("sign_up"), signing_up(themes=[topic.pk]))
        SignUp.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
        assert "Linket er for gammelt" in text_of(client.get(confirm_url(waiting())))
        again = client.post(confirm_url(waiting()), follow=True)
        assert "Tjek din mail" in text_of(again)
        assert len(letters_to(ADDRESS)) == 2
        client.post(confirm_url(waiting()))
        profile = profile_of_address(ADDRESS)
        assert profile is not None
        assert wishes_of(profile).topics == (topic.pk,)

    def test_a_used_link_opens_nobodys_choices(self, client: Client) -> None:
        client.post(reverse("newsletter"), {"email": ADDRESS, "consent": "on"})
        client.post(confirm_url(waiting()))
        stranger = Client()
        assert "Du har allerede bekræftet" in text_of(stranger.get(confirm_url(waiting())))
        assert stranger.post(confirm_url(waiting())).status_code == 302
        assert "Se dine valg" in text_of(stranger.get(reverse("my_interests")))

    def test_a_used_link_brings_nobody_back_who_withdrew(self, client: Client) -> None:
        client.post(reverse("newsletter"), {"email": ADDRESS, "consent": "on"})
        link = confirm_url(waiting())
        client.post(link)
        profile = profile_of_address(ADDRESS)
        assert profile is not None
        actions.withdraw(actor=NOBODY, profile=profile)
        assert_refused(client.post(link), "Du er afmeldt.")
        assert state_of(profile) == ProfileState.WITHDRAWN
        profile.delete()
        assert_refused(client.post(link), "Du er afmeldt.")
        assert not InterestProfile.objects.exists()

    def test_pages_after_signing_up_open_for_everybody(self, client: Client) -> None:
        for name in ("sign_up_received", "confirmed", "withdrawn"):
            assert client.get(reverse(name)).status_code == 200
            assert client.post(reverse(name)).status_code == 405


class TestWithdraw:
    @pytest.mark.parametrize("body", [{}, {"List-Unsubscribe": "One-Click"}])
    @pytest.mark.parametrize("prefix", ["", "/en"])
    def test_one_click_needs_no_cookie_and_no_token(
        self, make_profile: MakeProfile, body: dict[str, str], prefix: str
    ) -> None:
        profile = make_profile(newsletter=True)
        program = Client(enforce_csrf_checks=True)
        url = prefix + stop_url(profile)
        response = program.post(url, body)
        assert response.status_code == 200
        assert not response.cookies
        assert state_of(profile) == ProfileState.WITHDRAWN
        since = profile.withdrawn_at
        assert program.post(url, body).status_code == 200
        assert state_of(profile) == ProfileState.WITHDRAWN
        assert profile.withdrawn_at == since
        assert Entry.objects.filter(verb="interests.withdraw").count() == 1

    def test_one_click_as_mail_programs_send_it(self, make_profile: MakeProfile) -> None:
        profile = make_profile(newsletter=True)
        Client(enforce_csrf_checks=True).generic(
            "POST",
            stop_url(profile),
            "List-Unsubscribe=One-Click",
            content_type="application/x-www-form-urlencoded",
        )
        assert state_of(profile) == ProfileState.WITHDRAWN

    def test_looking_changes_nothing(self, client: Client, make_profile: MakeProfile) -> None:
        profile = make_profile(newsletter=True)
        for method in (client.get, client.head, client.options, client.put, client.delete):
            assert method(stop_url(profile)).status_code < 500
        assert state_of(profile) == ProfileState.ACTIVE

    def test_only_the_token_of_this_profile_opens(
        self, client: Client, make_profile: MakeProfile
    ) -> None:
        profile = make_profile(newsletter=True)
        token = seal(SEAL_SUBSCRIPTION, profile.ref)
        other = seal(SEAL_SUBSCRIPTION, uuid4())
        forged = token[:20] + ("A" if token[20] != "A" else "B") + token[21:]
        mixed = token[:22] + other[22:]
        for wrong in (forged, mixed, token[:-2], seal(SEAL_CONFIRM, profile.ref), "x", NUL, EMOJI):
            assert client.post(reverse("withdraw", args=[wrong])).status_code == 404
        assert state_of(profile) == ProfileState.ACTIVE

    def test_the_link_still_answers_when_all_is_erased(
        self, client: Client, make_profile: MakeProfile
    ) -> None:
        profile = make_profile(newsletter=True)
        url = stop_url(profile)
        profile.delete()
        for method in (client.get, client.post):
            response = method(url)
            assert response.status_code == 200
            assert "dine oplysninger er slettet" in text_of(response)

    def test_pause_resume_and_undo(self, client: Client, make_profile: MakeProfile) -> None:
        profile = make_profile(newsletter=True)
        client.post(stop_url(profile), {"press": "pause", "length": "3"})
        assert state_of(profile) == ProfileState.PAUSED
        assert profile.paused_until == timezone.localdate() + timedelta(days=90)
        assert "Dine breve holder pause" in text_of(client.get(stop_url(profile)))
        client.post(stop_url(profile), {"press": "resume"})
        assert state_of(profile) == ProfileState.ACTIVE
        client.post(stop_url(profile), {"press": "withdraw"})
        assert "Var det en fejl?" in text_of(client.get(stop_url(profile)))
        client.post(stop_url(profile), {"press": "resume"})
        assert state_of(profile) == ProfileState.ACTIVE

    @pytest.mark.parametrize("length", ["", "abc", str(HUGE), NUL, "-1"])
    def test_an_odd_pause_lasts_until_the_person_starts_again(
        self, client: Client, make_profile: MakeProfile, length: str
    ) -> None:
        profile = make_profile(newsletter=True)
        client.post(stop_url(profile), {"press": "pause", "length": length})
        assert state_of(profile) == ProfileState.PAUSED
        assert profile.paused_until is None

    def test_the_page_tells_nothing_of_what_was_chosen(
        self, client: Client, make_profile: MakeProfile, make_topic: MakeTopic
    ) -> None:
        topic = make_topic("Hemmeligt emne")
        profile = make_profile(topic, email=ADDRESS)
        page = text_of(client.get(stop_url(profile)))
        assert topic.name not in page
        assert ADDRESS not in page


class TestOwnChoices:
    def open_by_code(self, client: Client, address: str) -> None:
        client.post(reverse("my_interests"), {"email": address})
        fields = letters_to(address, "access-code")[-1].fields
        assert fields
        client.post(reverse("type_code"), {"code": fields["code"]})

    def test_a_code_opens_and_choices_change(
        self, client: Client, make_profile: MakeProfile, make_topic: MakeTopic
    ) -> None:
        old, new = make_topic("Bolig"), make_topic("Arbejde")
        profile = make_profile(old, email=ADDRESS)
        assert "sender vi en kode" in text_of(client.get(reverse("my_interests")))
        self.open_by_code(client, ADDRESS)
        page = text_of(client.get(reverse("my_interests")))
        assert "checked" in page.split(f'name="themes" value="{old.pk}"')[1].split(">")[0]
        saved = client.post(reverse("my_interests"), choices(themes=[new.pk]), follow=True)
        assert "Dine valg er gemt." in text_of(saved)
        assert wishes_of(profile).topics == (new.pk,)

    def test_the_code_works_in_the_browser_that_asked_only(
        self, client: Client, make_profile: MakeProfile
    ) -> None:
        make_profile(email=ADDRESS, newsletter=True)
        client.post(reverse("my_interests"), {"email": ADDRESS})
        fields = letters_to(ADDRESS, "access-code")[-1].fields
        assert fields
        thief = Client()
        assert thief.post(reverse("type_code"), {"code": fields["code"]}).status_code == 302
        assert "sender vi en kode" in text_of(thief.get(reverse("my_interests")))
        thief.post(reverse("my_interests"), {"email": "thief@example.com"})
        page = thief.post(reverse("type_code"), {"code": fields["code"]})
        assert "Koden passer ikke" in text_of(page)

    @pytest.mark.parametrize("typed", ["", "000", "x" * 21, NUL, EMOJI, "²²²²²²"])
    def test_a_wrong_code_is_told(
        self, client: Client, make_profile: MakeProfile, typed: str
    ) -> None:
        make_profile(email=ADDRESS, newsletter=True)
        client.post(reverse("my_interests"), {"email": ADDRESS})
        response = client.post(reverse("type_code"), {"code": typed})
        assert response.status_code == 200
        assert "form-error" in text_of(response)
        assert "sender vi en kode" in text_of(client.get(reverse("my_interests")))

    def test_a_code_long_gone_asks_for_a_new_one(
        self, client: Client, make_profile: MakeProfile
    ) -> None:
        make_profile(email=ADDRESS, newsletter=True)
        client.post(reverse("my_interests"), {"email": ADDRESS})
        AccessCode.objects.all().delete()
        response = client.post(reverse("type_code"), {"code": "123456"})
        assert response.status_code == 200
        assert "bed om en ny" in text_of(response)

    def test_the_page_is_the_same_for_a_stranger(
        self, client: Client, make_profile: MakeProfile
    ) -> None:
        make_profile(email=ADDRESS, newsletter=True)
        answers = [
            Client().post(reverse("my_interests"), {"email": address}, follow=True)
            for address in (ADDRESS, "stranger@example.com")
        ]
        assert answers[0].redirect_chain == answers[1].redirect_chain
        assert [each.letter.kind for each in letters_to("stranger@example.com")] == [
            "unknown-address"
        ]

    def test_asking_often_sends_few_letters(
        self, client: Client, make_profile: MakeProfile
    ) -> None:
        make_profile(email=ADDRESS, newsletter=True)
        for _again in range(CODES_PER_ADDRESS + 2):
            assert client.post(reverse("my_interests"), {"email": ADDRESS}).status_code == 302
        assert len(letters_to(ADDRESS, "access-code")) == CODES_PER_ADDRESS

    def test_access_by_code_ends(self, client: Client, make_profile: MakeProfile) -> None:
        make_profile(email=ADDRESS, newsletter=True)
        self.open_by_code(client, ADDRESS)
        session = client.session
        ref, _until = session["interests_access"]
        session["interests_access"] = [ref, timezone.now().timestamp() - 1]
        session.save()
        assert "sender vi en kode" in text_of(client.get(reverse("my_interests")))
        assert client.post(reverse("my_interests"), choices()).status_code == 200

    def test_opening_gives_the_session_a_new_key(
        self, client: Client, make_profile: MakeProfile
    ) -> None:
        make_profile(email=ADDRESS, newsletter=True)
        client.post(reverse("my_interests"), {"email": ADDRESS})
        before = client.session.session_key
        fields = letters_to(ADDRESS, "access-code")[-1].fields
        assert fields
        client.post(reverse("type_code"), {"code": fields["code"]})
        assert client.session.session_key != before

    def test_a_relative_with_log_in_sees_their_own_and_never_anothers(
        self, make_person: MakePerson, make_profile: MakeProfile, make_topic: MakeTopic
    ) -> None:
        mine, theirs = make_topic("Mit emne"), make_topic("Andres emne")
        make_profile(mine, email="me@example.com")
        other = make_profile(theirs, email="other@example.com")
        client = log_in(Client(), make_person(Role.RELATIVE, email="me@example.com"))
        page = text_of(client.get(reverse("my_interests")))
        assert "checked" in page.split(f'name="themes" value="{mine.pk}"')[1].split(">")[0]
        assert "checked" not in page.split(f'name="themes" value="{theirs.pk}"')[1].split(">")[0]
        client.post(reverse("my_interests"), choices(themes=[mine.pk], profile=other.pk))
        client.post(reverse("press_my_interests"), {"press": "withdraw", "profile": other.pk})
        assert state_of(other) == ProfileState.ACTIVE
        assert wishes_of(other).topics == (theirs.pk,)

    def test_without_a_profile_a_log_in_shows_none(
        self, make_person: MakePerson, make_profile: MakeProfile
    ) -> None:
        make_profile(email=ADDRESS, newsletter=True)
        client = log_in(Client(), make_person(Role.ADMINISTRATOR))
        assert "sender vi en kode" in text_of(client.get(reverse("my_interests")))

    def test_each_look_is_written_down(
        self, client: Client, make_person: MakePerson, make_profile: MakeProfile
    ) -> None:
        profile = make_profile(email=ADDRESS, newsletter=True)
        person = make_person(Role.RELATIVE, email=ADDRESS)
        client.get(reverse("my_interests"))
        assert not Entry.objects.filter(kind=EntryKind.LOOK).exists()
        log_in(client, person).get(reverse("my_interests"))
        look = Entry.objects.get(kind=EntryKind.LOOK)
        assert (look.about, look.verb, look.actor_id) == (
            profile.about,
            "interests.my_interests",
            person.pk,
        )

    @pytest.mark.parametrize("wrong", [{"rhythm": "daily"}, {"language": NUL}, {"themes": [NUL]}])
    def test_bad_choices_are_told(
        self, client: Client, make_profile: MakeProfile, wrong: dict[str, Any]
    ) -> None:
        profile = make_profile(email=ADDRESS, newsletter=True)
        self.open_by_code(client, ADDRESS)
        before = wishes_of(profile)
        response = client.post(reverse("my_interests"), {**choices(), **wrong})
        assert response.status_code == 200
        assert "form-error" in text_of(response)
        assert wishes_of(profile) == before

    def test_pause_and_withdraw_from_ones_own_page(
        self, client: Client, make_profile: MakeProfile
    ) -> None:
        profile = make_profile(email=ADDRESS, newsletter=True)
        self.open_by_code(client, ADDRESS)
        assert client.get(reverse("press_my_interests")).status_code == 405
        client.post(reverse("press_my_interests"), {})
        assert state_of(profile) == ProfileState.ACTIVE
        client.post(reverse("press_my_interests"), {"press": "pause", "length": "1"})
        assert state_of(profile) == ProfileState.PAUSED
        client.post(reverse("press_my_interests"), {"press": "nonsense"})
        assert state_of(profile) == ProfileState.PAUSED
        gone = client.post(reverse("press_my_interests"), {"press": "withdraw"}, follow=True)
        assert "Du får ikke flere breve" in text_of(gone)
        assert state_of(profile) == ProfileState.WITHDRAWN
        assert "sender vi en kode" in text_of(client.get(reverse("my_interests")))

    def test_a_stranger_cannot_press(self, client: Client, make_profile: MakeProfile) -> None:
        profile = make_profile(newsletter=True)
        client.post(reverse("press_my_interests"), {"press": "withdraw"})
        assert state_of(profile) == ProfileState.ACTIVE


class TestConsentText:
    def test_each_version_can_be_read(self, client: Client) -> None:
        for version in CONSENTS:
            response = client.get(reverse("consent_text", args=[version]))
            assert version in text_of(response)

    def test_an_unknown_version_is_not_found(self, client: Client) -> None:
        assert client.get(reverse("consent_text", args=["2099"])).status_code == 404


STAFF_PAGES = ("enter_for_person", "call_list", "counts")


class TestStaff:
    @pytest.mark.parametrize("name", STAFF_PAGES)
    def test_not_logged_in(self, client: Client, name: str) -> None:
        assert_leads_to_log_in(client, reverse(name))

    def test_not_logged_in_before_any_look_up(self, client: Client) -> None:
        assert_leads_to_log_in(client, reverse("mark_told", args=[987654]), method="post")

    @pytest.mark.parametrize("name", STAFF_PAGES)
    @pytest.mark.parametrize("role", [Role.RELATIVE, Role.CASEWORKER, Role.ORGANISATION])
    def test_wrong_role(self, client_as: ClientAs, name: str, role: Role) -> None:
        assert_refused(client_as(role).get(reverse(name)), "Det kræver rollen")

    def entering(self, **other: Any) -> dict[str, Any]:
        said = {"source": "phone", "name": "Inger Ørum", "phone": "70 00 00 99", "consent": "on"}
        return choices(**(said | other))

    def test_enter_for_a_caller(self, client_as: ClientAs) -> None:
        client = client_as(Role.ADVISER)
        assert client.get(reverse("enter_for_person")).status_code == 200
        done = client.post(reverse("enter_for_person"), self.entering(), follow=True)
        assert "står på ringelisten" in text_of(done)
        profile = InterestProfile.objects.get()
        assert profile.contact == {"name": "Inger Ørum", "phone": "70 00 00 99", "address": ""}

    def test_who_has_an_address_confirms_alone(self, client_as: ClientAs) -> None:
        done = client_as(Role.COORDINATOR).post(
            reverse("enter_for_person"), self.entering(email=ADDRESS), follow=True
        )
        assert "Personen får et brev" in text_of(done)
        assert len(letters_to(ADDRESS)) == 1
        assert not InterestProfile.objects.exists()

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"name": ""}, "Skriv personens navn"),
            ({"name": LONG}, "120"),
            ({"phone": ""}, "Skriv et telefonnummer eller en postadresse."),
            ({"address": NUL}, "Null"),
            ({"email": "anna"}, "Skriv en e-mail som navn@eksempel.dk."),
            ({"consent": ""}, "Uden personens ja må vi ikke gemme noget."),
            ({"source": "web"}, "form-error"),
        ],
    )
    def test_bad_input(self, client_as: ClientAs, wrong: dict[str, Any], message: str) -> None:
        page = text_of(
            client_as(Role.ADVISER).post(reverse("enter_for_person"), {**self.entering(), **wrong})
        )
        assert message in page or (message == "Null" and "form-error" in page)
        assert not InterestProfile.objects.exists()
        if "name" not in wrong:
            assert "Inger Ørum" in page

    def test_emoji_and_long_words_are_kept_as_written(self, client_as: ClientAs) -> None:
        client_as(Role.ADVISER).post(reverse("enter_for_person"), self.entering(name=EMOJI))
        assert InterestProfile.objects.get().contact["name"] == EMOJI

    def test_very_many_in_an_hour_are_told_and_not_lost(
        self, client_as: ClientAs, make_person: MakePerson
    ) -> None:
        adviser = make_person(Role.ADVISER)
        for number in range(SIGN_UPS_PER_CLIENT):
            actions.sign_up(
                actor=adviser,
                address=f"a{number}@example.com",
                wishes=Wishes(),
                client=f"staff:{adviser.pk}",
            )
        response = log_in(Client(), adviser).post(
            reverse("enter_for_person"), self.entering(email=ADDRESS)
        )
        assert response.status_code == 429
        assert "Vent en time" in text_of(response)
        assert f'value="{ADDRESS}"' in text_of(response)

    def call(self, adviser: Any, number: int = 1) -> CallTask:
        profile = actions.enter_for_person(
            actor=adviser,
            wishes=Wishes(),
            source=Source.PHONE,
            contact={"name": f"Inger {number}", "phone": "1", "address": "Åvej 4"},
        )
        actions.ask_to_call(profiles=[profile], thing="article:1", title="Nyt", path="/")
        return CallTask.objects.latest("pk")

    def test_the_call_list_shows_whom_to_call_and_each_look_is_written_down(
        self, make_person: MakePerson
    ) -> None:
        adviser = make_person(Role.ADVISER)
        client = log_in(Client(), adviser)
        assert "Ingen venter på et opkald" in text_of(client.get(reverse("call_list")))
        tasks = [self.call(adviser, number) for number in range(2)]
        page = text_of(client.get(reverse("call_list")))
        assert "Inger 0" in page
        assert "Inger 1" in page
        looks = Entry.objects.filter(kind=EntryKind.LOOK, verb="interests.call_list")
        assert {look.about for look in looks} == {task.profile.about for task in tasks}
        assert {look.actor_id for look in looks} == {adviser.pk}

    def test_mark_told(self, make_person: MakePerson) -> None:
        adviser = make_person(Role.ADVISER)
        client = log_in(Client(), adviser)
        task = self.call(adviser)
        url = reverse("mark_told", args=[task.pk])
        assert client.get(url).status_code == 405
        assert "Noteret." in text_of(client.post(url, follow=True))
        task.refresh_from_db()
        assert task.done_by == adviser.pk
        assert client.post(url).status_code == 302
        assert client.post(reverse("mark_told", args=[HUGE])).status_code == 404

    def test_who_may_not_call_may_not_mark(
        self, client_as: ClientAs, make_person: MakePerson
    ) -> None:
        task = self.call(make_person(Role.ADVISER))
        response = client_as(Role.EDITOR).post(reverse("mark_told", args=[task.pk]))
        assert_refused(response, "Det kræver rollen")
        task.refresh_from_db()
        assert task.done_at is None

    def test_counts_are_never_under_five_and_never_name_anybody(
        self, client_as: ClientAs, make_profile: MakeProfile, make_topic: MakeTopic
    ) -> None:
        topic = make_topic("Bolig")
        for number in range(4):
            make_profile(topic, email=f"a{number}@example.com", available_for=["focus_group"])
        client = client_as(Role.COORDINATOR)
        url = reverse("counts")
        assert client.get(url).status_code == 200
        few = text_of(client.get(url, {"topic": str(topic.pk), "form": "focus_group"}))
        assert few.count("under 5") == 2
        make_profile(topic, email="a4@example.com", available_for=["focus_group"])
        enough = text_of(client.get(url, {"topic": str(topic.pk), "form": "focus_group"}))
        assert enough.count("mindst 5") == 2
        assert "example.com" not in enough

    @pytest.mark.parametrize("query", ODD_QUERIES)
    def test_odd_queries(self, client_as: ClientAs, query: str) -> None:
        assert client_as(Role.EDITOR).get(f"{reverse('counts')}?{query}").status_code == 200


class TestQueries:
    """Lists cost the same with 3 rows as with 30."""

    def test_sign_up_page(
        self, client: Client, make_topic: MakeTopic, django_assert_max_num_queries: Any
    ) -> None:
        for number in range(30):
            make_topic(kind=list(TopicKind)[number % 4])
            Place.objects.create(name=f"Sted {number}", kind="centre")
        with django_assert_max_num_queries(6):
            client.get(reverse("sign_up"))

    @pytest.mark.parametrize("rows", [3, 30])
    def test_call_list(
        self, make_person: MakePerson, rows: int, django_assert_num_queries: Any
    ) -> None:
        adviser = make_person(Role.ADVISER)
        for number in range(rows):
            TestStaff().call(adviser, number)
        client = log_in(Client(), adviser)
        with django_assert_num_queries(7):
            client.get(reverse("call_list"))

    @pytest.mark.parametrize("rows", [3, 30])
    def test_own_choices(
        self,
        make_person: MakePerson,
        make_profile: MakeProfile,
        make_topic: MakeTopic,
        rows: int,
        django_assert_max_num_queries: Any,
    ) -> None:
        make_profile(*[make_topic() for _ in range(rows)], email=ADDRESS)
        client = log_in(Client(), make_person(Role.RELATIVE, email=ADDRESS))
        with django_assert_max_num_queries(16):
            client.get(reverse("my_interests"))


def test_the_sweeper_leaves_nothing_of_who_withdrew(make_profile: MakeProfile) -> None:
    profile = make_profile(email=ADDRESS, newsletter=True)
    actions.send_access_code(actor=NOBODY, address=ADDRESS, language="da", client="c")
    actions.withdraw(actor=NOBODY, profile=profile)
    InterestProfile.objects.update(withdrawn_at=timezone.now() - timedelta(days=2))
    actions.sweep(actor=SYSTEM)
    assert not SignUp.objects.exists()
    assert not AccessCode.objects.exists()


class TestFollowingAPlace:
    def test_the_place_a_link_names_is_ticked(self, client: Client) -> None:
        house = Place.objects.create(name="Familiehuset", kind="house")
        other = Place.objects.create(name="Åhuset", kind="house")
        form = client.get(f"{reverse('sign_up')}?sted={house.pk}").context["form"]
        assert form["places"].value() == [str(house.pk)]
        assert form.has_places
        response = client.post(
            f"{reverse('sign_up')}?sted={house.pk}", {"places": [other.pk], "email": "x"}
        )
        assert response.context["form"]["places"].value() == [str(other.pk)]

    @pytest.mark.parametrize("asked", ["", "0", "-1", "abc", "%00", "9" * 40, "%C2%B2", "closed"])
    def test_what_is_no_place_is_ignored(self, client: Client, asked: str) -> None:
        closed = Place.objects.create(name="Lukket", kind="house", is_open=False)
        asked = str(closed.pk) if asked == "closed" else asked
        page = client.get(f"{reverse('sign_up')}?sted={asked}")
        assert page.status_code == 200
        assert not page.context["form"]["places"].value()
