"""Addresses of the plans room."""

from django.urls import path, re_path

from samspil.work.plans.views import own, public, writing

PART = r"(?P<kind>spor|omraade|aktivitet)/(?P<pk>[0-9]{1,9})"

urlpatterns = [
    path("planer/", public.plans, name="plans"),
    path("planer/<int:pk>/", public.plan, name="work_plan"),
    path("planer/<int:pk>/tidslinje/", public.timeline, name="plan_timeline"),
    path("planer/<int:pk>/hele/", public.whole, name="whole_plan"),
    path("planer/<int:pk>/versioner/", public.versions, name="plan_versions"),
    path("planer/<int:pk>/versioner/<int:number>/", public.changes, name="plan_changes"),
    path("planer/<int:pk>/plan.json", public.plan_json, name="work_plan_json"),
    path("planer/<int:pk>/aktiviteter.csv", public.plan_csv, name="work_plan_csv"),
    path("planer/omraade/<int:pk>/", public.area, name="focus_area"),
    path("planer/mine/", own.mine, name="own_activities"),
    path("planer/status/<int:pk>/", own.tell, name="tell_status"),
    path("planer/status/<int:pk>/uaendret/", own.confirm, name="confirm_status"),
    path("planer/status/<int:pk>/faerdig/", own.finish, name="finish_activity"),
    path("planlaeg/planer/", writing.desk, name="plans_desk"),
    path("planlaeg/planer/ny/", writing.write, name="write_work_plan"),
    path("planlaeg/planer/<int:pk>/", writing.prepare, name="prepare_work_plan"),
    path("planlaeg/planer/<int:pk>/ret/", writing.edit, name="edit_work_plan"),
    path("planlaeg/planer/<int:pk>/strategi/", writing.strategy, name="edit_strategy"),
    path("planlaeg/planer/<int:pk>/tilstand/", writing.change_state, name="move_work_plan"),
    path("planlaeg/planer/<int:pk>/version/", writing.keep_version, name="keep_plan_version"),
    path("planlaeg/planer/<int:pk>/slet/", writing.delete, name="delete_work_plan"),
    path("planlaeg/planer/<int:pk>/set/", writing.clear_unplaced, name="clear_unplaced"),
    path("planlaeg/planer/<int:pk>/spor/", writing.add_track, name="add_track"),
    path("planlaeg/planer/<int:pk>/omraade/", writing.add_area, name="add_area"),
    path("planlaeg/planer/<int:pk>/aktivitet/", writing.add_activity, name="add_activity"),
    path("planlaeg/planer/spor/<int:pk>/", writing.edit_track, name="edit_track"),
    path("planlaeg/planer/omraade/<int:pk>/", writing.edit_area, name="edit_area"),
    path("planlaeg/planer/aktivitet/<int:pk>/", writing.edit_activity, name="edit_activity"),
    re_path(rf"^planlaeg/planer/{PART}/flyt/$", writing.move_part, name="move_part"),
    re_path(rf"^planlaeg/planer/{PART}/fjern/$", writing.remove_part, name="remove_part"),
]
