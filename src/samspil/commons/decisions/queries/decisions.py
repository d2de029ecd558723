"""Decisions as they are listed, searched and handed out, and cases on their way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from samspil.commons.decisions.models import (
    Attachment,
    Budget,
    BudgetLine,
    CaseDraft,
    Decision,
    Owner,
    Spending,
)
from samspil.commons.decisions.terms import FIRST_YEAR, LAST_YEAR, CaseState

MOST_WORDS = 6
SALT = "decisions.owner"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor asks to see of the decisions."""

    year: int | None = None
    body: str = ""
    words: str = ""


def wanted_decisions(rows: QuerySet[Decision], wanted: Wanted) -> QuerySet[Decision]:
    """Return decisions of a year, of a body, and with certain words, newest first."""
    if wanted.year is not None:
        known = FIRST_YEAR <= wanted.year <= LAST_YEAR
        rows = rows.filter(decided_on__year=wanted.year) if known else rows.none()
    if wanted.body:
        rows = rows.filter(body=wanted.body)
    for word in wanted.words.split()[:MOST_WORDS]:
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(text__icontains=word)
            | Q(recommendation__icontains=word)
            | Q(owner_label__icontains=word)
            | Q(case_number__icontains=word)
            | Q(document_numbers__icontains=word)
        )
    return rows.defer("recommendation", "hearing_said")


def years_and_bodies(rows: QuerySet[Decision]) -> tuple[list[int], list[str]]:
    """Return the years and bodies there are decisions of."""
    years = [day.year for day in rows.dates("decided_on", "year", order="DESC")]
    return years, list(rows.order_by("body").values_list("body", flat=True).distinct())


def with_files(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Return decisions with what a page says of them, without the bytes of their files."""
    return rows.select_related("follows").prefetch_related(
        "places", "topics", "followed_by", Prefetch("attachments", queryset=_attachments())
    )


def _attachments() -> QuerySet[Attachment]:
    return Attachment.objects.select_related("file").defer("file__content")


def decisions_of(key: str, *, public: bool = True) -> QuerySet[Decision]:
    """Return the decisions about something above, newest first.

    Args:
        key: its key as it was told in `Owner`, e.g. "project:3".
        public: only those everybody may read.
    """
    rows = Decision.objects.filter(owner_key=key)
    return rows.filter(is_public=True) if public else rows


def cases_of(key: str) -> QuerySet[CaseDraft]:
    """Return the cases about something above, newest first."""
    return CaseDraft.objects.filter(owner_key=key)


def open_cases() -> QuerySet[CaseDraft]:
    """Return the cases that are not decided yet, newest first."""
    return CaseDraft.objects.exclude(state=CaseState.DECIDED)


def waiting_steps() -> QuerySet[Decision]:
    """Return the decisions whose next step is still to be taken, the most pressing first."""
    rows = Decision.objects.exclude(next_step="").filter(next_step_done_on__isnull=True)
    return rows.order_by("next_step_on", "id")


def case_with_files() -> QuerySet[CaseDraft]:
    """Return cases with all their pages show."""
    return CaseDraft.objects.select_related("budget", "decision").prefetch_related(
        "places", "topics", Prefetch("attachments", queryset=_attachments())
    )


def lines_of(budget: Budget) -> QuerySet[BudgetLine]:
    """Return the lines of a budget by year and post."""
    return budget.lines.all()


def spendings_of(budget: Budget) -> QuerySet[Spending]:
    """Return what was booked, newest first, with what reversed it."""
    return budget.spendings.select_related("reversed_by", "reverses")


def budget_of(key: str) -> Budget | None:
    """Return the budget of something above, when it has one."""
    return Budget.objects.filter(owner_key=key).first()


def owner_token(owner: Owner) -> str:
    """Return an owner sealed for an address, so that a page here can take over from a page above."""
    told = [owner.key, owner.label, owner.url, list(owner.places), list(owner.topics)]
    return signing.dumps(told, salt=SALT, compress=True)


def owner_in(token: str) -> Owner | None:
    """Return the owner that an address names, None when it is none of ours."""
    try:
        key, label, url, places, topics = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Owner(key=key, label=label, url=url, places=places, topics=topics)


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """A decision as open data."""

    id: int
    title: str
    body: str
    decided_on: date
    case_number: str
    document_numbers: list[str]
    agenda_item: str
    recommendation: str
    text: str
    outcome: str
    next_step: str
    next_step_on: date | None
    hearing_body: str
    hearing_said: str
    about: str
    url: str


def open_decisions(rows: QuerySet[Decision], origin: str) -> Sequence[OpenDecision]:
    """Return public decisions as open data.

    Args:
        rows: those wanted.
        origin: the address of the site, put before each path.
    """
    return [
        OpenDecision(
            **{name: getattr(row, name) for name in _PLAIN},
            id=row.pk,
            document_numbers=row.documents,
            about=row.owner_label,
            url=origin + reverse("decision", args=[row.pk]),
        )
        for row in rows.filter(is_public=True)
    ]


_PLAIN: tuple[Any, ...] = (
    "title", "body", "decided_on", "case_number", "agenda_item", "recommendation", "text",
    "outcome", "next_step", "next_step_on", "hearing_body", "hearing_said",
)  # fmt: skip
