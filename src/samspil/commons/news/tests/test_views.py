"""Every page of the news room: works, not logged in, wrong role, not yours, bad input, kept pages."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import feedparser
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from tests.fixtures import MakePerson, MakeProfile, letters_to, log_in
from tests.pages import (
    EMOJI,
    HUGE,
    LONG,
    NUL,
    ODD_QUERIES,
    SCRIPT,
    assert_leads_to_log_in,
    assert_refused,
    text_of,
)

from samspil.base.files.models import StoredFile
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.actions import merge_topics, retire_topic, save_topic
from samspil.base.topics.models import Topic
from samspil.base.topics.terms import TopicKind
from samspil.commons.news import actions
from samspil.commons.news.models import Article, Digest, DigestRun, Picture
from samspil.commons.news.terms import PER_PAGE, ArticleState
from samspil.kit.access import SYSTEM, Role
from samspil.kit.keeping import STORE
from samspil.kit.view_choices import COOKIE

pytestmark = pytest.mark.django_db
ClientAs = Callable[..., Client]
MakeTopic = Callable[..., Topic]
Draft = Callable[..., Article]


@pytest.fixture
def editor(make_person: MakePerson) -> Person:
    return make_person(Role.EDITOR)


@pytest.fixture
def desk(editor: Person) -> Client:
    return log_in(Client(), editor)


@pytest.fixture
def draft(editor: Person) -> Draft:
    def make(title: str = "Ny boform", *, by: Person | None = None, **chosen: Any) -> Article:
        return actions.write_article(
            actor=by or editor,
            text=actions.Text(title=title, summary="Kort fortalt", body="Brødtekst"),
            **chosen,
        )

    return make


@pytest.fixture
def published(draft: Draft) -> Draft:
    def make(*args: Any, **chosen: Any) -> Article:
        article = draft(*args, **chosen)
        actions.publish(actor=SYSTEM, article=article)
        article.refresh_from_db()
        return article

    return make


def typed(**other: Any) -> dict[str, Any]:
    return {"title": "Ny boform", "summary": "Kort", "body": "Tekst", "version": "1"} | other


def picture(name: str = "foto.png", size: tuple[int, int] = (40, 30)) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size).save(out, format="PNG")
    return SimpleUploadedFile(name, out.getvalue())


def corrected(article: Article, title: str, editor: Person) -> None:
    article.refresh_from_db()
    actions.save_article(
        actor=editor,
        article=article,
        version=article.version,
        text=actions.Text(title=title, summary="Kort", body="Tekst"),
        topics=(),
        places=(),
        note="Rettet",
    )


class TestArchive:
    def test_shows_what_is_published_and_nothing_else(
        self, client: Client, draft: Draft, published: Draft
    ) -> None:
        published("Udgivet nyhed")
        draft("Kladde ingen må se")
        page = text_of(client.get(reverse("news_archive")))
        assert "Udgivet nyhed" in page
        assert "Kladde ingen må se" not in page

    def test_by_topic_also_when_it_was_merged(
        self, client: Client, published: Draft, make_topic: MakeTopic
    ) -> None:
        old, new = make_topic("Bolig"), make_topic("Boliger")
        published("Om bolig", topics=[old])
        published("Om andet")
        merge_topics(actor=SYSTEM, topic=old, into=new)
        for topic in (old, new):
            page = text_of(client.get(reverse("news_archive"), {"emne": topic.pk}))
            assert "Om bolig" in page
            assert "Om andet" not in page
            assert "Læs nyheder om Boliger" in page

    def test_by_words(self, client: Client, published: Draft) -> None:
        published("Om cykler")
        published("Om både")
        page = text_of(client.get(reverse("news_archive"), {"q": "cykler kort"}))
        assert "Om cykler" in page
        assert "Om både" not in page
        assert "Vi fandt ingen nyheder" in text_of(client.get(reverse("news_archive"), {"q": "%"}))

    @pytest.mark.parametrize("query", ODD_QUERIES)
    def test_odd_queries(self, client: Client, published: Draft, query: str) -> None:
        published()
        response = client.get(f"{reverse('news_archive')}?{query}")
        known = query.startswith("emne=")
        assert response.status_code == (404 if known else 200)

    def test_only_reading(self, client: Client) -> None:
        assert client.post(reverse("news_archive")).status_code == 405


class TestArticle:
    def test_published(self, client: Client, published: Draft) -> None:
        article = published()
        page = client.get(reverse("article", args=[article.pk]))
        assert "Brødtekst" in text_of(page)

    @pytest.mark.parametrize("pk", [0, 987654, HUGE])
    def test_unknown(self, client: Client, pk: int) -> None:
        assert client.get(reverse("article", args=[pk])).status_code == 404

    def test_a_draft_is_for_those_who_write(
        self, client: Client, draft: Draft, client_as: ClientAs, desk: Client
    ) -> None:
        url = reverse("article", args=[draft().pk])
        assert client.get(url).status_code == 404
        assert client_as(Role.RELATIVE).get(url).status_code == 404
        assert "kladde" in text_of(desk.get(url))

    def test_script_in_markdown_stays_text(self, client: Client, editor: Person) -> None:
        article = actions.write_article(
            actor=editor,
            text=actions.Text(
                title=SCRIPT,
                summary=SCRIPT,
                body=f"{SCRIPT}\n\n[tryk](javascript:alert(1)) <img src=x onerror=alert(1)>",
            ),
        )
        actions.publish(actor=SYSTEM, article=article)
        for name, args in (("article", [article.pk]), ("news_archive", []), ("front_page", [])):
            html = client.get(reverse(name, args=args)).content.decode()
            assert "<script>alert" not in html
            assert 'href="javascript' not in html
            assert "<img src=x" not in html

    def test_the_easy_version_is_shown_to_who_wants_it(
        self, client: Client, editor: Person
    ) -> None:
        text = actions.Text(title="T", summary="K", body="Svær", easy_body="Den lette tekst")
        article = actions.write_article(actor=editor, text=text)
        actions.publish(actor=SYSTEM, article=article)
        url = reverse("article", args=[article.pk])
        assert "Den lette tekst" not in text_of(client.get(url))
        client.cookies[COOKIE] = "easy"
        assert "Den lette tekst" in text_of(client.get(url))

    def test_a_correction_is_shown(self, client: Client, published: Draft, editor: Person) -> None:
        article = published()
        corrected(article, "Ny boform", editor)
        assert "Rettet" in text_of(client.get(reverse("article", args=[article.pk])))

    def test_english_falls_back_on_danish(self, client: Client, published: Draft) -> None:
        article = published()
        page = client.get(f"/en{reverse('article', args=[article.pk])}")
        assert "Brødtekst" in text_of(page)


class TestKeptPages:
    """Pages kept for everybody: never stale, never another's, one SELECT when warm."""

    @pytest.fixture(params=["front_page", "news_archive", "article"])
    def url(self, request: pytest.FixtureRequest, published: Draft) -> str:
        article = published("Første titel")
        return reverse(request.param, args=[article.pk] if request.param == "article" else [])

    def test_one_select_when_warm(
        self, client: Client, url: str, django_assert_num_queries: Any
    ) -> None:
        first = client.get(url)
        with django_assert_num_queries(1):
            second = client.get(url)
        assert second.content == first.content
        assert second.headers["Content-Type"] == first.headers["Content-Type"]
        assert "Content-Security-Policy" in second.headers

    def test_a_correction_shows_at_once(self, client: Client, url: str, editor: Person) -> None:
        assert "Første titel" in text_of(client.get(url))
        corrected(Article.objects.get(), "Anden titel", editor)
        page = text_of(client.get(url))
        assert "Anden titel" in page
        assert "Første titel" not in page

    def test_a_new_article_and_one_taken_down_show_at_once(
        self, client: Client, url: str, published: Draft
    ) -> None:
        client.get(url)
        newer = published("Nyere nyhed")
        if "nyheder/" in url and url != reverse("news_archive"):
            actions.take_down(actor=SYSTEM, article=Article.objects.earliest("pk"), why="fejl")
            assert client.get(url).status_code == 404
            return
        assert "Nyere nyhed" in text_of(client.get(url))
        actions.take_down(actor=SYSTEM, article=newer, why="fejl")
        assert "Nyere nyhed" not in text_of(client.get(url))

    def test_a_renamed_topic_shows_at_once(
        self, client: Client, published: Draft, make_topic: MakeTopic
    ) -> None:
        topic = make_topic("Bolig")
        article = published(topics=[topic])
        url = reverse("article", args=[article.pk])
        assert "Bolig" in text_of(client.get(url))
        merge_topics(actor=SYSTEM, topic=topic, into=make_topic("Hjem"))
        Topic.objects.filter(pk=topic.pk).update(name="Hus")
        assert "Hus" in text_of(client.get(url))

    def test_each_language_and_view_has_its_own(self, client: Client, url: str) -> None:
        danish, english = client.get(url), client.get(f"/en{url}")
        assert 'lang="da"' in text_of(danish)
        assert 'lang="en"' in text_of(english)
        client.cookies[COOKIE] = "easy.dark"
        assert "easy-reading" in text_of(client.get(url))
        del client.cookies[COOKIE]
        assert client.get(url).content == danish.content

    def test_whoever_is_logged_in_gets_their_own_page(
        self, client: Client, url: str, desk: Client
    ) -> None:
        assert "Log ind" in text_of(client.get(url))
        assert "Min side" in text_of(desk.get(url))
        kept = [page.content.decode() for page in STORE.pages.values()]
        assert len(kept) == 1
        assert "Min side" not in kept[0]

    def test_kept_pages_hold_no_token_and_set_no_cookie(self, client: Client, url: str) -> None:
        for _again in range(2):
            response = client.get(url)
            assert not response.cookies
            assert "csrf" not in text_of(response)

    def test_head_and_get_agree(self, client: Client, url: str) -> None:
        assert client.head(url).content == b""
        assert "Første titel" in text_of(client.get(url))

    def test_what_is_not_there_is_not_kept(self, client: Client) -> None:
        client.get(reverse("article", args=[987654]))
        assert not STORE.pages


