"""Fills an empty installation through the same actions people use."""

import random
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from samspil.base.audit.actions import touch_public
from samspil.base.municipality.actions import change, publish_draft
from samspil.base.municipality.models import Draft
from samspil.base.people.actions import add_person, give_role
from samspil.base.people.models import Person
from samspil.base.places.actions import add_place
from samspil.base.places.models import Place
from samspil.base.places.terms import PlaceKind
from samspil.base.topics.actions import load_standard_topics
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import topics_in_use
from samspil.base.topics.terms import TopicKind
from samspil.commons.interests import actions as interests
from samspil.commons.interests.terms import CONSENT_INTERESTS, Form, Rhythm, Source
from samspil.commons.interests.wishes import Wishes
from samspil.commons.lexicon.actions import load_standard_words
from samspil.commons.news import actions as news
from samspil.commons.news.models import Article
from samspil.front.demo import large
from samspil.front.demo.advice import add_advice
from samspil.front.demo.cast import CAST, DOMAIN
from samspil.front.demo.content import ARTICLES, CONTACT, DRAFT, PLACES, DemoArticle
from samspil.front.demo.gatherings import add_gatherings
from samspil.front.demo.inputs import add_inputs
from samspil.front.demo.involvement import Filler
from samspil.front.demo.lexicon import add_unclear_and_missed
from samspil.front.demo.offers import add_catalogue, add_leaflets, add_life_to_offers
from samspil.front.demo.plans import add_plans
from samspil.front.demo.projects import add_projects
from samspil.kit.access import SYSTEM, Role

PEOPLE_INTERESTED = 90
CHANCE = random.Random(141)  # noqa: S311 - invented people, not secrets


@transaction.atomic
def fill() -> None:
    """Fill an empty database with one invented municipality; does nothing when it is filled."""
    if Person.objects.exists():
        return
    load_standard_topics(actor=SYSTEM)
    load_standard_words(actor=SYSTEM)
    topics = {topic.name: topic for topic in Topic.objects.all()}
    places = _places(topics)
    _municipality()
    people = _people()
    editor = people["karin"]
    for article in ARTICLES[:-1]:
        _publish(_write(editor, article, topics, places), days_ago=article.days_ago)
    _interested(topics, places)
    _cast_interests(topics)
    _publish(_write(editor, ARTICLES[-1], topics, places), days_ago=0)
    _write(editor, DRAFT, topics, places)
    add_unclear_and_missed()
    add_gatherings(people["peter"], topics, places)
    Filler(people, topics, places).fill()
    add_plans(people, topics, add_inputs(people["peter"]))
    add_projects(people, topics)
    add_catalogue()
    add_life_to_offers(people)
    add_leaflets()
    add_advice(people, topics)


def _places(topics: dict[str, Topic]) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for place in PLACES:
        places[place.facts.name] = add_place(
            actor=SYSTEM,
            kind=PlaceKind(place.kind),
            facts=place.facts,
            parent=places.get(place.parent),
            target_groups=[topics[name] for name in place.target_groups],
        )
    return places


def _municipality() -> None:
    """Say how the invented municipality is reached."""
    change(actor=SYSTEM, **CONTACT)
    publish_draft(actor=SYSTEM, version=Draft.objects.get().version)


def _people() -> dict[str, Person]:
    people: dict[str, Person] = {}
    for member in CAST:
        person = add_person(actor=SYSTEM, email=member.email, name=member.name)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        give_role(actor=SYSTEM, person=person, role=member.role)
        people[member.key] = person
    return people


def _write(
    editor: Person, article: DemoArticle, topics: dict[str, Topic], places: dict[str, Place]
) -> Article:
    return news.write_article(
        actor=editor,
        text=news.Text(
            title=article.title,
            summary=article.summary,
            body=article.body,
            easy_body=article.easy_body,
            title_en=article.title_en,
            summary_en=article.summary_en,
            body_en=article.body_en,
            to_newsletter=article.to_newsletter,
        ),
        topics=[topics[name] for name in article.topics],
        places=[places[name] for name in article.places],
    )


