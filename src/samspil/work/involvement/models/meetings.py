"""The meetings of an initiative, kept by the gatherings room."""

from django.db import models

from samspil.commons.gatherings.models import Gathering
from samspil.work.involvement.models.plans import Initiative


class InitiativeMeeting(models.Model):
    """Says that a gathering belongs to an initiative."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="meetings")
    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("gathering__starts_at", "id")

    def __str__(self) -> str:
        return f"{self.initiative_id}:{self.gathering_id}"
