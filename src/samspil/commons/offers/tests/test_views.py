"""Every page of the catalogue: works, wrong role, foreign, bad input."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.fixtures import MakePerson, letters_to, log_in

from samspil.base.audit.models import Entry
from samspil.base.people.models import Person
from samspil.base.topics.models import Topic
from samspil.base.topics.terms import TopicKind
from samspil.commons.offers import actions
from samspil.commons.offers.models import Offer, OfferReport, Provider
from samspil.commons.offers.tasks import remind_owners
from samspil.commons.offers.terms import Facts, OfferState, ReportState
from samspil.commons.offers.tests.conftest import SECRET, MakeOffer, Tell
from samspil.commons.offers.tests.test_actions import captions, film, make_late, picture
from samspil.kit.access import SYSTEM, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff_browser(editor: Person) -> Client:
    return log_in(Client(), editor)


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def form_data(facts: Facts, **other: Any) -> dict[str, Any]:
    values = {name: getattr(facts, name) for name in Facts.__dataclass_fields__}
    filled = {name: value for name, value in values.items() if value not in (None, "", (), False)}
    return {**filled, **other}


def test_the_catalogue_is_browsed_and_searched(client: Client, make_offer: MakeOffer) -> None:
    make_offer()
    make_offer("Samtaler for par", audience=["couples"], requires_referral=True)
    html = page(client, "offers")
    assert "2 tilbud" in html
    assert "?til=siblings" in html
    html = page(client, "offers", til="siblings", henvisning="without", q="torsdag")
    assert "1 tilbud" in html
    assert "Samtaler for par" not in html
    assert "Vi fandt ikke noget" in page(client, "offers", q="findes ikke")
    assert page(client, "offers", emne="x" * 500, side="-1")


def test_an_offer_tells_all_and_has_data_for_machines(
    client: Client, make_offer: MakeOffer
) -> None:
    group = Topic.objects.create(kind=TopicKind.TARGET_GROUP, name="Autisme")
    offer = make_offer(
        "</script><b>Godt",
        target_groups=[group.pk],
        requires_referral=True,
        waiting_weeks=4,
        free_places=2,
        papers=["Sundhedskort"],
        price="Gratis",
        contact_name="Lene Holm",
        hides_contact_name=True,
        contact_phone="70 00 00 12",
        legal=["Barnets lov § 86"],
        legal_former="Serviceloven § 41",
        languages=["da", "xx"],
        how_professional="Send et brev.",
        easy="Kom.",
    )
    html = page(client, "offer", offer.pk, offer.slug)
    for words in (
        "Kræver visitation",
        "4 uger",
        "Sundhedskort",
        "Gratis",
        "før: Serviceloven § 41",
    ):
        assert words in html
    for words in ("Send et brev.", "dansk, xx", "En diagnose er ikke en billet", "Autisme"):
        assert words in html
    assert "Lene Holm" not in html
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    said = json.loads(data)
    assert said["name"] == "</script><b>Godt"
    assert said["provider"]["@type"] == "GovernmentOrganization"
    assert "waiting" not in said
    assert html.count("<script") == 3
    client.cookies["samspil_view"] = "easy"
    assert "prose--easy" in page(client, "offer", offer.pk, offer.slug)


def test_old_addresses_lead_to_the_offer(client: Client, make_offer: MakeOffer) -> None:
    goes, stays = make_offer("Gammelt"), make_offer("Nyt")
    address = reverse("offer", args=[stays.pk, stays.slug])
    for asked in (reverse("offer_by_number", args=[stays.pk]), f"/tilbud/{stays.pk}/andet/"):
        assert client.get(asked)["Location"] == address
    actions.merge(actor=SYSTEM, offer=goes, into=stays)
    assert client.get(reverse("offer", args=[goes.pk, goes.slug]))["Location"] == address


@pytest.mark.parametrize("state", set(OfferState) - {OfferState.PUBLISHED})
def test_what_is_not_out_is_seen_by_staff_only(
    client: Client, staff_browser: Client, make_offer: MakeOffer, state: OfferState
) -> None:
    offer = make_offer(state=state)
    address = reverse("offer", args=[offer.pk, offer.slug])
    assert client.get(address).status_code == 404
    assert client.get(reverse("report_offer", args=[offer.pk])).status_code == 404
    html = page(staff_browser, "offer", offer.pk, offer.slug)
    assert "Kun I, der arbejder med tilbuddet" in html
    assert "ld+json" not in html


def test_technology_has_its_own_facets(client: Client, make_offer: MakeOffer, tell: Tell) -> None:
    make_offer("Ikke teknologi")
    offer = make_offer(
        "Kalender", kind="welfare_technology", helps_with=["At huske"], try_at="Centret, tirsdag"
    )
    make_offer("Øjenstyring", kind="welfare_technology", helps_with=["At tale"])
    report = tell(offer, may_publish=True)
    actions.publish_report(actor=SYSTEM, report=report, you_said="Den virker.")
    html = page(client, "welfare_technology", hjaelper="at huske")
    assert "Kalender" in html
    assert "1 erfaring" in html
    assert "Centret, tirsdag" in html
    assert "Øjenstyring</a>" not in html
    assert "Ikke teknologi" not in html


def test_pictures_and_film_are_served_in_parts(
    client: Client, staff_browser: Client, make_offer: MakeOffer
) -> None:
    offer = make_offer(state=OfferState.DRAFT)
    post = staff_browser.post
    post(reverse("add_offer_picture", args=[offer.pk]), {"picture": picture(), "alt": "Et hus"})
    post(
        reverse("add_offer_film", args=[offer.pk]),
        {"film": film(), "captions": captions(), "title": "Se"},
    )
    shown = offer.pictures.get()
    addresses = [
        reverse("offer_picture", args=[shown.pk]),
        reverse("offer_film", args=[offer.pk]),
        reverse("offer_captions", args=[offer.pk]),
    ]
    for address in addresses:
        assert client.get(address).status_code == 404
        assert staff_browser.get(address).status_code == 200
    part = staff_browser.get(addresses[1], headers={"range": "bytes=4-7"})
    assert (part.status_code, part.content) == (206, b"ftyp")
    assert part["Content-Range"] == f"bytes 4-7/{len(staff_browser.get(addresses[1]).content)}"
    assert staff_browser.get(addresses[1], headers={"range": "bytes=9999-"}).status_code == 200
    assert "<video" in page(staff_browser, "offer", offer.pk, offer.slug)
    assert page(staff_browser, "prepare_offer", offer.pk)
    post(reverse("remove_offer_picture", args=[shown.pk]))
    post(reverse("remove_offer_film", args=[offer.pk]))
    for address in addresses:
        assert staff_browser.get(address).status_code == 404


def test_wrong_files_are_told(staff_browser: Client, make_offer: MakeOffer) -> None:
    offer = make_offer()
    wrong = SimpleUploadedFile("x.mp4", b"no")
    for name, data in (
        ("add_offer_picture", {"picture": wrong, "alt": "x"}),
        ("add_offer_picture", {"alt": ""}),
        ("add_offer_film", {"film": wrong, "captions": captions(), "title": "x"}),
        ("add_offer_film", {"title": "x"}),
    ):
        answer = staff_browser.post(reverse(name, args=[offer.pk]), data)
        assert "Fejl:" in answer.content.decode()


def test_a_visitor_tells_reads_the_answer_and_erases(
    client: Client, staff_browser: Client, make_offer: MakeOffer
) -> None:
    offer = make_offer()
    address = reverse("report_offer", args=[offer.pk])
    assert "Skriv, hvad du vil fortælle" in client.post(address, {"kind": "error"}).content.decode()
    told = {"kind": "error", "text": SECRET, "may_publish": "on", "email": "mor@example.com"}
    assert "Tryk på Send igen" in client.post(address, {**told, "website": "x"}).content.decode()
    assert not OfferReport.objects.exists()
    own = client.post(address, told)["Location"]
    assert "Her kommer svaret" in client.get(own).content.decode()
    report = OfferReport.objects.get()
    desk = reverse("offer_report", args=[report.pk])
    assert SECRET not in page(staff_browser, "offer_reports")
    assert SECRET in staff_browser.get(desk).content.decode()
    assert Entry.objects.filter(verb="offers.report", about=report.thing).exists()
    answer = reverse("answer_offer_report", args=[report.pk])
    assert "Udfyld" in staff_browser.post(answer, {"answer": ""}).content.decode()
    staff_browser.post(answer, {"answer": "Tak, det er rettet.", "we_did": "Rettet tiden."})
    html = client.get(own).content.decode()
    assert "Tak, det er rettet." in html
    assert SECRET not in html
    assert own in letters_to("mor@example.com")[0].fields["link"]
    show = reverse("show_offer_report", args=[report.pk])
    assert "Fejl:" in staff_browser.post(show, {"you_said": ""}).content.decode()
    staff_browser.post(show, {"you_said": "Tiden var forkert.", "we_did": "Rettet tiden."})
    html = page(client, "offer", offer.pk, offer.slug)
    assert "Tiden var forkert." in html
    assert "Rettet tiden." in html
    assert "vist på tilbuddets side" in client.get(own).content.decode()
    staff_browser.post(reverse("lay_aside_report", args=[report.pk]))
    assert "Tiden var forkert." not in page(client, "offer", offer.pk, offer.slug)
    staff_browser.post(reverse("lay_aside_report", args=[report.pk]))
    assert OfferReport.objects.get().state == ReportState.REJECTED
    assert "Vil du slette" in client.get(f"{own}slet/").content.decode()
    client.post(f"{own}slet/")
    assert client.get(own).status_code == 404
    assert client.get(f"{own}slet/").status_code == 404
    assert client.get(reverse("offer_report_answer", args=["x"])).status_code == 404


def test_too_many_are_stopped(client: Client, make_offer: MakeOffer) -> None:
    address = reverse("report_offer", args=[make_offer().pk])
    told = {"kind": "praise", "text": "Godt!"}
    for _press in range(20):
        assert client.post(address, told).status_code == 302
    assert client.post(address, told).status_code == 429


def test_the_desk_lists_filters_and_tells_quality(
    staff_browser: Client, editor: Person, make_offer: MakeOffer, tell: Tell
) -> None:
    late = make_offer("For sent", owner=editor.pk)
    make_late(late)
    tell(make_offer("Uden ejer"))
    make_offer("Gemt væk", state=OfferState.ARCHIVED)
    html = page(staff_browser, "offers_desk")
    assert "nyt fra en besøgende" in html
    assert "Gemt væk" not in html
    assert "Ét af dine tilbud venter" in html
    assert "Uden ejer" not in page(staff_browser, "offers_desk", kun="late")
    assert "For sent" not in page(staff_browser, "offers_desk", kun="no_owner").split("<table")[1]
    assert "Gemt væk" in page(staff_browser, "offers_desk", tilstand="archived")
    assert "Uden ejer" not in page(staff_browser, "offers_desk", ansvarlig=str(editor.pk))
    assert "Her er ingen tilbud" in page(staff_browser, "offers_desk", q="xyz")


def test_the_desk_takes_the_same_queries_for_one_and_for_many(
    staff_browser: Client,
    make_offer: MakeOffer,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    theme = Topic.objects.create(kind=TopicKind.THEME, name="Aflastning")
    for number in range(12):
        make_offer(f"Tilbud {number}", themes=[theme.pk])
    page(staff_browser, "offers_desk")
    with django_assert_max_num_queries(26):
        page(staff_browser, "offers_desk")


def test_an_offer_is_written_previewed_saved_and_published(
    staff_browser: Client, facts: Callable[..., Facts], provider: Provider
) -> None:
    data = form_data(
        facts(age_from=6, age_to=12, papers=[]),
        papers="Sundhedskort\n\n Kort ",
        ffb_code="35b593cf-724f-4058-9f31-fe1b3e8df124",
    )
    write = reverse("write_offer")
    assert page(staff_browser, "write_offer")
    wrong = {**data, "name": "", "age_from": "12", "age_to": "6", "waiting_weeks": "x", "url": "::"}
    html = staff_browser.post(write, wrong).content.decode()
    assert "Skriv, hvad tilbuddet hedder." in html
    assert "Den sidste alder er lavere" in html
    assert (
        "Skriv højst 20 linjer"
        in staff_browser.post(write, {**data, "papers": "x\n" * 21}).content.decode()
    )
    html = staff_browser.post(write, {**data, "preview": "1"}).content.decode()
    assert "Sådan kommer siden til at se ud" in html
    assert not Offer.objects.exists()
    staff_browser.post(write, data)
    offer = Offer.objects.get()
    assert (offer.papers, offer.state) == (["Sundhedskort", "Kort"], OfferState.DRAFT)
    assert str(offer.ffb_code) == data["ffb_code"]
    edit = reverse("edit_offer", args=[offer.pk])
    assert "Sundhedskort\nKort" in staff_browser.get(edit).content.decode()
    tried = staff_browser.post(edit, {**data, "summary": "", "version": 1, "preview": "1"})
    assert "Sådan kommer siden" in tried.content.decode()
    staff_browser.post(edit, {**data, "price": "Gratis", "version": 1})
    html = staff_browser.post(edit, {**data, "price": "50 kr.", "version": 1}).content.decode()
    assert "En anden har gemt" in html
    assert "50 kr." in html
    move = reverse("move_offer", args=[offer.pk])
    for to in ("nowhere", "reviewed", "published"):
        staff_browser.post(move, {"to": to})
    offer.refresh_from_db()
    assert (offer.state, offer.price) == (OfferState.PUBLISHED, "Gratis")
    html = staff_browser.post(edit, {**data, "summary": "", "version": 2}).content.decode()
    assert "Skriv kort, hvad det er." in html
    make_late(offer)
    staff_browser.post(edit, {**data, "price": "Gratis", "version": 2, "confirm": "1"})
    offer.refresh_from_db()
    assert not offer.is_late
    html = page(staff_browser, "offer_versions", offer.pk)
    assert "Udgave 3" in html
    assert "Den første udgave." in html


def test_what_is_missing_is_told_when_publishing(
    staff_browser: Client, facts: Callable[..., Facts]
) -> None:
    offer = actions.write_offer(actor=SYSTEM, facts=facts(summary="", audience=[]))
    actions.move(actor=SYSTEM, offer=offer, to=OfferState.REVIEWED)
    answer = staff_browser.post(
        reverse("move_offer", args=[offer.pk]), {"to": "published"}, follow=True
    )
    html = answer.content.decode()
    assert "Skriv kort, hvad det er. Vælg, hvem det er til." in html
    assert "Det mangler, før tilbuddet kan udgives" in html


def test_a_draft_is_deleted(staff_browser: Client, make_offer: MakeOffer) -> None:
    draft, out = make_offer("Kladde", state=OfferState.DRAFT), make_offer("Ude")
    for each in (draft, out):
        staff_browser.post(reverse("delete_offer", args=[each.pk]))
    assert list(Offer.objects.values_list("name", flat=True)) == ["Ude"]


def test_twenty_are_confirmed_by_one_press(make_person: MakePerson, make_offer: MakeOffer) -> None:
    owner = make_person(Role.CASEWORKER, email="owner@example.com")
    browser = log_in(Client(), owner)
    assert "Intet venter på dig" in page(browser, "confirm_offers")
    offers = [make_offer(f"Tilbud {number}", owner=owner.pk) for number in range(20)]
    for each in offers:
        make_late(each)
    remind_owners(0)
    address = reverse("confirm_offers")
    assert address in letters_to("owner@example.com")[0].letter.text
    assert browser.get(address).content.decode().count('name="offer"') == 20
    kept_back, foreign = offers[0], make_offer("Andens")
    ticked = [str(each.pk) for each in offers[1:]] + [str(foreign.pk)]
    before = Offer.objects.get(pk=foreign.pk).confirmed_at
    browser.post(address, {"offer": ticked})
    assert list(Offer.objects.late()) == [kept_back]
    assert Offer.objects.get(pk=foreign.pk).confirmed_at == before
    browser.post(reverse("confirm_offer", args=[kept_back.pk]))
    assert not Offer.objects.late().exists()
    assert browser.post(reverse("confirm_offer", args=[foreign.pk])).status_code == 403


def test_one_of_two_is_kept(staff_browser: Client, make_offer: MakeOffer) -> None:
    goes, stays = make_offer("Søskendegruppe A"), make_offer("Søskendegruppe A")
    assert "100 % ens" in page(staff_browser, "offer_duplicates")
    staff_browser.post(reverse("merge_offers", args=[goes.pk, stays.pk]))
    assert "Ingen tilbud ligner" in page(staff_browser, "offer_duplicates")
    assert "Er nu en del af" in page(staff_browser, "prepare_offer", goes.pk)
    make_offer("Søskendegruppe A")
    assert "Er det det samme?" in page(staff_browser, "prepare_offer", stays.pk)


def test_providers_are_written_down(
    staff_browser: Client, provider: Provider, make_person: MakePerson
) -> None:
    assert "Kommunen" in page(staff_browser, "offer_providers")
    add, edit = reverse("add_offer_provider"), reverse("edit_offer_provider", args=[provider.pk])
    staff_browser.post(add, {"name": "Foreningen", "email": "hej@example.com"})
    assert Provider.objects.filter(name="Foreningen").exists()
    html = staff_browser.post(add, {"name": "foreningen"}).content.decode()
    assert "Der er allerede en udbyder" in html
    person = make_person(Role.ORGANISATION)
    staff_browser.post(edit, {"name": "Bakkekøbing", "representatives": [str(person.pk)]})
    provider.refresh_from_db()
    assert list(provider.representatives.all()) == [person]
    assert "checked" in staff_browser.get(edit).content.decode()
    assert (provider.name, provider.is_municipality) == ("Bakkekøbing", True)


STAFF_PAGES = ("prepare_offer", "edit_offer", "offer_versions")
STAFF_PRESSES = (
    "move_offer",
    "confirm_offer",
    "delete_offer",
    "add_offer_picture",
    "add_offer_film",
    "remove_offer_film",
)


def test_others_neither_see_nor_press(
    client: Client, client_as: Callable[..., Client], make_offer: MakeOffer, tell: Tell
) -> None:
    offer = make_offer()
    report = tell(offer)
    stranger, relative = client_as(Role.CASEWORKER), client_as(Role.RELATIVE)
    for name in STAFF_PAGES:
        address = reverse(name, args=[offer.pk])
        assert "login" in client.get(address)["Location"] or client.get(address).status_code == 302
        assert relative.get(address).status_code == 403
        assert stranger.get(address).status_code == 403
    for name in STAFF_PRESSES:
        data = {"to": "paused"}
        assert relative.post(reverse(name, args=[offer.pk]), data).status_code == 403
        assert stranger.post(reverse(name, args=[offer.pk]), data).status_code == 403
        assert stranger.post(reverse(name, args=[0]), data).status_code == 404
    assert stranger.get(reverse("offer_report", args=[report.pk])).status_code == 403
    assert SECRET not in page(stranger, "offer_reports")
    assert "En erfaring" not in page(stranger, "offer_reports").split("<main")[1]
    assert client_as(Role.ORGANISATION).get(reverse("offer_reports")).status_code == 403
    assert stranger.get(reverse("offer_duplicates")).status_code == 403
    offer.refresh_from_db()
    assert offer.is_published


def test_an_organisation_sees_its_own(
    make_person: MakePerson, make_offer: MakeOffer, provider: Provider
) -> None:
    person = make_person(Role.ORGANISATION)
    browser = log_in(Client(), person)
    draft = make_offer("Foreningens kladde", state=OfferState.DRAFT)
    assert browser.get(reverse("prepare_offer", args=[draft.pk])).status_code == 404
    actions.save_provider(actor=SYSTEM, provider=provider, name="F", representatives=[person])
    html = page(browser, "prepare_offer", draft.pk)
    assert "Når kommunen har set kladden igennem" in html
    assert reverse("move_offer", args=[draft.pk]) not in html
    assert "Foreningens kladde" in page(browser, "offers_desk")
    assert reverse("offers_desk") in page(browser, "my_page")
