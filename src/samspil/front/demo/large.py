"""Fills the demo to the size of a large municipality, for benchmarks and for trying how it feels.

A million sign-ups through the actions would take hours, so rows are written in bulk here, in the
form the actions leave them in; a test compares the two.
"""

import json
from collections.abc import Sequence
from datetime import timedelta
from functools import reduce
from itertools import count as count_from
from itertools import islice
from operator import or_
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from samspil.base.people.models import Person
from samspil.base.topics.models import Topic
from samspil.commons.gatherings.models import Gathering
from samspil.commons.gatherings.terms import GatheringKind, GatheringState
from samspil.commons.interests.terms import CONSENT_INTERESTS, ProfileState, Rhythm, Source
from samspil.commons.news.models import Article
from samspil.commons.news.terms import ArticleState
from samspil.front.demo.offers import catalogue, take_in
from samspil.kit.encryption import encrypt
from samspil.work.plans.models import Activity, FocusArea, Foundation, Plan
from samspil.work.plans.terms import ActivityState, PlanState

PROFILES = 100_000
ARTICLES = 5_000
GATHERINGS = 2_000
OFFERS = 5_000
PLANS, AREAS, ACTIVITIES = 12, 7, 40
BODY = (
    "## Hvad sker der?\n\nVi mødes, taler om det, der fylder, og finder ud af resten sammen. "
    "Alle kan være med.\n\n- Kaffe\n- Oplæg\n- Spørgsmål\n"
)

# Nobody can be reached at this address, and nobody can be found by these keys.
_PROFILES = """
WITH profile AS (
    INSERT INTO interests_interestprofile
        (ref, address, address_key, state, rhythm, language, wants_full_text, wants_newsletter,
         available_for, dimensions, source, consent_version, since)
    SELECT gen_random_uuid(), %(address)s, gen_random_uuid(), %(state)s, %(rhythm)s, 'da', false,
           false, '{{}}', %(dimensions)s, %(source)s, %(consent)s, current_date
    FROM generate_series(1, %(count)s)
    RETURNING id
)
INSERT INTO interests_choice (profile_id, topic_id, dimension, of_dimensions)
{choices}
"""
_CHOICE = """
SELECT id, (%(topics{group})s)[1 + id %% cardinality(%(topics{group})s)], %(dimension{group})s,
       %(dimensions)s
FROM profile
"""


@transaction.atomic
def add_many_profiles(count: int, topics: Sequence[Sequence[Topic]]) -> None:
    """Add profiles that each chose one topic of every group, evenly spread.

    Args:
        count: how many.
        topics: groups of topics; those of one group share their dimension.
    """
    values: dict[str, Any] = {
        "address": encrypt("nobody@bakkekoebing.example"),
        "state": ProfileState.ACTIVE,
        "rhythm": Rhythm.AT_ONCE,
        "source": Source.WEB,
        "consent": CONSENT_INTERESTS,
        "count": count,
        "dimensions": reduce(or_, (int(group[0].dimension) for group in topics)),
    }
    for number, group in enumerate(topics):
        values[f"topics{number}"] = [topic.pk for topic in group]
        values[f"dimension{number}"] = int(group[0].dimension)
    choices = "UNION ALL".join(_CHOICE.format(group=number) for number in range(len(topics)))
    with connection.cursor() as cursor:
        cursor.execute(_PROFILES.format(choices=choices), values)


@transaction.atomic
def add_many_articles(count: int, author: Person, topics: Sequence[Topic]) -> None:
    """Add published articles, one an hour back in time, each about one of the topics."""
    now = timezone.now()
    articles = Article.objects.bulk_create(
        Article(
            title=f"Nyhed nummer {number} om hverdagen",
            summary="To sætninger om, hvad det handler om. De står i oversigten.",
            body=BODY,
            state=ArticleState.PUBLISHED,
            published_at=now - timedelta(hours=number),
            author=author,
        )
        for number in range(1, count + 1)
    )
    through = Article.topics.through
    through._default_manager.bulk_create(
        through(article_id=article.pk, topic_id=topics[article.pk % len(topics)].pk)
        for article in articles
    )


@transaction.atomic
def add_many_gatherings(count: int, planner: Person, topics: Sequence[Topic]) -> None:
    """Add published gatherings, half of them ahead and half of them past, each about one of the topics."""
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    gatherings = Gathering.objects.bulk_create(
        Gathering(
            kind=GatheringKind.THEME_MEETING,
            title=f"Temamøde nummer {number} om hverdagen",
            summary="To sætninger om, hvad det handler om. De står i oversigten.",
            body=BODY,
            starts_at=now + timedelta(hours=8 * number),
            ends_at=now + timedelta(hours=8 * number + 2),
            where="Borgercentret, store sal",
            seats=40,
            state=GatheringState.PUBLISHED,
            published_at=now - timedelta(days=400),
            responsible=planner,
        )
        for number in range(-count // 2, count - count // 2)
    )
    through = Gathering.topics.through
    through._default_manager.bulk_create(
        through(gathering_id=each.pk, topic_id=topics[each.pk % len(topics)].pk)
        for each in gatherings
    )


def add_many_offers(count: int) -> None:
    """Add published offers with the words of the demo's catalogue, again and again under other names.

    Args:
        count: how many, at most what one file may hold.
    """
    lines = [json.loads(line) for line in catalogue().splitlines()]
    copies = (
        {**line, "id": f"{line['id']}-{number}", "title": f"{line['title']} ({number})"}
        for number in count_from(2)
        for line in lines
    )
    take_in("\n".join(map(json.dumps, islice(copies, count))).encode())


def add_many_plans(plans: int, areas: int, activities: int, topics: Sequence[Topic]) -> None:
    """Add plans under way, each with focus areas about one of the topics, and each of these with activities.

    Args:
        plans: how many.
        areas: focus areas of each plan.
        activities: activities of each focus area, more and less far.
        topics: what the focus areas are about, in turn.
    """
    today = timezone.localdate()
    first, last = (
        today.replace(month=1, day=1),
        today.replace(year=today.year + 3, month=12, day=31),
    )
    strategy = Foundation.objects.create(
        title="Fælles grundlag", vision="Sammenhæng", values="Åbenhed"
    )
    for number in range(1, plans + 1):
        plan = Plan.objects.create(
            title=f"Plan nummer {number} for handicapområdet",
            intro=BODY,
            foundation=strategy,
            starts_on=first,
            ends_on=last,
            state=PlanState.RUNNING,
            state_since=today,
            decided_on=today,
        )
        made = FocusArea.objects.bulk_create(
            FocusArea(
                plan=plan,
                title=f"Indsatsområde {each} i plan {number}",
                purpose="At familien har én indgang til kommunen, og at hjælpen hænger sammen.",
                why=BODY,
                order=each,
            )
            for each in range(1, areas + 1)
        )
        about = FocusArea.topics.through
        about._default_manager.bulk_create(
            about(focusarea_id=each.pk, topic_id=topics[each.pk % len(topics)].pk) for each in made
        )
        Activity.objects.bulk_create(
            Activity(
                plan=plan,
                area=area,
                title=f"Aktivitet {each} under {area.title.lower()}",
                responsible_unit="Børnehandicap",
                partners="Skole\nDagtilbud",
                starts_on=first,
                ends_on=last,
                state=ActivityState.RUNNING,
                progress=each * 2,
                now="Det går fremad.",
                told_on=today,
                order=each,
            )
            for area in made
            for each in range(1, activities + 1)
        )
