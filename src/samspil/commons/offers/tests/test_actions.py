"""Every verb of the catalogue."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.utils import timezone
from PIL import Image
from tests.fixtures import MakePerson, letters_to

from samspil.base.audit.queries import public_version
from samspil.base.files.models import StoredFile
from samspil.base.outbox.models import Delivery
from samspil.base.people.actions import TooMany
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.places.terms import PlaceKind
from samspil.base.search.models import SearchText
from samspil.commons.offers import actions
from samspil.commons.offers.models import Offer, OfferReport, OfferVersion, Provider
from samspil.commons.offers.queries import changes_between, history_of, missing_in, quality_of
from samspil.commons.offers.tasks import forget_old_reports
from samspil.commons.offers.terms import (
    NEXT_STATES,
    REPORTS_PER_CLIENT,
    Facts,
    OfferState,
    ReportKind,
    ReportState,
    months_later,
)
from samspil.commons.offers.tests.conftest import MakeOffer, Tell, told
from samspil.kit.access import NOBODY, SYSTEM, Refused, Role
from samspil.kit.editing import EditedMeanwhile

pytestmark = pytest.mark.django_db
S = OfferState
type MakeFacts = Callable[..., Facts]


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30)).save(out, format="PNG")
    return SimpleUploadedFile("foto.png", out.getvalue())


FILM = b"\0\0\0\x18ftypmp42" + b"\0" * 40
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHej\n"


def film(content: bytes = FILM) -> SimpleUploadedFile:
    return SimpleUploadedFile("film.mp4", content)


def captions(content: bytes = CAPTIONS) -> SimpleUploadedFile:
    return SimpleUploadedFile("film.vtt", content)


def test_an_offer_is_written_looked_through_and_published(editor: Person, facts: MakeFacts) -> None:
    offer = actions.write_offer(actor=editor, facts=facts(papers=[" Kort ", "", "Kort"]))
    assert (offer.state, offer.papers, offer.version) == (S.DRAFT, ["Kort"], 1)
    with pytest.raises(Refused):
        actions.publish(actor=editor, offer=offer)
    actions.move(actor=editor, offer=offer, to=S.REVIEWED)
    before = public_version()
    out = actions.publish(actor=editor, offer=offer)
    assert out.is_published
    assert out.confirm_by == months_later(timezone.localdate(), 6)
    assert public_version() > before
    assert SearchText.objects.get(kind="offer", key=str(offer.pk)).title == offer.name


def test_publishing_names_all_that_is_missing(editor: Person) -> None:
    offer = actions.write_offer(actor=editor, facts=Facts(name="Tomt", kind="welfare_technology"))
    actions.move(actor=editor, offer=offer, to=S.REVIEWED)
    with pytest.raises(ValidationError) as error:
        actions.publish(actor=editor, offer=offer)
    assert len(error.value.messages) == 6 == len(missing_in(offer))
    offer.refresh_from_db()
    assert offer.state == S.REVIEWED


@pytest.mark.parametrize("state", [S.DRAFT, S.REVIEWED, S.PUBLISHED, S.PAUSED, S.ARCHIVED])
def test_only_the_states_that_follow_are_reached(make_offer: MakeOffer, state: OfferState) -> None:
    for to in set(OfferState) - {state}:
        offer = make_offer(f"Fra {state} til {to}", state=state)
        if to in NEXT_STATES[state]:
            assert actions.move(actor=SYSTEM, offer=offer, to=to).state == to
        elif to != state:
            with pytest.raises(Refused):
                actions.move(actor=SYSTEM, offer=offer, to=to)


def test_what_is_taken_off_is_not_found_any_more(make_offer: MakeOffer, editor: Person) -> None:
    offer = make_offer()
    assert SearchText.objects.filter(kind="offer").count() == 1
    actions.move(actor=editor, offer=offer, to=S.PAUSED)
    assert not SearchText.objects.filter(kind="offer").exists()


def test_a_published_offer_stays_complete(
    make_offer: MakeOffer, editor: Person, facts: MakeFacts
) -> None:
    offer = make_offer()
    with pytest.raises(ValidationError):
        actions.save_offer(actor=editor, offer=offer, version=1, facts=facts(summary=""))
    offer.refresh_from_db()
    assert offer.summary


def test_two_who_save_are_told(make_offer: MakeOffer, editor: Person, facts: MakeFacts) -> None:
    offer = make_offer()
    actions.save_offer(actor=editor, offer=offer, version=1, facts=facts("Nyt navn"))
    with pytest.raises(EditedMeanwhile):
        actions.save_offer(actor=editor, offer=offer, version=1, facts=facts("Andet navn"))
    assert Offer.objects.get(pk=offer.pk).name == "Nyt navn"


def test_versions_are_compared_and_name_nobody(
    make_offer: MakeOffer, editor: Person, facts: MakeFacts
) -> None:
    offer = make_offer(contact_name="Lene Holm", contact_email="lene@example.com")
    actions.save_offer(
        actor=editor, offer=offer, version=1, facts=facts(price="Gratis", contact_name="Bo Holm")
    )
    newest, oldest = history_of(offer)
    assert [(each.label, each.before, each.after) for each in newest.changes] == [
        ("Pris", "", "Gratis")
    ]
    assert oldest.version.number == 1
    kept = str(list(OfferVersion.objects.values_list("content", flat=True)))
    assert "Holm" not in kept
    assert "lene@" not in kept


def test_changes_are_told_in_words() -> None:
    before = {"requires_referral": False, "papers": ["a"], "age_from": None}
    after = {"requires_referral": True, "papers": ["a", "b"], "age_from": 6}
    told_ = [(each.before, each.after) for each in changes_between(before, after)]
    assert sorted(told_) == [("", "6"), ("a", "a, b"), ("nej", "ja")]


def test_a_preview_keeps_nothing(make_offer: MakeOffer, editor: Person, facts: MakeFacts) -> None:
    offer, before = make_offer(), public_version()
    shown = actions.preview(actor=editor, offer=offer, facts=facts("Prøve", summary=""))
    assert shown.name == "Prøve"
    offer.refresh_from_db()
    assert (offer.name, offer.version, offer.state) == ("Søskendegruppe", 1, S.PUBLISHED)
    assert public_version() == before
    actions.preview(actor=editor, offer=None, facts=facts("Aldrig gemt"))
    assert not Offer.objects.filter(name="Aldrig gemt").exists()


def test_an_editor_of_one_place_keeps_to_it(
    make_person: MakePerson, make_offer: MakeOffer, facts: MakeFacts
) -> None:
    here = Place.objects.create(name="Her", kind=PlaceKind.CENTRE)
    there = Place.objects.create(name="Der", kind=PlaceKind.CENTRE)
    local = make_person(Role.EDITOR, place=here)
    offer = make_offer(places=[here.pk])
    actions.save_offer(actor=local, offer=offer, version=1, facts=facts(places=[here.pk]))
    offer.refresh_from_db()
    with pytest.raises(Refused):
        actions.save_offer(actor=local, offer=offer, version=2, facts=facts(places=[there.pk]))
    with pytest.raises(Refused):
        actions.write_offer(actor=local, facts=facts("Overalt"))
    assert not Offer.objects.filter(name="Overalt").exists()


def test_an_organisation_proposes_drafts_of_its_own(
    make_person: MakePerson, provider: Provider, facts: MakeFacts
) -> None:
    person = make_person(Role.ORGANISATION)
    with pytest.raises(Refused):
        actions.write_offer(actor=person, facts=facts())
    actions.save_provider(
        actor=SYSTEM, provider=provider, name=provider.name, phone="1", representatives=[person]
    )
    offer = actions.write_offer(actor=person, facts=facts())
    actions.save_offer(actor=person, offer=offer, version=1, facts=facts("Rettet"))
    with pytest.raises(Refused):
        actions.move(actor=person, offer=offer, to=S.REVIEWED)
    actions.move(actor=SYSTEM, offer=offer, to=S.REVIEWED)
    with pytest.raises(Refused):
        actions.save_offer(actor=person, offer=offer, version=2, facts=facts("Sniger sig ind"))


def test_an_owner_keeps_an_offer_and_a_stranger_does_not(
    make_person: MakePerson, make_offer: MakeOffer, facts: MakeFacts
) -> None:
    owner, other = make_person(Role.CASEWORKER), make_person(Role.CASEWORKER)
    offer = make_offer(owner=owner.pk)
    actions.save_offer(actor=owner, offer=offer, version=1, facts=facts(owner=owner.pk))
    for refused in (other, NOBODY):
        with pytest.raises(Refused):
            actions.confirm(actor=refused, offer=offer)
        with pytest.raises(Refused):
            actions.save_offer(actor=refused, offer=offer, version=2, facts=facts())


def test_a_draft_is_deleted_and_what_was_out_is_not(make_offer: MakeOffer, editor: Person) -> None:
    draft = make_offer("Kladde", state=S.DRAFT)
    actions.add_picture(actor=editor, offer=draft, upload=picture(), alt="Et hus")
    actions.delete_draft(actor=editor, offer=draft)
    assert not Offer.objects.filter(pk=draft.pk).exists()
    assert not StoredFile.objects.exists()
    with pytest.raises(ValidationError):
        actions.delete_draft(actor=editor, offer=make_offer())


def test_one_of_two_keeps_what_people_told(
    make_offer: MakeOffer, tell: Tell, editor: Person
) -> None:
    goes, stays, third = make_offer("A"), make_offer("B"), make_offer("C")
    report = tell(goes)
    actions.merge(actor=editor, offer=third, into=goes)
    actions.merge(actor=editor, offer=goes, into=stays)
    report.refresh_from_db()
    goes.refresh_from_db()
    third.refresh_from_db()
    assert report.offer_id == stays.pk
    assert (goes.state, goes.merged_into_id, third.merged_into_id) == (
        S.ARCHIVED,
        stays.pk,
        stays.pk,
    )
    for wrong in (stays, goes):
        with pytest.raises(ValidationError):
            actions.merge(actor=editor, offer=stays, into=wrong)
    actions.move(actor=editor, offer=goes, to=S.DRAFT)
    goes.refresh_from_db()
    assert goes.merged_into_id is None


def test_pictures_have_words(make_offer: MakeOffer, editor: Person) -> None:
    offer = make_offer()
    with pytest.raises(ValidationError):
        actions.add_picture(actor=editor, offer=offer, upload=picture(), alt=" ")
    shown = actions.add_picture(actor=editor, offer=offer, upload=picture(), alt="Et hus")
    actions.remove_picture(actor=editor, picture=shown)
    assert not offer.pictures.exists()
    assert not StoredFile.objects.exists()


def test_a_film_has_captions(make_offer: MakeOffer, editor: Person) -> None:
    offer = make_offer()
    for one, other in ((film(b"MZ\x90"), captions()), (film(), captions(b"Hej"))):
        with pytest.raises(ValidationError):
            actions.add_film(actor=editor, offer=offer, film=one, captions=other, title="Se")
    for _again in range(2):
        offer = actions.add_film(
            actor=editor, offer=offer, film=film(), captions=captions(), title="Se"
        )
    assert StoredFile.objects.count() == 2
    with pytest.raises(IntegrityError):
        Offer.objects.filter(pk=offer.pk).update(video_captions=None)


def test_a_film_is_taken_away(make_offer: MakeOffer, editor: Person) -> None:
    offer = actions.add_film(
        actor=editor, offer=make_offer(), film=film(), captions=captions(), title="Se"
    )
    actions.remove_film(actor=editor, offer=offer)
    assert not StoredFile.objects.exists()


def test_a_linked_film_says_that_it_has_captions(editor: Person, facts: MakeFacts) -> None:
    linked = facts(video_url="https://film.example/1")
    offer = actions.write_offer(actor=editor, facts=linked)
    assert len(missing_in(offer)) == 1
    with_captions = replace(linked, video_url_has_captions=True)
    offer = actions.save_offer(actor=editor, offer=offer, version=1, facts=with_captions)
    assert not missing_in(offer)


def test_a_provider_is_named_once(
    provider: Provider, editor: Person, make_person: MakePerson
) -> None:
    with pytest.raises(ValidationError):
        actions.save_provider(actor=editor, name="KOMMUNEN")
    with pytest.raises(Refused):
        actions.save_provider(actor=make_person(Role.CASEWORKER), name="Forening")


def test_months_later_ends_with_the_month() -> None:
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 11, 23), 3) == date(2027, 2, 23)
    assert months_later(date(2024, 2, 29), 12) == date(2025, 2, 28)


def make_late(offer: Offer) -> None:
    before = timezone.now() - timedelta(days=200)
    Offer.objects.filter(pk=offer.pk).update(
        confirmed_at=before, confirm_by=timezone.localdate() - timedelta(days=1)
    )


def test_an_owner_is_reminded_once_a_week_and_confirms_all_at_once(
    make_offer: MakeOffer, make_person: MakePerson
) -> None:
    owner = make_person(Role.CASEWORKER, email="owner@example.com")
    offers = [make_offer(f"Tilbud {n}", owner=owner.pk) for n in range(20)]
    assert actions.remind_owners(actor=SYSTEM) == 0
    for each in offers:
        make_late(each)
    assert actions.remind_owners(actor=SYSTEM) == 1
    assert actions.remind_owners(actor=SYSTEM) == 0
    (letter,) = letters_to("owner@example.com", "offers-confirm")
    assert "20 tilbud" in letter.letter.text
    assert "Tilbud 3" not in letter.letter.text
    assert actions.confirm_many(actor=owner, offers=[each.pk for each in offers]) == 20
    assert not Offer.objects.late().exists()


def test_confirming_is_all_or_nothing(make_offer: MakeOffer, make_person: MakePerson) -> None:
    owner = make_person(Role.CASEWORKER)
    mine, other = make_offer("A", owner=owner.pk), make_offer("B")
    make_late(mine)
    with pytest.raises(Refused):
        actions.confirm_many(actor=owner, offers=[mine.pk, other.pk])
    mine.refresh_from_db()
    assert mine.is_late


def test_quality_says_what_would_raise_it(make_offer: MakeOffer, make_person: MakePerson) -> None:
    poor = quality_of(make_offer())
    assert poor.score < 50
    assert poor.score == 100 - sum(points for points, _words in poor.raise_by)
    assert [points for points, _words in poor.raise_by] == sorted(
        (points for points, _words in poor.raise_by), reverse=True
    )
    rich = make_offer(
        "Fuldt",
        owner=make_person(Role.CASEWORKER).pk,
        easy="Kom og vær med.",
        how_citizen="Ring.",
        price="Gratis",
        contact_phone="70 00 00 00",
        online=True,
        accessibility=["Niveaufri"],
        name_en="Full",
        summary_en="All of it.",
        waiting_weeks=0,
        opening_hours="Mandag",
    )
    assert [words for _points, words in quality_of(rich).raise_by] == ["Vælg mindst ét emne."]


def test_what_is_told_lies_encrypted_and_is_answered(tell: Tell, editor: Person) -> None:
    report = tell(address="mor@example.com", may_publish=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, address FROM offers_offerreport")
        assert "epilepsi" not in str(cursor.fetchall())
    with pytest.raises(ValidationError):
        actions.answer_report(actor=editor, report=report, answer=" ")
    actions.answer_report(actor=editor, report=report, answer="Tak", we_did="Rettet")
    actions.answer_report(actor=editor, report=report, answer="Tak igen")
    (letter,) = letters_to("mor@example.com", "offer-report-answered")
    assert "epilepsi" not in letter.letter.text
    assert "Søskende" not in letter.letter.text
    report.refresh_from_db()
    assert (report.state, report.answer) == (ReportState.ANSWERED, "Tak igen")


def test_nothing_is_shown_without_a_yes(tell: Tell, editor: Person) -> None:
    silent, open_ = tell(), tell(may_publish=True)
    with pytest.raises(Refused):
        actions.publish_report(actor=editor, report=silent, you_said="Godt sted")
    with pytest.raises(ValidationError):
        actions.publish_report(actor=editor, report=open_, you_said=" ")
    before = public_version()
    actions.publish_report(actor=editor, report=open_, you_said="Godt sted")
    assert public_version() > before
    with pytest.raises(Refused):
        actions.publish_report(actor=editor, report=open_, you_said="Igen")
    shown = actions.withdraw_report(actor=editor, report=open_)
    assert shown.state == ReportState.REJECTED
    assert actions.reject_report(actor=editor, report=silent).state == ReportState.REJECTED


def test_others_neither_answer_nor_show(tell: Tell, make_person: MakePerson) -> None:
    report = tell(may_publish=True)
    stranger = make_person(Role.CASEWORKER)
    with pytest.raises(Refused):
        actions.answer_report(actor=stranger, report=report, answer="Nej")
    with pytest.raises(Refused):
        actions.publish_report(actor=stranger, report=report, you_said="Nej")
    with pytest.raises(Refused):
        actions.reject_report(actor=stranger, report=report)


def test_only_what_is_out_is_told_about_and_not_without_end(make_offer: MakeOffer) -> None:
    with pytest.raises(Refused):
        actions.report(actor=NOBODY, offer=make_offer(state=S.DRAFT), told=told(), client="one")
    offer = make_offer("Ude")
    for _press in range(REPORTS_PER_CLIENT):
        actions.report(actor=NOBODY, offer=offer, told=told(), client="many")
    with pytest.raises(TooMany):
        actions.report(actor=NOBODY, offer=offer, told=told(), client="many")


def test_whoever_holds_the_link_erases(tell: Tell, editor: Person) -> None:
    report = tell(address="mor@example.com", may_publish=True, kind=ReportKind.ERROR)
    actions.answer_report(actor=editor, report=report, answer="Tak")
    actions.publish_report(actor=editor, report=report, you_said="Forkert tid", we_did="Rettet")
    before = public_version()
    assert actions.erase_report(actor=NOBODY, ref=report.ref)
    assert not actions.erase_report(actor=NOBODY, ref=report.ref)
    assert not OfferReport.objects.exists()
    assert public_version() > before
    assert not Delivery.objects.filter(
        state="queued", letter__kind="offer-report-answered"
    ).exists()


def test_an_owner_hears_once_a_day_that_somebody_wrote(
    make_offer: MakeOffer, tell: Tell, make_person: MakePerson
) -> None:
    owner = make_person(Role.CASEWORKER, email="owner@example.com")
    offer = make_offer(owner=owner.pk)
    tell(offer)
    tell(offer)
    (letter,) = letters_to("owner@example.com", "offer-told")
    assert "epilepsi" not in letter.letter.text
    assert offer.name not in letter.letter.text


def test_old_addresses_and_what_was_laid_aside_are_forgotten(tell: Tell, editor: Person) -> None:
    answered, waiting, aside = (tell(address=f"{n}@example.com") for n in range(3))
    actions.answer_report(actor=editor, report=answered, answer="Tak")
    actions.reject_report(actor=editor, report=aside)
    assert actions.forget_old_reports(actor=SYSTEM) == 0
    long_ago = timezone.now() - timedelta(days=91)
    OfferReport.objects.update(received_at=long_ago)
    OfferReport.objects.filter(answered_at__isnull=False).update(answered_at=long_ago)
    forget_old_reports(0)
    answered.refresh_from_db()
    waiting.refresh_from_db()
    assert (answered.address, answered.address_key) == ("", None)
    assert waiting.address
    assert not OfferReport.objects.filter(pk=aside.pk).exists()
