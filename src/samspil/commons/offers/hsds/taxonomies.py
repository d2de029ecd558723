"""The words by which offers are ordered: taxonomies and their terms."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from samspil.base.audit.queries import public_version
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import topic_web
from samspil.base.topics.terms import TopicKind
from samspil.commons.offers.hsds.ids import own_id, shared_id
from samspil.commons.offers.models import Offer
from samspil.commons.offers.terms import Audience, OfferKind
from samspil.kit.keeping import keep_part

_FFB_SERVICES = Path(__file__).parents[1] / "data/ffb_services.json"
FFB = "urn:oid:1.2.208.176.2.22"
_VERSION = "20240530"

TAXONOMIES: Mapping[str, dict[str, Any]] = {
    key: {"id": shared_id("taxonomy", key), "name": name, "description": said, **more}
    for key, name, said, more in (
        (
            "target_group",
            "Målgrupper",
            "Hvem tilbuddet er lavet til. Koder fra Fælles Faglige Begreber (FFB), hvor der er en; "
            "en målgruppe lukker ingen ude.",
            {"uri": FFB, "version": _VERSION},
        ),
        ("theme", "Emner", "Hvad tilbuddet handler om, med kommunens egne ord.", {}),
        ("kind", "Slags", "Hvad tilbuddet er, med de ord folk leder med.", {}),
        ("audience", "Til hvem", "Borgere, pårørende eller fagpersoner.", {}),
        (
            "ffb_service",
            "Ydelser og tilbud (FFB)",
            "Fælles Faglige Begreber (FFB), KL: grenene Ydelse og Tilbud.",
            {"uri": FFB, "version": _VERSION},
        ),
    )
}
_OF_TOPIC = {
    TopicKind.TARGET_GROUP: "target_group",
    TopicKind.THEME: "theme",
    TopicKind.TAG: "theme",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms, and which of them are meant by what an offer has.

    `above` leads from a term to those over it, so that asking for a branch finds its parts.
    """

    by_id: Mapping[str, Mapping[str, Any]]
    of_topic: Mapping[int, str]
    above: Mapping[str, frozenset[str]]

    def of(self, offer: Offer) -> list[str]:
        """Return the ids of the terms of an offer, which has its topics at hand."""
        topics = [*offer.target_groups.all(), *offer.themes.all()]
        found = [self.of_topic[each.pk] for each in topics if each.pk in self.of_topic]
        found.append(shared_id("kind", offer.kind))
        found += [shared_id("audience", each.value) for each in offer.audiences]
        service = shared_id("ffb", offer.ffb_code)
        if service in self.by_id:
            found.append(service)
        return list(dict.fromkeys(found))


def _term(key: str, term_id: str, name: str, said: str = "", **more: Any) -> dict[str, Any]:
    return {
        "id": term_id,
        "name": name,
        "description": said or name,
        "language": "da",
        "taxonomy": TAXONOMIES[key]["name"],
        "taxonomy_id": TAXONOMIES[key]["id"],
        **{name: value for name, value in more.items() if value},
    }


@cache
def _services() -> list[dict[str, Any]]:
    rows = json.loads(_FFB_SERVICES.read_text(encoding="utf-8"))["services"]
    return [
        _term(
            "ffb_service",
            shared_id("ffb", each["code"]),
            each["name"],
            f"{each['branch']}: {each['name']}",
            code=each["code"],
            term_uri=f"urn:uuid:{each['code']}",
        )
        for each in rows
    ]


def _topic_id(topic: Topic) -> str:
    if topic.ffb_code:
        return shared_id("ffb", topic.ffb_code)
    return own_id("topic", topic.pk)


@keep_part(public_version)
def all_terms() -> Terms:
    """Return all terms of all taxonomies; kept until something public changes."""
    web = topic_web()
    topics = Topic.objects.filter(kind__in=_OF_TOPIC, merged_into__isnull=True)
    ids = {each.pk: _topic_id(each) for each in topics}
    terms = [
        _term(
            _OF_TOPIC[TopicKind(each.kind)],
            ids[each.pk],
            each.name,
            each.hint,
            code=str(each.ffb_code or ""),
            parent_id=ids.get(web.now[each.parent_id]) if each.parent_id else None,
            term_uri=f"urn:uuid:{each.ffb_code}" if each.ffb_code else "",
        )
        for each in topics
    ]
    for key, choices in (("kind", OfferKind), ("audience", Audience)):
        terms += [
            _term(key, shared_id(key, each.value), str(each.label), code=each.value)
            for each in choices
        ]
    above = {
        ids[pk]: frozenset(ids[each] for each in web.ancestors(pk) if each in ids) for pk in ids
    }
    of_topic = {pk: ids[now] for pk, now in web.now.items() if now in ids}
    return Terms({each["id"]: each for each in [*terms, *_services()]}, of_topic, above)