def _publish(article: Article, *, days_ago: int) -> None:
    news.publish(actor=SYSTEM, article=article)
    at = timezone.now() - timedelta(days=days_ago)
    Article.objects.filter(pk=article.pk).update(published_at=at)


def _sign_up(address: str, wishes: Wishes) -> None:
    waiting = interests.sign_up(
        actor=SYSTEM, address=address, wishes=wishes, client=address, source=Source.WEB
    )
    if waiting is not None:
        interests.confirm(actor=SYSTEM, sign_up=waiting)


def _some(topics: list[Topic], most: int) -> set[int]:
    return {topic.pk for topic in CHANCE.sample(topics, CHANCE.randint(0, most))}


def _interested(topics: dict[str, Topic], places: dict[str, Place]) -> None:
    """Let invented people sign up: most for topics, some for the newsletter alone."""
    kinds = {kind: [t for t in topics.values() if t.kind == kind] for kind in TopicKind}
    for number in range(PEOPLE_INTERESTED):
        address = f"person{number + 1}@{DOMAIN}"
        if number % 5 == 0:
            _sign_up(address, Wishes())
            continue
        chosen = _some(kinds[TopicKind.THEME], 4) | _some(kinds[TopicKind.AGE_GROUP], 2)
        chosen |= _some(kinds[TopicKind.TARGET_GROUP], 2)
        _sign_up(
            address,
            Wishes(
                topics=tuple(sorted(chosen)),
                places=(CHANCE.choice(list(places.values())).pk,) if number % 7 == 0 else (),
                rhythm=CHANCE.choice(list(Rhythm)),
                language="en" if number % 11 == 0 else "da",
                wants_full_text=number % 6 == 0,
                available_for=tuple(CHANCE.sample(list(Form), number % 5)),
                consent_version=CONSENT_INTERESTS,
            ),
        )


def _cast_interests(topics: dict[str, Topic]) -> None:
    """Let the demo's relative and citizen be interested, and one caller who has no e-mail."""
    mette = ("Skole", "Aflastning", "6–12 år", "Autismespektrum")
    jonas = ("Bolig", "Fritidsliv", "18–25 år")
    for key, names in (("mette", mette), ("jonas", jonas)):
        _sign_up(
            f"{key}@{DOMAIN}",
            Wishes(
                topics=tuple(sorted(topics[name].pk for name in names)),
                available_for=(Form.WORKING_COMMUNITY, Form.DIALOGUE_MEETING),
                consent_version=CONSENT_INTERESTS,
            ),
        )
    caller = Person.objects.filter(roles__role=Role.ADVISER).get()
    interests.enter_for_person(
        actor=caller,
        wishes=Wishes(topics=(topics["Aflastning"].pk,), consent_version=CONSENT_INTERESTS),
        source=Source.PHONE,
        contact={
            "name": "Inger Ørum",
            "phone": "70 00 00 99",
            "address": "Åvej 4\n8999 Bakkekøbing",
        },
    )


def fill_large() -> None:
    """Fill a small demo up to the size of a large municipality; does nothing when it is."""
    if Article.objects.count() > large.ARTICLES:
        return
    kinds = [list(topics_in_use(kind)) for kind in (TopicKind.THEME, TopicKind.AGE_GROUP)]
    large.add_many_profiles(large.PROFILES, kinds)
    large.add_many_articles(
        large.ARTICLES, Person.objects.filter(roles__role=Role.EDITOR)[0], kinds[0]
    )
    large.add_many_gatherings(
        large.GATHERINGS, Person.objects.filter(roles__role=Role.COORDINATOR)[0], kinds[0]
    )
    large.add_many_plans(large.PLANS, large.AREAS, large.ACTIVITIES, kinds[0])
    large.add_many_offers(large.OFFERS)
    touch_public()
