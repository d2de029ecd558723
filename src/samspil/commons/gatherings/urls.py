"""Addresses of the gatherings room; those in letters tell nothing of what it is about."""

from django.urls import path

from samspil.commons.gatherings.views import announcing, own, public, staff
from samspil.kit.doors import open_to_all

urlpatterns = [
    path("moeder/", public.gatherings, name="gatherings"),
    path("moeder/<int:pk>/", public.gathering, name="gathering"),
    path("moeder/<int:pk>/tilmeld/", public.register, name="register"),
    path("moeder/<int:pk>/tilmeldt/", public.registered, name="registered"),
    path("moeder/<int:pk>/kalender.ics", announcing.one_calendar, name="gathering_calendar"),
    path("moeder/kalender.ics", announcing.calendar, name="gatherings_calendar"),
    path("moeder/atom/", open_to_all(announcing.GatheringsFeed()), name="gatherings_feed"),
    path("moeder/del/", announcing.share, name="share_gatherings"),
    path("moeder/liste/", announcing.embed, name="embed_gatherings"),
    path("moeder/liste.html", announcing.fragment, name="gatherings_fragment"),
    path("tilmelding/<str:token>/", own.my_registration, name="my_registration"),
    path("tilmelding/<str:token>/svar/", own.answer, name="answer_invitation"),
    path("tilmelding/<str:token>/ret/", own.change, name="change_registration"),
    path("tilmelding/<str:token>/kalender.ics", own.calendar, name="my_registration_calendar"),
    path("tilmelding/<str:token>/hvordan-var-det/", own.feedback, name="give_feedback"),
    path("planlaeg/moeder/", staff.desk, name="gatherings_desk"),
    path("planlaeg/moeder/ring/", staff.calls, name="gathering_calls"),
    path("planlaeg/moeder/ring/<int:pk>/", staff.mark_called, name="mark_called"),
    path("planlaeg/moeder/nyt/", staff.plan, name="plan_gathering"),
    path("planlaeg/moeder/<int:pk>/", staff.prepare, name="prepare_gathering"),
    path("planlaeg/moeder/<int:pk>/ret/", staff.edit, name="edit_gathering"),
    path("planlaeg/moeder/<int:pk>/gentag/", staff.repeat, name="repeat_gathering"),
    path("planlaeg/moeder/<int:pk>/udgiv/", staff.publish, name="publish_gathering"),
    path("planlaeg/moeder/<int:pk>/aflys/", staff.call_off, name="call_off_gathering"),
    path("planlaeg/moeder/<int:pk>/slet/", staff.delete, name="delete_gathering"),
    path("planlaeg/moeder/<int:pk>/inviter/", staff.invite, name="invite_guests"),
    path("planlaeg/moeder/<int:pk>/deltagere/", staff.door, name="door_list"),
    path("planlaeg/moeder/<int:pk>/fremmoede/", staff.attendance, name="note_attendance"),
    path("planlaeg/moeder/<int:pk>/skriv-op/", staff.enter, name="enter_guest"),
    path("planlaeg/moeder/deltager/<uuid:ref>/meld-fra/", staff.withdraw, name="withdraw_guest"),
    path("planlaeg/moeder/<int:pk>/resultat/", staff.outcome, name="tell_outcome"),
]
