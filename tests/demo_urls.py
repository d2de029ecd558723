"""The addresses of an installation that is a demo."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from samspil.config.urls import urlpatterns as real
from samspil.front.demo import urls as demo

urlpatterns = [*real, *i18n_patterns(path("", include(demo)), prefix_default_language=False)]
