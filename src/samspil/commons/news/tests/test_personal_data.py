"""What was written in office is exported, and stays when its author is erased."""

import pytest
from tests.fixtures import MakePerson

from samspil.base.people.personal_data import erase as erase_person
from samspil.commons.news.actions import Text, write_article
from samspil.commons.news.personal_data import erase, export
from samspil.kit.access import Role

pytestmark = pytest.mark.django_db
ADDRESS = "karin@example.com"


def test_what_was_written_in_office_is_exported_and_stays(make_person: MakePerson) -> None:
    author = make_person(Role.EDITOR, email=ADDRESS)
    article = write_article(actor=author, text=Text(title="Nyt", summary="K", body="B"))
    assert export(" Karin@example.com")["articles"][0]["title"] == "Nyt"
    assert not erase(ADDRESS, dry_run=False)
    erase_person(ADDRESS, dry_run=False)
    article.refresh_from_db()
    assert article.author == author
    assert (article.author.name, article.author.is_active) == ("", False)
    assert export(ADDRESS) == {"articles": [], "corrections": []}
