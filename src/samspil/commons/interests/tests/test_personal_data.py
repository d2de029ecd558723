"""A person's interests are exported whole and erased whole."""

from collections.abc import Callable

import pytest
from tests.fixtures import MakeProfile

from samspil.base.topics.models import Topic
from samspil.commons.interests import actions
from samspil.commons.interests.models import AccessCode, Choice, InterestProfile, SignUp
from samspil.commons.interests.personal_data import erase, export
from samspil.kit.access import NOBODY

pytestmark = pytest.mark.django_db
ADDRESS = "anna@example.com"


@pytest.fixture
def profile(make_topic: Callable[..., Topic], make_profile: MakeProfile) -> InterestProfile:
    make_profile(make_topic("Arbejde"), email="else@example.com")
    found = make_profile(make_topic("Bolig"), email=ADDRESS, available_for=["focus_group"])
    actions.ask_to_call(profiles=[found], thing="article:1", title="Nyt", path="/")
    actions.send_access_code(actor=NOBODY, address=ADDRESS, language="da", client="c")
    return found


def test_export_holds_everything_of_this_person_only(profile: InterestProfile) -> None:
    found = export(" ANNA@example.com")
    assert found["profile"]["interested_in"] == ["Bolig"]
    assert found["profile"]["wishes"]["available_for"] == ["focus_group"]
    assert found["profile"]["told_by_phone_or_paper"][0]["about"] == "Nyt"
    assert (len(found["sign_ups"]), len(found["codes"])) == (1, 1)
    assert "Arbejde" not in str(found)
    assert "code_hash" not in str(found)


def test_a_dry_run_says_what_would_go_and_leaves_it(profile: InterestProfile) -> None:
    would = erase(ADDRESS, dry_run=True)
    assert would.counts == {"profiles": 1, "sign_ups": 1, "codes": 1}
    assert InterestProfile.objects.filter(pk=profile.pk).exists()
    assert erase(ADDRESS, dry_run=False).counts == would.counts
    assert not erase(ADDRESS, dry_run=False)


def test_erasing_leaves_others_alone(profile: InterestProfile) -> None:
    erase(ADDRESS, dry_run=False)
    assert export(ADDRESS) == {"profile": None, "sign_ups": [], "codes": []}
    assert (InterestProfile.objects.count(), Choice.objects.count()) == (1, 1)
    assert (SignUp.objects.count(), AccessCode.objects.count()) == (1, 0)
