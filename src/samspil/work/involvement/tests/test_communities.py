"""Working communities: who gets in, notes that lose nothing, files, and the end."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from tests.fixtures import MakePerson, MakeProfile, log_in
from tests.pages import text_of

from samspil.base.audit.models import Entry
from samspil.base.files.models import StoredFile
from samspil.base.people.models import Person
from samspil.commons.interests.models import InterestProfile
from samspil.commons.interests.terms import ACCESS_KEY
from samspil.kit.access import NOBODY, SYSTEM, Refused, Role
from samspil.kit.editing import EditedMeanwhile
from samspil.work.involvement import personal_data
from samspil.work.involvement.actions import initiatives, invitations, participants
from samspil.work.involvement.actions.communities import (
    Writer,
    remove_file,
    save_note,
    share_file,
    write_note,
)
from samspil.work.involvement.actions.proposals import ProposalText, propose
from samspil.work.involvement.actions.sweeping import sweep
from samspil.work.involvement.models import (
    Initiative,
    Invitation,
    Note,
    NoteVersion,
    Participant,
    Proposal,
    SharedFile,
)
from samspil.work.involvement.terms import KEEP_NAMES, KEEP_NOTES, Answer, InitiativeState
from samspil.work.involvement.tests.conftest import MakeInitiative, today

pytestmark = pytest.mark.django_db
ADDRESS = "mor@example.com"


@pytest.fixture
def member(initiative: Initiative) -> Participant:
    return participants.add_person(
        actor=SYSTEM, initiative=initiative, name="Anna Mor", contact="70", address=ADDRESS
    )


@pytest.fixture
def note(initiative: Initiative, member: Participant) -> Note:
    return write_note(
        writer=Writer(NOBODY, member), initiative=initiative, title="Første møde", body="Vi sagde"
    )


@pytest.fixture
def by_code(make_profile: MakeProfile, member: Participant) -> Client:
    """Somebody who takes part, let in by a code and no account."""
    profile = make_profile(newsletter=True, email=ADDRESS)
    return with_code(profile)


def with_code(profile: InterestProfile) -> Client:
    client = Client()
    session = client.session
    session[ACCESS_KEY] = [str(profile.ref), (timezone.now() + timedelta(minutes=5)).timestamp()]
    session.save()
    return client


def pages(initiative: Initiative, note: Note) -> list[str]:
    return [
        reverse("community", args=[initiative.pk]),
        reverse("write_note", args=[initiative.pk]),
        reverse("note", args=[initiative.pk, note.pk]),
        reverse("edit_note", args=[initiative.pk, note.pk]),
    ]


def document() -> SimpleUploadedFile:
    return SimpleUploadedFile("plan.pdf", b"%PDF-1.7 hemmelig")


class TestWhoGetsIn:
    def test_a_member_by_code(self, by_code: Client, initiative: Initiative, note: Note) -> None:
        for url in pages(initiative, note):
            assert by_code.get(url).status_code == 200, url
        assert "En god overgang" in text_of(by_code.get(reverse("my_participation")))

    def test_a_member_with_an_account(
        self, make_person: MakePerson, initiative: Initiative, note: Note
    ) -> None:
        client = log_in(Client(), make_person(Role.RELATIVE, email=ADDRESS))
        for url in pages(initiative, note):
            assert client.get(url).status_code == 200, url

    def test_staff_of_the_initiative(
        self, desk: Client, make_person: MakePerson, initiative: Initiative, note: Note
    ) -> None:
        adviser = make_person(Role.ADVISER)
        client = log_in(Client(), adviser)
        for url in pages(initiative, note):
            assert desk.get(url).status_code == 200
            assert client.get(url).status_code == 404
        Initiative.objects.update(responsible=adviser)
        for url in pages(initiative, note):
            assert client.get(url).status_code == 200

    def test_for_everybody_else_it_is_not_there(
        self,
        make_person: MakePerson,
        make_profile: MakeProfile,
        make_initiative: MakeInitiative,
        initiative: Initiative,
        note: Note,
        by_code: Client,
    ) -> None:
        other = with_code(make_profile(newsletter=True, email="anden@example.com"))
        logged_in = log_in(Client(), make_person(Role.RELATIVE))
        for client in (other, logged_in):
            for url in pages(initiative, note):
                assert client.get(url).status_code == 404
        foreign = make_initiative(title="En anden gruppe")
        assert by_code.get(reverse("community", args=[foreign.pk])).status_code == 404
        mixed = reverse("note", args=[foreign.pk, note.pk])
        assert by_code.get(mixed).status_code == 404
        assert by_code.get(reverse("community", args=[10**30])).status_code == 404

    def test_a_visitor_is_led_to_a_code_before_anything_is_looked_up(
        self, client: Client, initiative: Initiative
    ) -> None:
        for pk in (initiative.pk, 987654):
            answer = client.get(reverse("community", args=[pk]))
            assert (answer.status_code, answer.url) == (302, reverse("my_interests"))  # type: ignore[attr-defined]
        assert client.get(reverse("my_participation")).status_code == 302

    def test_the_code_leads_back(
        self, client: Client, make_profile: MakeProfile, member: Participant
    ) -> None:
        from samspil.commons.interests import actions as interests  # noqa: PLC0415
        from samspil.commons.interests.models import AccessCode  # noqa: PLC0415

        make_profile(newsletter=True, email=ADDRESS)
        url = reverse("community", args=[member.initiative_id])
        client.get(url)
        client.post(reverse("my_interests"), {"email": ADDRESS})
        code = AccessCode.objects.get()
        AccessCode.objects.update(code_hash=interests._code_hash("123456", code.ref))
        answer = client.post(reverse("type_code"), {"code": "123456"})
        assert answer.url == url  # type: ignore[attr-defined]
        assert client.get(url).status_code == 200

    def test_who_has_left_is_out(
        self, by_code: Client, member: Participant, initiative: Initiative
    ) -> None:
        by_code.post(reverse("leave_initiative", args=[initiative.pk]))
        member.refresh_from_db()
        assert (member.left_on, member.name, member.address) == (today(), "", None)
        assert by_code.get(reverse("community", args=[initiative.pk])).status_code == 404
        assert by_code.post(reverse("leave_initiative", args=[initiative.pk])).status_code == 404

    def test_only_working_communities_have_a_room(
        self, make_initiative: MakeInitiative, desk: Client
    ) -> None:
        of = make_initiative(kind="focus_group")
        assert desk.get(reverse("community", args=[of.pk])).status_code == 404


class TestNotes:
    def test_every_version_is_kept_with_its_writer(
        self, note: Note, member: Participant, coordinator: Person
    ) -> None:
        save_note(writer=Writer(coordinator), note=note, version=1, title="Nyt", body="Rettet")
        first, second = NoteVersion.objects.order_by("number")
        assert (first.participant, first.staff, first.body) == (member, None, "Vi sagde")
        assert (second.participant, second.staff, second.body) == (None, coordinator, "Rettet")

    def test_two_who_save_at_once_lose_nothing(
        self, by_code: Client, note: Note, initiative: Initiative, coordinator: Person
    ) -> None:
        save_note(writer=Writer(coordinator), note=note, version=1, title="A", body="Den anden")
        url = reverse("edit_note", args=[initiative.pk, note.pk])
        page = text_of(by_code.post(url, {"title": "B", "body": "Min tekst", "version": "1"}))
        assert "En anden har gemt" in page
        assert "Min tekst" in page
        assert "Den anden" in page
        assert NoteVersion.objects.count() == 2
        by_code.post(url, {"title": "B", "body": "Min tekst", "version": "2"})
        note.refresh_from_db()
        assert (note.body, note.version) == ("Min tekst", 3)

    def test_saving_the_same_changes_nothing(self, note: Note, member: Participant) -> None:
        save_note(
            writer=Writer(NOBODY, member), note=note, version=1, title=note.title, body=note.body
        )
        assert NoteVersion.objects.count() == 1
        with pytest.raises(EditedMeanwhile):
            save_note(writer=Writer(NOBODY, member), note=note, version=0, title="x", body="y")

    def test_older_versions_can_be_read(
        self, by_code: Client, note: Note, member: Participant
    ) -> None:
        save_note(writer=Writer(NOBODY, member), note=note, version=1, title="Nyt", body="Rettet")
        url = reverse("note", args=[note.initiative_id, note.pk])
        assert "Vi sagde" in text_of(by_code.get(url, {"udgave": "1"}))
        assert by_code.get(url, {"udgave": "9"}).status_code == 404
        assert by_code.get(url, {"udgave": "æ"}).status_code == 200

    def test_unreadable_in_a_dump_and_safe_on_the_page(
        self, by_code: Client, note: Note, member: Participant
    ) -> None:
        save_note(
            writer=Writer(NOBODY, member),
            note=note,
            version=1,
            title="x",
            body="<script>alert(1)</script>",
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT title, body FROM involvement_note")
            assert "script" not in str(cursor.fetchall())
        url = reverse("note", args=[note.initiative_id, note.pk])
        assert "<script>alert" not in by_code.get(url).content.decode()

    def test_not_after_the_end_nor_after_leaving(
        self, initiative: Initiative, member: Participant, coordinator: Person
    ) -> None:
        participants.leave(actor=NOBODY, participant=member)
        with pytest.raises(Refused, match="ikke med mere"):
            write_note(writer=Writer(NOBODY, member), initiative=initiative, title="x", body="y")
        initiatives.change_state(actor=SYSTEM, initiative=initiative, to=InitiativeState.RUNNING)
        initiatives.change_state(actor=SYSTEM, initiative=initiative, to=InitiativeState.DONE)
        with pytest.raises(Refused, match="er slut"):
            write_note(writer=Writer(coordinator), initiative=initiative, title="x", body="y")


class TestFiles:
    def test_shared_and_handed_out_as_a_download(
        self, by_code: Client, initiative: Initiative, client: Client
    ) -> None:
        url = reverse("share_file", args=[initiative.pk])
        by_code.post(url, {"file": document(), "title": "Plan"})
        shared = SharedFile.objects.get()
        link = reverse("shared_file", args=[initiative.pk, shared.pk])
        answer = by_code.get(link)
        assert answer.headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.content.startswith(b"%PDF-")
        assert client.get(link).status_code == 302
        by_code.post(reverse("remove_shared_file", args=[initiative.pk, shared.pk]))
        assert not StoredFile.objects.exists()

    def test_a_picture_is_made_safe(self, member: Participant, initiative: Initiative) -> None:
        out = BytesIO()
        Image.new("RGB", (9, 9)).save(out, "PNG")
        upload = SimpleUploadedFile("foto.png", out.getvalue())
        shared = share_file(writer=Writer(NOBODY, member), initiative=initiative, upload=upload)
        assert shared.file.content_type == "image/webp"

    @pytest.mark.parametrize(
        ("name", "content"), [("x.exe", b"MZ"), ("x.html", b"<p>"), ("x.pdf", b"MZ")]
    )
    def test_other_files_are_left_outside(
        self, by_code: Client, initiative: Initiative, name: str, content: bytes
    ) -> None:
        sent = {"file": SimpleUploadedFile(name, content), "title": "x"}
        page = by_code.post(reverse("share_file", args=[initiative.pk]), sent)
        assert page.status_code == 200
        assert "Fejl:" in text_of(page)
        assert not SharedFile.objects.exists()

    def test_of_another_initiative(
        self,
        by_code: Client,
        initiative: Initiative,
        make_initiative: MakeInitiative,
        coordinator: Person,
    ) -> None:
        other = make_initiative(title="En anden")
        shared = share_file(writer=Writer(coordinator), initiative=other, upload=document())
        for name in ("shared_file", "remove_shared_file"):
            for of in (initiative, other):
                url = reverse(name, args=[of.pk, shared.pk])
                method = by_code.get if name == "shared_file" else by_code.post
                assert method(url).status_code == 404
        bad = SimpleUploadedFile("x.docm", b"x")
        with pytest.raises(ValidationError):
            share_file(writer=Writer(coordinator), initiative=other, upload=bad)
        remove_file(writer=Writer(coordinator), shared=shared)


class TestTheEnd:
    def test_the_last_day_ends_it(self, initiative: Initiative, member: Participant) -> None:
        initiatives.change_state(actor=SYSTEM, initiative=initiative, to=InitiativeState.RUNNING)
        Initiative.objects.update(starts_on=today() - timedelta(days=9), ends_on=today())
        assert sweep(actor=SYSTEM)["ended"] == 0
        Initiative.objects.update(ends_on=today() - timedelta(days=1))
        assert [sweep(actor=SYSTEM)["ended"] for _each in range(2)] == [1, 0]
        initiative.refresh_from_db()
        assert (initiative.state, initiative.closed_on) == ("done", today())

    def test_then_names_go_and_later_the_notes(
        self, initiative: Initiative, note: Note, invitation: Invitation, member: Participant
    ) -> None:
        invitations.answer(
            actor=NOBODY, invitation=invitation, says=Answer.YES, name="Bo", contact="1"
        )
        share_file(writer=Writer(NOBODY, member), initiative=initiative, upload=document())
        initiatives.change_state(actor=SYSTEM, initiative=initiative, to=InitiativeState.DONE)
        invitation.round.initiative.rounds.update(sent_at=timezone.now() - timedelta(days=200))
        Initiative.objects.update(closed_on=today() - KEEP_NAMES)
        assert sweep(actor=SYSTEM)["names"] == 0
        Initiative.objects.update(closed_on=today() - KEEP_NAMES - timedelta(days=1))
        assert sweep(actor=SYSTEM)["names"] == 1
        assert not Participant.objects.exists()
        assert not Invitation.objects.exists()
        assert NoteVersion.objects.get().participant is None
        assert sweep(actor=SYSTEM)["notes"] == 0
        Initiative.objects.update(closed_on=today() - KEEP_NOTES - timedelta(days=1))
        assert sweep(actor=SYSTEM)["notes"] == 1
        assert not Note.objects.exists()
        assert not StoredFile.objects.exists()

    def test_proposers_are_forgotten_a_year_after_the_answer(self, coordinator: Person) -> None:
        from samspil.work.involvement.actions.proposals import decline  # noqa: PLC0415

        text = ProposalText(title="T", what="W", role="relative", address=ADDRESS)
        proposal = propose(actor=NOBODY, text=text, client="c")
        decline(actor=coordinator, proposal=proposal, answer="Nej")
        assert sweep(actor=SYSTEM)["proposers"] == 0
        Proposal.objects.update(answered_at=timezone.now() - timedelta(days=366))
        assert sweep(actor=SYSTEM)["proposers"] == 1
        proposal.refresh_from_db()
        assert (proposal.address, proposal.address_key) == (None, None)


class TestPersonalData:
    def test_taken_along_and_erased(
        self, invitation: Invitation, note: Note, member: Participant
    ) -> None:
        invitations.answer(
            actor=NOBODY, invitation=invitation, says=Answer.YES, name="Anna", contact="70"
        )
        text = ProposalText(title="Mit forslag", what="W", role="relative", address=ADDRESS)
        propose(actor=NOBODY, text=text, client="c")
        found = personal_data.export(ADDRESS.upper())
        assert [each["title"] for each in found["proposals"]] == ["Mit forslag"]
        assert found["invitations"][0]["name"] == "Anna"
        assert found["takes_part_in"][0]["wrote"][0]["text"] == "Vi sagde"
        planned = personal_data.erase(ADDRESS, dry_run=True)
        assert Participant.objects.exists()
        done = personal_data.erase(ADDRESS, dry_run=False)
        assert done.counts == planned.counts
        assert done.counts == {"proposals": 1, "invitations": 1, "participations": 1}
        assert personal_data.export(ADDRESS) == {
            "proposals": [],
            "invitations": [],
            "takes_part_in": [],
            "responsible_for": [],
        }
        assert NoteVersion.objects.get().body == "Vi sagde"
        assert Entry.objects.filter(verb="involvement.erase").count() == 3

    def test_of_a_stranger_nothing(self, member: Participant) -> None:
        assert not personal_data.erase("anden@example.com", dry_run=False)
        assert Participant.objects.exists()


def test_names_are_seen_only_by_the_staff_and_every_look_is_written_down(
    invitation: Invitation,
    desk: Client,
    make_person: MakePerson,
    initiative: Initiative,
    client: Client,
    member: Participant,
) -> None:
    url = reverse("initiative_people", args=[initiative.pk])
    assert "Bo Yes" not in text_of(desk.get(url))
    invitations.answer(
        actor=NOBODY, invitation=invitation, says=Answer.YES, name="Bo Yes", contact="1"
    )
    page = text_of(desk.get(url))
    assert "Bo Yes" in page
    assert "Anna Mor" in page
    looks = Entry.objects.filter(kind="look", verb="involvement.people")
    assert {each.about for each in looks} == {invitation.about, member.about}
    for role in (Role.EDITOR, Role.MANAGER, Role.ADVISER):
        assert log_in(Client(), make_person(role)).get(url).status_code == 403
    assert log_in(Client(), make_person(Role.RELATIVE)).get(url).status_code == 403
