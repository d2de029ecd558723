"""All addresses; the language stands in the path, Danish without one."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from samspil.base.municipality import urls as municipality
from samspil.base.outbox import urls as outbox
from samspil.base.people import urls as people
from samspil.base.places import urls as places
from samspil.base.topics import urls as topics
from samspil.commons.advice import urls as advice
from samspil.commons.decisions import urls as decisions
from samspil.commons.gatherings import urls as gatherings
from samspil.commons.inputs import urls as inputs
from samspil.commons.interests import urls as interests
from samspil.commons.leaflets import urls as leaflets
from samspil.commons.lexicon import urls as lexicon
from samspil.commons.news import urls as news
from samspil.commons.offers import urls as offers
from samspil.front.demo import urls as demo
from samspil.front.finding import urls as finding
from samspil.front.home import urls as home
from samspil.front.open_data import urls as open_data
from samspil.kit import urls as kit
from samspil.kit.errors import server_error
from samspil.work.involvement import urls as involvement
from samspil.work.plans import urls as plans
from samspil.work.projects import urls as projects

commons = [
    advice, news, offers, leaflets, gatherings, interests, inputs, decisions, lexicon,
]  # fmt: skip
base = [people, places, topics, outbox, municipality]
work = [involvement, plans, projects]
rooms = [home, finding, open_data, *work, *commons, *base, kit]
if settings.DEMO:
    rooms.append(demo)

urlpatterns: list[URLPattern | URLResolver] = [
    *home.for_machines,
    *municipality.for_machines,
    *offers.for_machines,
    *open_data.for_machines,
    *i18n_patterns(*(path("", include(room)) for room in rooms), prefix_default_language=False),
]

handler500 = server_error
