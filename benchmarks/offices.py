"""Measure an installation of many offices: pages, assessment, report and queue, as it grows.

    python benchmarks/offices.py [--offices 10 100]

Each office has 300 commitments, 30 units and five people who ask at the same time. PostgreSQL and
Redis run privately for it. What is printed are medians; compare lines of one run, not of two.
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
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402
import requests  # noqa: E402

from tests.services import redis  # noqa: E402
from tests.services.postgres import Postgres  # noqa: E402
from tests.services.programs import Program, free_port, listens  # noqa: E402

ITEMS, UNITS, PEOPLE = 300, 30, 5
SECONDS = 10.0
JOBS = 200
TOKEN = {"Authorization": "Token office"}
PAGES = {
    "list (API, 100 rows)": "/api/v1/commitments/?limit=100",
    "list, filtered": "/api/v1/commitments/?limit=100&progress=not_assessed&ordering=due_on",
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
began = time.perf_counter()
assess.assess_all(on=datetime.date(2026, 11, 27))
print(time.perf_counter() - began)
"""
REPORT = """
import time
from django.contrib.auth.models import User
from commitments.domain.reporting import status_reports
began = time.perf_counter()
status_reports.issue("2026-Q1", by=User.objects.get(username="office"))
print(time.perf_counter() - began)
"""
QUEUE = """
from commitments import tasks
from commitments.domain.platform import jobs
for key in range({jobs}):
    tasks.dispatch(jobs.request("remind", f"commitment:{{key + 1}}:2026-11-27"))
"""


class Installation:
    """A private installation of so many offices."""

    def __init__(self, database: str, broker: str, folder: Path) -> None:
        self.database, self.folder = database, folder
        self.env = {
            **os.environ,
            "DATABASE_URL": database,
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

    @contextmanager
    def web(self, processes: int) -> Iterator[str]:
        port = free_port()
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", "127.0.0.1", "--port", str(port), "--workers", str(processes)),
            *("--blocking-threads", "4", "tracker.wsgi:application"),
        ]
        server = Program.start(command, log=self.folder / "web.log", env=self.env)
        try:
            server.wait_until(lambda: listens(port))
            yield f"http://127.0.0.1:{port}"
        finally:
            server.stop()

    def drain(self, processes: int) -> float:
        """Jobs a second that so many processes of a worker do, from the first to the last."""
        with psycopg.connect(self.database, autocommit=True) as database:
            database.execute("DELETE FROM commitments_job")
        self.manage(script=QUEUE.format(jobs=JOBS))
        command = [
            *(sys.executable, "-m", "celery", "--app", "tracker", "--quiet", "worker"),
            *("--concurrency", str(processes), "--without-gossip", "--without-mingle"),
        ]
        worker = Program.start(command, log=self.folder / "worker.log", env=self.env)
        asked = "SELECT count(*), extract(epoch FROM max(finished_at) - min(finished_at)) "
        asked += "FROM commitments_job WHERE finished_at IS NOT NULL"
        try:
            with psycopg.connect(self.database, autocommit=True) as database:
                done, seconds = 0, 0.0
                while done < JOBS:
                    time.sleep(0.2)
                    done, seconds = database.execute(asked).fetchone() or (0, 0.0)
        finally:
            worker.stop()
        return JOBS / float(seconds)


def ask(address: str, people: int) -> tuple[float, float]:
    """So many people ask again and again; answers a second, and the median of their waiting."""
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
    return len(waited) / SECONDS, statistics.median(waited)


def measure(installation: Installation, offices: int) -> None:
    shape = {"offices": offices, "items": ITEMS, "units": UNITS}
    installation.manage("migrate", "--verbosity", "0")
    installation.manage(script=FURNISH.format(**shape))
    say(f"{offices} offices, {offices * ITEMS:,} commitments; load {os.getloadavg()[0]:.1f}")
    seconds = float(installation.manage(script=ASSESS))
    say(f"  assessment of all      {seconds:8.1f} s   {offices * ITEMS / seconds:8.0f} a second")
    say(f"  report of a quarter    {float(installation.manage(script=REPORT)):8.1f} s")
    for processes in (1, 2):
        with installation.web(processes) as address:
            for name, path in PAGES.items():
                # The first answer of a process loads its modules, and is not counted.
                requests.get(address + path, headers=TOKEN, timeout=60).raise_for_status()
                rate, median = ask(address + path, PEOPLE)
                say(
                    f"  {name:<22} {median * 1000:8.0f} ms  {rate:8.1f} a second"
                    f"  {processes} web process(es), {PEOPLE} at once"
                )
    for processes in (1, 2):
        say(
            f"  queue                  {installation.drain(processes):8.1f} jobs a second"
            f"  {processes} worker process(es)"
        )


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
                    measure(Installation(postgres.url, broker, folder), offices)
        finally:
            postgres.stop()


if __name__ == "__main__":
    main()
