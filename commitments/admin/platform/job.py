"""Background jobs: their states, and retrying failed ones."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commitments import tasks
from commitments.admin.platform.health import HealthAdmin
from commitments.choices import JobKind
from commitments.domain.platform import jobs
from commitments.domain.platform.errors import DomainError
from commitments.models import Document, Job
from commitments.templatetags import tracking


@admin.register(Job)
class JobAdmin(HealthAdmin):
    """Jobs, read-only: the domain requests them and workers update them."""

    empty_text = _(
        "No background job has been asked for. They start by themselves, for example when a "
        "document is added."
    )
    list_display = [
        "number",
        "kind",
        "subject",
        "shown_state",
        "attempts",
        "created_at",
        "finished_at",
        "problem",
    ]
    list_display_links = None
    list_filter = ["state", "kind"]
    search_fields = ["key", "error"]
    actions = ["retry"]

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("commitments.change_job")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:commitments_job_changelist"))

    @admin.display(description=_("number"), ordering="id")
    def number(self, job: Job) -> int:
        return job.pk

    @admin.display(description=_("subject"), ordering="key")
    def subject(self, job: Job) -> str:
        """The title of a document; for other jobs, the key."""
        if job.kind != JobKind.EXTRACT:
            return job.key
        document = Document.objects.without_text().filter(pk=job.key).first()
        return str(document or job.key)

    @admin.display(description=_("state"), ordering="state")
    def shown_state(self, job: Job) -> SafeString:
        return tracking.badge(job, "state")

    @admin.display(description=_("error"))
    def problem(self, job: Job) -> SafeString:
        return format_html('<span class="ct-clip" title="{0}">{0}</span>', job.error or "—")

    @admin.action(description=_("Try failed jobs again"), permissions=["retry"])
    def retry(self, request: HttpRequest, chosen: QuerySet[Job]) -> None:
        """Request each of the failed jobs again."""
        again = 0
        for job in chosen:
            try:
                tasks.dispatch(jobs.retry(job.pk))
                again += 1
            except DomainError as error:
                messages.warning(request, f"{job}: {error}")
        text = ngettext("%(count)d job asked for again.", "%(count)d jobs asked for again.", again)
        messages.success(request, text % {"count": again})
