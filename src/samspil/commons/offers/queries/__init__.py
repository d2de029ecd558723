"""Named reads of the catalogue: what is found, by what it can be narrowed, and what the desk shows."""

from samspil.commons.offers.queries.catalogue import (
    CATALOGUE_FACETS,
    FACET_PARAMETERS,
    KIND,
    MOST_FOUND,
    TECHNOLOGY_FACETS,
    Catalogue,
    search_catalogue,
    shown_age,
)
from samspil.commons.offers.queries.desk import (
    OfferNumbers,
    due_for,
    offer_numbers,
    offers_for_desk,
    owners,
    owners_to_remind,
    pending_imports,
    people_of_organisations,
    providers,
)
from samspil.commons.offers.queries.history import changes_between, history_of, in_words
from samspil.commons.offers.queries.likeness import alike, alike_to
from samspil.commons.offers.queries.pages import offers_for_page, offers_of_places, with_links
from samspil.commons.offers.queries.quality import missing_in, quality_of
from samspil.commons.offers.queries.reports import (
    experiences,
    put_right,
    report_for_answer,
    report_numbers,
    report_of_ref,
    reports_for_desk,
    shown_reports,
)
from samspil.commons.offers.queries.shelf import WITHOUT, ages_met, found_by

__all__ = [
    "CATALOGUE_FACETS",
    "FACET_PARAMETERS",
    "KIND",
    "MOST_FOUND",
    "TECHNOLOGY_FACETS",
    "WITHOUT",
    "Catalogue",
    "OfferNumbers",
    "ages_met",
    "alike",
    "alike_to",
    "changes_between",
    "due_for",
    "experiences",
    "found_by",
    "history_of",
    "in_words",
    "missing_in",
    "offer_numbers",
    "offers_for_desk",
    "offers_for_page",
    "offers_of_places",
    "owners",
    "owners_to_remind",
    "pending_imports",
    "people_of_organisations",
    "providers",
    "put_right",
    "quality_of",
    "report_for_answer",
    "report_numbers",
    "report_of_ref",
    "reports_for_desk",
    "search_catalogue",
    "shown_age",
    "shown_reports",
    "with_links",
]
