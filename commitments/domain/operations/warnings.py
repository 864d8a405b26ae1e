"""What an administrator must do something about, in words that say what."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Min
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.choices import JobState, ServicePart
from commitments.domain.operations import checks, status
from commitments.domain.operations.status import JobCount, LastRuns, Part

WAITING_LONG = timedelta(minutes=15)
ASSESSED_WITHIN = timedelta(hours=36)
LEAST_SHARE = 5


@dataclass(frozen=True, slots=True)
class Warning:
    """A sentence that says what is wrong, and one that says what to do."""

    text: str
    remedy: str


def of_backups(last: LastRuns, now: datetime) -> list[Warning]:
    """The last backup failed, is too old, or there is none though there was time for one."""
    allowed: timedelta = settings.BACKUP_WARN_AFTER
    look = _("See the background job for the reason, then press “Back up now”.")
    if last.backup_failed and (last.backup is None or last.backup_failed > last.backup):
        failed = {"when": _moment(last.backup_failed)}
        return [Warning(_("The backup of %(when)s failed.") % failed, look)]
    if not allowed:
        return []
    remedy = _("Check that the schedule of backups is enabled, or press “Back up now”.")
    if last.backup is None:
        began = User.objects.aggregate(first=Min("date_joined"))["first"]
        if began is not None and now - began > allowed:
            return [Warning(_("There is no backup yet."), remedy)]
    elif now - last.backup > allowed:
        old = {"when": _moment(last.backup)}
        return [Warning(_("The last backup is too old: %(when)s.") % old, remedy)]
    return []


def all_of(
    *, now: datetime, parts: list[Part], jobs: list[JobCount], last: LastRuns
) -> list[Warning]:
    """Everything worth a warning, the most urgent first."""
    return [
        *_of_checks(),
        *_of_parts(parts),
        *_of_jobs(jobs, now),
        *_of_assessment(last, now),
        *of_backups(last, now),
        *_of_space(),
    ]


def _of_checks() -> list[Warning]:
    found = checks.readiness()
    known = {
        "migrations": Warning(
            _("The database is older than the program."),
            _("Stop the service, back up, and start it again with manage.py up."),
        ),
        "broker": Warning(
            _("The message broker does not answer; background jobs wait."),
            _("Check that it runs and that CELERY_BROKER_URL is right."),
        ),
        "storage": Warning(
            _("Uploads cannot be stored."),
            _("Check the space and the rights of the folder or storage of uploads."),
        ),
    }
    return [warning for name, warning in known.items() if found[name] != checks.OK]


def _of_parts(parts: list[Part]) -> list[Warning]:
    known = {
        ServicePart.WORKER: Warning(
            _("No worker is running: documents are not read, reports and mail are not made."),
            _("Start the service again (manage.py up), and look into the log for the reason."),
        ),
        ServicePart.SCHEDULER: Warning(
            _("The scheduler is not running: no daily assessment, no reminders, no backup."),
            _("Start the service again (manage.py up), and look into the log for the reason."),
        ),
    }
    alive = {part.name: part.alive for part in parts}
    return [warning for name, warning in known.items() if not alive.get(name)]


def _of_jobs(jobs: list[JobCount], now: datetime) -> list[Warning]:
    warnings = []
    queued = [each.oldest for each in jobs if each.state == JobState.QUEUED and each.oldest]
    if queued and now - min(queued) > WAITING_LONG:
        minutes = int((now - min(queued)).total_seconds() // 60)
        warnings.append(
            Warning(
                _("A background job has waited for %(minutes)s minutes.") % {"minutes": minutes},
                _("Check that a worker runs; many jobs at once may need a second one."),
            )
        )
    failed = sum(each.count for each in jobs if each.state == JobState.FAILED)
    if failed:
        words = ngettext(
            "%(count)d background job failed.", "%(count)d background jobs failed.", failed
        )
        warnings.append(
            Warning(
                words % {"count": failed},
                _("Read the reason below, mend it, and press “Try again”."),
            )
        )
    return warnings


def _of_assessment(last: LastRuns, now: datetime) -> list[Warning]:
    if last.assessment is None or now - last.assessment <= ASSESSED_WITHIN:
        return []
    old = {"when": _moment(last.assessment)}
    return [
        Warning(
            _("The last daily assessment was on %(when)s: progress may be out of date.") % old,
            _("Check that the scheduler runs and that its schedule is enabled."),
        )
    ]


def _of_space() -> list[Warning]:
    space = status.space()
    if space.free >= checks.LEAST_SPACE and space.free_share >= LEAST_SHARE:
        return []
    return [
        Warning(
            _("The disk is nearly full: %(free)s MB left.") % {"free": space.free // 1024**2},
            _("Remove what is not needed, keep fewer backups, or enlarge the disk."),
        )
    ]


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
