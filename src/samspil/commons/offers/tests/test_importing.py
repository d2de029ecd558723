"""Many offers at once: read from any file, looked through, taken in whole or not at all, and given out again."""

import csv
import io
import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from tests.fixtures import MakePerson, log_in
from tests.sheets import excel

from samspil.base.audit.queries import public_version
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.search.models import SearchText
from samspil.base.topics.models import Topic
from samspil.base.topics.terms import TopicKind
from samspil.commons.offers import actions
from samspil.commons.offers.actions import Publish, SomeWrong
from samspil.commons.offers.dumps import public_dump, whole_dump
from samspil.commons.offers.models import Offer, OfferVersion, PendingImport, Provider
from samspil.commons.offers.sheets import NoSheet, ReadFile, read_file, template_rows
from samspil.commons.offers.terms import OfferState
from samspil.commons.offers.tests.conftest import MakeOffer
from samspil.kit.access import SYSTEM, Refused, Role

pytestmark = pytest.mark.django_db


def line(**other: Any) -> dict[str, Any]:
    """Return a line of a catalogue."""
    return {
        "id": "K1",
        "title": "Søskendegruppe",
        "summary": "Mød andre.",
        "description": "Vi mødes.\n\nHver uge.",
        "target_groups": ["Autismespektrum"],
        "themes": ["Netværk"],
        "age_from": 8,
        "age_to": 14,
        "audience": ["siblings"],
        "requires_referral": False,
        "place": "Familiehuset",
    } | other


def lines(*rows: dict[str, Any]) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def file_of(*rows: dict[str, Any]) -> ReadFile:
    return read_file(lines(*rows))


def take(*rows: dict[str, Any], **how: Any) -> actions.Plan:
    said: dict[str, Any] = {"publish": Publish.ALL, "needs_id": True} | how
    return actions.import_offers(actor=SYSTEM, file=file_of(*rows), **said)


@pytest.fixture(autouse=True)
def known_names(db: None) -> None:
    """Write down a target group, a theme and a place."""
    for name in ("Autismespektrum", "Opmærksomhedsforstyrrelse", "Synsnedsættelse"):
        Topic.objects.create(kind=TopicKind.TARGET_GROUP, name=name)
    Topic.objects.create(
        kind=TopicKind.TARGET_GROUP,
        name="Døvblindhed",
        ffb_code="04a2ecdd-cdc6-4000-91d3-4e21958126ec",
    )
    Topic.objects.create(kind=TopicKind.THEME, name="Netværk")
    Place.objects.create(name="Familiehuset", kind="house", phone="70 00 00 01")


def test_lines_are_published_once_and_updated_by_id() -> None:
    assert len(take(line(), line(id="K2", title="Par", place="Rådhuset")).new) == 2
    first, second = Offer.objects.order_by("import_key")
    assert first.is_published
    assert first.confirm_by is not None
    assert [each.name for each in first.target_groups.all()] == ["Autismespektrum"]
    assert [each.name for each in first.places.all()] == ["Familiehuset"]
    assert (second.place_name, second.places.count()) == ("Rådhuset", 0)
    assert SearchText.objects.filter(kind="offer").count() == 2
    version = public_version()

    again = take(line(), line(id="K2", title="Par", place="Rådhuset"))
    assert (len(again.same), Offer.objects.count(), public_version()) == (2, 2, version)

    changed = take(line(summary="Nyt.", age_to=None, place=""))
    assert [each.field for each in changed.changed[0].changes] == ["summary", "age_to", "place"]
    first.refresh_from_db()
    assert (first.summary, first.age_to, first.version) == ("Nyt.", None, 2)
    assert not first.places.exists()
    assert OfferVersion.objects.get(offer=first, number=2).content["summary"] == "Nyt."


