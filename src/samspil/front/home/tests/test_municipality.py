"""Pages of the municipality's own hand: works, not logged in, wrong role, unknown, bad input."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.fixtures import MakePerson, letters_to, log_in
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

from samspil.base.municipality import actions
from samspil.base.municipality.models import Draft, Edition
from samspil.base.municipality.queries import current_draft, current_face
from samspil.base.municipality.tests.editions import picture, publish
from samspil.base.outbox.drafts import Paragraph, write
from samspil.base.people.actions import begin_admin_session
from samspil.base.places.models import Place
from samspil.kit.access import SYSTEM, Role

pytestmark = pytest.mark.django_db
ClientAs = Callable[..., Client]
READING = (
    "municipality",
    "municipality_name",
    "municipality_colours_page",
    "municipality_contact",
    "municipality_parts",
    "municipality_texts",
    "municipality_text",
    "municipality_file",
    "municipality_export",
    "municipality_editions",
)
PRESSING = (
    "municipality_preview",
    "municipality_publish",
    "municipality_discard",
    "municipality_fetch",
)
OVERVIEW = "/kommune/"
TEXT = "/kommune/tekster/home.front_heading/"


@pytest.fixture
def shaper(client_as: ClientAs) -> Client:
    return client_as(Role.MANAGER)


def address(name: str) -> str:
    arguments: dict[str, list[Any]] = {
        "municipality_text": ["home.front_heading"],
        "municipality_fetch": [Edition.objects.values_list("pk", flat=True).first() or 1],
    }
    return reverse(name, args=arguments.get(name, []))


@pytest.mark.parametrize("name", [*READING, *PRESSING])
def test_who_may_enter(
    client: Client, client_as: ClientAs, make_person: MakePerson, shaper: Client, name: str
) -> None:
    publish(name="Åby")
    url, method = address(name), "post" if name in PRESSING else "get"
    assert_leads_to_log_in(client, url, method=method)
    for role in (Role.COORDINATOR, Role.ADMINISTRATOR):
        assert_refused(getattr(client_as(role), method)(url), "Det kræver rollen")
    administrator = make_person(Role.ADMINISTRATOR)
    begin_admin_session(actor=administrator, why="Nyt logo")
    for browser in (shaper, log_in(Client(), administrator)):
        response = getattr(browser, method)(url)
        assert response.status_code == (302 if name in PRESSING else 200)
    if name in PRESSING:
        assert shaper.get(url).status_code == 405


def test_a_manager_of_one_place_decides_nothing_for_all(
    make_person: MakePerson, shaper: Client
) -> None:
    place = Place.objects.create(name="Solgården", kind="residence")
    local = log_in(Client(), make_person(Role.MANAGER, place=place))
    assert local.get(OVERVIEW).status_code == 403
    assert OVERVIEW not in text_of(local.get(reverse("desk")))
    assert OVERVIEW in text_of(shaper.get(reverse("desk")))


def test_name_colours_contact_and_what_a_visitor_then_sees(shaper: Client, client: Client) -> None:
    shaper.post(
        "/kommune/navn/",
        {"name": f"Åby Kommune {EMOJI}", "logo": picture(), "logo_alt": "Et rødt tårn"},
    )
    shaper.post("/kommune/farver/", {"primary": "7A1F5C", "accent": "#FFD166"})
    shaper.post("/kommune/kontakt/", {"phone": "70 11 22 33", "secure_post": "https://aaby.dk/s"})
    assert "Åby" not in text_of(client.get("/"))
    overview = text_of(shaper.get(OVERVIEW))
    for words in ("Kladden er ikke udgivet", "#7a1f5c", "70 11 22 33", "et andet billede"):
        assert words in overview
    version = Draft.objects.get().version
    assert "Udgivet." in text_of(shaper.post("/kommune/udgiv/", {"version": version}, follow=True))
    page = text_of(client.get("/"))
    face = current_face()
    assert face.logo
    for words in (
        f"Åby Kommune {EMOJI}",
        'alt="Et rødt tårn"',
        f'src="{face.logo.url}"',
        'href="/kommune/farver/7a1f5c/ffd166.css"',
        'href="tel:70112233"',
        'href="https://aaby.dk/s"',
    ):
        assert words in page
    for other in ("/privatliv/", "/tilgaengelighed/"):
        assert text_of(client.get(other)).count("tel:70112233") == 2
    letter = write(kind="x", language="da", subject="s", paragraphs=[Paragraph("Nyt")])
    assert f"Venlig hilsen\nÅby Kommune {EMOJI}\n70 11 22 33" in letter.text


@pytest.mark.parametrize(
    ("url", "wrong", "message"),
    [
        ("/kommune/navn/", {"name": ""}, "Skriv kommunens navn."),
        ("/kommune/navn/", {"name": LONG}, "form-error"),
        ("/kommune/navn/", {"name": NUL}, "form-error"),
        ("/kommune/navn/", {"name": SCRIPT}, "Skriv uden HTML"),
        (
            "/kommune/navn/",
            {"name": "Å", "logo": SimpleUploadedFile("l.png", b"x")},
            "ikke et billede",
        ),
        ("/kommune/farver/", {"primary": "", "accent": ""}, "form-error"),
        ("/kommune/farver/", {"primary": "#ffcc00", "accent": "#ffcc00"}, "Den nærmeste farve"),
        ("/kommune/farver/", {"primary": "#zzz", "accent": "#ffcc00"}, "Skriv farven som #"),
        ("/kommune/kontakt/", {"email": "x"}, "Skriv en e-mail som"),
        ("/kommune/kontakt/", {"secure_post": "javascript:x"}, "Skriv adressen på den side"),
        ("/kommune/dele/", {"open": "moon"}, "form-error"),
        (TEXT, {"da": "{hej}"}, "Vi kender ikke {hej}."),
        (TEXT, {"en": SCRIPT}, "Skriv uden HTML"),
        (TEXT, {"da": LONG * 20}, "form-error"),
        ("/kommune/fil/", {}, "Vælg en fil."),
        ("/kommune/fil/", {"file": SimpleUploadedFile("k.json", b"{")}, "ikke en kommunefil"),
        ("/kommune/fil/", {"file": SimpleUploadedFile("k", b"x" * 26_000_000)}, "mere end 5 MB"),
    ],
)
def test_bad_input_is_told_and_no_draft_is_made(
    shaper: Client, url: str, wrong: dict[str, Any], message: str
) -> None:
    response = shaper.post(url, wrong)
    assert response.status_code == 200
    assert message in text_of(response)
    assert "error-summary" in text_of(response)
    assert current_draft() is None


@pytest.mark.parametrize("name", READING)
def test_a_page_that_is_only_opened_shows_what_holds_and_no_error(
    shaper: Client, name: str
) -> None:
    publish(name="Åby", phone="70 00")
    page = text_of(shaper.get(address(name)))
    assert "error-summary" not in page
    assert "form-error" not in page
    if name == "municipality_name":
        assert 'value="Åby"' in page


def test_a_refused_colour_shows_which_pair_fails(shaper: Client) -> None:
    page = text_of(shaper.post("/kommune/farver/", {"primary": "#3399cc", "accent": "#e8a317"}))
    assert "Nej, mindst 4,5:1" in page
    assert 'value="#3399cc"' in page


def test_own_words_and_back_to_the_standard(shaper: Client, client: Client) -> None:
    assert "Jeres egen" not in text_of(shaper.get("/kommune/tekster/"))
    shaper.post(TEXT, {"da": "Velkommen til {kommune} <3", "en": "Welcome"})
    assert "Jeres egen" in text_of(shaper.get("/kommune/tekster/"))
    publish()
    assert "<h1>Velkommen til Bakkekøbing Kommune <3</h1>" in text_of(client.get("/"))
    assert "<h1>Welcome</h1>" in text_of(client.get("/en/"))
    shaper.post(TEXT, {"da": "", "en": ""})
    publish()
    assert "Hverdag med handicap" in text_of(client.get("/"))


@pytest.mark.parametrize("key", ["moon.light", "x", "..", "a%00b", "home.front_heading%0a"])
def test_unknown_text(shaper: Client, key: str) -> None:
    assert shaper.get(f"/kommune/tekster/{key}/").status_code == 404


def test_help_stands_on_its_page_and_can_be_changed(shaper: Client, client_as: ClientAs) -> None:
    editor = client_as(Role.EDITOR)
    assert "Skriv det vigtigste først" in text_of(editor.get(reverse("write_article")))
    shaper.post("/kommune/tekster/news.help_write/", {"da": "Spørg **Karin**."})
    publish()
    assert "Spørg <strong>Karin</strong>." in text_of(editor.get(reverse("write_article")))


class TestParts:
    @pytest.fixture(autouse=True)
    def _closed(self, shaper: Client) -> None:
        shaper.post("/kommune/dele/", {"open": ["newsletter"]})
        publish()

    @pytest.mark.parametrize("path", ["/nyheder/", "/nyheder/1/", "/skriv-dig-op/", "/en/nyheder/"])
    def test_a_closed_part_answers_404_kindly(self, client: Client, path: str) -> None:
        response = client.get(path)
        assert response.status_code == 404
        words = "not open" if path.startswith("/en") else "Den del er ikke åben her"
        assert words in text_of(response)
        assert client.post(path).status_code == 404

    def test_nothing_leads_there(self, client: Client) -> None:
        for path in ("/", "/nyhedsbrev/", "/steder/"):
            page = text_of(client.get(path))
            assert 'href="/nyheder/"' not in page
            assert 'href="/skriv-dig-op/"' not in page
        assert 'href="/nyhedsbrev/"' in text_of(client.get("/"))

    def test_open_again_at_once(self, client: Client) -> None:
        assert client.get("/nyheder/").status_code == 404
        publish(closed=())
        assert client.get("/nyheder/").status_code == 200
        assert client.get("/nyheder/").status_code == 200
        publish(closed=("news",))
        assert client.get("/nyheder/").status_code == 404


class TestPreview:
    def test_only_in_ones_own_session(self, shaper: Client, client: Client) -> None:
        shaper.post("/kommune/navn/", {"name": "Åby"})
        assert "Åby" not in text_of(shaper.get("/"))
        response = shaper.post("/kommune/vis/", {"how": "dark"}, follow=True)
        assert response.redirect_chain == [("/", 302)]
        page = text_of(response)
        assert "Åby" in page
        assert "Forhåndsvisning." in page
        assert 'data-appearance="dark"' in page
        assert "Åby" not in text_of(client.get("/"))
        shaper.post("/kommune/vis/", {"how": "stop"})
        assert "Åby" not in text_of(shaper.get("/"))

    def test_it_ends_with_the_role(self, make_person: MakePerson) -> None:
        person = make_person(Role.MANAGER)
        browser = log_in(Client(), person)
        actions.change(actor=SYSTEM, name="Åby")
        browser.post("/kommune/vis/", {"how": "light"})
        person.roles.all().delete()
        assert "Åby" not in text_of(browser.get("/"))

    @pytest.mark.parametrize("how", ["", "automatic", NUL, SCRIPT, LONG])
    def test_anything_else_stops_it(self, shaper: Client, how: str) -> None:
        shaper.post("/kommune/vis/", {"how": "light"})
        assert shaper.post("/kommune/vis/", {"how": how}).status_code == 302
        assert "municipality_preview" not in shaper.session


class TestPublish:
    @pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "²", "999"])
    def test_an_odd_version_publishes_nothing(self, shaper: Client, version: str) -> None:
        actions.change(actor=SYSTEM, name="Åby")
        page = text_of(shaper.post("/kommune/udgiv/", {"version": version}, follow=True))
        assert "Kladden er ændret" in page
        assert not Edition.objects.exists()

    def test_discard(self, shaper: Client) -> None:
        actions.change(actor=SYSTEM, name="Åby")
        assert "kasseret" in text_of(shaper.post("/kommune/kasser/", follow=True))
        assert current_draft() is None

    def test_history_says_who_what_and_leads_back(
        self, make_person: MakePerson, client: Client
    ) -> None:
        person = make_person(Role.MANAGER)
        browser = log_in(Client(), person)
        for name in ("Åby", "Øby"):
            browser.post("/kommune/navn/", {"name": name})
            browser.post("/kommune/udgiv/", {"version": Draft.objects.get().version})
        page = text_of(browser.get("/kommune/udgaver/"))
        for words in (str(person), "Navn: Åby → Øby", "Navn: Bakkekøbing Kommune → Åby"):
            assert words in page
        first = Edition.objects.order_by("pk")[0]
        browser.post(reverse("municipality_fetch", args=[first.pk]))
        publish()
        assert "Åby" in text_of(client.get("/"))
        assert browser.post(reverse("municipality_fetch", args=[HUGE])).status_code == 404

    def test_an_empty_history_says_so(self, shaper: Client) -> None:
        assert "Intet er ændret endnu" in text_of(shaper.get("/kommune/udgaver/"))

    @pytest.mark.parametrize("rows", [3, 30])
    def test_history_costs_the_same_however_long(
        self, shaper: Client, rows: int, django_assert_max_num_queries: Any
    ) -> None:
        for number in range(rows):
            publish(name=f"Åby {number}")
        with django_assert_max_num_queries(10):
            shaper.get("/kommune/udgaver/")


class TestFiles:
    def test_out_and_in(self, shaper: Client) -> None:
        publish(name="Åby")
        response = shaper.get("/kommune/fil/hent/")
        assert "attachment" in response["Content-Disposition"]
        said = json.loads(response.content)
        said["content"]["name"] = "Øby"
        upload = SimpleUploadedFile("kommune.json", json.dumps(said).encode())
        page = text_of(shaper.post("/kommune/fil/", {"file": upload}, follow=True))
        assert "Filen er læst ind som kladde" in page
        assert "Øby" in page
        assert current_face().name == "Åby"

    def test_what_was_left_out_is_told(self, shaper: Client) -> None:
        said = json.loads(actions.exported(None))
        said["content"]["closed"] = ["moon"]
        upload = SimpleUploadedFile("kommune.json", json.dumps(said).encode())
        page = text_of(shaper.post("/kommune/fil/", {"file": upload}, follow=True))
        assert "sprunget over: moon" in page

    def test_a_logo_is_seen_by_all_when_it_is_published(
        self, shaper: Client, client: Client
    ) -> None:
        actions.change_logo(actor=SYSTEM, upload=picture())
        draft = current_draft()
        assert draft is not None
        url = reverse("municipality_logo", args=[draft.logo_id])
        assert client.get(url).status_code == 404
        assert "private" in shaper.get(url)["Cache-Control"]
        publish()
        response = client.get(url)
        assert (response["Content-Type"], response.status_code) == ("image/webp", 200)
        assert "immutable" in response["Cache-Control"]
        shaper.post("/kommune/navn/", {"name": "Åby", "without_logo": "on"})
        publish()
        assert current_face().logo is None
        assert client.get(reverse("municipality_logo", args=[HUGE])).status_code == 404

    def test_colours_are_a_sheet_for_ever(self, client: Client) -> None:
        response = client.get("/kommune/farver/7a1f5c/ffd166.css")
        assert response["Content-Type"].startswith("text/css")
        assert "immutable" in response["Cache-Control"]
        assert "--brand:#7a1f5c" in text_of(response)

    @pytest.mark.parametrize("colours", ["ffcc00/ffcc00", "7a1f5c/x", "7A1F5C/ffd166", "a/b"])
    def test_no_sheet_for_what_cannot_be_read(self, client: Client, colours: str) -> None:
        assert client.get(f"/kommune/farver/{colours}.css").status_code == 404


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_odd_queries(shaper: Client, query: str) -> None:
    for url in (OVERVIEW, "/kommune/udgaver/"):
        assert shaper.get(f"{url}?{query}").status_code == 200


def test_a_page_kept_in_memory_costs_one_question_and_shows_a_change_at_once(
    client: Client, django_assert_num_queries: Any
) -> None:
    client.get("/")
    with django_assert_num_queries(1):
        client.get("/")
    publish(name="Åby")
    assert "Åby" in text_of(client.get("/"))
    with django_assert_num_queries(1):
        client.get("/")


def test_letters_carry_own_words(make_profile: Any) -> None:
    actions.change_text(
        actor=SYSTEM, key="outbox.greeting", danish="Kære læser & ven", english="Dear reader"
    )
    publish()
    make_profile(newsletter=True, email="mor@example.com")
    letter = letters_to("mor@example.com")[0].letter
    assert letter.text.startswith("Kære læser & ven\n\n")
    assert "<p>Kære læser &amp; ven</p>" in letter.html
