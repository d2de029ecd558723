"""Fill the database of the faults bench; run as `_faults_fill.py LETTERS ARTICLE_SECONDS`.

Puts a newsletter to invented receivers in the queue and plans an article that is to come out by
itself after some seconds; the launched site and worker know nothing of the bench.
"""

import sys
from datetime import timedelta

from benchmarks import _mail as mail


def plan_article(seconds: float) -> None:
    """Plan an article, so that a sweeper has something to do."""
    from django.utils import timezone

    from samspil.base.people.actions import add_person, give_role
    from samspil.commons.news import actions as news
    from samspil.kit.access import SYSTEM, Role

    editor = add_person(actor=SYSTEM, email="editor@example.org", name="Karin")
    give_role(actor=SYSTEM, person=editor, role=Role.EDITOR)
    text = news.Text(title="Planlagt", summary="Kort", body="Tekst")
    article = news.write_article(actor=editor, text=text)
    at = timezone.now() + timedelta(seconds=seconds)
    news.schedule(actor=SYSTEM, article=article, at=at)


if __name__ == "__main__":
    mail.start_django()
    mail.enqueue_letters(int(sys.argv[1]))
    plan_article(float(sys.argv[2]))