@pytest.mark.django_db(transaction=True)
class TestKeptParts:
    """What the archive is made of is kept outside of transactions; still nothing is ever stale."""

    def archive(self, client: Client, desk: Client, query: str = "") -> list[str]:
        """Return the archive for everybody and logged in, in both languages."""
        paths = [f"{prefix}/nyheder/{query}" for prefix in ("", "/en")]
        return [text_of(each.get(path)) for each in (client, desk) for path in paths]

    def test_a_renamed_and_a_retired_topic_show_at_once(self, client: Client, desk: Client) -> None:
        topic = save_topic(actor=SYSTEM, kind=TopicKind.THEME, name="Bolig", name_en="Housing")
        danish, english, danish_desk, english_desk = self.archive(client, desk)
        assert ">Bolig</option>" in danish
        assert ">Bolig</option>" in danish_desk
        assert ">Housing</option>" in english
        assert ">Housing</option>" in english_desk
        save_topic(actor=SYSTEM, kind=TopicKind.THEME, name="Hjem", name_en="Home", topic=topic)
        for page in self.archive(client, desk):
            assert ">Bolig</option>" not in page
            assert ">Housing</option>" not in page
            assert ">Hjem</option>" in page or ">Home</option>" in page
        retire_topic(actor=SYSTEM, topic=topic, retired=True)
        for page in self.archive(client, desk):
            assert f'<option value="{topic.pk}"' not in page

    def test_pages_follow_what_is_published_and_taken_down(
        self, client: Client, desk: Client, published: Draft
    ) -> None:
        topic = save_topic(actor=SYSTEM, kind=TopicKind.THEME, name="Bolig")
        articles = [published(f"Nyhed {number}", topics=[topic]) for number in range(PER_PAGE)]
        for query in ("", f"?emne={topic.pk}"):
            assert not any('class="pagination"' in x for x in self.archive(client, desk, query))
        articles.append(published("Én til", topics=[topic]))
        for query in ("", f"?emne={topic.pk}"):
            assert all('class="pagination"' in x for x in self.archive(client, desk, query))
        actions.take_down(actor=SYSTEM, article=articles[0], why="fejl")
        for query in ("", f"?emne={topic.pk}"):
            assert not any('class="pagination"' in x for x in self.archive(client, desk, query))

    def test_a_merged_topic_takes_its_news_along_at_once(
        self, client: Client, desk: Client, published: Draft
    ) -> None:
        old = save_topic(actor=SYSTEM, kind=TopicKind.THEME, name="Bolig")
        new = save_topic(actor=SYSTEM, kind=TopicKind.THEME, name="Hjem")
        published("Om bolig", topics=[old])
        query = f"?emne={new.pk}"
        assert not any("Om bolig" in page for page in self.archive(client, desk, query))
        merge_topics(actor=SYSTEM, topic=old, into=new)
        assert all("Om bolig" in page for page in self.archive(client, desk, query))

    def test_words_are_counted_afresh(self, client: Client, desk: Client, published: Draft) -> None:
        for number in range(PER_PAGE + 1):
            published(f"Nyhed {number}")
        assert all('class="pagination"' in page for page in self.archive(client, desk))
        for page in self.archive(client, desk, f"?q={PER_PAGE}"):
            assert 'class="pagination"' not in page
            assert f"Nyhed {PER_PAGE}<" in page


