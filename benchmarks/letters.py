"""Bench `letters`: one article to 50,000 of 1,000,000 profiles, queued and then delivered.

Part (a) needs the outbox alone: letters lie in the queue and go to a mail server that swallows
them. Beside it, in the same call: what that server takes at most, Django's own way, and
django-post_office where it is installed. Part (b), selecting among profiles, is in
`select_and_enqueue`.
"""

import socket
import subprocess
import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import mail

_FEW = 300
_CEILING_LETTERS = 20_000


# (b) Select and enqueue. -------------------------------------------------------------------------


def select_and_enqueue(profiles: int, interested: int) -> dict[str, object] | None:
    """Publish one article to `interested` of `profiles`; None until the rooms above are joined."""
    return None


# (a) Deliver. ------------------------------------------------------------------------------------


def deliver(letters: int, connections: int, port: int) -> dict[str, float]:
    """Let a worker send letters that are queued; measured from its first letter to its last."""
    mail.enqueue_letters(letters)
    worker = mail.worker(port, connections)
    peak = 0.0
    try:
        while not (first := mail.how_many("sent")):
            _still_alive(worker)
            time.sleep(0.01)
        start = time.perf_counter()
        while (sent := mail.how_many("sent")) < letters:
            _still_alive(worker)
            peak = max(peak, mail.memory(worker))
            time.sleep(0.1)
        seconds = time.perf_counter() - start
        peak = max(peak, mail.memory(worker))
    finally:
        mail.stop(worker)
    return {"letters_per_second": (sent - first) / seconds, "worker_mb": peak}


def _still_alive(worker: "subprocess.Popen[bytes]") -> None:
    if worker.poll() is not None:
        raise RuntimeError("The worker ended early.")


def ceiling(port: int, connections: int, size: int) -> float:
    """Return how many mails of `size` bytes a second the server takes when nobody keeps a ledger.

    The commands for the next mail travel with the dot of this one, as the worker does it.
    """
    import selectors

    mail_bytes = b"X: y\r\n\r\n" + b"x" * 70 + (b"\r\n" + b"x" * 70) * (size // 72) + b"\r\n.\r\n"
    ahead = b"MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n"
    each = _CEILING_LETTERS // connections
    left = dict.fromkeys(range(connections), each)
    waits = selectors.DefaultSelector()
    for number in range(connections):
        client = socket.create_connection(("127.0.0.1", port))
        client.recv(1000)
        client.sendall(b"EHLO bench\r\n")
        client.recv(4000)
        client.sendall(ahead)
        waits.register(client, selectors.EVENT_READ, number)
    start = time.perf_counter()
    while any(left.values()):
        for key, _ in waits.select():
            client = key.fileobj  # type: ignore[assignment]
            asked = client.recv(4000).count(b"354 ")
            if asked and left[key.data] > 0:
                left[key.data] -= 1
                client.sendall(mail_bytes + (ahead if left[key.data] else b"QUIT\r\n"))
            elif not left[key.data]:
                waits.unregister(client)
                client.close()
    return each * connections / (time.perf_counter() - start)


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


def best_of(times: int, measure: Callable[[], float]) -> float:
    """Return the highest of several measurements: a ceiling is what can be reached."""
    return max(measure() for _ in range(times))


def main() -> None:
    """Run the bench and print its figures."""
    parser = mail.arguments("Letters a second, from the queue to a mail server.", letters=50_000)
    options = parser.parse_args()
    mail.start_django()
    with mail.bench_database(), mail.swallowing_server() as (port, server):
        size = len(mail.ARTICLE) + len(mail.PAGE)
        top = best_of(2, lambda: ceiling(port, options.connections, size))
        delivered = deliver(options.letters, options.connections, port)
        figures: dict[str, Any] = {
            "letters": options.letters,
            "connections": options.connections,
            "server": server,
            **delivered,
            "ceiling_per_second": top,
            "of_ceiling": delivered["letters_per_second"] / top,
            "django_per_second": django_own_way(port),
            "post_office": post_office(),
            "select_and_enqueue": select_and_enqueue(1_000_000, options.letters),
        }
    line = (
        "letters: {letters_per_second:,.0f}/s over {connections} connections, {of_ceiling:.0%} of "
        "the ceiling of {server} ({ceiling_per_second:,.0f}/s); worker {worker_mb:.0f} MB; "
        "Django's own way {django_per_second:,.0f}/s"
    )
    mail.report(figures, line.format(**figures), as_json=options.json)


if __name__ == "__main__":
    main()
