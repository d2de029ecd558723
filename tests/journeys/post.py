"""The post in the journeys: a real worker delivers to a real mail server, and people read it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.test import Client
from playwright.sync_api import Page

from samspil.base.outbox.tests.conftest import all_sent, until, working
from samspil.base.outbox.tests.mail_server import MailServer, Taken
from samspil.base.people.models import Person
from tests.fixtures import log_in


@dataclass
class Post:
    """All letters that left the house."""

    server: MailServer

    def deliver(self) -> None:
        """Let the worker run until everything has left."""
        with working():
            until(all_sent)

    def to(self, address: str) -> list[Taken]:
        """Return the letters to an address, oldest first."""
        self.deliver()
        return [each for each in self.server.taken if each.receivers == [address]]

    def receivers(self) -> list[str]:
        """Return everybody who got a letter, once for each, sorted."""
        self.deliver()
        return sorted(address for each in self.server.taken for address in each.receivers)

    def forget(self) -> None:
        """Empty the mailboxes."""
        self.deliver()
        self.server.taken.clear()


@contextmanager
def post_office() -> Iterator[MailServer]:
    """Run a mail server."""
    server = MailServer()
    server.start()
    try:
        yield server
    finally:
        server.die()


def links_in(letter: Taken) -> list[str]:
    """Return the addresses in the text of a letter."""
    return re.findall(r"https?://\S+", letter.text)


def log_in_browser(page: Page, person: Person, address: str) -> None:
    """Let a browser be logged in as somebody, with a second factor."""
    client = log_in(Client(), person)
    page.context.add_cookies(
        [
            {"name": name, "value": morsel.value, "url": address}
            for name, morsel in client.cookies.items()
        ]
    )
