"""H6: an editor takes a sheet with errors in, mends it, sees what changes, and takes all offers out again."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from samspil.commons.offers.models import Offer
from samspil.kit.access import Role
from tests.fixtures import MakePerson
from tests.journeys.conftest import DESKTOP, LIGHT_AND_DARK, CheckPages, OpenBrowser
from tests.journeys.offers import make_offer
from tests.journeys.post import log_in_browser

pytestmark = pytest.mark.usefixtures("topics")


def test_h6_import_a_sheet_with_errors_mended_and_exported(
    open_browser: OpenBrowser,
    make_person: MakePerson,
    live_server: LiveServer,
    check_pages: CheckPages,
    tmp_path: Path,
) -> None:
    there = make_offer("Søskendegruppe", price="Gratis")
    page = open_browser(viewport=DESKTOP)
    log_in_browser(page, make_person(Role.EDITOR), live_server.url)
    page.goto("/tilbudsdesk/")
    page.get_by_role("link", name="Læg mange ind eller hent alle").click()
    with page.expect_download() as download:
        page.locator("main a[href$='eksport.csv']").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    head, row = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert row[head.index("ID")] == str(there.ref)

    row[head.index("Pris")] = "50 kr."
    fresh = dict.fromkeys(head, "") | {"ID": "K7", "Navn": "Samtaler for par", "Alder til": "mange"}
    sheet = tmp_path / "tilbud.csv"

    def choose() -> None:
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows([head, row, list(fresh.values())])
        sheet.write_bytes(out.getvalue().encode("cp1252"))
        page.get_by_label("Fil med tilbud").set_input_files(sheet)
        page.get_by_role("button", name="Se filen igennem").click()

    choose()
    wrong = page.get_by_role("row").filter(has_text="Alder til")
    expect(wrong).to_contain_text("3")
    expect(wrong).to_contain_text("Skriv et tal.")
    page.get_by_role("button", name="Læg ind").click()
    expect(page.get_by_text("Eller sæt kryds her.").first).to_be_visible()
    check_pages(page.url, ways=LIGHT_AND_DARK, page=page)
    page.get_by_role("link", name="Vælg en anden fil").click()

    fresh["Alder til"] = "99"
    choose()
    expect(page.get_by_text("1 nyt tilbud")).to_be_visible()
    page.get_by_role("link", name="Ændres (1)").click()
    change = page.get_by_role("row").filter(has_text="Pris")
    expect(change).to_contain_text("Gratis")
    expect(change).to_contain_text("50 kr.")
    check_pages(page.url, ways=LIGHT_AND_DARK, page=page)
    assert Offer.objects.count() == 1
    page.get_by_role("button", name="Læg ind").click()
    expect(page.get_by_text("1 nye, 1 ændret, 0 uændret")).to_be_visible()

    page.goto(f"/tilbud/{there.pk}/")
    expect(page.get_by_text("50 kr.")).to_be_visible()
    page.goto("/tilbud/")
    with page.expect_download() as download:
        page.locator("a[href='/aabne-data/tilbud.csv']").click()
    public = download.value.path().read_text(encoding="utf-8-sig")
    assert "50 kr." in public
    assert "Samtaler for par" not in public
