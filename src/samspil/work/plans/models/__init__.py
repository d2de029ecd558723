"""What the plans room keeps."""

from samspil.work.plans.models.activities import Activity, StatusChange
from samspil.work.plans.models.plans import (
    FocusArea,
    Foundation,
    Plan,
    PlanMove,
    PlanVersion,
    Quote,
    Track,
)

__all__ = (
    "Activity",
    "FocusArea",
    "Foundation",
    "Plan",
    "PlanMove",
    "PlanVersion",
    "Quote",
    "StatusChange",
    "Track",
)