@pytest.mark.parametrize("heading", ["Kræver visitation", "Kræver henvisning?", "Henvisning"])
def test_a_column_keeps_the_names_it_had(heading: str) -> None:
    file = read_file(excel(["Navn", heading], ["Par", "ja"]))
    assert file.rows == [(2, {"title": "Par", "requires_referral": "ja"})]


def test_what_a_line_does_not_tell_stays() -> None:
    take(line(price="Gratis", papers=["Sundhedskort"]))
    take({"id": "K1", "title": "Nyt navn"})
    offer = Offer.objects.get()
    assert (offer.name, offer.price, offer.papers) == ("Nyt navn", "Gratis", ["Sundhedskort"])
    assert offer.target_groups.exists()


@pytest.mark.parametrize(
    ("given", "names", "tags"),
    [
        ("Autisme, ADHD", ["Autismespektrum", "Opmærksomhedsforstyrrelse"], []),
        (
            ["autismespektrum", "Opmærksomhedsforstyrrelse (ADHD)"],
            ["Autismespektrum", "Opmærksomhedsforstyrrelse"],
            [],
        ),
        ("Syn; Stammen", ["Synsnedsættelse"], ["Stammen"]),
        ("04A2ECDD-cdc6-4000-91d3-4e21958126ec", ["Døvblindhed"], []),
        ([], [], []),
        (None, [], []),
        ("Alle", [], []),
    ],
)
def test_target_groups_as_others_name_them(
    given: object, names: list[str], tags: list[str]
) -> None:
    take(line(target_groups=given, themes=[]))
    offer = Offer.objects.get()
    assert sorted(each.name for each in offer.target_groups.all()) == names
    assert [each.name for each in offer.themes.filter(kind=TopicKind.TAG)] == tags
    take(line(target_groups=given, themes=[]))
    assert Topic.objects.filter(kind=TopicKind.TAG).count() == len(tags)


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("audience", "Pårørende; forældre", ["relatives", "parents"]),
        ("audience", ["Siblings", "hele familien"], ["siblings", "whole_family"]),
        ("age_from", "7", 7),
        ("age_from", "7 år", 7),
        ("age_from", 7.0, 7),
        ("age_from", "", None),
        ("requires_referral", "Ja", True),
        ("requires_referral", "nej", False),
        ("requires_referral", None, False),
        ("kind", "Kursus", "course"),
        ("kind", "welfare_technology", "welfare_technology"),
        ("languages", "dsl, Arabisk", ["dts", "ar"]),
        ("url", "www.eksempel.dk", "https://www.eksempel.dk"),
        ("legal_former", ["Serviceloven § 41", "§ 42"], "Serviceloven § 41, § 42"),
    ],
)
def test_values_of_any_type(field: str, given: object, kept: object) -> None:
    take(line(**{field: given}))
    assert getattr(Offer.objects.get(), field) == kept


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"id": ""}, "id"),
        ({"age_from": "ti"}, "age_from"),
        ({"age_from": True}, "age_from"),
        ({"age_to": 130}, "age_to"),
        ({"age_from": 20, "age_to": 10}, "age_to"),
        ({"audience": ["robots"]}, "audience"),
        ({"requires_referral": "måske"}, "requires_referral"),
        ({"kind": "rumfart"}, "kind"),
        ({"contact": {"email": "ikke en mail"}}, "contact_email"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"languages": ["klingonsk!"]}, "languages"),
        ({"papers": [str(n) for n in range(21)]}, "papers"),
        ({"description": {"da": "tekst"}}, "description"),
        ({"target_groups": ["x" * 121]}, "target_groups"),
    ],
)
def test_a_bad_line_is_told_by_number_and_field_and_nothing_is_taken_in(
    other: dict[str, Any], field: str
) -> None:
    with pytest.raises(SomeWrong) as caught:
        take(line(id="K0", title="God"), line(**other))
    assert [(each.row, each.field) for each in caught.value.plan.wrong] == [(2, field)]
    assert not Offer.objects.exists()
    assert len(take(line(id="K0", title="God"), line(**other), skip_bad=True).new) == 1


