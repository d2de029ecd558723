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
from samspil.work.plans.models.status import Addressee, StatusSending, StatusText, YearlyStatus
from samspil.work.plans.models.years import (
    Group,
    GroupMeeting,
    GroupMember,
    GroupNote,
    GroupTask,
    YearFocus,
    YearStep,
)

__all__ = (
    "Activity",
    "Addressee",
    "FocusArea",
    "Foundation",
    "Group",
    "GroupMeeting",
    "GroupMember",
    "GroupNote",
    "GroupTask",
    "Plan",
    "PlanMove",
    "PlanVersion",
    "Quote",
    "StatusChange",
    "StatusSending",
    "StatusText",
    "Track",
    "YearFocus",
    "YearStep",
    "YearlyStatus",
)
