"""The state of the service in figures: jobs, last runs, parts, versions."""

import platform
import shutil
from dataclasses import dataclass
from datetime import datetime

import django
from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Min

from commitments.choices import JobKind, JobState, ServicePart
from commitments.domain.operations.processes import SILENT_AFTER
from commitments.models import Job, Notice, ServiceProcess

UNFINISHED = (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class JobCount:
    """Jobs of one kind and state; `oldest` only where they are unfinished."""

    kind: str
    state: str
    count: int
    oldest: datetime | None

    @property
    def name(self) -> str:
        return str(JobKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class LastRuns:
    """When the work of the calendar was last done, and when a backup last failed."""

    assessment: datetime | None
    mail: datetime | None
    backup: datetime | None
    backup_failed: datetime | None


@dataclass(frozen=True, slots=True)
class Part:
    """Web servers, workers or schedulers: how many live, and the last sign of life."""

    name: str
    label: str
    alive: int
    beat_at: datetime | None
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Space:
    """The disk of the data folder, in bytes."""

    free: int
    total: int

    @property
    def free_share(self) -> int:
        return round(100 * self.free / self.total) if self.total else 0


def job_counts() -> list[JobCount]:
    rows = Job.objects.order_by("kind", "state").values_list("kind", "state")
    return [
        JobCount(kind, state, count, oldest if state in UNFINISHED else None)
        for kind, state, count, oldest in rows.annotate(Count("pk"), Min("created_at"))
    ]


def last_runs() -> LastRuns:
    finished = {
        (kind, state): moment
        for kind, state, moment in Job.objects.filter(
            kind__in=(JobKind.ASSESS, JobKind.DIGEST, JobKind.BACKUP),
            state__in=(JobState.DONE, JobState.FAILED),
        )
        .order_by()
        .values_list("kind", "state")
        .annotate(Max("finished_at"))
    }
    return LastRuns(
        assessment=finished.get((JobKind.ASSESS, JobState.DONE)),
        mail=finished.get((JobKind.DIGEST, JobState.DONE)),
        backup=finished.get((JobKind.BACKUP, JobState.DONE)),
        backup_failed=finished.get((JobKind.BACKUP, JobState.FAILED)),
    )


def notices_to_mail() -> int:
    return Notice.objects.to_mail().count()


def parts(now: datetime) -> list[Part]:
    found = list(ServiceProcess.objects.all())
    return [
        Part(
            name=part.value,
            label=str(part.label),
            alive=sum(each.beat_at > now - SILENT_AFTER for each in of_part),
            beat_at=max((each.beat_at for each in of_part), default=None),
            hosts=tuple(
                sorted({each.host for each in of_part if each.beat_at > now - SILENT_AFTER})
            ),
        )
        for part in ServicePart
        for of_part in [[each for each in found if each.part == part]]
    ]


def space() -> Space:
    usage = shutil.disk_usage(settings.DATA_DIR)
    return Space(usage.free, usage.total)


def versions() -> dict[str, str]:
    """Of the program and of what it stands on, by name."""
    with connection.cursor() as cursor:
        statement = (
            "SELECT sqlite_version()" if connection.vendor == "sqlite" else ("SHOW server_version")
        )
        cursor.execute(statement)
        [database] = cursor.fetchone()
    return {
        "program": settings.VERSION,
        "Python": platform.python_version(),
        "Django": django.get_version(),
        connection.display_name: str(database),
    }
