"""Machines die at any moment: nothing is lost, nothing happens twice, no job is left.

Real processes on one loopback: two web servers, two workers, a scheduler, PostgreSQL, RabbitMQ and
a store that speaks S3. `MACHINE_KILLS=40 pytest tests/machines` kills more than the suite does.
"""

import hashlib
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from commitments.rendering import FORMATS
from tests.machines import work
from tests.machines.cluster import Cluster
from tests.services import objects
from tests.services.postgres import Postgres
from tests.services.rabbitmq import RabbitMQ

KILLS = int(os.environ.get("MACHINE_KILLS", "8"))
SEED = int(os.environ.get("MACHINE_SEED", "20261128"))
BETWEEN = (1.0, 4.0)
ITEMS, LATE, ROWS = 40, 40, 30
PATIENCE = 600
TABLES = {
    "document": "document",
    "update": "progressupdate",
    "evidence": "evidence",
    "report": "reportissue",
}
# The calendar as the test needs it: the scheduler asks for the day's work every two seconds.
HURRIED = """
    INSERT INTO django_celery_beat_intervalschedule (every, period) VALUES (2, 'seconds');
    UPDATE django_celery_beat_periodictask SET crontab_id = NULL, last_run_at = NULL,
        interval_id = (SELECT max(id) FROM django_celery_beat_intervalschedule)
        WHERE task IN ('commitments.tasks.remind_daily', 'commitments.tasks.draft_reports');
    UPDATE django_celery_beat_periodictasks SET last_update = now();
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    # A server that is killed may lose nothing that it has confirmed.
    postgres = Postgres.start()
    broker = RabbitMQ(tmp_path / "rabbitmq")
    try:
        broker.start()
        with objects.running(tmp_path / "objects.log") as store:
            cluster = Cluster(tmp_path, postgres, broker, store)
            try:
                cluster.run("manage.py", "migrate", "--verbosity", "0")
                cluster.run("-m", "tests.machines.office", str(ITEMS), str(LATE))
                broker.wait()
                cluster.start()
                yield cluster
            finally:
                cluster.stop()
    finally:
        broker.stop()
        postgres.stop()


def hurry(cluster: Cluster) -> None:
    """Wait until the scheduler has written its schedule, and shorten it."""
    wanted = "SELECT count(*) FROM django_celery_beat_periodictask WHERE task LIKE '%draft_reports'"
    deadline = time.monotonic() + PATIENCE
    while cluster.query(wanted) == [(0,)]:
        assert time.monotonic() < deadline, cluster.output()
        time.sleep(0.2)
    for statement in filter(str.strip, HURRIED.split(";")):
        cluster.query(statement)


def import_ledger(cluster: Cluster) -> int:
    """Send the filled-in ledger; returns the batch."""
    root = f"http://127.0.0.1:{cluster.ports[0]}/api/v1"
    ledger = requests.get(f"{root}/commitments/ledger/", headers=work.HEADERS, timeout=60).content
    files = {"file": ("ledger.xlsx", work.filled_in(ledger, ROWS))}
    answer = requests.post(f"{root}/batches/", headers=work.HEADERS, files=files, timeout=60)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def confirm(cluster: Cluster, callers: work.Callers, batch: int) -> None:
    """Confirm it as soon as its rows are compared, whoever dies meanwhile."""
    deadline = time.monotonic() + PATIENCE
    chance = random.Random(SEED)
    while cluster.query(f"SELECT state FROM commitments_batch WHERE id = {batch}") == [("ready",)]:
        callers.post(f"/batches/{batch}/confirm/", chance)
        assert time.monotonic() < deadline, cluster.output()


def settle(cluster: Cluster) -> None:
    """Wait until no job is left; the sweep finds what died."""
    deadline = time.monotonic() + PATIENCE
    left = (
        "SELECT kind, key, state, error FROM commitments_job WHERE state IN ('queued', 'running')"
    )
    while rows := cluster.query(left):
        cluster.revive()
        assert time.monotonic() < deadline, f"{rows}\n{cluster.output()}"
        time.sleep(0.5)


def stored_once(cluster: Cluster, table: str, ids: list[int]) -> None:
    """Each id that an answer named is a row, and its making is in the history once."""
    found = {pk for (pk,) in cluster.query(f"SELECT id FROM commitments_{table}")}
    assert set(ids) <= found
    if table == "reportissue":  # never changed, so it has no history
        return
    made = f"SELECT id, count(*) FROM commitments_historical{table} WHERE history_type = '+'"
    written = dict(cluster.query(f"{made} GROUP BY id"))
    assert {written[pk] for pk in ids} <= {1}


@pytest.mark.slow
@pytest.mark.worker
def test_machines_die_and_nothing_is_lost_or_done_twice(cluster: Cluster) -> None:
    chance, began = random.Random(SEED), time.monotonic()
    batch = import_ledger(cluster)
    hurry(cluster)
    callers = work.Callers(cluster.ports, seed=SEED)
    callers.start(work.send_document, work.send_evidence, work.issue_report)

    for kill in range(KILLS):
        if kill == KILLS // 2:
            cluster.add_scheduler("second-scheduler")
        cluster.strike(chance)
        confirm(cluster, callers, batch)
        cluster.revive()
        cluster.wait()
        time.sleep(chance.uniform(*BETWEEN))
    callers.stop()
    settle(cluster)
    confirm(cluster, callers, batch)
    settle(cluster)
    print(cluster.kills, {kind: len(ids) for kind, ids in callers.answers.stored.items()})
    print(f"{callers.answers.broken} requests broke off; {time.monotonic() - began:.0f} s in all")

    answers = callers.answers
    assert answers.failures == []
    assert min(map(len, answers.stored.values())) > 0
    assert sum(cluster.kills.values()) == KILLS
    _nothing_lost(cluster, answers)
    _nothing_twice(cluster, batch)
    assert cluster.query("SELECT DISTINCT state FROM commitments_job") == [("done",)]


def _nothing_lost(cluster: Cluster, answers: work.Answers) -> None:
    for kind, table in TABLES.items():
        stored_once(cluster, table, answers.stored[kind])
    client = cluster.store.client()
    for table in ("document", "evidence", "batch", "issuedfile"):
        rows = cluster.query(f"SELECT file, sha256 FROM commitments_{table} WHERE file <> ''")
        assert rows
        for name, sha256 in rows:
            content = client.get_object(Bucket=objects.BUCKET, Key=name)["Body"].read()
            assert hashlib.sha256(content).hexdigest() == sha256, name


def _nothing_twice(cluster: Cluster, batch: int) -> None:
    unread = "SELECT count(*) FROM commitments_document WHERE read_at IS NULL"
    assert cluster.query(unread) == [(0,)]
    claims = """SELECT count(*) FROM commitments_candidate
                GROUP BY document_id, start, "end", statement HAVING count(*) > 1"""
    assert cluster.query(claims) == []
    each = "SELECT DISTINCT count(*) FROM commitments_candidate GROUP BY document_id"
    # All texts are of one pattern, so each has the same set of claims.
    assert len(cluster.query(each)) == 1

    numbers = [n for (n,) in cluster.query("SELECT number FROM commitments_reportissue ORDER BY 1")]
    assert numbers == list(range(1, len(numbers) + 1))
    official = """SELECT count(f.id), count(DISTINCT f.format) FROM commitments_reportissue r
                  LEFT JOIN commitments_issuedfile f ON f.issue_id = r.id GROUP BY r.id"""
    assert set(cluster.query(official)) == {(len(FORMATS), len(FORMATS))}
    by_calendar = cluster.query("SELECT count(*) FROM commitments_job WHERE kind = 'report'")
    assert by_calendar == [(1,)]

    applied = cluster.query(
        f"SELECT state, count(*) FROM commitments_batchrow WHERE batch_id = {batch} GROUP BY 1"
    )
    assert applied == [("applied", ROWS)]
    reported = "SELECT count(*) FROM commitments_progressupdate WHERE narrative = '台账报送'"
    assert cluster.query(reported) == [(ROWS,)]

    slips = cluster.query("SELECT number FROM commitments_reminderslip ORDER BY 1")
    assert [n for (n,) in slips] == list(range(1, len(slips) + 1))
    twice = """SELECT duty_id, commitment_id, rule_id FROM commitments_reminderslip
               GROUP BY 1, 2, 3 HAVING count(*) > 1"""
    assert cluster.query(twice) == []
    reminded = "SELECT count(DISTINCT duty_id) FROM commitments_reminderslip"
    assert cluster.query(reminded)[0][0] >= LATE
