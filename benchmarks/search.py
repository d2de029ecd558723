"""Bench `search`: how fast a search is at sizes, and how right it is, beside PostgreSQL's own `danish`.

Speed: every judged query over 5,000, 50,000 and 500,000 texts, made of pairs of texts of the demo's catalogue.
Rightness: nDCG@10, how often the first result is good, and how often nothing is found, over the demo's catalogue
and over two that others wrote with their own queries, who saw neither the program nor the demo.
"""

import argparse
import json
import math
import os
import statistics
import sys
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import django
import psycopg

from benchmarks import _mail as mail

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from samspil.base.search.actions import count_words  # noqa: E402
from samspil.base.search.queries import search  # noqa: E402

JUDGED = mail.PROJECT / "benchmarks" / "relevance"
DEMO = mail.PROJECT / "src" / "samspil" / "front" / "demo" / "catalogue.jsonl"
OTHERS = ("inland", "island")
SIZES = (5_000, 50_000, 500_000)
GOOD = 2


def queries(catalogue: str = "demo") -> list[dict[str, Any]]:
    """Return what people type, with how well each offer of a catalogue answers it: 3 just so, 2 well, 1 somewhat."""
    lines = (JUDGED / f"{catalogue}.queries.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def gain(found: Sequence[str], judged: dict[str, int]) -> float:
    """Return nDCG@10 of what was found."""

    def of(grades: Iterable[int]) -> float:
        return sum((2.0**each - 1) / math.log2(at + 2) for at, each in enumerate(grades))

    best = of(sorted(judged.values(), reverse=True)[:10])
    return of(judged.get(each, 0) for each in found[:10]) / best if best else 1.0


def rightness(look: Callable[[str], Sequence[str]], catalogue: str) -> dict[str, float]:
    """Return the figures of a way to search in a catalogue."""
    gains, firsts, nothing = [], [], []
    for each in queries(catalogue):
        found = look(each["query"])
        gains.append(gain(found, each["judged"]))
        firsts.append(bool(found) and each["judged"].get(found[0], 0) >= GOOD)
        nothing.append(not found)
    return {
        "ndcg_at_10": round(statistics.mean(gains), 3),
        "success_at_1": round(statistics.mean(firsts), 3),
        "zero_hits": round(statistics.mean(nothing), 3),
    }


def speed(look: Callable[[str], Sequence[str]]) -> dict[str, float]:
    """Return p50 and p95 in milliseconds of all queries, each asked once before."""
    took: list[float] = []
    for _round in range(2):
        took.clear()
        for each in queries():
            begun = time.perf_counter()
            look(each["query"])
            took.append((time.perf_counter() - begun) * 1000)
    cut = statistics.quantiles(took, n=20)
    return {"p50_ms": round(statistics.median(took), 1), "p95_ms": round(cut[-1], 1)}


def ours(typed: str) -> list[str]:
    """Search as the site does."""
    found = search(typed)
    return [each.text.ref for each in found.results]


def plain(typed: str) -> list[str]:
    """Search as PostgreSQL's Danish dictionary does, ranked by it."""
    return [
        row[0]
        for row in _rows(
            "SELECT ref FROM bench_plain, websearch_to_tsquery('danish', %s) q WHERE words @@ q"
            " ORDER BY ts_rank(words, q) DESC, id LIMIT 20",
            typed,
        )
    ]


def _rows(statement: str, *given: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall()) if cursor.description else []


def _as_owner(owner: str, *statements: str) -> None:
    with psycopg.connect(owner, autocommit=True) as server:
        for each in statements:
            server.execute(each)


def fill(owner: str, catalogue: Path) -> None:
    """Take in the words and a catalogue as a new installation does."""
    call_command("load_standard", stdout=sys.stderr)
    call_command("import_offers", str(catalogue), stdout=sys.stderr)
    _as_owner(
        owner,
        "CREATE TABLE bench_plain AS SELECT s.id, s.ref, setweight(to_tsvector('danish', o.name), 'A')"
        " || setweight(to_tsvector('danish', o.summary), 'B') || to_tsvector('danish', o.description) AS words"
        " FROM search_searchtext s JOIN offers_offer o ON o.id = s.key::int WHERE s.kind = 'offer'",
        "CREATE TABLE bench_ours AS SELECT * FROM search_searchtext WHERE kind = 'offer'",
        "CREATE TABLE bench_words AS SELECT * FROM bench_plain",
        "GRANT SELECT ON bench_plain TO PUBLIC",
    )


def grow(owner: str, size: int) -> None:
    """Let there be so many texts, each with the words of two of the catalogue.

    Indexes are made after the rows, as after a restore.
    """
    pairs = (
        " FROM (SELECT *, row_number() OVER (ORDER BY id) - 1 AS at FROM {0}) a,"
        " (SELECT *, row_number() OVER (ORDER BY id) - 1 AS at, count(*) OVER () AS many FROM {0}) b,"
        f" generate_series(0, {size} / (SELECT count(*) FROM {{0}})) n"
        " WHERE b.at = (a.at * 7 + n * 13 + n / 430) % b.many"
        f" LIMIT {size}"
    )
    columns = (
        "kind, key, ref, url, title, title_en, summary, summary_en, facets, age_from, age_to, until,"
        " boost, title_size, words"
    )
    values = (
        "a.kind, a.key || '-' || n, a.ref, a.url, a.title, a.title_en, a.summary, a.summary_en, a.facets,"
        " a.age_from, a.age_to, a.until, a.boost, a.title_size,"
        " a.words || setweight(ts_filter(b.words, '{b,c}'), 'C')"
    )
    _as_owner(
        owner,
        "DROP INDEX search_text_words",
        "TRUNCATE search_searchtext",
        f"INSERT INTO search_searchtext ({columns}) SELECT {values}" + pairs.format("bench_ours"),
        "CREATE INDEX search_text_words ON search_searchtext USING gin (words)",
        "DROP TABLE bench_plain",
        "CREATE TABLE bench_plain AS SELECT row_number() OVER () AS id, a.ref,"
        " a.words || setweight(b.words, 'D') AS words" + pairs.format("bench_words"),
        "CREATE INDEX ON bench_plain USING gin (words)",
        "GRANT SELECT ON bench_plain TO PUBLIC",
        "VACUUM ANALYZE search_searchtext",
        "VACUUM ANALYZE bench_plain",
    )
    count_words()


def right(catalogue: str) -> dict[str, Any]:
    """Return how right both ways are in the catalogue that is filled in."""
    return {"ours": rightness(ours, catalogue), "danish": rightness(plain, catalogue)}


def measure(sizes: Collection[int]) -> dict[str, Any]:
    """Return all figures."""
    figures: dict[str, Any] = {"bench": "search", "right": {}, "speed": {}}
    for each in OTHERS:
        with mail.fresh_database() as owner:
            fill(owner, JUDGED / f"{each}.catalogue.jsonl")
            figures["right"][each] = right(each)
    with mail.fresh_database() as owner:
        fill(owner, DEMO)
        figures["right"]["demo"] = right("demo")
        for size in sizes:
            grow(owner, size)
            figures["speed"][size] = {"ours": speed(ours), "danish": speed(plain)}
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="how many texts")
    parser.add_argument("--json", action="store_true", help="print JSON instead of one line")
    asked = parser.parse_args()
    figures = measure(asked.sizes)
    line = "search: " + "; ".join(
        [
            f"{catalogue}, {name}: nDCG@10 {of['ndcg_at_10']}, first good {of['success_at_1']},"
            f" nothing {of['zero_hits']}"
            for catalogue, both in figures["right"].items()
            for name, of in both.items()
        ]
        + [
            f"{size:,} texts p50 {of['ours']['p50_ms']} ms, p95 {of['ours']['p95_ms']} ms"
            f" (danish {of['danish']['p50_ms']} and {of['danish']['p95_ms']} ms)"
            for size, of in figures["speed"].items()
        ]
    )
    mail.report(figures, line, as_json=asked.json)


if __name__ == "__main__":
    main()
