"""The frame of every page and the shelf of components, in a real browser."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.fixtures import Settings

from tests.journeys.conftest import (
    EVERYWHERE,
    LIGHT_AND_DARK,
    THOROUGHLY,
    CheckPages,
    Look,
    choose_view,
    has_no_sideways_scroll,
    weight_of_first_view,
)

SHELF = "/kit/hylde/"


@pytest.fixture(autouse=True)
def _show_the_shelf(settings: Settings) -> None:
    settings.DEMO = True


@pytest.mark.parametrize("address", [SHELF, "/en/kit/hylde/", "/visning/"])
def test_axe_finds_nothing(check_pages: CheckPages, address: str) -> None:
    check_pages(address, ways=THOROUGHLY)


def test_axe_finds_nothing_on_a_page_that_is_not_there(check_pages: CheckPages) -> None:
    check_pages("/findes-ikke/", status=404, ways=EVERYWHERE)


def test_the_error_summary_takes_focus_and_leads_to_the_field(page: Page) -> None:
    page.goto(SHELF)
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="Skriv dit navn.").click()
    expect(page.locator("#id_fejl-name")).to_be_focused()
    page.get_by_role("link", name="Vælg under ”Emner”.").click()
    expect(page.locator("#id_fejl-topics_0")).to_be_focused()


def test_the_drawer_opens_by_keyboard_and_closes_with_escape(page: Page) -> None:
    page.goto("/visning/")
    menu = page.locator(".drawer > summary")
    menu.focus()
    page.keyboard.press("Enter")
    link = page.locator(".drawer").get_by_role("link", name="English")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(menu).to_be_focused()


def test_the_drawer_opens_without_scripts(no_js_page: Page) -> None:
    no_js_page.goto("/visning/")
    no_js_page.locator(".drawer > summary").click()
    no_js_page.locator(".drawer").get_by_role("link", name="English").click()
    assert no_js_page.url.endswith("/en/visning/")
    assert no_js_page.locator("html").get_attribute("lang") == "en"


def test_the_first_tab_leads_past_the_menu(desktop: Page) -> None:
    desktop.goto("/visning/")
    desktop.keyboard.press("Tab")
    expect(desktop.locator(".skipnav")).to_be_focused()
    expect(desktop.locator(".skipnav")).to_be_in_viewport()
    desktop.keyboard.press("Enter")
    expect(desktop.locator("#indhold")).to_be_focused()


def test_view_choices_are_kept_and_lead_back(no_js_page: Page) -> None:
    no_js_page.goto(f"{SHELF}?page=2")
    no_js_page.get_by_role("contentinfo").get_by_role("link", name="Visning").click()
    no_js_page.get_by_label("Let at læse").check()
    no_js_page.get_by_label("Mørkt").check()
    no_js_page.get_by_role("button", name="Gem mit valg").click()
    assert no_js_page.url.endswith(f"{SHELF}?page=2")
    html = no_js_page.locator("html")
    assert html.get_attribute("class") == "easy-reading"
    assert html.get_attribute("data-appearance") == "dark"


def test_bigger_type_needs_no_sideways_scroll_at_320_pixels(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    choose_view(page, "bigger")
    page.goto(SHELF)
    has_no_sideways_scroll(page)


def test_what_can_be_pressed_is_big_enough(page: Page) -> None:
    page.goto(SHELF)
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, .button, summary, .form-input, .form-select")]
            .filter((element) => element.offsetParent && element.getBoundingClientRect().height < 44)
            .map((element) => element.outerHTML.slice(0, 100))"""
    )
    assert small == []


def test_the_number_of_characters_left_is_told(page: Page) -> None:
    page.goto(SHELF)
    page.locator("#id_tom-story").fill("Hej")
    page.locator("#id_tom-story").press("!")
    expect(page.locator("#id_tom-story ~ .character-limit")).to_have_text("Du har 496 tegn tilbage")


def test_a_first_view_weighs_little(page: Page) -> None:
    assert weight_of_first_view(page, SHELF) <= 100_000


FAULTS = {
    "in the dark": (
        "@media (prefers-color-scheme: dark) { .fault { color: #555; background: #444; } }",
        LIGHT_AND_DARK,
        "color-contrast",
        "1280 px dark",
    ),
    "in the dark on a phone": (
        """@media (prefers-color-scheme: dark) and (max-width: 1000px) {
            .fault { color: #555; background: #444; }
        }""",
        THOROUGHLY,
        "color-contrast",
        "320 px dark",
    ),
    "fading into the dark": (
        """.fault { transition: background-color 9s; background: #fff; color: #333; }
        @media (prefers-color-scheme: dark) { .fault { background: #444; } }""",
        LIGHT_AND_DARK,
        "color-contrast",
        "1280 px dark",
    ),
    "too wide at 320 px": (
        "@media (max-width: 320px) { .fault { width: 400px; } }",
        EVERYWHERE,
        "wider than its window",
        "320 px",
    ),
    "hidden but at 320 px": (
        "@media (max-width: 320px) { .fault__picture { display: block; } }",
        EVERYWHERE,
        "image-alt",
        "320 px",
    ),
    "hidden but on a desktop": (
        "@media (min-width: 1000px) { .fault__picture { display: block; } }",
        THOROUGHLY,
        "image-alt",
        "1280 px",
    ),
    "with forced colours": (
        "@media (forced-colors: active) { .fault__picture { display: block; } }",
        EVERYWHERE,
        "image-alt",
        "forced colours",
    ),
    "in easy reading": (
        ".easy-reading .fault__picture { display: block; }",
        EVERYWHERE,
        "image-alt",
        "360 px easy.bigger",
    ),
    "in easy reading in the dark": (
        "[data-appearance=dark].easy-reading .fault__picture { display: block; }",
        THOROUGHLY,
        "image-alt",
        "320 px easy.bigger.dark",
    ),
}


@pytest.mark.parametrize(("style", "ways", "finding", "where"), FAULTS.values(), ids=FAULTS)
def test_axe_would_find_something(
    page: Page,
    check_pages: CheckPages,
    style: str,
    ways: Sequence[Look],
    finding: str,
    where: str,
) -> None:
    def add(route: Route, what: str, *, after: str = "") -> None:
        text = route.fetch().text()
        route.fulfill(body=text.replace(after, after + what) if after else text + what)

    fault = (
        '<p class="fault">Noget er galt. <img class="fault__picture" src="/static/favicon.svg"></p>'
    )
    rule = f".fault__picture {{ display: none; }} {style}"
    page.route("**/visning/", lambda route: add(route, fault, after="</h1>"))
    page.route("**/*.css", lambda route: add(route, rule))
    with pytest.raises(AssertionError, match=rf"(?s){finding}.*fault") as found:
        check_pages("/visning/", ways=ways, page=page)
    assert where in found.value.__notes__[0]
