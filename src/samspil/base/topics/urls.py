"""Addresses of the topics room."""

from django.urls import path

from samspil.base.topics import views

urlpatterns = [
    path("emner/", views.topics, name="topics"),
    path("emner/nyt/", views.add_topic, name="add_topic"),
    path("emner/<int:pk>/", views.edit_topic, name="edit_topic"),
    path("emner/<int:pk>/laeg-sammen/", views.merge_topic, name="merge_topic"),
    path("emner/<int:pk>/tag-ud/", views.retire_topic, name="retire_topic"),
]
