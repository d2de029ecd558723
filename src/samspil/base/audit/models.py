"""What happened: an append-only table of ids and verbs, and the version of what the public sees."""

import pgtrigger
from django.db import models

from samspil.base.audit.terms import ActorKind, EntryKind


class Entry(models.Model):
    """Who did or looked at what, when and why; ids and verbs, never content."""

    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=4, choices=EntryKind)
    actor_kind = models.CharField(max_length=7, choices=ActorKind)
    actor_id = models.BigIntegerField(null=True, blank=True)
    verb = models.CharField(max_length=60)
    thing = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(
                fields=["about", "-id"],
                name="audit_about",
                condition=~models.Q(about=""),
            ),
            models.Index(
                fields=["thing", "-id"],
                name="audit_thing",
                condition=~models.Q(thing=""),
            ),
            models.Index(fields=["actor_id", "-id"], name="audit_actor"),
        )
        constraints = (
            models.CheckConstraint(
                name="audit_person_has_id",
                condition=models.Q(actor_kind=ActorKind.PERSON, actor_id__isnull=False)
                | ~models.Q(actor_kind=ActorKind.PERSON) & models.Q(actor_id__isnull=True),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.thing}"


class PublicVersion(models.Model):
    """One row whose number rises whenever something that everybody sees has changed.

    Its row lock puts publishing transactions in line, so a page rendered after reading number n
    holds every change up to n; kept pages are checked against it by one SELECT.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(name="audit_one_public_version", condition=models.Q(id=1)),
        )

    def __str__(self) -> str:
        return str(self.number)