def test_the_same_id_twice_is_told() -> None:
    plan = actions.plan_import(actor=SYSTEM, file=file_of(line(), line(title="Anden")))
    assert [(each.row, each.field) for each in plan.wrong] == [(2, "id")]


def test_who_is_paused_stays_so_and_who_is_a_draft_comes_out() -> None:
    take(line(), line(id="K2", title="Par"))
    Offer.objects.filter(import_key="K1").update(state=OfferState.PAUSED)
    Offer.objects.filter(import_key="K2").update(state=OfferState.DRAFT)
    plan = take(line(), line(id="K2", title="Par"))
    assert (len(plan.same), len(plan.changed)) == (1, 1)
    states = dict(Offer.objects.values_list("import_key", "state"))
    assert states == {"K1": "paused", "K2": "published"}


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_bytes(b"\xef\xbb\xbf" + lines(line(), line(id="K2", title="Par")) + b"\n\n")
    bad.write_bytes(lines(line(id="K3")) + b"\nikke json\n" + lines(line(id="K4", age_to="x")))
    call_command("import_offers", str(good), "--dry-run")
    assert not Offer.objects.exists()
    call_command("import_offers", str(good))
    call_command("import_offers", str(good))
    with pytest.raises(CommandError, match="nothing was imported"):
        call_command("import_offers", str(bad))
    assert Offer.objects.count() == 2
    call_command("import_offers", str(bad), "--skip-bad")
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "2 new, 0 changed, 0 unchanged (dry run: nothing was imported)",
        "2 new, 0 changed, 0 unchanged",
        "0 new, 0 changed, 2 unchanged",
        "1 new, 0 changed, 0 unchanged, 2 left out",
    ]
    assert "line 2: The line is not JSON." in told.err
    assert "line 3, age_to: Write a number." in told.err
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_offers", str(tmp_path / "none"))


def test_how_many_statements_do_not_grow_with_the_lines(
    django_assert_max_num_queries: Any,
) -> None:
    take(line(id="first", title="Første"))
    rows = [line(id=f"N{number}", title=f"Tilbud {number}") for number in range(60)]
    with django_assert_max_num_queries(70):
        take(*rows)
    with django_assert_max_num_queries(70):
        take(*[row | {"price": "Gratis"} for row in rows])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
def test_a_csv_sheet_is_read_whatever_program_wrote_it(encoding: str, separator: str) -> None:
    rows = [
        ["ID", "Titel", "Age from", "Målgruppe", "Farve"],
        ["K1", "Søskende", "8 år", "Autisme", "blå"],
    ]
    text = "\r\n".join(separator.join(row) for row in rows) + "\r\n\r\n"
    found = read_file(text.encode(encoding))
    assert found.rows == [
        (2, {"id": "K1", "title": "Søskende", "age_from": "8 år", "target_groups": "Autisme"})
    ]
    assert found.unknown == ["Farve"]
    assert found.headings["title"] == "Titel"


def test_rows_keep_the_numbers_that_the_spreadsheet_shows() -> None:
    found = read_file(excel(["Navn", "Alder fra"], [None, None], ["Gruppe", 8]))
    assert found.rows == [(3, {"title": "Gruppe", "age_from": "8"})]


@pytest.mark.parametrize(
    "data",
    [b"", b"Navn\n", b"Farve;Form\nx;y\n", b"PK\x03\x04nothing", b"\0\0", b"[]", b"[" * 100_000],
    ids=["empty", "headings", "no title", "broken zip", "binary", "no objects", "deep"],
)
def test_what_is_no_sheet_is_told(data: bytes) -> None:
    with pytest.raises(NoSheet):
        read_file(data)


