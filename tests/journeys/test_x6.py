"""X6: what is public can be taken along by programs."""

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, CheckPages, OpenBrowser
from tests.journeys.offers import make_offer


def test_x6_from_the_page_to_the_data(
    open_browser: OpenBrowser, check_pages: CheckPages, db: None
) -> None:
    offer = make_offer("Søskendegruppe", contact_name="Hanne Skjult", hides_contact_name=True)
    page = open_browser(viewport=PHONE)
    page.goto("/")
    page.get_by_role("link", name="Åbne data").click()
    expect(page.get_by_role("heading", name="Åbne data", level=1)).to_be_visible()
    about = page.request.get(
        str(page.get_by_role("link", name="Adressen for programmer").get_attribute("href"))
    )
    assert about.json()["version"] == "3.0"
    services = page.request.get("/api/hsds/services?full=true").json()
    assert [each["id"] for each in services["contents"]] == [str(offer.ref)]
    assert "Hanne Skjult" not in str(services)
    check_pages("/aabne-data/")
