"""Two who edit the same text at the same time, so that neither loses what was typed."""

from typing import Any, cast

from django.forms import BaseForm
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAVED_MEANWHILE = _("En anden har gemt teksten, siden du åbnede den.")


class EditedMeanwhile(Exception):
    """Somebody else saved the text since it was opened; nothing was overwritten."""

    def __init__(self, current: Any, says: str | Promise = SAVED_MEANWHILE) -> None:
        super().__init__(str(says))
        self.current = current


def keep_typed(form: BaseForm, meanwhile: EditedMeanwhile, *, advice: str = "") -> None:
    """Let what was typed stand in the fields, with the version it now goes over.

    Args:
        form: the form as it was sent, with a field `version`.
        meanwhile: what was saved in between.
        advice: what to do about it, said after what happened.
    """
    form.add_error(None, f"{meanwhile} {advice}".strip())
    typed = cast("QueryDict", form.data).copy()
    typed[form.add_prefix("version")] = str(meanwhile.current.version)
    form.data = typed
