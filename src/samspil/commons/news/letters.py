"""News as letters: discreet for most, in full for whoever chose so."""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.base.municipality.queries import current_face
from samspil.base.outbox.drafts import Draft, Paragraph, write
from samspil.base.outbox.letters import slot
from samspil.commons.gatherings.letters import gathering_link
from samspil.commons.gatherings.models import Gathering
from samspil.commons.interests.letters import footer, withdraw_url
from samspil.commons.news.models import Article, Digest
from samspil.kit.danish import danish_appointment
from samspil.kit.markdown import html_of, plain_text


def article_link(article: Article) -> str:
    """Return the address of an article in the language now active; it tells nothing of its topic."""
    return str(settings.ORIGIN + reverse("article", args=[article.pk]))


def _safe_html(article: Article) -> SafeString:
    return mark_safe(html_of(article.shown_body))  # noqa: S308 - html_of returns cleaned HTML only


def article_letter(article: Article, *, language: str, full: bool) -> Draft:
    """Write the letter about one article.

    Args:
        article: what came out.
        language: the language of the letter; the article speaks Danish where it has no other text.
        full: whether the text itself stands in the letter, or only a link to it.
    """
    with translation.override(language):
        if full:
            return _letter(
                "news-article-full",
                language,
                article.shown_title,
                [
                    Paragraph(article.shown_summary),
                    Paragraph(plain_text(article.shown_body), html=_safe_html(article)),
                    Paragraph("", link=article_link(article), label=_("Læs på siden")),
                ],
            )
        return _letter(
            "news-article",
            language,
            _("Nyt fra %(municipality)s") % {"municipality": current_face().name},
            [
                Paragraph(
                    _("Der er nyt til dig."), link=article_link(article), label=_("Læs det her")
                )
            ],
        )


def digest_letter(
    digest: Digest,
    articles: Sequence[Article],
    gatherings: Sequence[Gathering],
    *,
    language: str,
    full: bool,
) -> Draft:
    """Write the letter that gathers what is due since the last one: news, and what there is to come to."""
    with translation.override(language):
        link = str(settings.ORIGIN + reverse("digest", args=[digest.ref]))
        count = len(articles) + len(gatherings)
        words = ngettext("Der er én ting til dig.", "Der er %(count)s ting til dig.", count)
        paragraphs = [Paragraph(words % {"count": count}, link=link, label=_("Læs her"))]
        if full:
            paragraphs += [_in_full(each) for each in articles]
            paragraphs += [_in_full_gathering(each) for each in gatherings]
        subject = _("Nyt fra %(municipality)s") % {"municipality": current_face().name}
        return _letter("news-digest-full" if full else "news-digest", language, subject, paragraphs)


def _in_full(article: Article) -> Paragraph:
    return Paragraph(
        f"{article.shown_title}\n{article.shown_summary}",
        link=article_link(article),
        label=article.shown_title,
    )


def _in_full_gathering(gathering: Gathering) -> Paragraph:
    title = gathering.shown_title
    if gathering.is_cancelled:
        title = _("Aflyst: %(title)s") % {"title": title}
    when = danish_appointment(gathering.starts_at, gathering.ends_at)
    return Paragraph(
        f"{title}\n{when}\n{gathering.shown_summary}",
        link=gathering_link(gathering),
        label=gathering.shown_title,
    )


def _letter(kind: str, language: str, subject: str, paragraphs: Sequence[Paragraph]) -> Draft:
    return write(
        kind=kind,
        language=language,
        subject=subject,
        paragraphs=paragraphs,
        footer=footer(language),
        withdraw_url=withdraw_url(language),
    )


def sample(article: Article, *, full: bool) -> Draft:
    """Write the letter as an invented person would get it; nobody is shown as an example."""
    language = (translation.get_language() or "da")[:2]
    draft = article_letter(article, language=language, full=full)
    invented = {slot("since"): _("4. maj 2026"), slot("seal"): "x" * 43}
    for mark, words in invented.items():
        draft = replace(
            draft, text=draft.text.replace(mark, words), html=draft.html.replace(mark, words)
        )
    return draft
