"""Draw the yearly status from the plan, write on it, freeze it and send it (row H13)."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspil.base.audit.actions import record
from samspil.base.files.actions import store_document
from samspil.base.files.models import StoredFile
from samspil.base.outbox.actions import send
from samspil.base.people.models import Person
from samspil.base.topics.models import Topic
from samspil.commons.news.actions import Text, write_article
from samspil.commons.news.models import Article
from samspil.commons.news.terms import SUMMARY_LENGTH
from samspil.commons.news.terms import TITLE_LENGTH as HEADLINE_LENGTH
from samspil.kit.access import Actor, require
from samspil.kit.documents.making import file_name, pdf, word
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line, readable
from samspil.work.plans import letters
from samspil.work.plans.actions.years import check_year, note_step
from samspil.work.plans.models import (
    Addressee,
    FocusArea,
    Plan,
    StatusSending,
    StatusText,
    YearFocus,
    YearlyStatus,
)
from samspil.work.plans.policies import (
    may_change_status,
    may_write_newsletter,
    may_write_plans,
    may_write_status,
)
from samspil.work.plans.queries.progress import NOTHING, progress_by_area
from samspil.work.plans.queries.status import activities_for_status, drawn_text, said, said_now
from samspil.work.plans.queries.status_document import status_document
from samspil.work.plans.terms import (
    NUMBER_LENGTH,
    TITLE_LENGTH,
    SendingHow,
    StatusState,
    StepKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusHead:
    """What stands round the texts of the focus areas."""

    title: str
    dated_on: date
    intro: str = ""
    closing: str = ""
    case_number: str = ""
    document_number: str = ""


def _locked(status: YearlyStatus) -> YearlyStatus:
    return (
        YearlyStatus.objects.select_for_update(of=("self",))
        .select_related("plan")
        .get(pk=status.pk)
    )


def _areas_in_order(plan: Plan, year: int) -> list[FocusArea]:
    """Return the focus areas: those chosen for the year first, then the others in the plan's order."""
    chosen = set(YearFocus.objects.filter(plan=plan, year=year).values_list("area_id", flat=True))
    areas = list(plan.areas.order_by("track__order", "order", "id"))
    return sorted(areas, key=lambda area: area.pk not in chosen)


def _draw(status: YearlyStatus) -> None:
    """Write a text for each focus area that has none yet, and for the plan's own initiatives if any."""
    plan = status.plan
    activities = activities_for_status(plan, status.year)
    progress = progress_by_area([plan.pk])
    keys: list[int | None] = [each.pk for each in _areas_in_order(plan, status.year)]
    if None in activities:
        keys.append(None)
    known = set(status.texts.values_list("area_id", flat=True))
    StatusText.objects.bulk_create(
        StatusText(
            status=status,
            area_id=key,
            order=number,
            text=drawn_text(
                activities.get(key, []), progress.get((plan.pk, key), NOTHING), status.year
            ),
        )
        for number, key in enumerate(keys, 1)
        if key not in known
    )


@transaction.atomic
def begin_status(*, actor: Actor, plan: Plan, year: int) -> YearlyStatus:
    """Draw the status of a year from the plan as a draft; a second press gives the same draft.

    Raises Refused when the actor may not, ValidationError for a year outside the plan's period.
    """
    require(may_write_status(actor, plan))
    check_year(plan, year)
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    # What a committee reads is Danish, whatever language the one who presses reads in.
    with translation.override("da"):
        status, made = YearlyStatus.objects.select_related("plan").get_or_create(
            plan=plan,
            year=year,
            defaults={
                "title": (_("Status %(year)s: %(plan)s") % {"year": year, "plan": plan.title})[
                    :TITLE_LENGTH
                ],
                "closing": plan.following_up,
            },
        )
        if not status.is_sent:
            _draw(status)
    if made:
        record(actor=actor, verb="plans.begin_status", thing=status.thing)
    return status


@transaction.atomic
def save_status(
    *,
    actor: Actor,
    status: YearlyStatus,
    version: int,
    head: StatusHead,
    texts: Mapping[int, str],
) -> YearlyStatus:
    """Save what a draft says; a focus area that came since it was begun gets its text.

    Args:
        actor: who writes.
        status: which one.
        version: the version that was opened.
        head: what stands round the texts.
        texts: the texts by the id of their row; others stay as they are.

    Raises Refused when the actor may not or it was sent, EditedMeanwhile when somebody saved it since `version`.
    """
    current = _locked(status)
    require(may_change_status(actor, current))
    if current.version != version:
        raise EditedMeanwhile(current)
    for name, value in asdict(head).items():
        setattr(current, name, readable(value) if isinstance(value, str) else value)
    current.title = one_line(head.title)[:TITLE_LENGTH]
    for name in ("case_number", "document_number"):
        setattr(current, name, one_line(getattr(head, name))[:NUMBER_LENGTH])
    current.version += 1
    current.save()
    with translation.override("da"):
        _draw(current)
    for row in current.texts.filter(pk__in=texts):
        StatusText.objects.filter(pk=row.pk).update(text=readable(texts[row.pk]))
    record(actor=actor, verb="plans.save_status", thing=current.thing)
    return current


@transaction.atomic
def redraw(*, actor: Actor, text: StatusText) -> StatusText:
    """Write the text of one focus area anew from the plan; what stood there is gone.

    Raises Refused when the actor may not or the status was sent.
    """
    current = _locked(text.status)
    require(may_change_status(actor, current))
    activities = activities_for_status(current.plan, current.year).get(text.area_id, [])
    progress = progress_by_area([current.plan_id]).get((current.plan_id, text.area_id), NOTHING)
    with translation.override("da"):
        text.text = drawn_text(activities, progress, current.year)
    text.save(update_fields=["text"])
    YearlyStatus.objects.filter(pk=current.pk).update(version=current.version + 1)
    record(actor=actor, verb="plans.redraw", thing=current.thing)
    return text


