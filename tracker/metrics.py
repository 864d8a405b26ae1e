"""Metrics for Prometheus: requests, summed over the web processes, and the state of the service.

Each web process counts into files of its own (`PROMETHEUS_MULTIPROC_DIR`), and whichever answers a
scrape adds up the files of all. What the database knows is read when it is asked for.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from commitments.domain.operations import checks, status

CONTENT_TYPE = CONTENT_TYPE_LATEST
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
# A path that leads nowhere would be a label of its own for each scanner that passes by.
NO_ROUTE = "(none)"

with suppress(OSError):  # `manage.py up` reports a folder that cannot be written
    Path(settings.METRICS_DIR).mkdir(parents=True, exist_ok=True)
REQUESTS = Counter(
    "tracker_requests", "Requests answered.", ["method", "route", "status"], registry=None
)
DURATIONS = Histogram(
    "tracker_request_seconds",
    "Seconds until a request was answered.",
    ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=None,
)


def observe(request: HttpRequest, status_code: int, seconds: float) -> None:
    """Count a request under its route, never under its path."""
    match = request.resolver_match
    route = f"/{match.route}" if match else NO_ROUTE
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(method, route, status_code).inc()
    DURATIONS.labels(route).observe(seconds)


def exposition() -> bytes:
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(settings.METRICS_DIR))  # type: ignore[no-untyped-call]
    registry.register(ServiceCollector())
    return generate_latest(registry)


class ServiceCollector(Collector):
    """The state of the service when it is asked for."""

    def collect(self) -> Iterable[Metric]:
        database = checks.check_database() == checks.OK
        yield _gauge("tracker_database_up", "Whether the database answers.", database)
        messages = checks.broker_messages()
        yield _gauge("tracker_broker_up", "Whether the broker answers.", messages is not None)
        depth = GaugeMetricFamily(
            "tracker_broker_messages", "Messages that wait in a queue.", labels=["queue"]
        )
        for queue, count in (messages or {}).items():
            depth.add_metric([queue], count)
        yield depth
        yield _gauge(
            "tracker_disk_free_bytes", "Free space in the data folder.", checks.disk_free()
        )
        # In the middle of an upgrade the tables are not there yet.
        if database and checks.check_migrations() == checks.OK:
            yield from self._jobs()
            yield from self._last_runs()

    def _jobs(self) -> Iterator[Metric]:
        counts = GaugeMetricFamily("tracker_jobs", "Background jobs.", labels=["kind", "state"])
        ages = GaugeMetricFamily(
            "tracker_job_oldest_seconds",
            "Seconds since the oldest unfinished job was asked for.",
            labels=["kind", "state"],
        )
        now = timezone.now()
        for each in status.job_counts():
            counts.add_metric([each.kind, each.state], each.count)
            if each.oldest is not None:
                ages.add_metric([each.kind, each.state], (now - each.oldest).total_seconds())
        yield counts
        yield ages

    def _last_runs(self) -> Iterator[Metric]:
        last = status.last_runs()
        moments = {
            "tracker_last_assessment_timestamp_seconds": (last.assessment, "Last assessment."),
            "tracker_last_mail_timestamp_seconds": (last.mail, "Last daily mail sent."),
            "tracker_last_backup_timestamp_seconds": (last.backup, "Last checked backup."),
        }
        for name, (moment, text) in moments.items():
            if moment is not None:
                yield _gauge(name, text, moment)
        yield _gauge("tracker_notices_to_mail", "Notices not mailed yet.", status.notices_to_mail())
        beats = GaugeMetricFamily(
            "tracker_part_last_beat_timestamp_seconds", "Last sign of life.", labels=["part"]
        )
        for part in status.parts(timezone.now()):
            if part.beat_at is not None:
                beats.add_metric([part.name], part.beat_at.timestamp())
        yield beats


def _gauge(name: str, text: str, value: float | datetime) -> Metric:
    number = value.timestamp() if isinstance(value, datetime) else float(value)
    return GaugeMetricFamily(name, text, value=number)
