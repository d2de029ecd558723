"""What the commands of ./samspil say about themselves."""

OVERVIEW = """\
Samspil: one launcher for everything.

  ./samspil demo      set everything up and show a filled demo municipality on this machine
  ./samspil test      set up what tests need and run everything, beginning with check
  ./samspil check     format, lint, types, import contracts, migrations, templates
  ./samspil run       serve for real: the web server, settings from the environment
  ./samspil worker    serve for real: letters and other work in the background
  ./samspil bench     run a benchmark and print its figures
  ./samspil manage    Django's commands, with the database of the data directory
  ./samspil lock      write locks/ anew with the newest versions that pyproject.toml allows
  ./samspil help      this text; -h after a command tells more about it
"""
EVERYWHERE = """\
Everywhere: --data DIR or SAMSPIL_DATA names the data directory (default: .samspil in the project).
DATABASE_URL names a PostgreSQL of your own (15 or newer); without it a private one is started.
"""
HELP = {
    "demo": """\
./samspil demo [--port N] [--data DIR] [--size small|large] [--no-browser]

Sets everything up, starts web server and worker, prints the address and the people to log in as,
and stops all of it on Ctrl-C. What is made stays in the data directory; the next start is quick.

  --port N        where the site answers on this machine (default 8000)
  --size large    fill in enough for benchmarks (default small; counts for a new data directory)
  --no-browser    do not open a browser

Two demos at once: give each its own --port and --data. To start over, remove the data directory.
""",
    "test": """\
./samspil test [pytest arguments]

Without arguments: check, then all tests. With arguments: only pytest with them, for example
./samspil test src/samspil/kit -k lix. Two tests run at a time; -n0 runs them one by one.
Browser tests need Chromium: the one that CHROMIUM names, one that is installed, or, as root on
Debian and Ubuntu, one that is installed now.
With DATABASE_URL set the suite runs twice: on the private database, then on that one (its role
needs CREATEDB; DATABASE_OWNER_URL may name another role to create and migrate).
""",
    "check": """\
./samspil check [STEP …]

Runs all steps, reports all failures, and ends with status 1 if there was one.
Steps: format lint types imports migrations templates. Long or tangled code is told, not refused.
""",
    "run": """\
./samspil run

The web server for real use (granian). Put a proxy with TLS in front. Everything comes from the
environment; README.md and docs/running.md list it:

  SAMSPIL_SECRET_KEY SAMSPIL_FIELD_KEYS SAMSPIL_INDEX_KEY SAMSPIL_ORIGIN DATABASE_URL   required
  SAMSPIL_BIND (127.0.0.1:8000) SAMSPIL_WEB_WORKERS (1) SAMSPIL_WEB_THREADS (4)         optional

Refuses to start, with status 2, when something is missing or unsafe, and says what.
Bring the database up to date first: DATABASE_OWNER_URL=… ./samspil manage migrate
""",
    "worker": """\
./samspil worker

The worker for real use; the same environment and the same refusals as ./samspil run.
""",
    "bench": """\
./samspil bench NAME [--json] [more]

Runs benchmarks/NAME.py with the remaining arguments and a database of its own (bench/ in the data
directory, or DATABASE_URL). It prints its figures as JSON and one line; --json prints JSON only.
bench faults takes the database (--database-seconds, 60) and the mail server (--mail-seconds, 3600) away
for a while; it always uses a database of its own, since it kills it.
""",
    "manage": """\
./samspil manage COMMAND [arguments]

Runs a Django command. While a demo runs on the same data directory it reaches the demo's database;
otherwise the database is started for as long as the command takes. migrate, flush and the like run
as the owner of the tables (DATABASE_OWNER_URL), everything else as the application's own role.
./samspil manage help lists the commands.
""",
    "lock": """\
./samspil lock

Writes locks/runtime.txt, dev.txt, node.txt and uv.txt anew: pinned, with hashes, without addresses.
""",
}