class TestFeed:
    def test_all_and_by_topic(
        self, client: Client, published: Draft, make_topic: MakeTopic
    ) -> None:
        topic = make_topic("Bolig")
        published("Om bolig", topics=[topic])
        published("Om andet")
        everything = feedparser.parse(client.get(reverse("news_feed")).content)
        assert [each.title for each in everything.entries] == ["Om andet", "Om bolig"]
        one = feedparser.parse(client.get(reverse("news_feed_topic", args=[topic.pk])).content)
        assert [each.title for each in one.entries] == ["Om bolig"]

    @pytest.mark.parametrize("pk", [0, 987654, HUGE])
    def test_unknown_topic(self, client: Client, pk: int) -> None:
        assert client.get(reverse("news_feed_topic", args=[pk])).status_code == 404

    def test_signs_that_xml_forbids_do_not_break_it(self, client: Client, desk: Client) -> None:
        desk.post(reverse("write_article"), typed(title="Fra\x0b et \x1fdokument"))
        actions.publish(actor=SYSTEM, article=Article.objects.get())
        feed = feedparser.parse(client.get(reverse("news_feed")).content)
        assert not feed.bozo
        assert [each.title for each in feed.entries] == ["Fra et dokument"]


class TestPicture:
    def put(self, desk: Client, article: Article, **other: Any) -> Any:
        url = reverse("add_picture", args=[article.pk])
        return desk.post(url, {"picture": picture(), "alt": "Et hus"} | other, follow=True)

    def test_put_in_shown_and_taken_out(
        self, client: Client, desk: Client, published: Draft
    ) -> None:
        article = published()
        assert "Billedet er sat ind." in text_of(self.put(desk, article))
        found = Picture.objects.get()
        page = text_of(client.get(reverse("article", args=[article.pk])))
        assert 'alt="Et hus"' in page
        served = client.get(reverse("picture", args=[found.pk]))
        assert served.headers["Content-Type"] == "image/webp"
        gone = desk.post(reverse("remove_picture", args=[found.pk]), follow=True)
        assert "Billedet er fjernet." in text_of(gone)
        assert client.get(reverse("picture", args=[found.pk])).status_code == 404
        assert not StoredFile.objects.exists()

    def test_a_picture_of_a_draft_is_not_served(
        self, client: Client, desk: Client, draft: Draft
    ) -> None:
        self.put(desk, draft())
        url = reverse("picture", args=[Picture.objects.get().pk])
        assert client.get(url).status_code == 404
        assert desk.get(url).status_code == 200
        assert client.get(reverse("picture", args=[HUGE])).status_code == 404

    @pytest.mark.parametrize(
        ("file", "message"),
        [
            (b"x" * (30 * 1024 * 1024), "Billedet fylder mere end 20 MB."),
            (b"<svg onload=alert(1)>", "ikke et billede, vi kan læse"),
            (b"GIF89a" + b"\x00" * 40, "ikke et billede, vi kan læse"),
            (b"", "tom"),
        ],
    )
    def test_bad_files_are_told_and_the_words_kept(
        self, desk: Client, draft: Draft, file: bytes, message: str
    ) -> None:
        page = text_of(self.put(desk, draft(), picture=SimpleUploadedFile("stor.png", file)))
        assert message in page
        assert 'value="Et hus"' in page
        assert not Picture.objects.exists()

    @pytest.mark.parametrize("alt", ["", "   ", NUL, LONG])
    def test_bad_words_are_told(self, desk: Client, draft: Draft, alt: str) -> None:
        assert "form-error" in text_of(self.put(desk, draft(), alt=alt))
        assert not Picture.objects.exists()

    @pytest.mark.parametrize("name", ["../../etc/passwd", EMOJI, "a" * 250 + ".png", "x\x00.png"])
    def test_odd_names_are_harmless(self, desk: Client, draft: Draft, name: str) -> None:
        self.put(desk, draft(), picture=picture(name))
        assert Picture.objects.count() == 1
        assert "/" not in StoredFile.objects.get().name

    def test_no_file_is_told(self, desk: Client, draft: Draft) -> None:
        response = desk.post(reverse("add_picture", args=[draft().pk]), {"alt": "Et hus"})
        assert "form-error" in text_of(response)