def test_hsds_is_taken_in() -> None:
    service = {
        "id": "ac148810-d857-441c-9679-408f346de14b",
        "name": "Synsrådgivning",
        "description": "Kort.\n\nRåd om hjælpemidler.",
        "application_process": "Kræver visitation.\n\nRing.\n\nLæs mere: https://eksempel.dk",
        "wait_time": "4 uger",
        "status": "active",
        "minimum_age": 18,
        "maximum_age": 64,
        "fees_description": "Gratis",
        "organization": {"id": "1", "name": "Synsforeningen"},
        "phones": [{"number": "70 00 00 03"}],
        "languages": [{"code": "da", "name": "Danish"}],
        "service_at_locations": [{"location": {"name": "Familiehuset"}}],
        "attributes": [
            {
                "label": "Målgruppe",
                "taxonomy_term": {"code": "x", "name": "Syn", "taxonomy": "FFB"},
            },
            {"label": "Emne", "taxonomy_term": {"name": "Netværk"}},
            {"label": "audience", "value": "parents"},
            {
                "link_type": "ffb_service",
                "taxonomy_term": {"name": "Rådgivning", "taxonomy": "Ydelser og tilbud (FFB)"},
            },
        ],
    }
    page = json.dumps({"total_items": 1, "contents": [service]}).encode()
    plan = actions.import_offers(actor=SYSTEM, file=read_file(page))
    assert plan.providers == ["Synsforeningen"]
    offer = Offer.objects.get()
    assert (offer.age_from, offer.age_to, offer.price) == (18, 64, "Gratis")
    assert (offer.summary, offer.description) == ("Kort.", "Råd om hjælpemidler.")
    assert (offer.requires_referral, offer.how_citizen) == (True, "Ring.")
    assert (offer.url, offer.waiting_weeks) == ("https://eksempel.dk", 4)
    assert [each.name for each in offer.target_groups.all()] == ["Synsnedsættelse"]
    assert [each.name for each in offer.themes.all()] == ["Netværk"]
    assert (offer.audience, offer.contact_phone) == (["parents"], "70 00 00 03")
    assert offer.provider is not None
    assert offer.provider.name == "Synsforeningen"
    assert offer.state == OfferState.DRAFT
    assert actions.plan_import(actor=SYSTEM, file=read_file(page)).same


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
@pytest.mark.parametrize("dump", [public_dump, whole_dump])
def test_what_is_given_out_is_taken_in_again_without_a_change(
    form: str, dump: Any, make_offer: MakeOffer
) -> None:
    take(
        line(papers=["Kort; gult", "Briller"], how_citizen="Ring."), line(id="K2", title="=SUM(A1)")
    )
    make_offer(
        "-Med, komma",
        description='Én\r\n\r\nTo "citeret"',
        contact_name="Lene Holm",
        hides_contact_name=True,
        place_name="Havnen; Torvet",
        languages=["da", "dts"],
        audience=["siblings", "parents"],
        waiting_weeks=0,
        legal=["Serviceloven § 85; § 86"],
    )
    make_offer("Kladde", state=OfferState.DRAFT)
    data = dump(form)
    assert (b"Kladde" in data) is (dump is whole_dump) or form == "xlsx"
    if dump is public_dump and form != "xlsx":
        assert b"Lene Holm" not in data
    plan = actions.plan_import(actor=SYSTEM, file=read_file(data))
    assert plan.wrong == []
    assert [each.changes for each in plan.changed] == []
    assert (len(plan.same), len(plan.new)) == (3 + (dump is whole_dump), 0)
    before = Offer.objects.order_by("pk").values()
    actions.import_offers(actor=SYSTEM, file=read_file(data))
    assert list(Offer.objects.order_by("pk").values()) == list(before)


