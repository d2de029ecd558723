"""Addresses of money, decisions and cases."""

from django.urls import path

from samspil.commons.decisions.views import money, public, staff

urlpatterns = [
    path("beslutninger/", public.decisions, name="decisions"),
    path("beslutninger/<int:pk>/", public.decision, name="decision"),
    path("beslutninger/bilag/<int:pk>/", public.file, name="decision_file"),
    path("beslutninger/beslutninger.json", public.decisions_json, name="decisions_json"),
    path("beslutninger/beslutninger.csv", public.decisions_csv, name="decisions_csv"),
    path("oekonomi/<int:pk>/", money.budget, name="budget"),
    path("oekonomi/<int:pk>/ramme/", money.set_budget, name="set_budget"),
    path("oekonomi/<int:pk>/linje/", money.add_line, name="add_budget_line"),
    path("oekonomi/<int:pk>/forbrug/", money.book, name="book_spending"),
    path("oekonomi/linje/<int:pk>/", money.change_line, name="change_budget_line"),
    path("oekonomi/linje/<int:pk>/fjern/", money.remove_line, name="remove_budget_line"),
    path("oekonomi/forbrug/<int:pk>/tilbagefoer/", money.reverse, name="reverse_spending"),
    path("planlaeg/beslutninger/", staff.desk, name="decisions_desk"),
    path("planlaeg/beslutninger/ny/", staff.write_decision, name="write_decision"),
    path("planlaeg/beslutninger/<int:pk>/ret/", staff.edit_decision, name="edit_decision"),
    path("planlaeg/beslutninger/<int:pk>/gjort/", staff.finish_step, name="finish_step"),
    path("planlaeg/bilag/<int:pk>/fjern/", staff.detach, name="detach_file"),
    path("planlaeg/sager/<int:pk>/bilag/", staff.attach, {"kind": "case"}, name="attach_to_case"),
    path(
        "planlaeg/beslutninger/<int:pk>/bilag/",
        staff.attach,
        {"kind": "decision"},
        name="attach_to_decision",
    ),
    path("planlaeg/sager/ny/", staff.write_case, name="write_case"),
    path("planlaeg/sager/<int:pk>/", staff.case, name="case"),
    path("planlaeg/sager/<int:pk>/word/", staff.case_word, name="case_word"),
    path("planlaeg/sager/<int:pk>/ret/", staff.edit_case, name="edit_case"),
    path("planlaeg/sager/<int:pk>/afleveret/", staff.move_case, name="move_case"),
    path("planlaeg/sager/<int:pk>/afgjort/", staff.decide_case, name="decide_case"),
]
