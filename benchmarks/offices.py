"""Measure an installation of many offices: pages, assessment, report and queue, as it grows.

    python benchmarks/offices.py [--offices 10 100]

Each office has 300 commitments and 30 units; five people ask at the same time. PostgreSQL and Redis
run privately for it. Times depend on what else the machine does, so each comes with the seconds of
processor that the program and the database spent: from those follows what a core can do.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402
import requests  # noqa: E402

from tests.services import redis  # noqa: E402
from tests.services.postgres import Postgres  # noqa: E402
from tests.services.programs import Program, free_port, listens  # noqa: E402

ITEMS, UNITS, PEOPLE = 300, 30, 5
SECONDS = 5.0
JOBS = 200
TOKEN = {"Authorization": "Token office"}
PAGES = {
    "list (API, 100 rows)": "/api/v1/commitments/?page_size=100",
    "list, filtered": "/api/v1/commitments/?page_size=100&progress=not_assessed&ordering=due_on",
    "detail (API)": "/api/v1/commitments/150/",
    "sums (API)": "/api/v1/summary/",
}
FURNISH = """
import datetime, decimal
from django.contrib.auth.models import User
from rest_framework.authtoken.models import Token
from commitments.models import *
from tests import factories as make
office = make.supervisor("office")
Token.objects.create(user=office, key="office")
for n in range({offices}):
    units = Organization.objects.bulk_create(
        Organization(name=f"第{{n}}区第{{u}}局") for u in range({units}))
    rows = Commitment.objects.bulk_create(Commitment(
        code=f"2026-{{n * {items} + i + 1:06}}", title=f"第{{n}}区新建体育场地{{i}}处",
        kind="target", workflow="in_progress", starts_on=datetime.date(2026, 1, 1),
        due_on=datetime.date(2030, 12, 31), registered_by=office) for i in range({items}))
    Assignment.objects.bulk_create(Assignment(commitment=row, organization=units[i % {units}])
        for i, row in enumerate(rows))
    measured = Indicator.objects.bulk_create(
        Indicator(name=f"场地{{row.code}}", unit="处") for row in rows)
    Target.objects.bulk_create(Target(commitment=row, indicator=indicator, comparator="gte",
        value=decimal.Decimal(10), due_on=row.due_on, approved_by=office)
        for row, indicator in zip(rows, measured))
