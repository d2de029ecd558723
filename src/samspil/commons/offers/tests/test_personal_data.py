"""What the catalogue knows about a person comes out and goes away."""

import pytest
from tests.fixtures import MakePerson

from samspil.commons.offers import actions
from samspil.commons.offers.models import Offer, OfferReport, PendingImport, Provider
from samspil.commons.offers.personal_data import erase, export
from samspil.commons.offers.sheets import read_file
from samspil.commons.offers.tests.conftest import SECRET, MakeOffer, Tell
from samspil.kit.access import SYSTEM, Role

pytestmark = pytest.mark.django_db
LENE = "lene@example.com"


def test_all_is_told_and_erased(
    make_offer: MakeOffer, tell: Tell, make_person: MakePerson, provider: Provider
) -> None:
    lene = make_person(Role.CASEWORKER, email=LENE)
    offer = make_offer(
        owner=lene.pk, contact_name="Lene", contact_email="Lene@Example.com", contact_phone="1"
    )
    tell(offer, address=LENE)
    tell(offer, address="other@example.com")
    actions.save_provider(
        actor=SYSTEM, provider=provider, name="Kommunen", email=LENE, representatives=[lene]
    )
    sheet = read_file(f"Navn;E-mail\nTur;{LENE}\n".encode())
    actions.keep_import(actor=make_person(Role.EDITOR), file=sheet, file_name="tilbud.csv")
    told = export(LENE.upper())
    assert told["reports"][0]["text"] == SECRET
    assert told["offers_owned"] == ["Søskendegruppe"]
    assert told["offers_with_their_contact"][0]["contact_name"] == "Lene"
    assert told["providers_represented"] == ["Kommunen"]
    plan = erase(LENE, dry_run=True)
    assert OfferReport.objects.count() == 2
    done = erase(LENE, dry_run=False)
    assert plan.counts == done.counts
    assert done.counts == {
        "files_to_import": 1,
        "reports": 1,
        "offers_with_their_contact": 1,
        "offers_owned": 1,
        "providers": 2,
    }
    left = Offer.objects.get()
    assert (left.contact_name, left.contact_email, left.owner_id) == ("", "", None)
    assert OfferReport.objects.count() == 1
    assert not PendingImport.objects.exists()
    assert not provider.representatives.exists()
    assert not any(export(LENE).values())