class TestDigest:
    def test_shows_what_is_still_published(self, client: Client, published: Draft) -> None:
        now = timezone.now()
        run = DigestRun.objects.create(rhythm="weekly", since=now - timedelta(days=7), until=now)
        found = Digest.objects.create(run=run, key="x")
        found.articles.set([published("Med"), published("Væk")])
        url = reverse("digest", args=[found.ref])
        actions.take_down(actor=SYSTEM, article=Article.objects.get(title="Væk"), why="fejl")
        page = text_of(client.get(url))
        assert "Med" in page
        assert "Væk" not in page

    def test_unknown(self, client: Client) -> None:
        assert client.get(reverse("digest", args=[uuid4()])).status_code == 404


READING = ("prepare_article", "edit_article", "article_letter")
PRESSING = (
    "publish_article",
    "schedule_article",
    "unschedule_article",
    "take_down_article",
    "delete_article",
    "add_picture",
    "remove_picture",
)


class TestWhoMayWrite:
    @pytest.mark.parametrize("name", ["news_desk", "write_article"])
    def test_lists(self, client: Client, client_as: ClientAs, desk: Client, name: str) -> None:
        url = reverse(name)
        assert_leads_to_log_in(client, url)
        assert_refused(client_as(Role.CASEWORKER).get(url), "Det kræver rollen")
        assert desk.get(url).status_code == 200

    @pytest.mark.parametrize("name", READING)
    def test_reading(
        self, client: Client, client_as: ClientAs, desk: Client, draft: Draft, name: str
    ) -> None:
        url = reverse(name, args=[draft().pk])
        assert_leads_to_log_in(client, url)
        assert_refused(client_as(Role.RELATIVE).get(url), "Det kræver rollen")
        assert desk.get(url).status_code == 200
        assert desk.get(reverse(name, args=[HUGE])).status_code == 404

    @pytest.mark.parametrize("name", PRESSING)
    def test_pressing(
        self, client: Client, client_as: ClientAs, desk: Client, draft: Draft, name: str
    ) -> None:
        url = reverse(name, args=[draft().pk])
        assert_leads_to_log_in(client, url, method="post")
        assert_refused(client_as(Role.RELATIVE).post(url), "Det kræver rollen")
        assert desk.get(url).status_code == 405
        assert desk.post(reverse(name, args=[HUGE])).status_code == 404
        assert Article.objects.get().state == ArticleState.DRAFT

    @pytest.mark.parametrize("name", [*READING, *PRESSING])
    def test_an_editor_of_one_place_cannot_touch_anothers(
        self, client_as: ClientAs, desk: Client, draft: Draft, name: str
    ) -> None:
        mine, other = (Place.objects.create(name=each, kind="centre") for each in ("A", "B"))
        article = draft(places=[other])
        TestPicture().put(desk, article)
        client = client_as(Role.EDITOR, place=mine)
        pk = Picture.objects.get().pk if name == "remove_picture" else article.pk
        method = client.get if name in READING else client.post
        assert_refused(
            method(reverse(name, args=[pk])), "steder eller emner, du ikke er redaktør for"
        )
        assert Picture.objects.exists()

    def test_an_editor_of_the_place_may(self, client_as: ClientAs, draft: Draft) -> None:
        place = Place.objects.create(name="A", kind="centre")
        client = client_as(Role.EDITOR, place=place)
        url = reverse("prepare_article", args=[draft(places=[place]).pk])
        assert client.get(url).status_code == 200


