"""Leaflets: what is in them, who keeps them, and the file."""

from pathlib import Path

import pdfua
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.fixtures import MakePerson, log_in

from samspil.commons.leaflets import actions, views
from samspil.commons.leaflets.models import Leaflet
from samspil.commons.leaflets.policies import may_keep_leaflets
from samspil.commons.leaflets.queries import chosen_offers, found_offers, told
from samspil.commons.leaflets.terms import MOST_OFFERS, Told
from samspil.commons.offers.actions import move, save_provider, write_offer
from samspil.commons.offers.models import Offer
from samspil.commons.offers.terms import Facts, OfferState
from samspil.kit.access import NOBODY, SYSTEM, Refused, Role


def out(name: str, **other: str | bool | list[str]) -> Offer:
    """Return an offer that is out."""
    provider = save_provider(actor=SYSTEM, name=f"Foreningen {name}", phone="70 00 00 10")
    values = {
        "summary": "Mød andre.",
        "description": "Vi mødes.",
        "audience": ["siblings"],
        **other,
    }
    facts = Facts(name=name, provider=provider.pk, **values)  # type: ignore[arg-type]
    offer = write_offer(actor=SYSTEM, facts=facts)
    for to in (OfferState.REVIEWED, OfferState.PUBLISHED):
        offer = move(actor=SYSTEM, offer=offer, to=to)
    return offer


