"""Fills the demo to the size of a large municipality, for benchmarks and for trying how it feels.

A million sign-ups through the actions would take hours, so rows are written in bulk here, in the
form the actions leave them in; a test compares the two.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import reduce
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
from samspil.kit.encryption import encrypt

PROFILES = 100_000
ARTICLES = 5_000
GATHERINGS = 2_000
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