class TestWriting:
    def test_write_prepare_publish(
        self, desk: Client, make_topic: MakeTopic, make_profile: MakeProfile
    ) -> None:
        topic = make_topic("Bolig")
        make_profile(topic, email="anna@example.com")
        saved = desk.post(
            reverse("write_article"), typed(title=EMOJI, themes=[topic.pk]), follow=True
        )
        assert "Kladden er gemt." in text_of(saved)
        article = Article.objects.get()
        assert article.title == EMOJI
        page = text_of(desk.get(reverse("prepare_article", args=[article.pk])))
        assert "under 5" in page
        assert "Lix" in page
        letter = text_of(desk.get(reverse("article_letter", args=[article.pk])))
        assert "anna@example.com" not in letter
        done = desk.post(reverse("publish_article", args=[article.pk]), follow=True)
        assert "Nyheden er udgivet" in text_of(done)
        desk.post(reverse("publish_article", args=[article.pk]))
        assert len(letters_to("anna@example.com", "news")) == 1

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"title": ""}, "Skriv en overskrift."),
            ({"title": LONG}, "Overskriften er for lang."),
            ({"summary": ""}, "Skriv to eller tre sætninger"),
            ({"summary": "x" * 401}, "400"),
            ({"body": ""}, "Udfyld ”Tekst”."),
            ({"body": NUL}, "form-error"),
            ({"themes": ["abc"]}, "form-error"),
            ({"places": [HUGE]}, "form-error"),
        ],
    )
    def test_bad_input_is_told_and_nothing_typed_is_lost(
        self, desk: Client, wrong: dict[str, Any], message: str
    ) -> None:
        page = text_of(
            desk.post(reverse("write_article"), typed(easy_body="Let tekst", **{}) | wrong)
        )
        assert message in page
        assert "Let tekst" in page
        assert not Article.objects.exists()

    def test_a_title_is_one_line(self, desk: Client, make_profile: MakeProfile) -> None:
        make_profile(email="anna@example.com", newsletter=True, full=True)
        title = "En\r\nBcc: alle@example.com\ttitel"
        desk.post(reverse("write_article"), typed(title=title, to_newsletter="on"))
        article = Article.objects.get()
        assert article.title == "En Bcc: alle@example.com titel"
        actions.publish(actor=SYSTEM, article=article)
        assert "\n" not in letters_to("anna@example.com", "news")[0].letter.subject

    def test_two_who_save_at_once_both_keep_what_they_wrote(
        self, desk: Client, draft: Draft
    ) -> None:
        article = draft()
        url = reverse("edit_article", args=[article.pk])
        desk.post(url, typed(title="Den første"))
        page = text_of(desk.post(url, typed(title="Den anden", body="Min lange tekst")))
        assert "En anden har gemt teksten" in page
        assert 'value="Den anden"' in page
        assert "Min lange tekst" in page
        assert "Den første" in page
        assert 'name="version" value="2"' in page
        article.refresh_from_db()
        assert article.title == "Den første"
        desk.post(url, typed(title="Den anden", version="2"))
        article.refresh_from_db()
        assert article.title == "Den anden"

    @pytest.mark.parametrize("version", ["", "0", "abc", "-1", str(HUGE), NUL])
    def test_an_odd_version_overwrites_nothing(
        self, desk: Client, draft: Draft, version: str
    ) -> None:
        article = draft()
        url = reverse("edit_article", args=[article.pk])
        page = text_of(desk.post(url, typed(title="Ny titel", version=version)))
        article.refresh_from_db()
        assert article.title == "Ny boform"
        assert "En anden har gemt teksten" in page
        assert 'value="Ny titel"' in page

    def test_a_published_text_needs_a_note(self, desk: Client, published: Draft) -> None:
        article = published()
        url = reverse("edit_article", args=[article.pk])
        assert "Skriv, hvad du har rettet." in text_of(desk.post(url, typed(title="Ny titel")))
        saved = desk.post(url, typed(title="Ny titel", note="Stavefejl"), follow=True)
        assert "Nyheden er gemt." in text_of(saved)

    def test_published_while_somebody_wrote(
        self, desk: Client, draft: Draft, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        article = draft()
        save = actions.save_article

        def publish_first(**given: Any) -> Article:
            actions.publish(actor=SYSTEM, article=article)
            return save(**given)

        monkeypatch.setattr(actions, "save_article", publish_first)
        url = reverse("edit_article", args=[article.pk])
        page = text_of(desk.post(url, typed(title="Ny titel")))
        assert "Skriv, hvad du har rettet." in page
        assert 'value="Ny titel"' in page

    def test_schedule_and_back(self, desk: Client, draft: Draft) -> None:
        article = draft()
        url = reverse("schedule_article", args=[article.pk])
        tomorrow = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
        done = desk.post(url, {"publish_at": tomorrow}, follow=True)
        assert "udgives af sig selv" in text_of(done)
        back = desk.post(reverse("unschedule_article", args=[article.pk]), follow=True)
        assert "kladde igen" in text_of(back)

    @pytest.mark.parametrize(
        "at",
        ["", "i morgen", "2020-01-01T10:00", "0001-01-01T00:00", NUL, EMOJI, "2027-03-28T02:30"],
    )
    def test_a_wrong_time_is_told(self, desk: Client, draft: Draft, at: str) -> None:
        article = draft()
        page = desk.post(reverse("schedule_article", args=[article.pk]), {"publish_at": at})
        assert "form-error" in text_of(page)
        article.refresh_from_db()
        assert article.state == ArticleState.DRAFT

    def test_a_time_far_away_can_be_shown(self, desk: Client, draft: Draft) -> None:
        url = reverse("schedule_article", args=[draft().pk])
        desk.post(url, {"publish_at": "9999-12-31T23:59"})
        assert desk.get(reverse("news_desk")).status_code == 200

    def test_what_cannot_be_in_this_state_is_refused_with_the_reason(
        self, desk: Client, draft: Draft, published: Draft
    ) -> None:
        down = desk.post(reverse("take_down_article", args=[draft().pk]), {"why": "fejl"})
        assert_refused(down, "kan ikke blive")
        scheduled = desk.post(
            reverse("schedule_article", args=[published().pk]), {"publish_at": "2099-01-01T10:00"}
        )
        assert_refused(scheduled, "kan ikke blive")

    def test_take_down_and_publish_again(
        self, client: Client, desk: Client, published: Draft
    ) -> None:
        article = published()
        url = reverse("take_down_article", args=[article.pk])
        for wrong in ("", LONG, NUL):
            assert "form-error" in text_of(desk.post(url, {"why": wrong}))
        desk.post(url, {"why": "Forkert dato"})
        assert client.get(reverse("article", args=[article.pk])).status_code == 404
        desk.post(reverse("publish_article", args=[article.pk]))
        assert client.get(reverse("article", args=[article.pk])).status_code == 200

    def test_delete(self, desk: Client, draft: Draft, published: Draft) -> None:
        TestPicture().put(desk, draft())
        done = desk.post(reverse("delete_article", args=[Article.objects.get().pk]), follow=True)
        assert "Kladden er slettet." in text_of(done)
        assert not StoredFile.objects.exists()
        kept = desk.post(reverse("delete_article", args=[published().pk]), follow=True)
        assert "kan tages ned, men ikke slettes" in text_of(kept)
        assert Article.objects.count() == 1

    @pytest.mark.parametrize("query", ODD_QUERIES)
    def test_odd_queries(self, desk: Client, draft: Draft, query: str) -> None:
        draft()
        assert desk.get(f"{reverse('news_desk')}?{query}").status_code == 200

    def test_the_desk_by_state(self, desk: Client, draft: Draft, published: Draft) -> None:
        draft("En kladde")
        published("Den udgivne")
        page = text_of(desk.get(reverse("news_desk"), {"tilstand": "draft"}))
        assert "En kladde" in page
        assert "Den udgivne" not in page


@pytest.mark.parametrize("rows", [3, 30])
class TestQueries:
    """Lists cost the same with 3 rows as with 30."""

    def fill(self, published: Draft, rows: int) -> Article:
        assert rows > PER_PAGE or rows < PER_PAGE
        topics = [
            Topic.objects.create(name=f"Emne {number}", kind="theme") for number in range(rows)
        ]
        for number in range(rows):
            article = published(f"Nyhed {number}", topics=topics)
        for number in range(rows):
            actions.add_picture(
                actor=article.author,
                article=article,
                upload=picture(),
                alt=f"Billede {number}",
            )
        return article

    def test_pages(
        self,
        client: Client,
        desk: Client,
        published: Draft,
        rows: int,
        django_assert_max_num_queries: Any,
    ) -> None:
        article = self.fill(published, rows)
        for visitor, address, most in (
            (client, reverse("news_archive"), 5),
            (client, reverse("article", args=[article.pk]), 8),
            (client, reverse("news_feed"), 4),
            (desk, reverse("news_desk"), 8),
        ):
            STORE.clear()
            with django_assert_max_num_queries(most):
                assert visitor.get(address).status_code == 200

    # Outside of a transaction, as pages are made: inside one nothing is kept for its second use.
    @pytest.mark.django_db(transaction=True)
    def test_archive_by_topic(
        self, client: Client, published: Draft, rows: int, django_assert_max_num_queries: Any
    ) -> None:
        topic = self.fill(published, rows).topics.all()[0]
        with django_assert_max_num_queries(7):
            client.get(reverse("news_archive"), {"emne": topic.pk})
