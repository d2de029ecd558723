"""Topics and post for the journeys; loaded by the root conftest."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from samspil.base.topics.actions import load_standard_topics
from samspil.kit.access import SYSTEM
from tests.journeys.post import Post, post_office


@pytest.fixture
def topics(transactional_db: None) -> None:
    """The themes, age groups and target groups every municipality starts with."""
    load_standard_topics(actor=SYSTEM)


@pytest.fixture
def post(transactional_db: None, live_server: LiveServer, settings: Settings) -> Iterator[Post]:
    """A mail server and a worker that delivers to it; links in letters lead to the test's server."""
    settings.ORIGIN = live_server.url
    # Django's test environment keeps mails in memory; here they go the way they really go.
    settings.MAILERS = {"default": {"BACKEND": "samspil.base.outbox.backend.OutboxBackend"}}
    with post_office() as server:
        settings.MAIL_TRANSPORT = f"smtp://127.0.0.1:{server.port}?timeout=5"
        settings.MAIL_CONNECTIONS = 2
        yield Post(server)
