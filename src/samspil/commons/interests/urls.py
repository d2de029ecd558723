"""Addresses of the interests room."""

from django.urls import path

from samspil.commons.interests import views

urlpatterns = [
    path("skriv-dig-op/", views.sign_up, name="sign_up"),
    path("skriv-dig-op/tjek-din-mail/", views.sign_up_received, name="sign_up_received"),
    path("skriv-dig-op/bekraeft/<str:token>/", views.confirm_sign_up, name="confirm_sign_up"),
    path("skriv-dig-op/bekraeftet/", views.confirmed, name="confirmed"),
    path("nyhedsbrev/", views.newsletter, name="newsletter"),
    path("stop/<str:token>/", views.withdraw, name="withdraw"),
    path("mine-valg/", views.my_interests, name="my_interests"),
    path("mine-valg/kode/", views.type_code, name="type_code"),
    path("mine-valg/pause-eller-stop/", views.press_my_interests, name="press_my_interests"),
    path("mine-valg/afmeldt/", views.withdrawn, name="withdrawn"),
    path("samtykke/<slug:version>/", views.consent_text, name="consent_text"),
    path("interesser/indtast/", views.enter_for_person, name="enter_for_person"),
    path("interesser/uden-mail/", views.without_mail, name="without_mail"),
    path("interesser/uden-mail/<uuid:ref>/ret/", views.change_for_person, name="change_for_person"),
    path(
        "interesser/uden-mail/<uuid:ref>/afmeld/",
        views.withdraw_for_person,
        name="withdraw_for_person",
    ),
    path("interesser/ringeliste/", views.call_list, name="call_list"),
    path("interesser/ringeliste/<int:pk>/fortalt/", views.mark_told, name="mark_told"),
    path("interesser/tal/", views.counts, name="counts"),
]
