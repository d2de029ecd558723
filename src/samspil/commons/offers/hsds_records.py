"""Services of HSDS 3.0 as raw records, so that what other catalogues give can be taken in.

Source: https://docs.openreferral.org/en/3.0.1/hsds/schema_reference.html.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings

from samspil.commons.offers.records import Record
from samspil.commons.offers.terms import (
    HSDS_MORE,
    HSDS_REFERRAL,
    HSDS_WEEKS,
    SUMMARY_LENGTH,
)

# Where a taxonomy or the kind of an attribute is called one of these, its term is …
_ABOUT = {
    "target_groups": ("target", "målgruppe"),
    "audience": ("audience", "hvem"),
    "kind": ("kind", "slags", "service type"),
    "themes": ("theme", "emne", "tema", "topic"),
    "helps_with": ("helps", "hjælper"),
    "legal": ("legal", "lov"),
}
# Codes of services say what a thing is to machines, and would be odd as words for people.
_NOT_WORDS = ("ffb_service", "ydelse")
_REFERRAL = {said: needed for needed, said in HSDS_REFERRAL.items()}


def looks_like_hsds(given: Mapping[str, Any]) -> bool:
    """Tell whether an object is a service of HSDS and not one of our own lines."""
    return "name" in given and "title" not in given and "id" in given


def services_in(given: Any) -> Iterator[Any]:
    """Return the objects of a file: a list, a page with `contents`, services by name, or one alone."""
    if isinstance(given, list):
        for each in given:
            yield from services_in(each) if isinstance(each, list) else [each]
    elif isinstance(given, dict):
        inner = given.get("contents", given.get("services", given.get("service")))
        if isinstance(inner, list):
            yield from inner
        else:
            yield given
    else:
        yield given


def record_of(service: Mapping[str, Any]) -> Record:
    """Return the raw record of a service, with the fields that it tells."""
    raw: Record = {"id": service.get("id"), "title": service.get("name")}
    for ours, theirs in (
        ("contact_email", "email"),
        ("price", "fees_description"),
        ("age_from", "minimum_age"),
        ("age_to", "maximum_age"),
    ):
        if theirs in service:
            raw[ours] = service[theirs]
    raw |= _told(service)
    organisation = service.get("organization")
    if isinstance(organisation, Mapping):
        raw["organisation"] = organisation.get("name")
    raw |= _attributes(_listed(service, "attributes"))
    raw |= _reached(service)
    for ours, theirs, key in (
        ("languages", "languages", "code"),
        ("papers", "required_documents", "document"),
    ):
        if theirs in service:
            told = _listed(service, theirs)
            raw[ours] = [each.get(key) or each.get("name") for each in told]
    return raw


def _told(service: Mapping[str, Any]) -> Record:
    """Return what HSDS has in one text and we have in several, as `hsds` writes it and others may."""
    raw: Record = {}
    first, _gap, rest = str(service.get("description") or "").partition("\n\n")
    if rest.strip() and len(first) <= SUMMARY_LENGTH:
        raw |= {"summary": first, "description": rest}
    elif "description" in service:
        raw["description"] = service["description"]
    if "application_process" in service:
        parts = str(service["application_process"] or "").split("\n\n")
        if parts[0] in _REFERRAL:
            raw["requires_referral"] = _REFERRAL[parts.pop(0)]
        links = [part for part in parts if part.startswith(HSDS_MORE)]
        raw["how_citizen"] = "\n\n".join(part for part in parts if part not in links)
        if links:
            raw["url"] = links[0].removeprefix(HSDS_MORE)
    own = str(service.get("url") or "")
    if own and not own.startswith(settings.ORIGIN):
        raw.setdefault("url", own)
    weeks = re.fullmatch(rf"(\d+) (?:uge|{HSDS_WEEKS}|weeks?)", str(service.get("wait_time") or ""))
    return raw | ({"waiting_weeks": weeks[1]} if weeks else {})


def _listed(thing: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found = thing.get(name)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _attributes(attributes: Sequence[Mapping[str, Any]]) -> Record:
    raw: Record = {}
    for each in attributes:
        term = each.get("taxonomy_term")
        term = term if isinstance(term, Mapping) else {}
        taxonomy = term.get("taxonomy_detail")
        said = taxonomy.get("name") if isinstance(taxonomy, Mapping) else taxonomy
        kind = " ".join(
            str(part or "")
            for part in (each.get("label"), each.get("link_type"), term.get("taxonomy"), said)
        ).casefold()
        name = next((ours for ours, words in _ABOUT.items() if any(w in kind for w in words)), None)
        # What it is called comes before its code: a name that is none of ours becomes a tag, a code helps nobody.
        value = term.get("name") or each.get("value") or term.get("code")
        if value and name == "kind":
            raw[name] = value
        elif value and not any(word in kind for word in _NOT_WORDS):
            raw.setdefault(name or "themes", []).append(str(value))
    return raw


def _reached(service: Mapping[str, Any]) -> Record:
    raw: Record = {}
    phones, contacts = _listed(service, "phones"), _listed(service, "contacts")
    if phones:
        raw["contact_phone"] = phones[0].get("number")
    if contacts:
        raw["contact_name"] = contacts[0].get("name")
        raw.setdefault("contact_email", contacts[0].get("email"))
        own = _listed(contacts[0], "phones")
        if own:
            raw.setdefault("contact_phone", own[0].get("number"))
    places = [each.get("location") for each in _listed(service, "service_at_locations")]
    names = [each.get("name") for each in places if isinstance(each, Mapping) and each.get("name")]
    if "service_at_locations" in service:
        raw["place"] = names
    hours = [each.get("description") for each in _listed(service, "schedules")]
    if any(hours):
        raw["opening_hours"] = "\n".join(str(each) for each in hours if each)
    return raw
