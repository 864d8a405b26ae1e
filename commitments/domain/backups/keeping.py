"""Backups that the service takes by itself: one a day by schedule, so many kept."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django_celery_beat.models import PeriodicTask

from commitments.choices import JobKind
from commitments.domain.backups import taking
from commitments.domain.backups.archive import BadBackup
from commitments.domain.platform import jobs
from commitments.domain.platform.errors import Invalid
from commitments.models import Job

TASK = "commitments.tasks.back_up"
DEFAULT_KEPT = 14
MOST_KEPT = 1000
NAME = "tracker-{moment}.zip"
NAMES = "tracker-????-??-??T????.zip"
KEY = re.compile(r"(?P<moment>\d{4}-\d\d-\d\dT\d\d:\d\d)/(?P<keep>\d{1,4})")


@dataclass(frozen=True, slots=True)
class Schedule:
    """When backups are taken and how many are kept, as entered under Schedules."""

    task_id: int | None
    enabled: bool
    keep: int


def schedule() -> Schedule:
    """The schedule in the database; what cannot be read is the default."""
    task = PeriodicTask.objects.filter(task=TASK).order_by("pk").first()
    if task is None:
        return Schedule(None, False, DEFAULT_KEPT)
    try:
        keep = int(json.loads(task.kwargs or "{}").get("keep", DEFAULT_KEPT))
    except (ValueError, TypeError, AttributeError):
        keep = DEFAULT_KEPT
    return Schedule(task.pk, bool(task.enabled), keep)


def request(*, keep: int, now: datetime) -> Job:
    """Request a backup; asked twice in one minute, by two schedulers or clicks, it is one."""
    if not 1 <= keep <= MOST_KEPT:
        raise Invalid(_("Keep 1 to %s backups.") % MOST_KEPT)
    return jobs.request(JobKind.BACKUP, f"{timezone.localtime(now):%Y-%m-%dT%H:%M}/{keep}")


def prepare(key: str) -> jobs.Effect:
    """Take the backup, check it, and only then remove the oldest beyond the number kept."""
    parts = KEY.fullmatch(key)
    if parts is None:
        raise Invalid(_("“%s” is not the key of a backup.") % key)
    folder: Path = settings.BACKUP_DIR
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        said = {"path": folder, "reason": error.strerror or error}
        raise taking.CannotBackUp(_("%(path)s cannot be written: %(reason)s.") % said) from error
    path = folder / NAME.format(moment=parts["moment"].replace(":", ""))
    # The job may be done already by a worker that could not say so any more.
    if not _is_whole(path):
        path.unlink(missing_ok=True)
        taking.take(path)
    _remove_older(folder, keep=int(parts["keep"]), new=path)
    return lambda: None


def _is_whole(path: Path) -> bool:
    try:
        taking.check(path)
    except BadBackup:
        return False
    return True


def _remove_older(folder: Path, *, keep: int, new: Path) -> None:
    """Names are moments: the order of the alphabet is that of time."""
    others = sorted(path for path in folder.glob(NAMES) if path != new)
    for path in others[: max(0, len(others) - (keep - 1))]:
        path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Kept:
    """The folder of backups as this machine sees it."""

    folder: Path
    count: int
    newest: str
    size: int


def kept() -> Kept:
    """How many backups there are, and the newest; a folder on another machine looks empty."""
    folder: Path = settings.BACKUP_DIR
    found = sorted(folder.glob(NAMES))
    newest = found[-1] if found else None
    return Kept(
        folder, len(found), newest.name if newest else "", newest.stat().st_size if newest else 0
    )