@pytest.fixture
def pair(db: None) -> tuple[Offer, Offer]:
    """Return an offer for siblings and one for parents that takes a referral."""
    return out("Søskende"), out("Forældre", audience=["parents"], requires_referral=True)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Make no file, and return what each would have told of."""
    made: list[str] = []

    def make(leaflet: object) -> bytes:
        made.append(", ".join(each.name for each in leaflet.items))  # type: ignore[attr-defined]
        return b"%PDF"

    monkeypatch.setattr(views, "leaflet_pdf", make)
    return made


def test_a_checker_of_pdf_ua_finds_nothing(
    client: Client, pair: tuple[Offer, Offer], tmp_path: Path
) -> None:
    response = client.get("/pjecer/ny/pjece.pdf", {"titel": "Til søskende"})
    assert response["Content-Type"] == "application/pdf"
    file = tmp_path / "pjece.pdf"
    file.write_bytes(response.content)
    assert pdfua.validate(str(file)).findings == ()


def test_what_it_tells(pair: tuple[Offer, Offer]) -> None:
    said = told("Titel", "", list(pair))
    first, second = said.items
    facts = dict(first.facts)
    assert facts["Til"] == "Søskende"
    assert facts["Telefon"] == "70 00 00 10"
    assert "Kræver ikke visitation." in facts["Sådan kommer du i gang"]
    assert "Kræver visitation." in dict(second.facts)["Sådan kommer du i gang"]
    assert first.link.endswith(f"/tilbud/{pair[0].pk}/")
    assert first.address in first.link
    assert "Søskende" in first.qr_alt
    data = said.as_json()
    assert data["pictures"].keys() == {"all.svg", "0.svg", "1.svg"}
    assert data["labels"]["dated"].startswith("Lavet ")


def test_only_what_is_out_and_not_too_much(pair: tuple[Offer, Offer]) -> None:
    move(actor=SYSTEM, offer=pair[1], to=OfferState.PAUSED)
    assert found_offers({}, "") == [pair[0]]
    assert chosen_offers([pair[1].pk, pair[0].pk, pair[0].pk]) == [pair[0]]
    assert chosen_offers([*range(10**6, 10**6 + MOST_OFFERS), pair[0].pk]) == []


def test_the_choices_of_the_catalogue(
    client: Client, pair: tuple[Offer, Offer], quick: list[str]
) -> None:
    page = client.get("/pjecer/ny/", {"til": "parents"}).content.decode()
    assert "Forældre</label>" in page
    assert "Søskende</label>" not in page
    client.get("/pjecer/ny/pjece.pdf", {"til": "parents"})
    client.get("/pjecer/ny/pjece.pdf", {"tilbud": (str(pair[0].pk), "x", "٣")})
    assert quick == ["Forældre", "Søskende"]


def test_nothing_to_print(client: Client, db: None, quick: list[str]) -> None:
    assert client.get("/pjecer/ny/pjece.pdf").status_code == 400
    assert client.get("/pjecer/ny/").status_code == 200
    assert client.get("/pjecer/").status_code == 200
    assert quick == []


def test_too_many(
    client: Client, pair: tuple[Offer, Offer], quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_MADE", 1)
    assert client.get("/pjecer/ny/pjece.pdf").status_code == 200
    response = client.get("/pjecer/ny/pjece.pdf")
    assert response.status_code == 429
    assert "Vent ti minutter" in response.content.decode()
    # What narrows the choice would ask for the file again.
    assert 'href="?til=' not in response.content.decode()
    assert 'href="?til=' in client.get("/pjecer/ny/").content.decode()


def test_kept_with_what_holds_today(
    client: Client, pair: tuple[Offer, Offer], make_person: MakePerson, quick: list[str]
) -> None:
    editor = log_in(Client(), make_person(Role.EDITOR))
    assert b"Gem pjecen" in editor.get("/pjecer/ny/").content
    ticks = [each.pk for each in pair]
    saved = {"title": "Alle", "follows": "on", "tilbud": ticks}
    assert editor.post("/pjecer/gem/?til=siblings", saved).status_code == 302
    assert editor.post("/pjecer/gem/", {"title": "To", "tilbud": ticks}).status_code == 302
    follows, fixed = Leaflet.objects.order_by("title")
    assert (follows.asked, follows.ticked) == ({"audience": "siblings"}, [])
    out("Unge søskende")
    address = f"/pjecer/{follows.pk}/alle.pdf"
    assert address in client.get("/pjecer/").content.decode()
    client.get(address)
    client.get(address)
    client.get(f"/pjecer/{fixed.pk}/to.pdf")
    # The second time it came from memory.
    assert quick == ["Søskende, Unge søskende", "Søskende, Forældre"]
    assert "»To«" in editor.get(f"/pjecer/{fixed.pk}/slet/").content.decode()
    assert editor.post(f"/pjecer/{fixed.pk}/slet/").status_code == 302
    assert client.get(f"/pjecer/{fixed.pk}/to.pdf").status_code == 404


def test_a_kept_leaflet_is_changed_under_its_address(
    client: Client, pair: tuple[Offer, Offer], make_person: MakePerson, quick: list[str]
) -> None:
    editor = log_in(Client(), make_person(Role.EDITOR))
    kept = actions.keep_leaflet(
        actor=SYSTEM, told=Told("Til forældre", "", {"audience": "parents"})
    )
    address = f"/pjecer/{kept.pk}/ret/?til=parents"
    assert address in editor.get("/pjecer/").content.decode()
    assert address not in client.get("/pjecer/").content.decode()
    page = editor.get(address).content.decode()
    assert 'value="Til forældre"' in page
    assert "Søskende</label>" not in page
    # Other choices, and a tick: from now on it tells of that offer alone.
    said = {"title": "Til alle", "intro": "Kom og vær med.", "tilbud": [pair[0].pk], "version": "1"}
    assert editor.post(f"/pjecer/{kept.pk}/ret/", said | {"look": ""}).content == b"%PDF"
    assert Leaflet.objects.get().title == "Til forældre"
    assert editor.post(f"/pjecer/{kept.pk}/ret/", said).status_code == 302
    kept.refresh_from_db()
    assert (kept.title, kept.asked, kept.ticked) == ("Til alle", {}, [pair[0].pk])
    client.get(f"/pjecer/{kept.pk}/til-alle.pdf")
    assert quick == ["Søskende", "Søskende"]
    # What is ticked is listed also where the choices no longer find it.
    page = editor.get(address).content.decode()
    assert "Søskende</label>" in page
    assert page.count(" checked") == 1


def test_two_who_change_the_same_leaflet(
    pair: tuple[Offer, Offer], make_person: MakePerson
) -> None:
    editor = log_in(Client(), make_person(Role.EDITOR))
    kept = actions.keep_leaflet(actor=SYSTEM, told=Told("A"))
    actions.save_leaflet(actor=SYSTEM, leaflet=kept, version=1, told=Told("B"))
    mine = {"title": "Min", "follows": "on", "version": "1"}
    page = editor.post(f"/pjecer/{kept.pk}/ret/", mine).content.decode()
    assert "En anden har gemt teksten" in page
    assert 'value="Min"' in page
    assert Leaflet.objects.get().title == "B"
    assert editor.post(f"/pjecer/{kept.pk}/ret/", mine | {"version": "2"}).status_code == 302
    assert Leaflet.objects.get().title == "Min"


def test_a_leaflet_without_a_tick_tells_of_nothing(
    make_person: MakePerson, pair: tuple[Offer, Offer]
) -> None:
    editor = log_in(Client(), make_person(Role.EDITOR))
    page = editor.post("/pjecer/gem/", {"title": "Tom"}).content.decode()
    assert "Sæt kryds ved mindst ét tilbud" in page
    assert not Leaflet.objects.exists()


def test_a_leaflet_needs_a_title(make_person: MakePerson, pair: tuple[Offer, Offer]) -> None:
    editor = log_in(Client(), make_person(Role.EDITOR))
    wrong = {"title": "", "tilbud": [pair[0].pk]}
    assert "hvad pjecen skal hedde" in editor.post("/pjecer/gem/", wrong).content.decode()
    assert editor.post("/pjecer/gem/", wrong).content.count(b" checked") == 1
    assert not Leaflet.objects.exists()


def test_who_keeps_leaflets(client: Client, make_person: MakePerson) -> None:
    for path in ("/pjecer/gem/", "/pjecer/1/ret/", "/pjecer/1/slet/"):
        assert client.post(path).status_code == 302
        relative = log_in(Client(), make_person())
        assert relative.post(path).status_code == 403
    assert not may_keep_leaflets(NOBODY)
    with pytest.raises(Refused):
        actions.keep_leaflet(actor=NOBODY, told=Told("A"))
    kept = actions.keep_leaflet(actor=SYSTEM, told=Told("A"))
    with pytest.raises(Refused):
        actions.save_leaflet(actor=NOBODY, leaflet=kept, version=1, told=Told("B"))
    with pytest.raises(Refused):
        actions.delete_leaflet(actor=NOBODY, leaflet=kept)
    changed = actions.save_leaflet(actor=SYSTEM, leaflet=kept, version=1, told=Told("B"))
    assert (changed.pk, changed.slug) == (kept.pk, "b")
    editor = log_in(Client(), make_person(Role.EDITOR))
    assert editor.get("/pjecer/999/ret/").status_code == 404
    assert editor.get("/pjecer/999/slet/").status_code == 404


def test_queries_do_not_grow(
    client: Client,
    pair: tuple[Offer, Offer],
    quick: list[str],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(4):
        out(f"Nummer {number}")
    with django_assert_max_num_queries(25):
        client.get("/pjecer/ny/pjece.pdf")
