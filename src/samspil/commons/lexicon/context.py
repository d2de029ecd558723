"""The words of the lexicon on every public page."""

from django.http import HttpRequest

from samspil.base.municipality.context import face_for
from samspil.commons.lexicon.explaining import Explainer, known_phrases
from samspil.kit.explaining import Explain
from samspil.kit.view_choices import view_of


def begin(request: HttpRequest) -> Explain:
    """Return what explains the texts of a page; nothing is explained while the lexicon is closed.

    Args:
        request: the visit.
    """
    if "lexicon" in face_for(request).closed:
        return str
    match = request.resolver_match
    is_own = match is not None and match.url_name == "lexicon_word"
    own_slug = str(match.kwargs["slug"]) if match is not None and is_own else ""
    return Explainer(known_phrases(), own_slug=own_slug, easy=view_of(request).easy_reading)