def test_no_cell_is_a_formula() -> None:
    take(line(title="=HYPERLINK(1)", summary="+1", price="@x"))
    rows = list(csv.reader(io.StringIO(public_dump("csv").decode("utf-8-sig")), delimiter=";"))
    assert {"'=HYPERLINK(1)", "'+1", "'@x"} <= set(rows[1])
    sheet = load_workbook(BytesIO(public_dump("xlsx"))).worksheets[0]
    assert all(cell.data_type == "s" for row in sheet.iter_rows() for cell in row if cell.value)


def test_only_editors_of_the_whole_municipality_take_in(make_person: MakePerson) -> None:
    with pytest.raises(Refused):
        actions.import_offers(actor=make_person(Role.ADVISER), file=file_of(line()))
    with pytest.raises(Refused):
        actions.keep_import(actor=make_person(Role.ADVISER), file=file_of(line()), file_name="x")


# The pages.


def put(client: Client, data: bytes, name: str = "tilbud.csv") -> Any:
    upload = SimpleUploadedFile(name, data)
    return client.post(reverse("import_offers"), {"file": upload})


@pytest.fixture
def editors_browser(editor: Person) -> Client:
    return log_in(Client(), editor)


def sheet(*rows: dict[str, str]) -> bytes:
    heads = ["ID", "Navn", "Kort fortalt", "Alder til", "Hvem er det til?"]
    keys = ["id", "title", "summary", "age_to", "audience"]
    return "\n".join(
        [";".join(heads), *(";".join(row.get(key, "") for key in keys) for row in rows)]
    ).encode()


def test_a_sheet_is_looked_through_and_taken_in_as_it_was_seen(
    editors_browser: Client, make_offer: MakeOffer
) -> None:
    take(line(id="A", title="Gammel", summary="Før"))
    answer = put(
        editors_browser,
        sheet(
            {"id": "A", "title": "Gammel", "summary": "Nu", "audience": "søskende"},
            {"id": "B", "title": "Ny", "age_to": "mange"},
            {"id": "C", "title": "God", "summary": "Kort", "audience": "par"},
        ),
    )
    assert answer.status_code == 302
    html = editors_browser.get(answer.url).content.decode()
    assert "1 nyt tilbud" in html
    assert "1 tilbud ændres" in html
    assert "1 række har fejl" in html
    assert "Skriv et tal." in html
    assert "Alder til" in html
    html = editors_browser.get(answer.url, {"vis": "aendres"}).content.decode()
    assert "Før" in html
    assert ">Nu<" in html
    assert Offer.objects.count() == 1

    seen = actions.plan_import(
        actor=SYSTEM, file=actions.kept_file(PendingImport.objects.get())
    ).digest
    html = editors_browser.post(answer.url, {"seen": seen}).content.decode()
    assert "Eller sæt kryds her" in html
    assert Offer.objects.count() == 1

    Offer.objects.update(price="10 kr.", version=7)
    html = editors_browser.post(answer.url, {"seen": seen, "leave_out": "on"}).content.decode()
    assert "Kataloget er ændret" in html
    assert Offer.objects.count() == 1

    seen = actions.plan_import(
        actor=SYSTEM, file=actions.kept_file(PendingImport.objects.get())
    ).digest
    done = editors_browser.post(answer.url, {"seen": seen, "leave_out": "on"}, follow=True)
    assert "1 nye, 1 ændret, 0 uændret" in done.content.decode()
    assert Offer.objects.get(import_key="C").state == OfferState.DRAFT
    assert Offer.objects.get(import_key="A").summary == "Nu"
    assert not PendingImport.objects.exists()
    assert editors_browser.get(answer.url).status_code == 404


def test_only_complete_offers_are_published_when_asked(editors_browser: Client) -> None:
    full = line(id="A", title="Hel", how_citizen="Ring.", organisation="Foreningen")
    answer = put(editors_browser, lines(full, line(id="B", title="Halv", summary="")), "x.jsonl")
    seen = actions.plan_import(
        actor=SYSTEM, file=actions.kept_file(PendingImport.objects.get())
    ).digest
    editors_browser.post(answer.url, {"seen": seen, "publish": "on"})
    assert dict(Offer.objects.values_list("name", "state")) == {"Hel": "published", "Halv": "draft"}
    assert Provider.objects.filter(name="Foreningen").exists()