"""
ASSESS = """
import datetime, time
from commitments.domain.evaluation import assess
began, spent = time.perf_counter(), time.process_time()
assess.assess_all(on=datetime.date(2026, 11, 27))
print(time.perf_counter() - began, time.process_time() - spent)
"""
REPORT = """
import time
from django.contrib.auth.models import User
from commitments.domain.reporting import status_reports
began, spent = time.perf_counter(), time.process_time()
status_reports.issue("2026-Q1", by=User.objects.get(username="office"))
print(time.perf_counter() - began, time.process_time() - spent)
"""
QUEUE = """
from commitments import tasks
from commitments.domain.platform import jobs
for key in range({jobs}):
    tasks.dispatch(jobs.request("remind", f"commitment:{{key + 1}}:2026-11-27"))
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of processor that a program and the database spent."""

    program: float
    database: float

    def per(self, number: float) -> str:
        """Milliseconds for one of so many."""
        program, database = (1000 * spent / number for spent in (self.program, self.database))
        return f"processor {program:7.2f} + {database:6.2f} ms (program + database)"


class Meter:
    """How much processor a program and the database have spent since it was set up."""

    def __init__(self, program: Program, database: Postgres) -> None:
        self._roots = program.process.pid, database.program.process.pid
        self._before = self._now()

    def read(self) -> Spent:
        return Spent(*(now - before for now, before in zip(self._now(), self._before, strict=True)))

    def _now(self) -> list[float]:
        return [processor_time(root) for root in self._roots]


def processor_time(root: int) -> float:
    """Of a process and its children, those that have ended included."""
    ticks = 0
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            words = place.read_text().rpartition(")")[2].split()
            if root in (int(place.parent.name), int(words[1])):
                ticks += sum(map(int, words[11:13]))
            if root == int(place.parent.name):
                ticks += sum(map(int, words[13:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


class Installation:
    """A private installation of so many offices."""

    def __init__(self, postgres: Postgres, broker: str, folder: Path) -> None:
        self.postgres, self.folder = postgres, folder
        self.env = {
            **os.environ,
            "DATABASE_URL": postgres.url,
            "CELERY_BROKER_URL": broker,
            "DATA_DIR": str(folder / "data"),
            "LOG_LEVEL": "WARNING",
        }

    def manage(self, *words: str, script: str = "") -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        if script:
            command += ["shell", "--verbosity", "0", "--command", script]
        return subprocess.run(
            command, cwd=ROOT, env=self.env, check=True, text=True, stdout=subprocess.PIPE
        ).stdout

    def time(self, script: str) -> tuple[float, Spent]:
        """Seconds that a script says it took, and what it spent."""
        root = self.postgres.program.process.pid
        before = processor_time(root)
        seconds, spent = map(float, self.manage(script=script).split())
        return seconds, Spent(spent, processor_time(root) - before)

    @contextmanager
    def web(self, processes: int) -> Iterator[tuple[str, Program]]:
        port = free_port()
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", "127.0.0.1", "--port", str(port), "--workers", str(processes)),
            *("--blocking-threads", "4", "tracker.wsgi:application"),
        ]
        server = Program.start(command, log=self.folder / "web.log", env=self.env)
        try:
            server.wait_until(lambda: listens(port))
            yield f"http://127.0.0.1:{port}", server
        finally:
            server.stop()

    def drain(self, processes: int) -> tuple[float, str]:
        """Jobs a second that so many processes of a worker do, and what one of them costs."""
        with psycopg.connect(self.postgres.url, autocommit=True) as database:
            database.execute("DELETE FROM commitments_job")
        self.manage(script=QUEUE.format(jobs=JOBS))
        command = [
            *(sys.executable, "-m", "celery", "--app", "tracker", "--quiet", "worker"),
            *("--concurrency", str(processes), "--without-gossip", "--without-mingle"),
        ]
        worker = Program.start(command, log=self.folder / "worker.log", env=self.env)
        try:
            # What it costs to start is not counted.
            first, _seconds = self._wait_until_done(1)
            meter = Meter(worker, self.postgres)
            _done, seconds = self._wait_until_done(JOBS)
            return JOBS / seconds, meter.read().per(JOBS - first)
        finally:
            worker.stop()

    def _wait_until_done(self, enough: int) -> tuple[int, float]:
        """How many jobs are done, and the seconds between the first and the last of them."""
        asked = "SELECT count(*), extract(epoch FROM max(finished_at) - min(finished_at)) "
        asked += "FROM commitments_job WHERE finished_at IS NOT NULL"
        with psycopg.connect(self.postgres.url, autocommit=True) as database:
            done, seconds = 0, 0.0
            while done < enough:
                time.sleep(0.1)
                done, seconds = database.execute(asked).fetchone() or (0, 0.0)
        return done, float(seconds)


def ask(address: str, people: int) -> list[float]:
    """So many people ask again and again; how long each answer took."""
    waited: list[float] = []
    until = time.monotonic() + SECONDS

    def person() -> None:
        with requests.Session() as session:
            session.headers.update(TOKEN)
            while time.monotonic() < until:
                began = time.perf_counter()
                session.get(address, timeout=60).raise_for_status()
                waited.append(time.perf_counter() - began)

    threads = [threading.Thread(target=person) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waited


def measure(installation: Installation, offices: int) -> None:
    shape = {"offices": offices, "items": ITEMS, "units": UNITS}
    items = offices * ITEMS
    installation.manage("migrate", "--verbosity", "0")
    installation.manage(script=FURNISH.format(**shape))
    with psycopg.connect(installation.postgres.url, autocommit=True) as database:
        database.execute("ANALYZE")
    say(f"{offices} offices, {items:,} commitments; load {os.getloadavg()[0]:.1f}")
    for name, script in (("assessment of all", ASSESS), ("report of a quarter", REPORT)):
        seconds, spent = installation.time(script)
        say(f"  {name:<22} {seconds:8.1f} s   each: {spent.per(items)}")
    for processes in (1, 2):
        with installation.web(processes) as (address, server):
            for name, path in PAGES.items():
                measure_page(name, address + path, processes, server, installation.postgres)
    for processes in (1, 2):
        rate, cost = installation.drain(processes)
        say(
            f"  queue                  {rate:8.1f} a second  {cost}  {processes} worker process(es)"
        )


def measure_page(name: str, address: str, processes: int, server: Program, of: Postgres) -> None:
    # The first answer of a process loads its modules, and is not counted.
    for _ in range(2 * processes):
        requests.get(address, headers=TOKEN, timeout=60).raise_for_status()
    meter = Meter(server, of)
    waited = ask(address, PEOPLE)
    cost = meter.read().per(len(waited))
    median, rate = 1000 * statistics.median(waited), len(waited) / SECONDS
    say(f"  {name:<22} {median:8.0f} ms {rate:7.1f} a second  {cost}  {processes} process(es)")


def say(line: str) -> None:
    print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offices", type=int, nargs="+", default=[10, 100])
    for offices in parser.parse_args().offices:
        postgres = Postgres.start()
        try:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                with redis.running(folder / "redis.log") as broker:
                    measure(Installation(postgres, broker, folder), offices)
        finally:
            postgres.stop()


if __name__ == "__main__":
    main()
