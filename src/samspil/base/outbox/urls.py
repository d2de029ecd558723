"""Addresses of the outbox; none of them ever holds the address of a receiver."""

from django.urls import path

from samspil.base.outbox import views

urlpatterns = [
    path("breve/", views.trouble, name="letters_in_trouble"),
    path("breve/proev-igen/", views.retry, name="retry_letters"),
    path("breve/modtager/", views.receiver, name="letters_to"),
    path("breve/modtager/ophaev-fred/", views.lift, name="lift_suppression"),
]
