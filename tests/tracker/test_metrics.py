"""Metrics: figures that are right, over all web processes, and carry no names."""

import http.client
import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from commitments.choices import JobKind, JobState, ServicePart
from commitments.domain.operations import processes
from commitments.models import Job
from tests.services import worker as service
from tests.services.programs import Program, free_port, listens

REQUESTS = 60
SECONDS = 60
SAMPLE = re.compile(r"(?m)^(\w+)(\{[^}]*\})? ([-+.\de]+)$")


def samples(text: str) -> dict[str, float]:
    return {name + labels: float(value) for name, labels, value in SAMPLE.findall(text)}


def read(client: Client) -> dict[str, float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return samples(answer.content.decode())


@pytest.mark.django_db
def test_requests_are_counted_under_their_route(client: Client) -> None:
    name = 'tracker_requests_total{method="GET",route="%s",status="%s"}'
    login, nowhere = name % ("/admin/login/", 200), name % ("(none)", 404)
    before = read(client)

    client.get("/admin/login/")
    client.get("/nowhere/张三/")
    client.get("/healthz")

    after = read(client)
    assert after[login] == before.get(login, 0) + 1
    assert after[nowhere] == before.get(nowhere, 0) + 1
    timed = 'tracker_request_seconds_count{route="/admin/login/"}'
    assert after[timed] == before.get(timed, 0) + 1
    assert not [each for each in after if "张三" in each or "healthz" in each]


@pytest.mark.django_db
def test_the_state_of_the_service_is_read_when_asked_for(client: Client) -> None:
    now = timezone.now()
    done = datetime(2026, 4, 1, 0, 10, tzinfo=UTC)
    for key in "12":
        Job.objects.create(kind=JobKind.EXTRACT, key=key, available_at=now)
    Job.objects.filter(key="1").update(created_at=now - timedelta(hours=1))
    for kind in (JobKind.ASSESS, JobKind.BACKUP, JobKind.DIGEST):
        Job.objects.create(
            kind=kind, key="x", state=JobState.DONE, available_at=done, finished_at=done
        )
    assert processes.beat(ServicePart.WORKER, now)

    found = read(client)

    assert found['tracker_jobs{kind="extract",state="queued"}'] == 2
    assert found['tracker_jobs{kind="backup",state="done"}'] == 1
    assert 3600 <= found['tracker_job_oldest_seconds{kind="extract",state="queued"}'] < 3700
    assert 'tracker_job_oldest_seconds{kind="backup",state="done"}' not in found
    assert found["tracker_database_up"] == found["tracker_broker_up"] == 1
    assert 'tracker_broker_messages{queue="celery"}' in found or any(
        name.startswith("tracker_broker_messages{") for name in found
    )
    for name in ("assessment", "backup", "mail"):
        assert found[f"tracker_last_{name}_timestamp_seconds"] == done.timestamp()
    assert found["tracker_notices_to_mail"] == 0
    assert found["tracker_disk_free_bytes"] > 0
    beat = 'tracker_part_last_beat_timestamp_seconds{part="worker"}'
    assert found[beat] == pytest.approx(now.timestamp())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_sums_are_right_over_several_web_processes(tmp_path: Path) -> None:
    port = free_port()
    web = Program.start(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
            *("--host", "127.0.0.1", "--port", str(port), "--workers", "2"),
            "tracker.wsgi:application",
        ],
        log=tmp_path / "web.log",
        env={**service.environment(), "DATA_DIR": str(tmp_path), "PORT": str(port)},
    )
    web.wait_until(lambda: listens(port))

    # The port listens as soon as one process has loaded; the other may be seconds behind.
    asked, deadline = 0, time.monotonic() + SECONDS
    while asked < REQUESTS or (len(pids(tmp_path)) < 2 and time.monotonic() < deadline):
        with ThreadPoolExecutor(4) as pool:
            assert {status for status, _ in pool.map(get, [port] * 20, ["/"] * 20)} == {302}
        asked += 20
    status, text = get(port, "/metrics")
    web.stop()

    assert status == 200
    assert len(pids(tmp_path)) == 2
    assert samples(text)['tracker_requests_total{method="GET",route="/",status="302"}'] == asked


def pids(folder: Path) -> set[str]:
    """The processes that count into files of their own."""
    return {path.stem.rpartition("_")[2] for path in (folder / "metrics").glob("*.db")}


def get(port: int, path: str) -> tuple[int, str]:
    browser = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    browser.request("GET", path)
    answer = browser.getresponse()
    text = answer.read().decode()
    browser.close()
    return answer.status, text


def test_figures_of_tests_stay_in_their_own_folder() -> None:
    assert os.environ["PROMETHEUS_MULTIPROC_DIR"] == str(settings.DATA_DIR / "metrics")
