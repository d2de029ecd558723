"""Addresses of projects."""

from django.urls import path, re_path

from samspil.work.projects.views import public, staff

KIND = r"(?P<kind>fase|milepael|risiko|frikoeb|spoergsmaal|rapport)"
PK = r"(?P<pk>[0-9]{1,9})"

urlpatterns = [
    path("projekter/", public.projects, name="projects"),
    path("projekter/projekter.json", public.projects_json, name="projects_json"),
    path("projekter/projekter.csv", public.projects_csv, name="projects_csv"),
    path("projekter/<slug:slug>/", public.project, name="project"),
    path("projekter/<slug:slug>/pdf/", public.document, {"kind": "pdf"}, name="project_pdf"),
    path("projekter/<slug:slug>/word/", public.document, {"kind": "docx"}, name="project_word"),
    path("planlaeg/projekter/", staff.desk, name="projects_desk"),
    path("planlaeg/projekter/ny/", staff.write, name="write_project"),
    path("planlaeg/projekter/<int:pk>/", staff.prepare, name="prepare_project"),
    path("planlaeg/projekter/<int:pk>/ret/", staff.edit, name="edit_project"),
    path("planlaeg/projekter/<int:pk>/tilstand/", staff.move, name="move_project"),
    path("planlaeg/projekter/<int:pk>/oekonomi/", staff.open_budget, name="open_project_budget"),
    path("planlaeg/projekter/<int:pk>/slet/", staff.delete, name="delete_project"),
    path("planlaeg/projekter/fase/<int:pk>/port/", staff.gate, name="decide_gate"),
    path("planlaeg/projekter/milepael/<int:pk>/naaet/", staff.finish, name="finish_milestone"),
    path("planlaeg/projekter/rapport/<int:pk>/sendt/", staff.sent, name="send_report"),
    re_path(rf"^planlaeg/projekter/{PK}/{KIND}/$", staff.add_part, name="add_project_part"),
    re_path(rf"^planlaeg/projekter/{KIND}/{PK}/$", staff.edit_part, name="edit_project_part"),
    re_path(
        rf"^planlaeg/projekter/{KIND}/{PK}/fjern/$", staff.remove_part, name="remove_project_part"
    ),
]
