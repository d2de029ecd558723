"""Two who edit the same text at the same time, so that neither loses what was typed."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class EditedMeanwhile(Exception):
    """Somebody else saved the text since it was opened; nothing was overwritten."""

    def __init__(self, current: Any) -> None:
        super().__init__(str(_("En anden har gemt teksten, siden du åbnede den.")))
        self.current = current
