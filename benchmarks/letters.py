"""Bench `letters`: one article to 50,000 of 1,000,000 profiles, queued and then delivered.

Part (a) needs the outbox alone: letters lie in the queue and go to a mail server that swallows
them. Beside it, in the same call: what that server takes at most, Django's own way, and
django-post_office where it is installed. Part (b), selecting among profiles, is in
`select_and_enqueue`.
"""

import selectors
import socket
import subprocess
import time
from importlib.util import find_spec
from statistics import median
from typing import Any

import psycopg

from benchmarks import _mail as mail

_FEW = 300
_ROUNDS = 8
_CEILING_LETTERS = 20_000


# (b) Select and enqueue. -------------------------------------------------------------------------


def select_and_enqueue(profiles: int, receivers: int, owner: str) -> dict[str, float]:
    """Return how long publishing one article takes that concerns some of many profiles.

    Every profile has a theme, an age group and a target group; as many as `receivers` have the
    article's theme. The clock runs over the whole verb `news.actions.publish`: lock, find who is
    concerned, write letters, enqueue, audit, commit.
    """
    from django.urls import get_resolver

    from samspil.base.people.actions import add_person, give_role
    from samspil.base.topics.models import Topic
    from samspil.base.topics.terms import TopicKind
    from samspil.commons.news import actions
    from samspil.front.demo.large import add_many_profiles
    from samspil.kit.access import SYSTEM, Role

    def topics(kind: TopicKind, count: int) -> list[Topic]:
        return Topic.objects.bulk_create(
            Topic(kind=kind, name=f"{kind} {number}") for number in range(count)
        )

    themes = topics(TopicKind.THEME, profiles // receivers)
    kinds = (themes, topics(TopicKind.AGE_GROUP, 6), topics(TopicKind.TARGET_GROUP, 30))
    add_many_profiles(profiles, kinds)
    with psycopg.connect(owner, autocommit=True) as server:
        server.execute("VACUUM ANALYZE")
    editor = add_person(actor=SYSTEM, email="editor@example.org")
    give_role(actor=SYSTEM, person=editor, role=Role.EDITOR)
    text = actions.Text(title="Nyt", summary="Kort", body=mail.ARTICLE)
    # A process imports all pages when it writes its first address; one that publishes has shown a page before.
    _ = get_resolver().url_patterns
    seconds, sent = [], 0
    for _round in range(_ROUNDS):
        article = actions.write_article(actor=editor, text=text, topics=themes[:1])
        begun = time.perf_counter()
        sent = actions.publish(actor=editor, article=article)
        seconds.append(time.perf_counter() - begun)
    return {
        "profiles": profiles,
        "sent": sent,
        "seconds": min(seconds),
        "median": median(seconds),
        "slowest": max(seconds),
    }


# (a) Deliver. ------------------------------------------------------------------------------------


def deliver(letters: int, connections: int, port: int) -> dict[str, float]:
    """Let a worker send letters that are queued; measured from its first outcome to its last."""
    mail.enqueue_letters(letters)
    worker = mail.worker(port, connections)
    peak = 0.0
    try:
        # Asked seldom and of small indexes, so that the bench does not take what it measures.
        while mail.how_many("queued") or mail.how_many("in_flight"):
            _still_alive(worker)
            peak = max(peak, mail.memory(worker))
            time.sleep(0.5)
    finally:
        mail.stop(worker)
    return {"letters_per_second": mail.sent_per_second(), "worker_mb": peak}


def _still_alive(worker: "subprocess.Popen[bytes]") -> None:
    if worker.poll() is not None:
        raise RuntimeError("The worker ended early.")


def ceiling(port: int, connections: int) -> tuple[float, str]:
    """Return how many such mails a second the server takes without a ledger, and who found out.

    Postfix's smtp-source where there is one; else a loop that writes ready mails as fast as it can,
    the commands for the next with the dot of this one, as the worker does.
    """
    source = mail.tool("smtp-source")
    size = len(mail.one_mail())
    if source is None:
        return _pour(port, connections, size), "a bare loop"
    command = [source, "-d", "-s", str(connections), "-m", str(_CEILING_LETTERS), "-l", str(size)]
    start = time.perf_counter()
    subprocess.run([*command, f"127.0.0.1:{port}"], check=True)
    return _CEILING_LETTERS / (time.perf_counter() - start), "smtp-source"


def _pour(port: int, connections: int, size: int) -> float:
    body = b"X: y\r\n\r\n" + (b"x" * 70 + b"\r\n") * (size // 72) + b".\r\n"
    ahead = b"MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n"
    each = _CEILING_LETTERS // connections
    left: dict[socket.socket, int] = {}
    waits = selectors.DefaultSelector()
    for _ in range(connections):
        client = socket.create_connection(("127.0.0.1", port))
        client.recv(1000)
        client.sendall(b"EHLO bench\r\n")
        client.recv(4000)
        client.sendall(ahead)
        left[client] = each
        waits.register(client, selectors.EVENT_READ)
    start = time.perf_counter()
    while left:
        for client in [client for client in left if client in _readable(waits)]:
            if b"354 " in client.recv(4000):
                left[client] -= 1
                client.sendall(body + (ahead if left[client] else b"QUIT\r\n"))
            if not left[client]:
                waits.unregister(client)
                del left[client]
    return each * connections / (time.perf_counter() - start)


def _readable(waits: selectors.BaseSelector) -> set[object]:
    return {key.fileobj for key, _ in waits.select()}


def django_own_way(port: int) -> float:
    """Return how many letters a second EmailMultiAlternatives sends over one connection."""
    from django.core.mail import EmailMultiAlternatives
    from django.core.mail.backends.smtp import EmailBackend

    with EmailBackend(host="127.0.0.1", port=port, alias="bench") as connection:
        start = time.perf_counter()
        for number in range(_FEW):
            message = EmailMultiAlternatives(
                "Nyt fra Eksempel Kommune",
                f"{mail.ARTICLE}\n\nhttps://samspil.example/farvel/{number}/",
                "samspil@example.invalid",
                [f"person{number}@example.org"],
            )
            message.attach_alternative(mail.PAGE, "text/html")
            connection.send_messages([message])
        return _FEW / (time.perf_counter() - start)


def post_office() -> str | None:
    """Say what becomes of the comparison with django-post_office."""
    return None if find_spec("post_office") else "not installed, left out"


def main() -> None:
    """Run the bench and print its figures."""
    parser = mail.arguments("Letters a second, from the queue to a mail server.", letters=50_000)
    options = parser.parse_args()
    mail.start_django()
    with mail.bench_rows(), mail.swallowing_server() as (port, server):
        top, source = ceiling(port, options.connections)
        delivered = deliver(options.letters, options.connections, port)
        figures: dict[str, Any] = {
            "letters": options.letters,
            "connections": options.connections,
            "server": server,
            **delivered,
            "ceiling_per_second": top,
            "ceiling_by": source,
            "of_ceiling": delivered["letters_per_second"] / top,
            "django_per_second": django_own_way(port),
            "post_office": post_office(),
        }
    with mail.fresh_database() as owner:
        figures["select_and_enqueue"] = select_and_enqueue(1_000_000, options.letters, owner)
    line = (
        "letters: {letters_per_second:,.0f}/s over {connections} connections, {of_ceiling:.0%} of "
        "the ceiling of {server} ({ceiling_per_second:,.0f}/s by {ceiling_by}); "
        "worker {worker_mb:.0f} MB; Django's own way {django_per_second:,.0f}/s; select + enqueue of "
        "{select_and_enqueue[sent]:,} out of {select_and_enqueue[profiles]:,}: "
        "{select_and_enqueue[seconds]:.2f} s (median {select_and_enqueue[median]:.2f} s, "
        "slowest {select_and_enqueue[slowest]:.2f} s)"
    )
    mail.report(figures, line.format(**figures), as_json=options.json)


if __name__ == "__main__":
    main()