def _kept(actor: Actor, title: str, kind: str, content: bytes) -> StoredFile:
    upload = SimpleUploadedFile(file_name(title, "pdf" if kind == "pdf" else "docx"), content)
    return store_document(actor=actor, upload=upload)


def _freeze(actor: Actor, status: YearlyStatus) -> None:
    now_said = said_now(status)
    document = status_document(now_said, origin=settings.ORIGIN)
    status.snapshot = now_said.as_json()
    status.pdf = _kept(actor, status.title, "pdf", pdf(document))
    status.word = _kept(actor, status.title, "docx", word(document))
    status.state, status.sent_on = StatusState.SENT, timezone.localdate()
    status.save()
    note_step(status.plan, status.year, StepKind.STATUS)


@transaction.atomic
def send_status(
    *, actor: Actor, status: YearlyStatus, to: Collection[Addressee]
) -> list[StatusSending]:
    """Freeze a status, make its documents, and tell each committee and council by letter once.

    Pressed again with others it goes to those alone.

    Args:
        actor: the centre leader or a coordinator.
        status: which one.
        to: who gets it by letter.

    Raises Refused when the actor may not, ValidationError when nobody is chosen or somebody has no address.
    """
    current = _locked(status)
    require(may_write_status(actor, current.plan))
    missing = [each.name for each in to if not each.email]
    if missing:
        raise ValidationError(
            _("%(names)s har ingen e-mail. Skriv den på, eller aflever status på anden vis.")
            % {"names": "; ".join(missing)}
        )
    if not to:
        raise ValidationError(_("Vælg mindst ét udvalg eller råd."))
    if not current.is_sent:
        _freeze(actor, current)
    sent = []
    for addressee in to:
        sending, made = StatusSending.objects.get_or_create(
            status=current,
            addressee=addressee,
            defaults={"how": SendingHow.LETTER, "by_id": actor.pk},
        )
        if made:
            send(
                draft=letters.status_sent(current),
                address=addressee.email,
                dedupe_key=f"plans.status:{current.pk}:{addressee.pk}",
            )
            sent.append(sending)
    record(actor=actor, verb="plans.send_status", thing=current.thing, public=True)
    return sent


@transaction.atomic
def mark_handed_over(*, actor: Actor, status: YearlyStatus, to: Addressee) -> StatusSending:
    """Write down that a status reached a body without a letter, such as through the case system.

    A draft is frozen by it, since it is then read. A second press changes nothing.
    Raises Refused when the actor may not.
    """
    current = _locked(status)
    require(may_write_status(actor, current.plan))
    if not current.is_sent:
        _freeze(actor, current)
    sending, made = StatusSending.objects.get_or_create(
        status=current, addressee=to, defaults={"how": SendingHow.BY_HAND, "by_id": actor.pk}
    )
    if made:
        record(actor=actor, verb="plans.mark_handed_over", thing=current.thing, public=True)
    return sending


@transaction.atomic
def save_addressee(
    *,
    actor: Actor,
    name: str,
    kind: str,
    email: str = "",
    is_active: bool = True,
    addressee: Addressee | None = None,
) -> Addressee:
    """Add a committee or council to the list, or change one.

    Raises Refused when the actor may not, ValidationError when the name is there already.
    """
    require(may_write_plans(actor))
    current = addressee or Addressee()
    name = one_line(name)[:TITLE_LENGTH]
    if Addressee.objects.filter(name__iexact=name).exclude(pk=current.pk).exists():
        raise ValidationError({"name": _("Navnet står der allerede.")})
    current.name, current.kind, current.email, current.is_active = name, kind, email, is_active
    current.save()
    record(actor=actor, verb="plans.save_addressee", thing=current.thing, public=True)
    return current


def _article_text(status: YearlyStatus) -> Text:
    frozen = said(status)
    with translation.override("da"):
        summary = _(
            "%(done)s af %(counted)s aktiviteter er færdige. Læs, hvad der er sket i %(year)s."
        ) % {"done": frozen.done, "counted": frozen.counted, "year": frozen.year}
        parts = [frozen.intro] if frozen.intro else []
        parts += [f"## {each.title}\n\n{each.text}" for each in frozen.chosen or frozen.areas]
        address = reverse("yearly_status", args=[status.plan_id, status.year])
        parts.append(f"[{_('Læs hele status')}]({address})")
    return Text(
        title=Truncator(frozen.title).chars(HEADLINE_LENGTH),
        summary=summary[:SUMMARY_LENGTH],
        body="\n\n".join(parts),
        to_newsletter=True,
    )


@transaction.atomic
def write_newsletter(*, actor: Person, status: YearlyStatus) -> Article:
    """Make a draft article of a status that was sent; a second press gives the same draft.

    Args:
        actor: an editor or coordinator, who becomes the author; publishing is done where news are written.
        status: a status that was sent.

    Raises Refused when the actor may not.
    """
    current = _locked(status)
    require(may_write_newsletter(actor, current))
    if current.article is not None:
        return current.article
    frozen = said(current)
    areas = [each.area for each in frozen.chosen or frozen.areas]
    topics = Topic.objects.filter(
        pk__in=FocusArea.topics.through.objects.filter(focusarea__in=areas).values("topic")
    )
    article = write_article(
        actor=actor,
        text=_article_text(current),
        topics=list(topics),
        places=list(current.plan.places.all()),
    )
    current.article = article
    current.save()
    note_step(current.plan, current.year, StepKind.NEWSLETTER)
    record(actor=actor, verb="plans.write_newsletter", thing=current.thing, public=True)
    return article
