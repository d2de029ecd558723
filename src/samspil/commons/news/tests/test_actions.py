"""Every verb of the news room, and that each person gets exactly one letter."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from tests.fixtures import MakeGathering, MakePerson, MakeProfile, letters_to

from samspil.base.audit.queries import public_version
from samspil.base.outbox.models import Delivery
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.gatherings import actions as gatherings
from samspil.commons.interests import actions as interests
from samspil.commons.interests.models import CallTask
from samspil.commons.interests.terms import Rhythm, Source
from samspil.commons.interests.wishes import Wishes
from samspil.commons.news import actions
from samspil.commons.news.models import Article, Digest
from samspil.commons.news.tasks import last_first, last_monday
from samspil.commons.news.terms import ArticleState
from samspil.kit.access import SYSTEM, Refused, Role
from samspil.kit.editing import EditedMeanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(make_person: MakePerson) -> Person:
    return make_person(Role.EDITOR)


@pytest.fixture
def draft(editor: Person) -> Callable[..., Article]:
    def make(*topics: Topic, newsletter: bool = False, places: tuple[Place, ...] = ()) -> Article:
        return actions.write_article(
            actor=editor,
            text=actions.Text(
                title="Hemmelig titel",
                summary="Kort",
                body="## Ny tekst\n\nmed {seal} og {krøller}",
                to_newsletter=newsletter,
            ),
            topics=topics,
            places=places,
        )

    return make


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size).save(out, format=kind)
    return SimpleUploadedFile(f"foto.{kind.lower()}", out.getvalue())


def news_letters() -> list[Delivery]:
    return list(Delivery.objects.filter(letter__kind__startswith="news").order_by("pk"))


def test_exactly_the_concerned_get_exactly_one_letter(
    draft: Callable[..., Article],
    editor: Person,
    make_topic: Callable[..., Topic],
    make_profile: MakeProfile,
) -> None:
    housing, work = make_topic("Bolig"), make_topic("Job")
    make_profile(housing, email="one@example.com")
    make_profile(housing, work, email="both@example.com")
    make_profile(work, email="other@example.com")
    make_profile(newsletter=True, email="newsletter@example.com")
    article = draft(housing, work)
    article.topics.set([housing])
    assert actions.publish(actor=editor, article=article) == 2
    assert actions.publish(actor=editor, article=article) == 0
    assert [len(letters_to(f"{who}@example.com", "news")) for who in ("one", "both")] == [1, 1]
    assert [len(letters_to(f"{who}@example.com", "news")) for who in ("other", "newsletter")] == [
        0,
        0,
    ]


def test_taking_down_and_publishing_again_sends_nobody_a_second_letter(
    draft: Callable[..., Article], editor: Person, make_profile: MakeProfile
) -> None:
    make_profile(newsletter=True)
    article = draft(newsletter=True)
    actions.publish(actor=editor, article=article)
    actions.take_down(actor=editor, article=article, why="fejl")
    make_profile(newsletter=True, email="late@example.com")
    actions.publish(actor=editor, article=article)
    assert len(news_letters()) == 2
    assert len(letters_to("late@example.com", "news")) == 1


def test_letters_come_in_the_language_and_fullness_each_chose(
    draft: Callable[..., Article], editor: Person, make_profile: MakeProfile
) -> None:
    for number, (language, full) in enumerate(
        [("da", False), ("da", True), ("en", False), ("en", True)]
    ):
        make_profile(newsletter=True, language=language, full=full, email=f"r{number}@example.com")
    actions.publish(actor=editor, article=draft(newsletter=True))
    letters = [letters_to(f"r{number}@example.com", "news")[0].letter for number in range(4)]
    assert [each.language for each in letters] == ["da", "da", "en", "en"]
    for each in (letters[0], letters[2]):
        assert "Hemmelig titel" not in each.subject + each.text + each.html
    for each in (letters[1], letters[3]):
        assert "Hemmelig titel" in each.subject
        assert "{krøller}" in each.text
    assert "/en/" in letters[2].text
    assert "/en/" not in letters[0].text


def test_a_letter_link_says_nothing_of_the_topic(
    draft: Callable[..., Article],
    editor: Person,
    make_profile: MakeProfile,
    make_topic: Callable[..., Topic],
) -> None:
    autism = make_topic("Autisme")
    make_profile(autism)
    actions.publish(actor=editor, article=draft(autism))
    (delivery,) = news_letters()
    assert "utis" not in delivery.letter.text + delivery.letter.html + delivery.letter.subject


def test_publishing_makes_kept_pages_stale(draft: Callable[..., Article], editor: Person) -> None:
    article = draft()
    before = public_version()
    actions.publish(actor=editor, article=article)
    assert public_version() == before + 1


def test_those_without_mail_stand_on_the_call_list_once(
    draft: Callable[..., Article], editor: Person, make_person: MakePerson
) -> None:
    interests.enter_for_person(
        actor=make_person(Role.ADVISER),
        wishes=Wishes(wants_newsletter=True),
        source=Source.PHONE,
        contact={"name": "Inger", "phone": "12345678"},
    )
    article = draft(newsletter=True)
    actions.publish(actor=editor, article=article)
    actions.take_down(actor=editor, article=article, why="x")
    actions.publish(actor=editor, article=article)
    assert CallTask.objects.get().thing == article.thing


def test_two_editors_do_not_overwrite_each_other(
    draft: Callable[..., Article], editor: Person, make_person: MakePerson
) -> None:
    article = draft()
    text = actions.Text(title="Min", summary="s", body="b")

    def save(actor: Person) -> Article:
        return actions.save_article(
            actor=actor, article=article, version=1, text=text, topics=[], places=[]
        )

    assert save(editor).version == 2
    with pytest.raises(EditedMeanwhile) as meanwhile:
        save(make_person(Role.EDITOR))
    assert meanwhile.value.current.title == "Min"


def test_a_correction_needs_a_note_and_shows_it(
    draft: Callable[..., Article], editor: Person
) -> None:
    article = draft()
    actions.publish(actor=editor, article=article)
    text = actions.Text(title="Rettet", summary="s", body="b")

    def save(note: str) -> Article:
        return actions.save_article(
            actor=editor, article=article, version=1, text=text, topics=[], places=[], note=note
        )

    with pytest.raises(ValidationError):
        save("  ")
    save("Datoen var forkert.")
    assert [each.note for each in article.corrections.all()] == ["Datoen var forkert."]


def test_scheduled_news_comes_out_by_itself(
    draft: Callable[..., Article], editor: Person, make_profile: MakeProfile
) -> None:
    make_profile(newsletter=True)
    article = draft(newsletter=True)
    with pytest.raises(ValidationError):
        actions.schedule(actor=editor, article=article, at=timezone.now())
    actions.schedule(actor=editor, article=article, at=timezone.now() + timedelta(hours=1))
    assert actions.publish_due(actor=SYSTEM) == 0
    Article.objects.update(publish_at=timezone.now())
    assert actions.publish_due(actor=SYSTEM) == 1
    assert actions.publish_due(actor=SYSTEM) == 0
    article.refresh_from_db()
    assert (article.state, len(news_letters())) == (ArticleState.PUBLISHED, 1)


def test_a_scheduled_article_can_be_a_draft_again(
    draft: Callable[..., Article], editor: Person
) -> None:
    article = draft()
    actions.schedule(actor=editor, article=article, at=timezone.now() + timedelta(hours=1))
    assert actions.unschedule(actor=editor, article=article).state == ArticleState.DRAFT
    with pytest.raises(Refused):
        actions.unschedule(actor=editor, article=article)


def test_only_what_was_never_published_can_be_deleted(
    draft: Callable[..., Article], editor: Person
) -> None:
    published, never = draft(), draft()
    actions.publish(actor=editor, article=published)
    with pytest.raises(ValidationError):
        actions.delete_draft(actor=editor, article=published)
    actions.delete_draft(actor=editor, article=never)
    assert Article.objects.get() == published


def test_a_picture_is_made_new_and_needs_words(
    draft: Callable[..., Article], editor: Person
) -> None:
    article = draft()
    with pytest.raises(ValidationError):
        actions.add_picture(actor=editor, article=article, upload=picture(), alt=" ")
    kept = actions.add_picture(
        actor=editor, article=article, upload=picture("JPEG", (4000, 300)), alt="En bro"
    )
    assert (kept.file.content_type, kept.file.width) == ("image/webp", 1600)
    actions.remove_picture(actor=editor, picture=kept)
    assert not article.pictures.exists()


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload=alert(1)>", b"MZ\x90", b"\x89PNG\r\n\x1a\n" + b"\0" * 50]
)
def test_a_file_that_is_no_picture_is_refused(
    content: bytes, draft: Callable[..., Article], editor: Person
) -> None:
    with pytest.raises(ValidationError):
        actions.add_picture(
            actor=editor,
            article=draft(),
            upload=SimpleUploadedFile("billede.png", content),
            alt="x",
        )


def test_a_30_megabyte_picture_is_refused(draft: Callable[..., Article], editor: Person) -> None:
    upload = SimpleUploadedFile("stor.png", b"\0" * (30 * 1024 * 1024))
    with pytest.raises(ValidationError, match="20 MB"):
        actions.add_picture(actor=editor, article=draft(), upload=upload, alt="x")


@pytest.mark.parametrize("role", [role for role in Role if role != "administrator"])
def test_who_may_write(role: Role, make_person: MakePerson) -> None:
    may = role in {Role.EDITOR, Role.COORDINATOR}
    text = actions.Text(title="t", summary="s", body="b")
    if may:
        assert actions.write_article(actor=make_person(role), text=text)
    else:
        with pytest.raises(Refused):
            actions.write_article(actor=make_person(role), text=text)


def test_an_editor_for_a_place_edits_what_concerns_only_that_place(
    draft: Callable[..., Article], make_person: MakePerson
) -> None:
    mine, theirs = (Place.objects.create(name=name, kind="centre") for name in ("A", "B"))
    local = make_person(Role.EDITOR, place=mine)
    assert actions.publish(actor=local, article=draft(places=(mine,))) == 0
    for article in (draft(places=(mine, theirs)), draft()):
        with pytest.raises(Refused):
            actions.publish(actor=local, article=article)


def test_digests_gather_what_came_out_and_miss_nothing(
    draft: Callable[..., Article],
    editor: Person,
    make_topic: Callable[..., Topic],
    make_profile: MakeProfile,
) -> None:
    housing, work = make_topic(), make_topic()
    make_profile(housing, work, rhythm=Rhythm.WEEKLY, email="both@example.com")
    make_profile(work, rhythm=Rhythm.WEEKLY, full=True, email="work@example.com")
    make_profile(make_topic(), rhythm=Rhythm.WEEKLY, email="nothing@example.com")
    for topic in (housing, work):
        actions.publish(actor=editor, article=draft(topic))
    assert not news_letters()
    now = timezone.now()
    assert actions.send_digests(actor=SYSTEM, rhythm=Rhythm.WEEKLY, until=now) == 2
    assert actions.send_digests(actor=SYSTEM, rhythm=Rhythm.WEEKLY, until=now) == 0
    assert "2 ting" in letters_to("both@example.com", "news")[0].letter.text
    assert "Hemmelig titel" in letters_to("work@example.com", "news")[0].letter.text
    assert not letters_to("nothing@example.com", "news")
    later = draft(housing)
    actions.publish(actor=editor, article=later)
    Article.objects.filter(pk=later.pk).update(published_at=now + timedelta(days=20))
    until = now + timedelta(days=21)
    assert actions.send_digests(actor=SYSTEM, rhythm=Rhythm.WEEKLY, until=until) == 1
    assert len(letters_to("both@example.com", "news")) == 2


def test_digests_gather_meetings_and_changes_too(
    draft: Callable[..., Article],
    editor: Person,
    make_topic: Callable[..., Topic],
    make_profile: MakeProfile,
    make_gathering: MakeGathering,
    client: Client,
) -> None:
    topic = make_topic()
    make_profile(topic, rhythm=Rhythm.MONTHLY, full=True, email="month@example.com")
    make_profile(make_topic(), rhythm=Rhythm.MONTHLY, email="nothing@example.com")
    article, gathering = draft(topic), make_gathering(topic)
    actions.publish(actor=editor, article=article)
    gatherings.publish(actor=SYSTEM, gathering=gathering)
    now = timezone.now()
    assert actions.send_digests(actor=SYSTEM, rhythm=Rhythm.MONTHLY, until=now) == 1
    (first,) = letters_to("month@example.com", "news-digest")
    assert gathering.title in first.letter.text
    assert article.title in first.letter.text
    gatherings.call_off(actor=SYSTEM, gathering=gathering, why="Oplægsholderen er syg")
    later = timezone.now()
    assert actions.send_digests(actor=SYSTEM, rhythm=Rhythm.MONTHLY, until=later) == 1
    second = letters_to("month@example.com", "news-digest")[1]
    assert "Aflyst" in second.letter.text
    assert article.title not in second.letter.text
    page = client.get(reverse("digest", args=[Digest.objects.latest("pk").ref]))
    assert gathering.title in page.content.decode()
    assert not letters_to("nothing@example.com", "news")


def test_a_corrected_article_is_in_the_next_digest(
    draft: Callable[..., Article],
    editor: Person,
    make_topic: Callable[..., Topic],
    make_profile: MakeProfile,
) -> None:
    topic = make_topic()
    make_profile(topic, rhythm=Rhythm.WEEKLY, email="week@example.com")
    article = draft(topic)
    actions.publish(actor=editor, article=article)
    assert actions.send_digests(actor=SYSTEM, rhythm=Rhythm.WEEKLY, until=timezone.now()) == 1
    assert actions.send_digests(actor=SYSTEM, rhythm=Rhythm.WEEKLY, until=timezone.now()) == 0
    article.refresh_from_db()
    actions.save_article(
        actor=editor,
        article=article,
        version=article.version,
        text=actions.Text(title="Rettet", summary="s", body="b"),
        topics=[topic],
        places=[],
        note="Tiden var forkert.",
    )
    assert actions.send_digests(actor=SYSTEM, rhythm=Rhythm.WEEKLY, until=timezone.now()) == 1


@pytest.mark.parametrize(
    ("now", "monday", "first"),
    [
        ("2026-03-29 12:00", "2026-03-23 07:00", "2026-03-01 07:00"),
        ("2026-03-30 06:59", "2026-03-23 07:00", "2026-03-01 07:00"),
        ("2026-03-30 07:00", "2026-03-30 07:00", "2026-03-01 07:00"),
        ("2026-01-01 06:00", "2025-12-29 07:00", "2025-12-01 07:00"),
        ("2026-10-26 08:00", "2026-10-26 07:00", "2026-10-01 07:00"),
    ],
)
def test_when_digests_are_due(now: str, monday: str, first: str) -> None:
    zone = timezone.get_default_timezone()

    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=zone)

    assert last_monday(at(now)).astimezone(UTC) == at(monday).astimezone(UTC)
    assert last_first(at(now)).astimezone(UTC) == at(first).astimezone(UTC)
