"""Addresses of the catalogue."""

from django.urls import path

from samspil.commons.offers import api
from samspil.commons.offers.views import importing, open_data, public, reports, staff

urlpatterns = [
    path("tilbud/", public.offers, name="offers"),
    path("tilbud/<int:pk>/", public.offer, name="offer_by_number"),
    path("tilbud/fortael/<int:pk>/", public.report, name="report_offer"),
    path("tilbud/film/<int:pk>/", public.film, name="offer_film"),
    path("tilbud/undertekster/<int:pk>/", public.captions, name="offer_captions"),
    path("tilbud/billede/<int:pk>/", public.picture, name="offer_picture"),
    path("tilbud/svar/<str:token>/", public.answer, name="offer_report_answer"),
    path("tilbud/svar/<str:token>/slet/", public.erase, name="erase_offer_report"),
    path("tilbud/<int:pk>/<slug:slug>/", public.offer, name="offer"),
    path("velfaerdsteknologi/", public.welfare_technology, name="welfare_technology"),
    path("aabne-data/tilbud.csv", open_data.offers_csv, name="offers_csv"),
    path("aabne-data/tilbud.xlsx", open_data.offers_excel, name="offers_excel"),
    path("aabne-data/tilbud.jsonl", open_data.offers_json, name="offers_json"),
    path("tilbudsdesk/", staff.desk, name="offers_desk"),
    path("tilbudsdesk/nyt/", staff.write, name="write_offer"),
    path("tilbudsdesk/bekraeft/", staff.confirm, name="confirm_offers"),
    path("tilbudsdesk/dubletter/", staff.duplicates, name="offer_duplicates"),
    path("tilbudsdesk/udbydere/", staff.provider_list, name="offer_providers"),
    path("tilbudsdesk/udbydere/ny/", staff.edit_provider, name="add_offer_provider"),
    path("tilbudsdesk/udbydere/<int:pk>/", staff.edit_provider, name="edit_offer_provider"),
    path("tilbudsdesk/billede/<int:pk>/fjern/", staff.remove_picture, name="remove_offer_picture"),
    path("tilbudsdesk/fortalt/", reports.reports, name="offer_reports"),
    path("tilbudsdesk/fortalt/<int:pk>/", reports.report, name="offer_report"),
    path("tilbudsdesk/fortalt/<int:pk>/svar/", reports.answer, name="answer_offer_report"),
    path("tilbudsdesk/fortalt/<int:pk>/vis/", reports.show, name="show_offer_report"),
    path("tilbudsdesk/fortalt/<int:pk>/laeg-til-side/", reports.lay_aside, name="lay_aside_report"),
    path("tilbudsdesk/indlaes/", importing.upload, name="import_offers"),
    path("tilbudsdesk/indlaes/<uuid:ref>/", importing.look_through, name="look_through_offers"),
    path("tilbudsdesk/indlaes/<uuid:ref>/slet/", importing.drop, name="drop_offer_import"),
    path("tilbudsdesk/skabelon.<str:form>", importing.template, name="offers_template"),
    path("tilbudsdesk/eksport.<str:form>", importing.export, name="export_offers"),
    path("tilbudsdesk/<int:pk>/", staff.prepare, name="prepare_offer"),
    path("tilbudsdesk/<int:pk>/ret/", staff.edit, name="edit_offer"),
    path("tilbudsdesk/<int:pk>/flyt/", staff.move, name="move_offer"),
    path("tilbudsdesk/<int:pk>/bekraeft/", staff.confirm_one, name="confirm_offer"),
    path("tilbudsdesk/<int:pk>/slet/", staff.delete, name="delete_offer"),
    path("tilbudsdesk/<int:pk>/udgaver/", staff.versions, name="offer_versions"),
    path("tilbudsdesk/<int:pk>/saml/<int:into>/", staff.merge, name="merge_offers"),
    path("tilbudsdesk/<int:pk>/billede/", staff.add_picture, name="add_offer_picture"),
    path("tilbudsdesk/<int:pk>/film/", staff.add_film, name="add_offer_film"),
    path("tilbudsdesk/<int:pk>/film/fjern/", staff.remove_film, name="remove_offer_film"),
]

_HSDS = (
    ("services", "service", api.services, api.service),
    ("organizations", "organization", api.organizations, api.organization),
    (
        "service_at_locations",
        "service_at_location",
        api.service_at_locations,
        api.service_at_location,
    ),
    ("taxonomies", "taxonomy", api.taxonomies, api.taxonomy),
    ("taxonomy_terms", "taxonomy_term", api.taxonomy_terms, api.taxonomy_term),
)

for_machines = [
    path("api/hsds/", api.about, name="hsds"),
    path("api/hsds/openapi.json", api.openapi, name="hsds_openapi"),
    *(path(f"api/hsds/{many}", all_of, name=f"hsds_{many}") for many, _1, all_of, _2 in _HSDS),
    *(path(f"api/hsds/{many}/<str:ref>", of, name=f"hsds_{one}") for many, one, _1, of in _HSDS),
]