def test_an_offer_that_is_out_is_not_emptied(editors_browser: Client) -> None:
    take(line(id="A", organisation="Foreningen", how_citizen="Ring."))
    answer = put(editors_browser, sheet({"id": "A", "title": "Hel", "audience": "par"}))
    assert "Skriv kort, hvad det er." in editors_browser.get(answer.url).content.decode()


def test_a_long_file_is_paged_and_every_bad_row_told(editors_browser: Client) -> None:
    rows = [
        {"id": f"R{n}", "title": f"Tilbud {n}", "age_to": "x" if n % 33 == 0 else "20"}
        for n in range(1, 1001)
    ]
    answer = put(editors_browser, sheet(*rows))
    html = editors_browser.get(answer.url).content.decode()
    assert "970 nye tilbud" in html
    assert "30 rækker har fejl" in html
    assert html.count("Skriv et tal.") == 30
    assert "Side 1 af 20" in editors_browser.get(answer.url, {"vis": "nye"}).content.decode()


def test_a_kept_file_is_its_makers_alone_and_does_not_last(
    editors_browser: Client, make_person: MakePerson
) -> None:
    answer = put(editors_browser, sheet({"id": "A", "title": "Ny"}))
    other = log_in(Client(), make_person(Role.EDITOR, email="anden@example.com"))
    assert other.get(answer.url).status_code == 404
    assert other.post(f"{answer.url}slet/").status_code == 404
    PendingImport.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert editors_browser.get(answer.url).status_code == 404
    actions.forget_old_imports()
    assert not PendingImport.objects.exists()


def test_a_kept_file_is_thrown_away(editors_browser: Client) -> None:
    answer = put(editors_browser, sheet({"id": "A", "title": "Ny"}))
    assert "tilbud.csv" in editors_browser.get(reverse("import_offers")).content.decode()
    editors_browser.post(f"{answer.url}slet/")
    assert not PendingImport.objects.exists()


def test_bad_files_are_told_on_the_page(editors_browser: Client) -> None:
    assert "Filen er tom." in put(editors_browser, b"").content.decode()
    html = put(editors_browser, b"\0\0\0").content.decode()
    assert "Filen kan ikke læses." in html
    assert "Vælg en fil." in editors_browser.post(reverse("import_offers")).content.decode()


def test_templates_and_exports(
    editors_browser: Client, client: Client, make_offer: MakeOffer
) -> None:
    make_offer("Åben")
    make_offer("Kladde", state=OfferState.DRAFT)
    for form in ("csv", "xlsx"):
        data = editors_browser.get(reverse("offers_template", args=[form])).content
        assert actions.plan_import(actor=SYSTEM, file=read_file(data)).wrong == []
    assert len(template_rows()[0]) == len(template_rows()[1])
    assert b"Kladde" in editors_browser.get(reverse("export_offers", args=["csv"])).content
    assert editors_browser.get(reverse("export_offers", args=["exe"])).status_code == 404
    assert editors_browser.get(reverse("offers_template", args=["exe"])).status_code == 404
    assert client.get(reverse("export_offers", args=["csv"])).status_code == 302
    for name in ("offers_csv", "offers_json"):
        data = client.get(reverse(name)).content
        assert "Åben".encode() in data
        assert b"Kladde" not in data
    assert client.get(reverse("offers_excel")).content[:2] == b"PK"


@pytest.mark.parametrize("name", ["import_offers"])
def test_wrong_roles_stay_out(name: str, client: Client, make_person: MakePerson) -> None:
    assert client.get(reverse(name)).status_code == 302
    adviser = log_in(Client(), make_person(Role.ADVISER))
    assert adviser.get(reverse(name)).status_code == 403
