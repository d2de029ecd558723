"""Addresses that exist in the demo only."""

from django.urls import path

from samspil.front.demo import views

urlpatterns = [
    path("demo/", views.demo, name="demo"),
    path("demo/som/<slug:key>/", views.log_in_as, name="log_in_as"),
    path("demo/indbakke/", views.inbox, name="demo_inbox"),
    path("demo/indbakke/<int:pk>/", views.letter, name="demo_letter"),
    path("demo/indbakke/<int:pk>/html/", views.letter_html, name="demo_letter_html"),
]
