"""Prepare, publish, go back, and take in a file."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import override
from tests.fixtures import MakePerson
from tests.pages import SCRIPT

from samspil.base.audit.models import Entry
from samspil.base.audit.queries import public_version
from samspil.base.files.models import StoredFile
from samspil.base.municipality import actions
from samspil.base.municipality.content import Content
from samspil.base.municipality.models import Draft, Edition
from samspil.base.municipality.queries import (
    changes_of_draft,
    current_draft,
    current_edition,
    current_face,
    declared_parts,
    declared_texts,
)
from samspil.base.municipality.tests.editions import picture, publish
from samspil.kit.access import SYSTEM, Refused, Role

pytestmark = pytest.mark.django_db


def exported() -> dict[str, Any]:
    return dict(json.loads(actions.exported(Edition.objects.select_related("logo").first())))


def take_in(said: Any) -> list[str]:
    return actions.take_in(actor=SYSTEM, text=json.dumps(said).encode())


class TestDraft:
    def test_nothing_public_changes_before_it_is_published(self) -> None:
        before = public_version()
        actions.change(actor=SYSTEM, name="Åby Kommune", phone=" 70  00 ")
        assert current_face().name == "Bakkekøbing Kommune"
        assert public_version() == before
        edition = publish()
        assert current_face().name == "Åby Kommune"
        assert current_face().content.phone == "70 00"
        assert public_version() == before + 1
        assert current_draft() is None
        assert Entry.objects.filter(verb="municipality.publish_draft", thing=edition.thing).exists()

    def test_changes_of_several_pages_gather_in_one_draft(self) -> None:
        actions.change(actor=SYSTEM, name="Åby")
        actions.change(actor=SYSTEM, closed=("news",))
        actions.change_text(actor=SYSTEM, key="outbox.greeting", danish="Kære du", english="")
        draft = current_draft()
        assert draft is not None
        assert [change.after for change in changes_of_draft(draft)] == ["Åby", "Nyheder", "Kære du"]

    def test_a_draft_that_another_changed_is_not_published_unseen(self) -> None:
        actions.change(actor=SYSTEM, name="Åby")
        seen = Draft.objects.get().version
        actions.change(actor=SYSTEM, name="Øby")
        with pytest.raises(actions.ChangedMeanwhile):
            actions.publish_draft(actor=SYSTEM, version=seen)
        actions.discard_draft(actor=SYSTEM)
        with pytest.raises(actions.ChangedMeanwhile):
            actions.publish_draft(actor=SYSTEM, version=seen + 1)
        assert not Edition.objects.exists()

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ({"name": " "}, "Skriv kommunens navn."),
            ({"name": "x" * 81}, "Skriv højst 80 tegn"),
            ({"name": SCRIPT}, "uden HTML"),
            ({"email": "ikke en mail"}, "navn@eksempel.dk"),
            ({"secure_post": "http://kommune.dk"}, "https://"),
            ({"secure_post": "javascript:alert(1)"}, "https://"),
            ({"secure_post": "https://[x"}, "https://"),
            ({"primary": "rød"}, "seks tegn"),
            ({"primary": "#ffcc00"}, "Et link på en grå flade har kontrasten 1,3:1"),
            ({"accent": "#0b2325"}, "Mørk tekst på accentfarven"),
        ],
    )
    def test_what_may_not_be_published_is_refused_at_once(
        self, said: dict[str, str], why: str
    ) -> None:
        with pytest.raises(ValidationError) as refusal:
            actions.change(actor=SYSTEM, **said)
        assert why in " ".join(refusal.value.messages)
        assert list(refusal.value.message_dict) == list(said)

    def test_a_refused_colour_comes_with_one_that_passes(self) -> None:
        with pytest.raises(ValidationError) as refusal:
            actions.change(actor=SYSTEM, primary="#3399cc")
        proposal = refusal.value.messages[0].rpartition("er ")[2].rstrip(".")
        assert "4,5:1" in refusal.value.messages[0]
        actions.change(actor=SYSTEM, primary=proposal)

    def test_an_unknown_placeholder_is_refused(self) -> None:
        with pytest.raises(ValidationError) as refusal:
            actions.change_text(
                actor=SYSTEM, key="outbox.greeting", danish="Hej {fornavn}", english=""
            )
        assert "Vi kender ikke {fornavn}. Du kan bruge {kommune}" in str(refusal.value)

    def test_only_those_who_may(self, make_person: MakePerson) -> None:
        actions.change(actor=SYSTEM, name="Åby")
        edition = publish()
        editor = make_person(Role.EDITOR)
        verbs: list[Callable[[], object]] = [
            lambda: actions.change(actor=editor, name="x"),
            lambda: actions.change_text(actor=editor, key="outbox.greeting", danish="", english=""),
            lambda: actions.change_logo(actor=editor, upload=None),
            lambda: actions.publish_draft(actor=editor, version=1),
            lambda: actions.discard_draft(actor=editor),
            lambda: actions.fetch_edition(actor=editor, edition=edition),
            lambda: actions.take_in(actor=editor, text=b"{}"),
        ]
        for verb in verbs:
            with pytest.raises(Refused):
                verb()


class TestEditions:
    def test_they_are_never_changed(self) -> None:
        edition = publish(name="Åby")
        for harm in (lambda: edition.save(), lambda: edition.delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                harm()

    def test_an_old_one_comes_back_as_a_new_one(self) -> None:
        first = publish(name="Åby", primary="#7a1f5c")
        publish(name="Øby", primary="#123456")
        actions.fetch_edition(actor=SYSTEM, edition=first)
        assert current_face().name == "Øby"
        publish()
        assert current_face().name == "Åby"
        assert Edition.objects.count() == 3


class TestLogo:
    def test_kept_while_an_edition_shows_it_and_forgotten_else(self) -> None:
        actions.change_logo(actor=SYSTEM, upload=picture())
        actions.change_logo(actor=SYSTEM, upload=picture("blue"))
        assert StoredFile.objects.count() == 1
        publish()
        actions.change_logo(actor=SYSTEM, upload=None)
        assert StoredFile.objects.count() == 1
        publish()
        assert current_face().logo is None
        actions.change_logo(actor=SYSTEM, upload=picture("green"))
        actions.discard_draft(actor=SYSTEM)
        assert StoredFile.objects.count() == 1


class TestFile:
    def test_what_goes_out_comes_in_the_same(self) -> None:
        actions.change_logo(actor=SYSTEM, upload=picture())
        actions.change_text(actor=SYSTEM, key="home.front_heading", danish="Hej", english="Hi")
        publish(name="Åby", primary="#7a1f5c", closed=("news",), address="Vej 1\n8999 Åby")
        said = exported()
        publish(name="Øby", closed=())
        assert take_in(said) == []
        draft = current_draft()
        assert draft is not None
        assert draft.said == Content.from_json(said["content"])
        assert [change.what for change in changes_of_draft(draft)] == ["Navn", "Lukkede dele"]
        publish()
        assert exported() == said

    def test_a_logo_from_elsewhere_is_made_safe(self) -> None:
        said = exported() | {"logo": base64.b64encode(picture().read()).decode()}
        take_in(said)
        assert StoredFile.objects.get().content_type == "image/webp"

    def test_what_no_room_here_knows_is_left_out_and_told(self) -> None:
        said = exported()
        said["content"] |= {"texts": {"moon.light": {"da": "x"}}, "closed": ["moon"]}
        assert take_in(said) == ["moon", "moon.light"]

    @pytest.mark.parametrize(
        ("wrong", "why"),
        [
            ([], "ikke en kommunefil"),
            ({}, "ikke en kommunefil"),
            ({"format": "andet"}, "ikke en kommunefil"),
            ({"version": 2}, "Filen har format 2. Her bruges format 1."),
            ({"version": None}, "Her bruges format 1."),
            ({"content": None}, "ikke en kommunefil"),
            ({"content": {"name": "Åby"}}, "Filen mangler: accent"),
            ({"logo": "ikke base64"}, "Logoet i filen kan ikke læses."),
            ({"logo": 5}, "Logoet i filen kan ikke læses."),
            ({"logo": base64.b64encode(b"<svg/>").decode()}, "ikke et billede"),
            ({"name": 5}, "en forkert form"),
            ({"texts": {"outbox.greeting": "Hej"}}, "en forkert form"),
            ({"texts": {"outbox.greeting": {"de": "Hallo"}}}, "en forkert form"),
            ({"closed": "news"}, "en forkert form"),
            ({"texts": {"outbox.greeting": {"da": SCRIPT}}}, "uden HTML"),
            ({"primary": "#ffcc00"}, "kan ikke læses af alle"),
            ({"name": ""}, "Skriv kommunens navn."),
        ],
    )
    def test_a_bad_file_is_told_and_nothing_is_taken_in(self, wrong: Any, why: str) -> None:
        said: Any = exported()
        if isinstance(wrong, list):
            said = wrong
        elif wrong and set(wrong) <= set(said):
            said |= wrong
        elif wrong:
            said["content"] |= wrong
        else:
            said = wrong
        with pytest.raises(ValidationError) as refusal:
            take_in(said)
        assert why in " ".join(refusal.value.messages)
        assert current_draft() is None

    @pytest.mark.parametrize(
        "text", [b"", b"\xff\xfe", b"PK\x03\x04", b"[" * 100_000, b"NaN", b"x" * 5_300_000]
    )
    def test_what_is_no_json_is_told(self, text: bytes) -> None:
        with pytest.raises(ValidationError, match="kommunefil"):
            actions.take_in(actor=SYSTEM, text=text)


class TestFace:
    def test_read_once_and_again_only_after_a_change(self, django_assert_num_queries: Any) -> None:
        publish(name="Åby")
        with django_assert_num_queries(2):
            current_face()
        with django_assert_num_queries(1):
            assert current_face().name == "Åby"
        number = public_version()
        with django_assert_num_queries(0):
            current_face(number)
        publish(name="Øby")
        assert current_face().name == "Øby"

    def test_languages_and_placeholders(self) -> None:
        publish(name="Åby Kommune", name_en="Aaby Municipality", phone="70 00")
        actions.change_text(
            actor=SYSTEM,
            key="home.front_heading",
            danish="Ring til {kommune}: {telefon}",
            english="",
        )
        publish()
        assert current_face().text("home.front_heading") == "Ring til Åby Kommune: 70 00"
        with override("en"):
            assert current_face().name == "Aaby Municipality"
            assert current_face().text("home.front_heading") != "Ring til Åby Kommune: 70 00"
        assert current_edition() == Edition.objects.first()

    def test_every_declared_text_and_part_can_be_used(self) -> None:
        assert {"news", "sign_up", "newsletter"} <= set(declared_parts())
        for key, text in declared_texts().items():
            assert key == text.key
            assert key.partition(".")[2]
            current_face().text(key)
        assert len({str(text.where) for text in declared_texts().values()}) == len(declared_texts())
