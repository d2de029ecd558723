import logging
from copy import deepcopy
from io import BytesIO

import pytest
from django.db import OperationalError
from django.template import engines
from django.template.loader import get_template
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.safestring import mark_safe
from psycopg import OperationalError as PsycopgError
from psycopg import errors
from pytest_django.fixtures import Settings

from samspil.kit.databases import database_is_gone
from samspil.kit.logs import DatabaseGoneFilter
from samspil.kit.templatetags.kit import badge
from samspil.kit.view_choices import COOKIE, Appearance, ViewChoices


@pytest.fixture(autouse=True)
def kit_alone(settings: Settings) -> None:
    """Let the kit stand without rooms: without their addresses and menus."""
    settings.ROOT_URLCONF = "samspil.kit.tests.urls"
    templates = deepcopy(settings.TEMPLATES)
    processors = templates[0]["OPTIONS"]["context_processors"]
    processors.remove("samspil.front.home.context.navigation")
    processors.remove("samspil.base.municipality.context.face")
    settings.TEMPLATES = templates


@pytest.mark.parametrize("text", ["", "easy", "bigger.dark", "easy.bigger.light"])
def test_choices_survive_the_cookie(text: str) -> None:
    assert ViewChoices.parse(text).key == text


@pytest.mark.parametrize("text", ["<script>", "easy.easy", "dark.light", "x" * 5000, "æøå"])
def test_a_strange_cookie_gives_known_words_only(text: str) -> None:
    key = ViewChoices.parse(text).key
    assert key in {"", "easy", "light", "dark"}


def test_the_view_shows_in_the_page(client: Client) -> None:
    client.cookies[COOKIE] = "easy.bigger.dark"
    html = client.get("/visning/").content.decode()
    assert 'class="easy-reading bigger-type"' in html
    assert 'data-appearance="dark"' in html


def test_choosing_keeps_one_cookie_for_a_year_and_leads_back(client: Client) -> None:
    ticks = {"easy_reading": "on", "explain_words": "on"}
    data = {**ticks, "appearance": "dark", "back": "/kit/hylde/?page=2"}
    response = client.post("/visning/", data)
    assert response.status_code == 302
    assert response["Location"] == "/kit/hylde/?page=2"
    cookie = response.cookies[COOKIE]
    assert cookie.value == "easy.dark"
    assert cookie["max-age"] == 365 * 24 * 3600
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_the_default_needs_no_cookie(client: Client) -> None:
    client.cookies[COOKIE] = "easy"
    usual = {"appearance": Appearance.AUTOMATIC, "explain_words": "on"}
    response = client.post("/visning/", usual)
    assert response.cookies[COOKIE]["max-age"] == 0
    response = client.post("/visning/", {"appearance": Appearance.AUTOMATIC})
    assert response.cookies[COOKIE].value == "unexplained"


@pytest.mark.parametrize(
    "address",
    [
        "https://andre.example/",
        "//andre.example/",
        "/\\andre.example",
        "javascript:alert(1)",
        "http:///andre.example",
        "\t//andre.example",
        "/visning/",
        "",
    ],
)
def test_the_way_back_stays_here(client: Client, address: str) -> None:
    response = client.post("/visning/", {"appearance": "light", "back": address})
    assert response["Location"] == "/"


def test_a_wrong_choice_is_told(client: Client) -> None:
    response = client.post("/visning/", {"appearance": "sepia"})
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()


def test_form_and_token_are_never_cached(client: Client) -> None:
    assert "no-store" in client.get("/visning/")["Cache-Control"]


def test_the_frame_of_a_page_without_form_holds_no_token_and_sets_no_cookie(client: Client) -> None:
    response = client.get("/findes-ikke/")
    assert response.status_code == 404
    html = response.content.decode()
    assert "csrfmiddlewaretoken" not in html
    assert "nonce" not in html
    assert not response.cookies


def test_no_page_holds_inline_script_or_style(client: Client) -> None:
    with override_settings(DEMO=True):
        html = client.get("/kit/hylde/").content.decode()
    assert " style=" not in html
    assert "<style" not in html
    assert " onclick=" not in html
    assert html.count("<script") == html.count("<script src=") == 2


def test_the_shelf_is_for_the_demo_only(client: Client) -> None:
    with override_settings(DEMO=False):
        assert client.get("/kit/hylde/").status_code == 404


def test_the_language_link_keeps_page_and_query(client: Client) -> None:
    assert 'href="/en/visning/?a=1"' in client.get("/visning/?a=1").content.decode()
    assert 'href="/visning/?a=1"' in client.get("/en/visning/?a=1").content.decode()


