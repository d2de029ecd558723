"""What the news room knows about a person: what somebody wrote and corrected in office.

Articles and corrections are acts of office and stay when a person is erased; they name the author by
a row of the people room, which then holds neither name nor address.
"""

from typing import Any

from samspil.commons.news.models import Article, Correction
from samspil.kit.erasure import Erasure

SENSITIVE: dict[str, tuple[str, ...]] = {}
COVERS = ("Article", "Correction", "Picture")


def export(address: str) -> dict[str, Any]:
    """Return what the person with an e-mail address wrote and corrected."""
    written = Article.objects.filter(author__email__iexact=address.strip())
    corrected = Correction.objects.filter(by__email__iexact=address.strip())
    return {
        "articles": list(written.order_by("pk").values("title", "state", "published_at")),
        "corrections": list(corrected.order_by("pk").values("note", "at", "article__title")),
    }


def erase(address: str, *, dry_run: bool) -> Erasure:
    """Delete nothing: what is written in office stays, without the name of who wrote it."""
    return Erasure(dry_run=dry_run, counts={})
