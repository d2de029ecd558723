"""Addresses of the news room; an article's tells nothing of what it is about."""

from django.urls import path

from samspil.commons.news import views
from samspil.commons.news.feeds import NewsFeed
from samspil.kit.doors import open_to_all

urlpatterns = [
    path("nyheder/", views.archive, name="news_archive"),
    path("nyheder/<int:pk>/", views.article, name="article"),
    path("nyheder/billede/<int:pk>/", views.picture, name="picture"),
    path("nyheder/samlet/<uuid:ref>/", views.digest, name="digest"),
    path("nyheder/atom/", open_to_all(NewsFeed()), name="news_feed"),
    path("nyheder/atom/<int:pk>/", open_to_all(NewsFeed()), name="news_feed_topic"),
    path("redaktion/nyheder/", views.desk, name="news_desk"),
    path("redaktion/nyheder/skriv/", views.write, name="write_article"),
    path("redaktion/nyheder/<int:pk>/", views.prepare, name="prepare_article"),
    path("redaktion/nyheder/<int:pk>/ret/", views.edit, name="edit_article"),
    path("redaktion/nyheder/<int:pk>/brev/", views.letter, name="article_letter"),
    path("redaktion/nyheder/<int:pk>/udgiv/", views.publish, name="publish_article"),
    path("redaktion/nyheder/<int:pk>/planlaeg/", views.schedule, name="schedule_article"),
    path("redaktion/nyheder/<int:pk>/til-kladde/", views.unschedule, name="unschedule_article"),
    path("redaktion/nyheder/<int:pk>/tag-ned/", views.take_down, name="take_down_article"),
    path("redaktion/nyheder/<int:pk>/slet/", views.delete, name="delete_article"),
    path("redaktion/nyheder/<int:pk>/billede/", views.add_picture, name="add_picture"),
    path("redaktion/nyheder/billede/<int:pk>/fjern/", views.remove_picture, name="remove_picture"),
]