def test_an_unknown_page_says_what_to_do(client: Client) -> None:
    html = client.get("/findes-ikke/").content.decode()
    assert "Vi kan ikke finde siden" in html
    assert "Gå til forsiden" in html


def test_an_old_form_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/visning/", {"appearance": "dark"})
    assert response.status_code == 403
    assert "har stået åben for længe" in response.content.decode()


def test_a_fault_of_ours_shows_a_page() -> None:
    response = Client(raise_request_exception=False).get(reverse("broken"))
    assert response.status_code == 500
    assert "Noget gik galt hos os" in response.content.decode()


class TestDatabaseGone:
    def test_reading_says_so_calmly_and_when_to_come_back(self) -> None:
        response = Client(raise_request_exception=False).get("/gone/?emne=1&q=<b>")
        assert response.status_code == 503
        assert response["Retry-After"] == "30"
        assert "no-store" in response["Cache-Control"]
        html = response.content.decode()
        assert "Siden er væk et øjeblik" in html
        assert 'href="/gone/?emne=1&amp;q=%3Cb%3E"' in html
        assert "<form" not in html
        assert "secret" not in html

    def test_what_was_typed_can_be_sent_again(self) -> None:
        typed = {"title": '"><script>', "topics": ["1", "2"], "csrfmiddlewaretoken": "abc"}
        response = Client(raise_request_exception=False).post("/gone/", typed)
        assert response.status_code == 503
        html = response.content.decode()
        assert "er ikke gemt endnu" in html
        for name, value in (("topics", "1"), ("topics", "2"), ("csrfmiddlewaretoken", "abc")):
            assert f'name="{name}" value="{value}"' in html
        assert 'value="&quot;&gt;&lt;script&gt;"' in html
        assert "vælge igen" not in html

    def test_a_file_has_to_be_chosen_again(self) -> None:
        typed = {"picture": BytesIO(b"x")}
        response = Client(raise_request_exception=False).post("/gone/", typed)
        assert "vælge igen" in response.content.decode()

    def test_the_log_says_one_line(self, caplog: pytest.LogCaptureFixture) -> None:
        Client(raise_request_exception=False).get("/gone/")
        (record,) = [each for each in caplog.records if each.name == "django.request"]
        assert DatabaseGoneFilter().filter(record)
        line = logging.Formatter().format(record)
        assert line == "Service Unavailable: /gone/ (the database does not answer)"

    def test_the_log_keeps_the_trace_of_our_own_faults(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        Client(raise_request_exception=False).get(reverse("broken"))
        (record,) = [each for each in caplog.records if each.name == "django.request"]
        assert DatabaseGoneFilter().filter(record)
        assert "broken on purpose" in logging.Formatter().format(record)

    @pytest.mark.parametrize(
        ("cause", "gone"),
        [
            (errors.AdminShutdown(), True),
            (errors.CannotConnectNow(), True),
            (errors.TooManyConnections(), True),
            (errors.ConnectionFailure(), True),
            (PsycopgError("the connection is closed"), True),
            (errors.DeadlockDetected(), False),
            (errors.QueryCanceled(), False),
            (errors.UniqueViolation(), False),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_what_means_gone(self, cause: Exception, gone: bool) -> None:  # noqa: FBT001
        error = OperationalError()
        error.__cause__ = cause
        above = RuntimeError()
        above.__cause__ = error
        assert [database_is_gone(each) for each in (cause, error, above)] == [gone] * 3
        assert not database_is_gone(None)


def test_the_page_for_our_faults_needs_no_context() -> None:
    html = get_template("500.html").render()
    assert "Noget gik galt hos os" in html
    assert "samspil." in html


def test_the_parts_made_once_follow_language_and_setting(client: Client) -> None:
    assert "Gå til indholdet" in client.get("/visning/").content.decode()
    assert "Skip to content" in client.get("/en/visning/").content.decode()
    with override_settings(DEMO=True):
        assert "demo-banner" in client.get("/visning/").content.decode()
    assert "demo-banner" not in client.get("/visning/").content.decode()


def test_a_part_made_once_knows_nothing_of_the_page() -> None:
    template = engines["django"].from_string(
        "{% once %}{% if name %}{{ name }}{% endif %}|{% endonce %}"
    )
    assert template.render({"name": "Mette"}) == "|"
    assert template.render({}) == "|"


def test_a_badge_of_markup_and_one_of_the_same_text_are_two() -> None:
    for _time in range(2):
        assert "<b>x</b>" in badge(mark_safe("<b>x</b>"), "info")
        assert "<b>x</b>" not in badge("<b>x</b>", "info")
