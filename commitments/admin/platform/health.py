"""How the service is: parts, queue, failed jobs, last runs, backups, space, versions."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commitments import tasks
from commitments.admin.common.base import DomainAdmin, attempt
from commitments.choices import JobState
from commitments.domain.backups import keeping
from commitments.domain.operations import checks, status, warnings
from commitments.domain.platform import jobs
from commitments.models import Job

PAGE = "commitments_job_health"
FAILED_ROWS = 10


def require_administrator(request: HttpRequest) -> None:
    if not request.user.is_superuser:
        raise PermissionDenied


class HealthAdmin(DomainAdmin[Job]):
    """The page 运行状况, for the administrator."""

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        retry = require_POST(self.retry_one)
        back_up = require_POST(self.back_up_now)
        return [
            path("health/", site.admin_view(self.health), name=PAGE),
            path("health/backup/", site.admin_view(back_up), name=f"{PAGE}_backup"),
            path("health/<int:pk>/retry/", site.admin_view(retry), name=f"{PAGE}_retry"),
            *super().get_urls(),
        ]

    def health(self, request: HttpRequest) -> HttpResponse:
        require_administrator(request)
        now = timezone.now()
        parts, counts, last = status.parts(now), status.job_counts(), status.last_runs()
        failed = Job.objects.filter(state=JobState.FAILED).order_by("-finished_at")
        return self.page(
            request,
            "admin/tracking/health.html",
            title=_("Health of the service"),
            opts=None,  # the path above the page names it, not the list of jobs
            warnings=warnings.all_of(now=now, parts=parts, jobs=counts, last=last),
            parts=parts,
            queue=queue_rows(counts),
            messages_waiting=checks.broker_messages(),
            failed=failed[:FAILED_ROWS],
            failed_count=failed.count(),
            last=last,
            backups=keeping.kept(),
            schedule=keeping.schedule(),
            space=status.space(),
            versions=status.versions(),
            now=now,
        )

    def back_up_now(self, request: HttpRequest) -> HttpResponse:
        require_administrator(request)

        def verb() -> None:
            keep = keeping.schedule().keep
            tasks.dispatch(keeping.request(keep=keep, now=timezone.now()))

        attempt(request, verb, _("A backup has been asked for; it is shown here when it is done."))
        return self._back()

    def retry_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        require_administrator(request)
        attempt(
            request, lambda: tasks.dispatch(jobs.retry(pk)), _("The job has been asked for again.")
        )
        return self._back()

    def _back(self) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse(f"admin:{PAGE}"))


def queue_rows(counts: list[status.JobCount]) -> list[dict[str, Any]]:
    """Unfinished jobs by kind: how many wait and run, and since when the oldest."""
    rows: dict[str, dict[str, Any]] = {}
    for each in counts:
        if each.oldest is None:
            continue
        row = rows.setdefault(each.kind, {"name": each.name, "queued": 0, "running": 0})
        row[each.state] = each.count
        row["oldest"] = min(row.get("oldest", each.oldest), each.oldest)
    return sorted(rows.values(), key=lambda row: row["oldest"])


def start_page_warnings(request: HttpRequest) -> list[warnings.Warning]:
    """What the administrator must hear without looking for it: backups."""
    if not request.user.is_superuser:
        return []
    return warnings.of_backups(status.last_runs(), timezone.now())
