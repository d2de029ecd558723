from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "samspil.commons.news"
    label = "news"
