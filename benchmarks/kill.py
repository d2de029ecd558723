"""Bench `kill`: a worker killed without warning at random moments while letters go out.

What arrived is read from the mail server's own record, written before it says yes.
"""

import random
import signal
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks import _mail as mail


def arrived(record: Path) -> Counter[str]:
    """Return the Message-IDs the server took, and how often."""
    return Counter(record.read_text().split())


def release_at_once() -> None:
    """Do what workers do by themselves after ten seconds of silence of another."""
    from samspil.base.outbox import actions
    from samspil.base.outbox.models import Heartbeat

    time.sleep(0.3)  # the database notices that its client is gone
    Heartbeat.objects.all().delete()
    with patch.object(actions, "RESTART_GRACE", timedelta(0)):
        actions.release_stuck()


def run(letters: int, connections: int, kills: int, record: Path) -> dict[str, Any]:
    """Deliver letters with workers that are killed, and count."""
    mail.enqueue_letters(letters)
    moments = sorted(random.sample(range(letters // 50, letters * 9 // 10), kills))
    with mail.recording_server(record) as port:
        for moment in moments:
            worker = mail.worker(port, connections)
            while mail.how_many("sent") < moment and worker.poll() is None:
                time.sleep(random.uniform(0.005, 0.03))
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            release_at_once()
        worker = mail.worker(port, connections)
        while mail.how_many("sent") < letters and worker.poll() is None:
            time.sleep(0.1)
        mail.stop(worker)
    counts = arrived(record)
    return {
        "letters": letters,
        "connections": connections,
        "kills": kills,
        "lost": letters - len(counts),
        "duplicates": sum(counts.values()) - len(counts),
        "duplicates_allowed": kills * connections,
    }


def main() -> None:
    """Run the bench and print its figures."""
    parser = mail.arguments("Letters lost and doubled when workers are killed.", letters=50_000)
    parser.add_argument("--kills", type=int, default=10)
    options = parser.parse_args()
    mail.start_django()
    with mail.bench_rows(), tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "taken"
        figures = run(options.letters, options.connections, options.kills, record)
    line = (
        "kill: {kills} kills during {letters:,} letters over {connections} connections: "
        "{lost} lost, {duplicates} doubled (at most {duplicates_allowed})"
    )
    mail.report(figures, line.format(**figures), as_json=options.json)


if __name__ == "__main__":
    main()
