"""Addresses of the involvement room; those behind letters tell nothing of what they are about."""

from django.urls import path

from samspil.work.involvement.views import communities, inviting, planning, public

urlpatterns = [
    path("vaer-med/", public.plan, name="plan_now"),
    path("vaer-med/<int:year>/", public.plan, name="plan"),
    path("vaer-med/<int:year>/initiativer.json", public.plan_json, name="plan_json"),
    path("vaer-med/<int:year>/initiativer.csv", public.plan_csv, name="plan_csv"),
    path("vaer-med/initiativ/<int:pk>/", public.initiative, name="initiative"),
    path("vaer-med/foreslaa/", public.propose, name="propose"),
    path("vaer-med/forslag/", public.said_and_done, name="said_and_done"),
    path("vaer-med/forslag/<str:token>/", public.proposal, name="proposal"),
    path("vaer-med/svar/fortrudt/", inviting.undone, name="answer_undone"),
    path("vaer-med/svar/<str:token>/", inviting.answer, name="answer_invitation"),
    path("vaer-med/svar/<str:token>/fortryd/", inviting.undo, name="undo_answer"),
    path("vaer-med/mit/", communities.mine, name="my_participation"),
    path("vaer-med/mit/<int:pk>/", communities.community, name="community"),
    path("vaer-med/mit/<int:pk>/stop/", communities.leave, name="leave_initiative"),
    path("vaer-med/mit/<int:pk>/note/", communities.write_note, name="write_note"),
    path("vaer-med/mit/<int:pk>/note/<int:note>/", communities.note, name="note"),
    path("vaer-med/mit/<int:pk>/note/<int:note>/ret/", communities.edit_note, name="edit_note"),
    path("vaer-med/mit/<int:pk>/fil/", communities.share_file, name="share_file"),
    path("vaer-med/mit/<int:pk>/fil/<int:file>/", communities.shared_file, name="shared_file"),
    path(
        "vaer-med/mit/<int:pk>/fil/<int:file>/fjern/",
        communities.remove_file,
        name="remove_shared_file",
    ),
    path("inddragelse/", planning.desk, name="involvement_desk"),
    path("inddragelse/plan/ny/", planning.write_plan, name="write_plan"),
    path("inddragelse/plan/<int:year>/", planning.prepare_plan, name="prepare_plan"),
    path("inddragelse/plan/<int:year>/ret/", planning.edit_plan, name="edit_plan"),
    path(
        "inddragelse/plan/<int:year>/tilstand/",
        planning.change_plan_state,
        name="change_plan_state",
    ),
    path("inddragelse/plan/<int:year>/kopier/", planning.copy_plan, name="copy_plan"),
    path("inddragelse/plan/<int:year>/slet/", planning.delete_plan, name="delete_plan"),
    path("inddragelse/plan/<int:year>/initiativ/", planning.add_initiative, name="add_initiative"),
    path("inddragelse/initiativ/<int:pk>/", planning.prepare, name="prepare_initiative"),
    path("inddragelse/initiativ/<int:pk>/ret/", planning.edit, name="edit_initiative"),
    path(
        "inddragelse/initiativ/<int:pk>/tilstand/", planning.change_state, name="change_initiative"
    ),
    path("inddragelse/initiativ/<int:pk>/aflys/", planning.cancel, name="cancel_initiative"),
    path("inddragelse/initiativ/<int:pk>/resultat/", planning.tell_result, name="tell_result"),
    path("inddragelse/initiativ/<int:pk>/slet/", planning.delete, name="delete_initiative"),
    path("inddragelse/initiativ/<int:pk>/inviter/", inviting.invite, name="invite"),
    path("inddragelse/initiativ/<int:pk>/deltagere/", inviting.people, name="initiative_people"),
    path("inddragelse/invitation/<int:pk>/", inviting.invitation_round, name="invitation_round"),
    path("inddragelse/invitation/<int:pk>/send/", inviting.send_round, name="send_round"),
    path("inddragelse/invitation/<int:pk>/luk/", inviting.close_round, name="close_round"),
    path("inddragelse/invitation/<int:pk>/slet/", inviting.discard_round, name="discard_round"),
    path("inddragelse/svar/<int:pk>/tag-med/", inviting.take_in, name="take_in"),
    path("inddragelse/svar/<int:pk>/ingen-plads/", inviting.turn_away, name="turn_away"),
    path("inddragelse/deltager/<uuid:ref>/fjern/", inviting.remove, name="remove_participant"),
    path("inddragelse/forslag/", planning.proposal_list, name="proposal_list"),
    path("inddragelse/forslag/<int:pk>/", planning.answer_proposal, name="answer_proposal"),
    path("inddragelse/forslag/<int:pk>/vis/", planning.show_proposal, name="show_proposal"),
]
