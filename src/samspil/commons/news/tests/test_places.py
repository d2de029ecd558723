"""An editor of a place or topic writes to that, and letters stop when news is taken down."""

from collections.abc import Callable

import pytest
from tests.fixtures import MakePerson, MakeProfile

from samspil.base.outbox.models import Delivery
from samspil.base.people.actions import give_role
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.news import actions
from samspil.commons.news.models import Article
from samspil.kit.access import SYSTEM, Refused, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return Place.objects.create(name="Solgården", kind="residence")


@pytest.fixture
def local(make_person: MakePerson, here: Place) -> Person:
    return make_person(Role.EDITOR, place=here)


def text(*, newsletter: bool = False) -> actions.Text:
    return actions.Text(title="Nyt", summary="s", body="b", to_newsletter=newsletter)


def test_their_own_article_reaches_their_own_place_only(local: Person, here: Place) -> None:
    everywhere = actions.write_article(actor=local, text=text())
    to_all = actions.write_article(actor=local, text=text(newsletter=True), places=[here])
    for article in (everywhere, to_all):
        with pytest.raises(Refused):
            actions.publish(actor=local, article=article)
    actions.publish(
        actor=local, article=actions.write_article(actor=local, text=text(), places=[here])
    )


@pytest.mark.parametrize("newsletter", [True, False])
def test_anothers_article_cannot_be_moved_out_of_the_place(
    make_person: MakePerson,
    local: Person,
    here: Place,
    newsletter: bool,  # noqa: FBT001
) -> None:
    elsewhere = Place.objects.create(name="Åhuset", kind="house")
    article = actions.write_article(actor=make_person(Role.EDITOR), text=text(), places=[here])
    with pytest.raises(Refused):
        actions.save_article(
            actor=local,
            article=article,
            version=1,
            text=text(newsletter=newsletter),
            topics=[],
            places=[here] if newsletter else [elsewhere],
        )


def test_taking_down_takes_back_what_has_not_left(
    make_person: MakePerson, make_profile: MakeProfile, here: Place
) -> None:
    editor = make_person(Role.EDITOR)
    for number in range(3):
        make_profile(newsletter=True, email=f"r{number}@example.com", full=number == 2)
    article = actions.write_article(actor=editor, text=text(newsletter=True))
    assert actions.publish(actor=editor, article=article) == 3
    news = Delivery.objects.filter(letter__kind__startswith="news")
    first = news.order_by("pk")[0]
    news.filter(pk=first.pk).update(state="sent", sent_at=first.created_at)
    actions.take_down(actor=editor, article=article, why="fejl")
    assert [each.pk for each in news] == [first.pk]
    assert actions.publish(actor=editor, article=article) == 2
    assert news.all().count() == 3


def test_who_reads_a_draft_is_its_writer_or_an_editor_there(
    local: Person, here: Place, make_person: MakePerson
) -> None:
    mine: Callable[[], Article] = lambda: actions.write_article(actor=local, text=text())  # noqa: E731
    article = mine()
    changed = actions.save_article(
        actor=local, article=article, version=1, text=text(), topics=[], places=[]
    )
    assert changed.version == 2
    stranger = make_person(Role.EDITOR, place=Place.objects.create(name="B", kind="house"))
    with pytest.raises(Refused):
        actions.save_article(
            actor=stranger, article=changed, version=2, text=text(), topics=[], places=[]
        )


def test_an_editor_of_a_topic_writes_about_that_only(
    make_person: MakePerson, make_topic: Callable[..., Topic]
) -> None:
    leisure, work = make_topic("Fritid"), make_topic("Arbejde")
    sport = make_topic("Idræt", parent=leisure)
    editor = make_person()
    give_role(actor=SYSTEM, person=editor, role=Role.EDITOR, topic=leisure)
    drafts = [
        actions.write_article(actor=editor, text=text(), topics=topics)
        for topics in ([], [work], [sport, work])
    ]
    drafts.append(actions.write_article(actor=editor, text=text(newsletter=True), topics=[sport]))
    for article in drafts:
        with pytest.raises(Refused):
            actions.publish(actor=editor, article=article)
    mine = actions.write_article(actor=editor, text=text(), topics=[leisure, sport])
    actions.publish(actor=editor, article=mine)
    with pytest.raises(Refused):
        actions.save_article(
            actor=editor, article=mine, version=1, text=text(), topics=[work], places=[], note="n"
        )
