"""Addresses of the advice room."""

from django.urls import path

from samspil.commons.advice import views

urlpatterns = [
    path("vejledning/", views.advisers, name="advisers"),
    path("vejledning/<int:pk>/", views.adviser, name="adviser"),
    path("vejledning/<int:pk>/samtale/", views.ask, name="ask_for_talk"),
    path("vejledning/aftale/<str:token>/", views.own_talk, name="own_talk"),
    path("vejledning/aftale/<str:token>/flyt/", views.move_talk, name="move_talk"),
    path("vejledning/aftale/<str:token>/aflys/", views.cancel_talk, name="cancel_talk"),
    path("vejledning/aftale/<str:token>/kalender.ics", views.talk_calendar, name="talk_calendar"),
    path("vejledning/koe/", views.queue, name="talk_queue"),
    path("vejledning/koe/<int:pk>/", views.talk, name="talk"),
    path("vejledning/koe/<int:pk>/tryk/", views.press_talk, name="press_talk"),
    path("vejledning/koe/ny/", views.book_for_person, name="book_talk_for_person"),
    path("vejledning/tider/", views.hours, name="advice_hours"),
    path("vejledning/tider/fravaer/", views.add_absence, name="add_absence"),
    path("vejledning/tider/<int:pk>/slet/", views.remove_hours, name="remove_hours"),
    path("vejledning/tider/fravaer/<int:pk>/slet/", views.remove_absence, name="remove_absence"),
    path("vejledning/vejledere/", views.keep_advisers, name="keep_advisers"),
    path("vejledning/vejledere/ny/", views.appoint, name="appoint_adviser"),
    path("vejledning/vejledere/<int:pk>/", views.change_adviser, name="change_adviser"),
    path("vejledning/ventetid.csv", views.waiting_sheet, name="waiting_sheet"),
]
