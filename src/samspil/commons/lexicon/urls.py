"""Addresses of the lexicon."""

from django.urls import path

from samspil.commons.lexicon.views import public, reports, staff, synonyms

urlpatterns = [
    path("leksikon/", public.lexicon, name="lexicon"),
    path("leksikon/foreslaa/", public.propose, name="propose_word"),
    path("leksikon/foreslaa/tak/", public.proposed, name="word_proposed"),
    path("leksikon/uforstaaet/", public.mark_unclear, name="mark_unclear"),
    path("leksikon/<slug:slug>/", public.word, name="lexicon_word"),
    path("redaktion/leksikon/", staff.desk, name="lexicon_desk"),
    path("redaktion/leksikon/skriv/", staff.write, name="write_word"),
    path("redaktion/leksikon/<int:pk>/", staff.edit, name="edit_word"),
    path("redaktion/leksikon/<int:pk>/slet/", staff.delete, name="delete_word"),
    path("redaktion/leksikon/<int:pk>/til/<slug:to>/", staff.bring, name="bring_word"),
    path("redaktion/leksikon/uforstaaede/", reports.unclear, name="unclear_words"),
    path(
        "redaktion/leksikon/uforstaaede/laeg-til-side/",
        reports.settle_unclear,
        name="settle_unclear",
    ),
    path("redaktion/soegeord/", synonyms.synonyms, name="synonyms"),
    path("redaktion/soegeord/tilfoej/", synonyms.add, name="add_synonym"),
    path("redaktion/soegeord/<int:pk>/", synonyms.edit, name="edit_synonym"),
    path("redaktion/soegeord/<int:pk>/fjern/", synonyms.remove, name="remove_synonym"),
    path("redaktion/soegeord/hent/", synonyms.export, name="synonyms_csv"),
    path("redaktion/soegeord/laes-ind/", synonyms.take_in, name="import_synonyms"),
    path("redaktion/soegninger/", reports.missed, name="missed_searches"),
    path("redaktion/soegninger/laeg-til-side/", reports.settle_missed, name="settle_missed"),
    path("redaktion/soegninger/hent/", reports.missed_csv, name="missed_csv"),
]
