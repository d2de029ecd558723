"""Every page of the gatherings room: works, not logged in, wrong role, not there, bad input."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.fixtures import letters_to, log_in
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

from samspil.base.audit.models import Entry
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.gatherings import actions
from samspil.commons.gatherings.forms import PlanForm
from samspil.commons.gatherings.models import (
    Feedback,
    Gathering,
    PhoneCall,
    Registration,
    Reminder,
)
from samspil.commons.gatherings.queries import theme_events_of
from samspil.commons.gatherings.terms import (
    PER_PAGE,
    REGISTRATIONS_PER_CLIENT,
    SEAL_REGISTRATION,
    Admission,
    GatheringKind,
    Rating,
    Repeat,
    Source,
)
from samspil.commons.gatherings.tests.conftest import (
    DAY,
    HOUR,
    SECRET_TITLE,
    Draft,
    come,
    guest,
    held,
    in_line,
    of,
    seated,
)
from samspil.commons.gatherings.views import staff
from samspil.kit.access import NOBODY, SYSTEM, Role
from samspil.kit.danish import danish_datetime
from samspil.kit.keeping import STORE
from samspil.kit.seals import seal
from samspil.kit.view_choices import COOKIE

pytestmark = pytest.mark.django_db
ClientAs = Callable[..., Client]
STRANGE = (NUL, LONG, EMOJI, SCRIPT, str(HUGE))


@pytest.fixture
def desk(coordinator: Person) -> Client:
    return log_in(Client(), coordinator)


def typed(**other: Any) -> dict[str, Any]:
    """What is sent when the plan form is filled in."""
    starts = timezone.localtime() + 10 * DAY
    return {
        "kind": "theme_event",
        "title": "Temaaften",
        "summary": "Kort fortalt",
        "starts_at": f"{starts:%Y-%m-%dT%H:%M}",
        "ends_at": f"{starts + 2 * HOUR:%Y-%m-%dT%H:%M}",
        "mode": "in_person",
        "where": "Biblioteket",
        "admission": "everybody",
        "most_companions": "1",
        "reminders": ["7", "1"],
        "version": "1",
    } | other


def own(name: str, registration: Registration) -> str:
    return reverse(name, args=[seal(SEAL_REGISTRATION, registration.ref)])


def summary_of(response: HttpResponseBase) -> str:
    """Return the errors told at the top of a page."""
    _before, _mark, rest = text_of(response).partition("error-summary-heading")
    return rest.partition("</ul>")[0]


class TestList:
    def test_what_is_ahead_and_what_has_been(
        self, client: Client, published: Draft, draft: Draft
    ) -> None:
        published(title="Snart")
        held(published(title="Forbi"))
        draft(title="Kladde")
        published(title="Lukket", admission=Admission.INVITED)
        ahead = text_of(client.get(reverse("gatherings")))
        past = text_of(client.get(reverse("gatherings"), {"tidligere": "1"}))
        assert ("Snart" in ahead, "Forbi" in ahead) == (True, False)
        assert ("Snart" in past, "Forbi" in past) == (False, True)
        for page in (ahead, past):
            assert "Kladde" not in page
            assert "Lukket" not in page

    def test_by_kind_and_words_also_the_speakers(self, client: Client, published: Draft) -> None:
        point = actions.ProgrammePoint(at=timezone.now().time(), title="x", speaker="Anne Vang")
        published(title="Med Anne", programme=[point, point])
        published(title="Netværk", kind="network_meeting")

        def page(**query: str) -> str:
            return text_of(client.get(reverse("gatherings"), query))

        assert page(q="vang").count("Med Anne") == 1
        assert "Netværk" not in page(q="vang").partition('class="events"')[2]
        assert "Med Anne" not in page(slags="network_meeting")
        assert "Med Anne" in page(slags="nonsense")
        assert "Der er ikke noget på vej lige nu" in page(q="%")

    def test_only_reading(self, client: Client) -> None:
        assert client.post(reverse("gatherings")).status_code == 405

    @pytest.mark.parametrize("seats", [None, 1, 4, 40])
    def test_whether_there_is_room_and_no_number(
        self, client: Client, published: Draft, seats: int | None
    ) -> None:
        found = published(seats=seats)
        come(found)
        words = {None: "plads til alle", 1: "Der er fuldt", 4: "få pladser", 40: "ledige pladser"}
        page = text_of(client.get(reverse("gathering", args=[found.pk])))
        assert words[seats] in page
        assert not re.search(r"\d+ (ledig|plads)", page)


class TestPage:
    @pytest.mark.parametrize("pk", [0, 987654, HUGE])
    @pytest.mark.parametrize("name", ["gathering", "register", "registered"])
    def test_unknown(self, client: Client, name: str, pk: int) -> None:
        assert client.get(reverse(name, args=[pk])).status_code == 404

    @pytest.mark.parametrize("name", ["gathering", "register", "registered"])
    def test_what_is_not_for_all_is_for_those_who_plan(
        self,
        client: Client,
        client_as: ClientAs,
        desk: Client,
        draft: Draft,
        published: Draft,
        name: str,
    ) -> None:
        for found in (draft(), published(admission=Admission.INVITED)):
            url = reverse(name, args=[found.pk])
            assert client.get(url).status_code == 404
            assert client_as(Role.RELATIVE).get(url).status_code == 404
            assert desk.get(url).status_code == 200

    def test_script_in_the_words_stays_text(self, client: Client, published: Draft) -> None:
        found = published(
            title=SCRIPT,
            summary=SCRIPT,
            body=f"{SCRIPT}\n\n[tryk](javascript:alert(1)) <img src=x onerror=alert(1)>",
            where=SCRIPT,
            contact=SCRIPT,
        )
        for name, args in (("gathering", [found.pk]), ("gatherings", []), ("register", [found.pk])):
            html = client.get(reverse(name, args=args)).content.decode()
            assert "<script>alert" not in html
            assert 'href="javascript' not in html
            assert "<img src=x" not in html

    def test_the_easy_version(self, client: Client, published: Draft) -> None:
        found = published(body="Svær", easy_body="Den lette tekst")
        url = reverse("gathering", args=[found.pk])
        assert "Den lette tekst" not in text_of(client.get(url))
        client.cookies[COOKIE] = "easy"
        assert "Den lette tekst" in text_of(client.get(url))

    def test_english_and_falling_back_on_danish(self, client: Client, published: Draft) -> None:
        found = published(title_en="Theme evening", body="Brødtekst")
        page = text_of(client.get(f"/en{reverse('gathering', args=[found.pk])}"))
        assert "Theme evening" in page
        assert "Brødtekst" in page

    def test_what_changed_what_is_off_and_what_came_of_it(
        self, client: Client, published: Draft, coordinator: Person
    ) -> None:
        off, over = published(), published()
        actions.call_off(actor=coordinator, gathering=off, why="Taleren er syg")
        actions.tell_outcome(actor=coordinator, gathering=held(over), outcome="Et **netværk**")
        assert "Taleren er syg" in text_of(client.get(reverse("gathering", args=[off.pk])))
        page = text_of(client.get(reverse("gathering", args=[over.pk])))
        assert "<strong>netværk</strong>" in page
        assert reverse("register", args=[over.pk]) not in page

    def test_a_kept_page_is_one_select_and_sets_no_cookie(
        self, client: Client, published: Draft, django_assert_num_queries: Any
    ) -> None:
        found = published()
        for url in (reverse("gatherings"), reverse("gathering", args=[found.pk])):
            first = client.get(url)
            with django_assert_num_queries(1):
                second = client.get(url)
            assert second.content == first.content
            assert not second.cookies
            assert "csrf" not in text_of(second)


class TestSigningUp:
    def send(self, client: Client, gathering: Gathering, **other: Any) -> Any:
        given = {"name": "Mor", "email": "mor@example.com", "companions": "0"} | other
        return client.post(reverse("register", args=[gathering.pk]), given)

    def test_a_seat_and_a_place_in_line(self, client: Client, published: Draft) -> None:
        found = published(seats=1)
        done = self.send(client, found, access_needs=["food"])
        assert done.status_code == 302
        assert "Du har en plads" in text_of(client.get(done.url))
        page = text_of(client.get(reverse("register", args=[found.pk])))
        assert "Kom på venteliste" in page
        waits = self.send(client, found, email="far@example.com")
        assert "Der er fuldt lige nu" in text_of(client.get(waits.url))
        assert (seated(found), len(in_line(found))) == (["Mor"], 1)

    def test_the_answer_is_the_same_for_a_known_address(
        self, client: Client, published: Draft
    ) -> None:
        found = published()
        first, again = self.send(client, found), self.send(client, found)
        new = self.send(client, found, email="ny@example.com")
        assert first.url == again.url == new.url
        pages = [client.get(each.url).content for each in (first, again, new)]
        assert pages[0] == pages[1] == pages[2]
        assert "mor@" not in first.url

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"name": ""}, "Skriv dit navn."),
            ({"name": LONG}, "Navnet er for langt."),
            ({"name": NUL}, "form-error"),
            ({"email": ""}, "Indtast din e-mail."),
            ({"email": "ikke en mail"}, "navn@eksempel.dk"),
            ({"email": '"a b"@example.dk'}, "navn@eksempel.dk"),
            ({"email": f"{'a' * 300}@example.com"}, "form-error"),
            ({"companions": "2"}, "form-error"),
            ({"companions": str(HUGE)}, "form-error"),
            ({"companions": "-1"}, "form-error"),
            ({"companions": EMOJI}, "form-error"),
            ({"access_needs": ["nonsense"]}, "form-error"),
        ],
    )
    def test_bad_input_is_told_and_nothing_typed_is_lost(
        self, client: Client, published: Draft, wrong: dict[str, Any], message: str
    ) -> None:
        found = published()
        page = text_of(self.send(client, found, **{"name": "Åse Ø"} | wrong))
        assert message in page
        assert ('value="Åse Ø"' in page) is ("name" not in wrong)
        assert not Registration.objects.exists()

    def test_odd_names_are_welcome(self, client: Client, desk: Client, published: Draft) -> None:
        found = published()
        for number, name in enumerate((EMOJI, SCRIPT)):
            self.send(client, found, name=name, email=f"n{number}@example.com")
        html = desk.get(reverse("door_list", args=[found.pk])).content.decode()
        assert "<script>alert" not in html
        assert EMOJI in html

    def test_too_often_from_one_network(self, client: Client, published: Draft) -> None:
        found = published()
        for number in range(REGISTRATIONS_PER_CLIENT):
            actions.register(
                actor=NOBODY, gathering=found, guest=guest(f"p{number}"), client="127.0.0.1"
            )
        response = self.send(client, found)
        assert response.status_code == 429
        assert "Vent en time" in text_of(response)

    def test_when_it_is_too_late_the_page_says_so(self, client: Client, published: Draft) -> None:
        found = published()
        Gathering.objects.update(sign_up_until=timezone.now() - HOUR)
        for response in (
            client.get(reverse("register", args=[found.pk])),
            self.send(client, found),
        ):
            assert "Fristen for at melde sig til er forbi" in text_of(response)
        assert not Registration.objects.exists()

    def test_closed_while_it_was_filled_in(
        self, client: Client, published: Draft, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = published()
        real = actions.register

        def close_first(**given: Any) -> bool:
            Gathering.objects.update(state="cancelled")
            return real(**given)

        monkeypatch.setattr(actions, "register", close_first)
        assert_refused(self.send(client, found), "Mødet er aflyst.")

    def test_in_english_the_letter_is_too(self, client: Client, published: Draft) -> None:
        found = published()
        url = reverse("register", args=[found.pk])
        client.post(f"/en{url}", {"name": "Mor", "email": "mor@example.com"})
        assert letters_to("mor@example.com")[0].letter.language == "en"

    def test_without_needs_or_companions_nothing_is_asked(
        self, client: Client, published: Draft
    ) -> None:
        found = published(most_companions=0, asks_access_needs=False)
        page = text_of(client.get(reverse("register", args=[found.pk])))
        assert 'name="companions"' not in page
        assert 'name="access_needs"' not in page
        assert self.send(client, found).status_code == 302


OWN = (
    "my_registration",
    "answer_invitation",
    "change_registration",
    "my_registration_calendar",
    "give_feedback",
)


class TestOwnRegistration:
    @pytest.mark.parametrize("name", OWN)
    def test_links_that_open_nothing(
        self, client: Client, published: Draft, draft: Draft, coordinator: Person, name: str
    ) -> None:
        hidden = draft()
        actions.invite(actor=coordinator, gathering=hidden, guests=[guest()])
        tokens = [
            "x",
            "A" * 43,
            "é" * 20,
            seal(SEAL_REGISTRATION, uuid4()),
            seal("something-else", uuid4()),
            seal(SEAL_REGISTRATION, of(hidden).ref),
        ]
        method = client.post if name in {"answer_invitation", "change_registration"} else client.get
        for token in tokens:
            assert method(reverse(name, args=[token])).status_code == 404

    def test_a_look_changes_nothing_and_names_nobody(
        self, client: Client, published: Draft, coordinator: Person
    ) -> None:
        found = published()
        actions.invite(actor=coordinator, gathering=found, guests=[guest("hemmelig")])
        before = Entry.objects.count()
        page = text_of(client.get(own("my_registration", of(found, "hemmelig"))))
        assert "hemmelig" not in page.lower()
        assert of(found, "hemmelig").state == "invited"
        for name in ("answer_invitation", "change_registration"):
            assert client.get(own(name, of(found, "hemmelig"))).status_code == 405
        assert Entry.objects.count() == before

    @pytest.mark.parametrize(
        ("state", "heading"),
        [
            ("registered", "Du har en plads"),
            ("waiting", "Du står på venteliste"),
            ("invited", "Vil du være med?"),
            ("declined", "Du er meldt fra"),
            ("cancelled", "Du er meldt fra"),
        ],
    )
    @pytest.mark.parametrize("when", ["ahead", "over", "called off", "closed"])
    def test_every_state_has_a_page(
        self,
        client: Client,
        published: Draft,
        coordinator: Person,
        state: str,
        heading: str,
        when: str,
    ) -> None:
        found = published()
        come(found, companions=1, access_needs=["food"])
        Registration.objects.update(state=state)
        if when == "over":
            held(found)
        elif when == "called off":
            actions.call_off(actor=coordinator, gathering=found, why="Storm")
        elif when == "closed":
            Gathering.objects.update(sign_up_until=timezone.now() - HOUR)
        page = text_of(client.get(own("my_registration", of(found))))
        if when in {"ahead", "closed"}:
            assert heading in page
        elif when == "called off":
            assert "Mødet er aflyst" in page
        comes = state in {"registered", "waiting"}
        assert ('value="no"' in page) is (
            when in {"ahead", "closed"} and (comes or (state == "invited" and when == "ahead"))
        )

    def test_no_yes_and_change(self, client: Client, published: Draft) -> None:
        found = published(seats=3)
        come(found)
        mine = of(found)
        gone = client.post(own("answer_invitation", mine), {"press": "no"}, follow=True)
        assert "Du er meldt fra." in text_of(gone)
        back = client.post(own("answer_invitation", mine), {"name": "Mor"}, follow=True)
        assert "Tak for dit svar." in text_of(back)
        changed = client.post(
            own("change_registration", mine),
            {"companions": "1", "access_needs": ["food"]},
            follow=True,
        )
        assert "Det er gemt." in text_of(changed)
        assert (of(found).companions, of(found).access_needs) == (1, ["food"])

    def test_no_room_for_more_is_told(self, client: Client, published: Draft) -> None:
        found = published(seats=1)
        come(found)
        page = client.post(own("change_registration", of(found)), {"companions": "1"})
        assert "Der er ikke plads til flere." in summary_of(page)

    @pytest.mark.parametrize("wrong", STRANGE)
    def test_bad_answers(self, client: Client, published: Draft, wrong: str) -> None:
        found = published(admission=Admission.INVITED)
        actions.invite(actor=SYSTEM, gathering=found, guests=[guest()])
        mine = of(found)
        page = client.post(
            own("answer_invitation", mine), {"name": wrong, "companions": wrong, "press": wrong}
        )
        assert "form-error" in text_of(page)
        assert of(found).state == "invited"
        assert "form-error" in text_of(
            client.post(own("answer_invitation", mine), {"name": "Mor", "access_needs": [wrong]})
        )

    def test_too_late_is_refused_with_the_reason(self, client: Client, published: Draft) -> None:
        found = published()
        come(found)
        mine = of(found)
        Gathering.objects.update(starts_at=timezone.now() - HOUR)
        assert_refused(
            client.post(own("answer_invitation", mine), {"press": "no"}), "Mødet er begyndt"
        )
        assert_refused(
            client.post(own("change_registration", mine), {"companions": "1"}), "Mødet er begyndt"
        )


class TestFeedback:
    def send(self, client: Client, registration: Registration, **other: Any) -> Any:
        return client.post(own("give_feedback", registration), {"rating": "4"} | other)

    def test_once(self, client: Client, published: Draft) -> None:
        found = published()
        come(found)
        held(found)
        page = text_of(client.get(own("give_feedback", of(found))))
        assert "uden dit navn" in page
        assert not Feedback.objects.exists()
        assert "Tak for dit svar" in text_of(self.send(client, of(found), words=EMOJI))
        assert "allerede svaret" in text_of(self.send(client, of(found)))
        assert Feedback.objects.get().words == EMOJI

    @pytest.mark.parametrize(
        "wrong",
        [
            {"rating": ""},
            {"rating": "6"},
            {"rating": str(HUGE)},
            {"rating": NUL},
            {"words": "x" * 4001},
            {"wishes": NUL},
        ],
    )
    def test_bad_input(self, client: Client, published: Draft, wrong: dict[str, str]) -> None:
        found = published()
        come(found)
        held(found)
        assert "form-error" in text_of(self.send(client, of(found), **wrong))
        assert not Feedback.objects.exists()

    def test_hidden_until_five_have_answered(
        self, client: Client, desk: Client, published: Draft
    ) -> None:
        found = published()
        for number in range(5):
            come(found, f"p{number}")
        held(found)
        url = reverse("prepare_gathering", args=[found.pk])
        for number in range(5):
            page = text_of(desk.get(url))
            assert "Rigtig godt" not in page
            assert "Ordene" not in page
            self.send(client, of(found, f"p{number}"), rating="5", words=f"Ordene {number}")
        page = text_of(desk.get(url))
        assert "Rigtig godt" in page
        assert "Ordene 3" in page

    def test_script_stays_text(self, desk: Client, published: Draft) -> None:
        found = held(published())
        for _each in range(5):
            Feedback.objects.create(
                gathering=found, rating=Rating.FAIR, words=SCRIPT, wishes=SCRIPT
            )
        html = desk.get(reverse("prepare_gathering", args=[found.pk])).content.decode()
        assert "<script>alert" not in html


READING = ("prepare_gathering", "edit_gathering", "invite_guests")
PRESSING = (
    "repeat_gathering",
    "publish_gathering",
    "call_off_gathering",
    "delete_gathering",
)
HOSTING = ("door_list", "enter_guest")


class TestWhoMayPlan:
    @pytest.mark.parametrize("name", ["gatherings_desk", "plan_gathering", "gathering_calls"])
    def test_lists(self, client: Client, client_as: ClientAs, desk: Client, name: str) -> None:
        url = reverse(name)
        assert_leads_to_log_in(client, url)
        assert_refused(client_as(Role.CASEWORKER).get(url), "Det kræver rollen")
        assert desk.get(url).status_code == 200

    @pytest.mark.parametrize("name", [*READING, *HOSTING])
    def test_reading(
        self, client: Client, client_as: ClientAs, desk: Client, published: Draft, name: str
    ) -> None:
        url = reverse(name, args=[published().pk])
        assert_leads_to_log_in(client, url)
        assert_refused(client_as(Role.RELATIVE).get(url), "Det kræver rollen")
        assert desk.get(url).status_code == 200
        assert desk.get(reverse(name, args=[HUGE])).status_code == 404

    @pytest.mark.parametrize("name", [*PRESSING, "note_attendance"])
    def test_pressing(
        self, client: Client, client_as: ClientAs, desk: Client, draft: Draft, name: str
    ) -> None:
        url = reverse(name, args=[draft().pk])
        assert_leads_to_log_in(client, url, method="post")
        assert_refused(client_as(Role.RELATIVE).post(url), "Det kræver rollen")
        assert desk.get(url).status_code == 405
        assert desk.post(reverse(name, args=[HUGE])).status_code == 404
        assert Gathering.objects.get().is_draft

    @pytest.mark.parametrize("name", [*READING, *PRESSING, *HOSTING, "note_attendance"])
    def test_a_role_for_one_place_does_not_reach_anothers(
        self, client_as: ClientAs, draft: Draft, name: str
    ) -> None:
        here, there = (Place.objects.create(name=each, kind="centre") for each in "AB")
        client = client_as(Role.COORDINATOR, place=here)
        method = client.get if name in {*READING, *HOSTING} else client.post
        foreign = reverse(name, args=[draft(places=[there]).pk])
        assert_refused(method(foreign), "du ikke har rollen for")
        mine = method(reverse(name, args=[draft(places=[here]).pk]))
        assert mine.status_code in ({200} if name in {*READING, "door_list"} else {200, 302, 403})

    def test_the_outcome(
        self, client: Client, client_as: ClientAs, desk: Client, published: Draft
    ) -> None:
        found = published()
        url = reverse("tell_outcome", args=[found.pk])
        assert_leads_to_log_in(client, url)
        assert_refused(client_as(Role.RELATIVE).get(url), "Det kræver rollen")
        assert_refused(desk.get(url), "Mødet er ikke slut endnu.")
        held(found)
        assert desk.get(url).status_code == 200
        assert desk.get(reverse("tell_outcome", args=[HUGE])).status_code == 404

    def test_editors_plan_but_see_no_names(self, client_as: ClientAs, published: Draft) -> None:
        found = published()
        come(found)
        editor = client_as(Role.EDITOR)
        page = text_of(editor.get(reverse("prepare_gathering", args=[found.pk])))
        assert reverse("door_list", args=[found.pk]) not in page
        assert_refused(editor.get(reverse("door_list", args=[found.pk])), "Det kræver rollen")
        assert_refused(
            editor.post(reverse("withdraw_guest", args=[of(found).ref])), "Det kræver rollen"
        )


class TestPlanning:
    def test_plan_prepare_publish(
        self, client: Client, desk: Client, make_topic: Callable[..., Topic]
    ) -> None:
        topic = make_topic("Bolig")
        programme = "19.00 Velkomst\nkl. 19:15 Oplæg | Anne Vang | formand\n\n"
        given = typed(
            title=EMOJI, themes=[topic.pk], programme=programme, seats="40", title_en="Evening"
        )
        saved = desk.post(reverse("plan_gathering"), given, follow=True)
        assert "Kladden er gemt." in text_of(saved)
        found = Gathering.objects.get()
        assert (found.title, found.seats, found.reminders) == (EMOJI, 40, [1, 7])
        assert [item.speaker for item in found.programme.all()] == ["", "Anne Vang"]
        done = desk.post(reverse("publish_gathering", args=[found.pk]), follow=True)
        assert "Mødet er udgivet" in text_of(done)
        page = text_of(client.get(reverse("gathering", args=[found.pk])))
        assert "Anne Vang" in page
        form = text_of(desk.get(reverse("edit_gathering", args=[found.pk])))
        assert "19.15 Oplæg | Anne Vang | formand" in form

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"title": ""}, "Skriv en overskrift."),
            ({"title": LONG}, "form-error"),
            ({"title": NUL}, "form-error"),
            ({"summary": ""}, "Skriv to eller tre sætninger"),
            ({"kind": "nonsense"}, "form-error"),
            ({"starts_at": ""}, "Vælg dato og tid."),
            ({"starts_at": "i morgen"}, "Skriv dato og tid som"),
            ({"starts_at": "0001-01-01T00:00"}, "Skriv dato og tid som"),
            ({"starts_at": "2020-01-01T10:00"}, "Tidspunktet er forbi."),
            ({"starts_at": "2027-03-28T02:30"}, "uret bliver stillet frem"),
            ({"starts_at": str(HUGE)}, "form-error"),
            ({"starts_at": NUL}, "form-error"),
            ({"ends_at": "2020-01-01T10:00"}, "skal slutte, efter"),
            ({"where": ""}, "Vælg et sted"),
            ({"mode": "online", "where": ""}, "Skriv linket til onlinemødet."),
            ({"online_address": "javascript:alert(1)"}, "https://"),
            ({"place": str(HUGE)}, "form-error"),
            ({"programme": "Velkomst klokken syv"}, "Linje 1 kan ikke læses."),
            ({"programme": "19.00 Velkomst\n25.00 Slut"}, "Linje 2 kan ikke læses."),
            ({"programme": f"19.00 {LONG}"}, "Linje 1 er for lang."),
            ({"programme": "19.00 a | b | c | d"}, "Linje 1 kan ikke læses."),
            ({"programme": NUL}, "form-error"),
            ({"seats": "0"}, "Skriv mindst 1"),
            ({"seats": str(HUGE)}, "Skriv højst 10.000"),
            ({"seats": "mange"}, "Skriv et helt tal."),
            ({"most_companions": "11"}, "fra 0 til 10"),
            ({"most_companions": "-1"}, "fra 0 til 10"),
            ({"sign_up_until": "2098-01-01T10:00"}, "før mødet begynder"),
            ({"reminders": ["2"]}, "form-error"),
            ({"themes": ["abc"]}, "form-error"),
            ({"places": [HUGE]}, "form-error"),
            ({"admission": "nobody"}, "form-error"),
        ],
    )
    def test_bad_input_is_told_and_nothing_typed_is_lost(
        self, desk: Client, wrong: dict[str, Any], message: str
    ) -> None:
        response = desk.post(reverse("plan_gathering"), typed(easy_body="Let tekst") | wrong)
        page = text_of(response)
        assert message in page
        assert summary_of(response)
        assert "Let tekst" in page
        assert not Gathering.objects.exists()

    def test_what_is_folded_away_opens_when_it_holds_something(
        self, draft: Draft, make_topic: Callable[..., Topic]
    ) -> None:
        def opened(form: PlanForm) -> set[str]:
            return {part for part, is_open in form.opened.items() if is_open}

        assert opened(PlanForm()) == set()
        assert opened(PlanForm(gathering=draft())) == set()
        ages = make_topic("0-5 år", kind="age_group")
        found = draft(seats=9, title_en="Evening", topics=[ages, make_topic()])
        assert opened(PlanForm(gathering=found)) == {"people", "english", "age_groups"}
        wrong = PlanForm(typed(seats="0", programme="hej"))
        assert not wrong.is_valid()
        assert opened(wrong) == {"people", "programme"}

    @pytest.mark.parametrize("at", ["2027-10-31T02:30", "2027-03-28T03:00", "2027-03-28T01:59"])
    def test_the_hours_beside_and_the_one_that_comes_twice(self, desk: Client, at: str) -> None:
        desk.post(reverse("plan_gathering"), typed(starts_at=at, ends_at=f"{at[:10]}T10:00"))
        found = Gathering.objects.get()
        assert f"{timezone.localtime(found.starts_at):%Y-%m-%dT%H:%M}" == at
        url = reverse("edit_gathering", args=[found.pk])
        assert f'value="{at}"' in text_of(desk.get(url))
        # Saving what was not changed moves nothing.
        actions.publish(actor=SYSTEM, gathering=found)
        saved = desk.post(url, typed(starts_at=at, ends_at=f"{at[:10]}T10:00"), follow=True)
        assert "Mødet er gemt." in text_of(saved)

    def test_a_time_far_away_can_be_shown(self, client: Client, desk: Client) -> None:
        given = typed(starts_at="9999-12-31T20:00", ends_at="9999-12-31T23:59")
        desk.post(reverse("plan_gathering"), given)
        found = Gathering.objects.get()
        actions.publish(actor=SYSTEM, gathering=found)
        for name in ("gatherings", "gatherings_feed", "embed_gatherings", "gatherings_calendar"):
            assert client.get(reverse(name)).status_code == 200
        assert actions.send_reminders(actor=SYSTEM) == 0
        assert desk.get(reverse("gatherings_desk")).status_code == 200

    def test_two_who_save_at_once_both_keep_what_they_wrote(
        self, desk: Client, draft: Draft
    ) -> None:
        found = draft()
        url = reverse("edit_gathering", args=[found.pk])
        desk.post(url, typed(title="Den første"))
        page = text_of(desk.post(url, typed(title="Den anden", body="Min lange tekst")))
        assert 'value="Den anden"' in page
        assert "Min lange tekst" in page
        assert "Den første" in page
        assert 'name="version" value="2"' in page
        desk.post(url, typed(title="Den anden", version="2"))
        found.refresh_from_db()
        assert found.title == "Den anden"

    @pytest.mark.parametrize("version", ["", "abc", "-1", str(HUGE), NUL])
    def test_an_odd_version_overwrites_nothing(
        self, desk: Client, draft: Draft, version: str
    ) -> None:
        found = draft()
        desk.post(reverse("edit_gathering", args=[found.pk]), typed(version=version))
        found.refresh_from_db()
        assert found.title == SECRET_TITLE

    def test_moving_asks_what_changed(self, desk: Client, published: Draft) -> None:
        found = published()
        url = reverse("edit_gathering", args=[found.pk])
        page = desk.post(url, typed(where="Kulturhuset"))
        assert "Skriv, hvad der er ændret." in summary_of(page)
        desk.post(url, typed(where="Kulturhuset", note="Ny sal"))
        found.refresh_from_db()
        assert found.where == "Kulturhuset"

    def test_the_desk(self, desk: Client, draft: Draft, published: Draft) -> None:
        draft(title="En kladde")
        published(title="Den kommende")
        held(published(title="Den gamle"))
        off = published(title="Den aflyste")
        actions.call_off(actor=SYSTEM, gathering=off, why="x")

        def shown(view: str) -> set[str]:
            page = text_of(desk.get(reverse("gatherings_desk"), {"vis": view}))
            titles = ("En kladde", "Den kommende", "Den gamle", "Den aflyste")
            return {title for title in titles if title in page}

        assert shown("kladder") == {"En kladde"}
        assert shown("tidligere") == {"Den gamle"}
        assert shown("aflyste") == {"Den aflyste"}
        assert "Den kommende" in shown("")
        assert "Den gamle" not in shown("nonsense")

    @pytest.mark.parametrize("query", [*ODD_QUERIES, "vis=%00"])
    def test_odd_queries(self, desk: Client, draft: Draft, query: str) -> None:
        draft()
        assert desk.get(f"{reverse('gatherings_desk')}?{query}").status_code == 200

    def test_repeat(self, desk: Client, draft: Draft) -> None:
        found = draft()
        url = reverse("repeat_gathering", args=[found.pk])
        for wrong in ("", "1", "53", str(HUGE), NUL):
            assert "form-error" in text_of(desk.post(url, {"every": "weekly", "times": wrong}))
        assert "form-error" in text_of(desk.post(url, {"every": "daily", "times": "3"}))
        done = desk.post(url, {"every": "weekly", "times": "4"}, follow=True)
        assert "3 kladder mere" in text_of(done)
        assert Gathering.objects.count() == 4
        again = desk.post(url, {"every": "weekly", "times": "4"})
        assert "Kun en kladde, der ikke er gentaget før" in summary_of(again)

    def test_delete(self, desk: Client, draft: Draft, published: Draft) -> None:
        gone = desk.post(reverse("delete_gathering", args=[draft().pk]), follow=True)
        assert "Kladden er slettet." in text_of(gone)
        kept = desk.post(reverse("delete_gathering", args=[published().pk]), follow=True)
        assert "kan aflyses, men ikke slettes" in text_of(kept)
        assert Gathering.objects.count() == 1

    def test_publishing_too_late_is_told(self, desk: Client, draft: Draft) -> None:
        found = draft()
        Gathering.objects.update(starts_at=timezone.now() - HOUR)
        page = desk.post(reverse("publish_gathering", args=[found.pk]), follow=True)
        assert "Ret det først." in text_of(page)

    def test_call_off_one_or_the_series(self, desk: Client, draft: Draft) -> None:
        found = draft()
        actions.repeat(actor=found.responsible, gathering=found, every=Repeat.WEEKLY, times=3)
        actions.publish(actor=SYSTEM, gathering=found)
        url = reverse("call_off_gathering", args=[found.pk])
        for wrong in ("", "  ", NUL, "x" * 401):
            assert "form-error" in text_of(desk.post(url, {"why": wrong}))
        desk.post(url, {"why": "Storm"})
        assert Gathering.objects.filter(state="cancelled").count() == 1
        other = Gathering.objects.filter(state="published")[0]
        url = reverse("call_off_gathering", args=[other.pk])
        desk.post(url, {"why": "Storm", "whole_series": "on"})
        assert Gathering.objects.filter(state="cancelled").count() == 3

    def test_invite(self, desk: Client, published: Draft) -> None:
        found = published()
        url = reverse("invite_guests", args=[found.pk])
        lines = "anna@example.com\n\nBo Ø <bo@example.com>\nANNA@example.com"
        done = desk.post(url, {"guests": lines}, follow=True)
        assert "2 er inviteret." in text_of(done)
        assert of(found, "bo ø").state == "invited"

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ("", "Skriv mindst én e-mail."),
            ("anna@example.com\nikke en mail", "Linje 2 har ingen e-mail"),
            ('"a b"@example.dk', "Linje 1 har ingen e-mail"),
            (f"{'a' * 300}@example.com", "Linje 1 har ingen e-mail"),
            ("\n".join(f"a{number}@example.com" for number in range(501)), "højst 500"),
            (NUL, "form-error"),
        ],
    )
    def test_bad_invitations(
        self, desk: Client, published: Draft, wrong: str, message: str
    ) -> None:
        found = published()
        page = desk.post(reverse("invite_guests", args=[found.pk]), {"guests": wrong})
        assert message in text_of(page)
        assert not Registration.objects.exists()

    def test_nobody_is_invited_to_what_is_over(self, desk: Client, published: Draft) -> None:
        found = held(published())
        url = reverse("invite_guests", args=[found.pk])
        assert_refused(desk.post(url, {"guests": "a@example.com"}), "Mødet er forbi")

    def test_the_outcome(self, client: Client, desk: Client, published: Draft) -> None:
        found = held(published())
        url = reverse("tell_outcome", args=[found.pk])
        for wrong in ("", " ", NUL):
            assert "form-error" in text_of(desk.post(url, {"outcome": wrong}))
        desk.post(url, {"outcome": f"Et netværk {SCRIPT}"})
        html = client.get(reverse("gathering", args=[found.pk])).content.decode()
        assert "Et netværk" in html
        assert "<script>alert" not in html


class TestDoor:
    def test_names_in_danish_order_and_every_look_is_written_down(
        self, desk: Client, published: Draft, coordinator: Person
    ) -> None:
        found = published(seats=2)
        for name in ("åse", "bo", "waits"):
            come(found, name)
        page = text_of(desk.get(reverse("door_list", args=[found.pk])))
        assert page.index("Bo") < page.index("Åse") < page.index("Waits")
        looks = Entry.objects.filter(kind="look", verb="gatherings.door")
        assert {each.about for each in looks} == {each.about for each in found.registrations.all()}
        assert {each.actor_id for each in looks} == {coordinator.pk}

    def test_it_shows_no_needs(self, desk: Client, published: Draft) -> None:
        found = published()
        come(found, access_needs=["sign_language"])
        page = text_of(desk.get(reverse("door_list", args=[found.pk])))
        assert "Tegnsprog" not in page
        page = text_of(desk.get(reverse("prepare_gathering", args=[found.pk])))
        assert "Tegnsprogstolk: 1" in page
        assert "Mor" not in page.partition("<main")[2]

    def test_who_came(self, desk: Client, published: Draft) -> None:
        found = published()
        come(found, "a")
        come(found, "b")
        url = reverse("note_attendance", args=[found.pk])
        shown = [of(found, name).pk for name in "ab"]
        assert_refused(desk.post(url, {"came": shown}), "en time før")
        Gathering.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
        odd = [str(HUGE), "abc", NUL, "-1", "²"]
        done = desk.post(url, {"came": [shown[0], *odd], "shown": [*shown, *odd]}, follow=True)
        assert "Én er noteret som mødt." in text_of(done)
        assert [of(found, name).attended for name in "ab"] == [True, False]

    def test_enter_somebody(self, desk: Client, published: Draft) -> None:
        found = published(seats=1)
        url = reverse("enter_guest", args=[found.pk])
        inger = {"source": "phone", "name": "Inger", "phone": "12345678", "language": "da"}
        assert "har fået en plads" in text_of(desk.post(url, inger, follow=True))
        bo = inger | {"name": "Bo", "email": "bo@example.com"}
        assert "står på venteliste" in text_of(desk.post(url, bo, follow=True))
        for wrong, message in (
            ({"name": ""}, "Skriv personens navn."),
            ({"name": NUL}, "form-error"),
            ({"phone": ""}, "Skriv et telefonnummer eller en e-mail."),
            ({"phone": "1" * 31}, "form-error"),
            ({"email": "bo@example.com"}, "allerede skrevet op"),
            ({"email": "ikke en mail"}, "navn@eksempel.dk"),
            ({"source": "web"}, "form-error"),
            ({"source": "door"}, "Der er fuldt."),
            ({"language": "xx"}, "form-error"),
            ({"companions": "9"}, "form-error"),
        ):
            assert message in text_of(desk.post(url, inger | wrong)), wrong
        assert found.registrations.count() == 2

    def test_cancel_for_a_caller(
        self, client: Client, desk: Client, client_as: ClientAs, published: Draft
    ) -> None:
        found = published(seats=1)
        come(found, "a")
        come(found, "b")
        url = reverse("withdraw_guest", args=[of(found, "a").ref])
        assert_leads_to_log_in(client, url, method="post")
        here = Place.objects.create(name="A", kind="centre")
        local = client_as(Role.COORDINATOR, place=here)
        assert_refused(local.post(url), "du ikke har rollen for")
        assert desk.get(url).status_code == 405
        assert desk.post(reverse("withdraw_guest", args=[uuid4()])).status_code == 404
        assert "meldt fra" in text_of(desk.post(url, follow=True))
        assert seated(found) == ["B"]


class TestCalls:
    @pytest.fixture
    def call(self, published: Draft, coordinator: Person) -> PhoneCall:
        found = published()
        actions.enter_for_person(
            actor=coordinator,
            gathering=found,
            guest=actions.Guest(name="Inger Ø", phone="12345678"),
            source=Source.PHONE,
        )
        actions.call_off(actor=coordinator, gathering=found, why="Storm")
        return PhoneCall.objects.get()

    def test_shown_noted_and_written_down(
        self, client: Client, desk: Client, call: PhoneCall
    ) -> None:
        url = reverse("gathering_calls")
        page = text_of(desk.get(url))
        assert "Inger Ø" in page
        assert "12345678" in page
        assert Entry.objects.get(kind="look").about == call.registration.about
        press = reverse("mark_called", args=[call.pk])
        assert_leads_to_log_in(client, press, method="post")
        assert desk.get(press).status_code == 405
        desk.post(press)
        assert "Der er ingen at ringe til" in text_of(desk.get(url))
        assert desk.post(press).status_code == 404
        assert desk.post(reverse("mark_called", args=[HUGE])).status_code == 404

    def test_a_role_for_one_place_sees_its_own(self, client_as: ClientAs, call: PhoneCall) -> None:
        here = Place.objects.create(name="A", kind="centre")
        local = client_as(Role.ADVISER, place=here)
        assert "Inger Ø" not in text_of(local.get(reverse("gathering_calls")))
        assert not Entry.objects.filter(kind="look").exists()
        assert_refused(local.post(reverse("mark_called", args=[call.pk])), "rollen for")
        call.registration.gathering.places.add(here)
        assert "Inger Ø" in text_of(local.get(reverse("gathering_calls")))


@pytest.mark.parametrize("rows", [3, 30])
class TestQueries:
    """Lists cost the same with 3 rows as with 30."""

    def fill(self, published: Draft, make_topic: Callable[..., Topic], rows: int) -> Gathering:
        assert rows > PER_PAGE or rows < PER_PAGE
        topics = [make_topic() for _each in range(3)]
        places = [Place.objects.create(name=f"Sted {number}", kind="house") for number in range(3)]
        for _each in range(rows):
            found = published(topics=topics, places=places, place=places[0], most_companions=2)
        for number in range(rows):
            come(found, f"p{number}", companions=number % 3, access_needs=["food"])
        return found

    def test_open_pages(
        self,
        client: Client,
        published: Draft,
        make_topic: Callable[..., Topic],
        rows: int,
        django_assert_max_num_queries: Any,
    ) -> None:
        found = self.fill(published, make_topic, rows)
        for name, most in (
            ("gatherings", 5),
            ("gathering", 5),
            ("gatherings_calendar", 3),
            ("gatherings_feed", 3),
            ("embed_gatherings", 3),
            ("share_gatherings", 5),
        ):
            STORE.clear()
            args = [found.pk] if name == "gathering" else []
            with django_assert_max_num_queries(most):
                client.get(reverse(name, args=args))

    def test_staff_pages(
        self,
        client_as: ClientAs,
        coordinator: Person,
        published: Draft,
        make_topic: Callable[..., Topic],
        rows: int,
        django_assert_max_num_queries: Any,
    ) -> None:
        found = self.fill(published, make_topic, rows)
        for number in range(rows):
            actions.enter_for_person(
                actor=coordinator,
                gathering=found,
                guest=actions.Guest(name=f"Inger {number}", phone="1"),
                source=Source.PHONE,
            )
        actions.call_off(actor=coordinator, gathering=found, why="Storm")
        # A role for places asks about places.
        local = client_as(Role.COORDINATOR)
        for name, most in (
            ("gatherings_desk", 7),
            ("prepare_gathering", 16),
            ("door_list", 10),
            ("gathering_calls", 7),
        ):
            STORE.clear()
            args = [found.pk] if name in {"prepare_gathering", "door_list"} else []
            with django_assert_max_num_queries(most):
                assert local.get(reverse(name, args=args)).status_code == 200


def test_theme_events_are_counted_by_year_and_fewer_than_two_stand_out(
    published: Draft, client_as: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published(kind=GatheringKind.THEME_EVENT)
    year = timezone.localtime(first.starts_at).year
    published(kind=GatheringKind.OTHER)
    off = published(kind=GatheringKind.THEME_EVENT)
    assert theme_events_of(year) == 2
    actions.call_off(actor=SYSTEM, gathering=off, why="Sygdom")
    assert theme_events_of(year) == 1
    assert theme_events_of(year - 5) == 0
    desk = client_as(Role.COORDINATOR)
    for count, stands_out in ((1, True), (2, False)):
        monkeypatch.setattr(staff, "theme_events_of", lambda _year, count=count: count)
        page = text_of(desk.get(reverse("gatherings_desk")))
        assert ("temaarrangement i" in page) is stands_out


def test_the_desk_says_when_people_were_last_reminded(
    published: Draft, client_as: Callable[..., Client]
) -> None:
    gathering = published()
    desk = client_as(Role.COORDINATOR)
    at = timezone.now() - timedelta(days=2)
    words = danish_datetime(at)
    assert words not in text_of(desk.get(reverse("gatherings_desk")))
    sent = Reminder.objects.create(
        gathering=gathering, days_before=7, of_start=gathering.starts_at, letters=3
    )
    Reminder.objects.filter(pk=sent.pk).update(at=at)
    assert words in text_of(desk.get(reverse("gatherings_desk")))
