"""Status reports: issue them, and serve their files."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments import rendering, tasks
from commitments.admin.common.base import DomainAdmin, actor, refuse
from commitments.choices import JobState
from commitments.domain.platform import periods
from commitments.domain.platform.errors import DomainError, Invalid
from commitments.domain.reporting import issued_files, status_reports
from commitments.models import IssuedFile, Job, ReportIssue
from commitments.templatetags import tracking


@dataclass(frozen=True, slots=True)
class FileRow:
    """One form of an issue in one language; `missing` says why it is not archived, if it is not."""

    label: str
    language: str
    address: str
    archived: IssuedFile | None
    missing: str


class IssueForm(forms.Form):
    """The period of the report, by its name or in words: 2026-Q1, 2026年一季度."""

    period = forms.CharField(
        label=_("Period"),
        max_length=20,
        help_text=_("Choose one, or write for example 2026-10, 2026-Q1 or 2026-H1."),
        widget=forms.TextInput(attrs={"list": "ct-periods", "autocomplete": "off"}),
    )

    def clean_period(self) -> str:
        given = unicodedata.normalize("NFKC", self.cleaned_data["period"])
        written = "".join(given.split()).replace("第", "")
        if not (year := re.match(r"20\d\d", written)):
            return given.strip()
        return _by_words(int(year[0])).get(written, given.strip())


@admin.register(ReportIssue)
class ReportIssueAdmin(DomainAdmin[ReportIssue]):
    """Numbered and frozen; the same period again is a new issue."""

    empty_text = _(
        "No report has been issued. Issue one for a month, a quarter, half a year or a year."
    )
    list_display = ["numbered", "period_in_words", "as_of", "issued_on", "issuer", "files"]
    list_display_links = None
    list_filter = ["year"]
    search_fields = ["title", "period"]

    def has_add_permission(self, request: HttpRequest, obj: ReportIssue | None = None) -> bool:
        return request.user.has_perm("commitments.issue_reportissue")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReportIssue]:
        return super().get_queryset(request).select_related("issued_by")

    @admin.display(description=_("status report"), ordering="number")
    def numbered(self, issue: ReportIssue) -> SafeString:
        address = _file(issue, "html")
        return format_html('<a class="ct-strong" href="{}">{}</a>', address, _name(issue))

    @admin.display(description=_("period"), ordering="period_start")
    def period_in_words(self, issue: ReportIssue) -> str:
        return tracking.wording().period(issue.period)

    @admin.display(description=_("issued on"), ordering="issued_at")
    def issued_on(self, issue: ReportIssue) -> datetime:
        return issue.issued_at

    @admin.display(description=_("issued by"))
    def issuer(self, issue: ReportIssue) -> str:
        return tracking.person(issue.issued_by)

    @admin.display(description=_("files"))
    def files(self, issue: ReportIssue) -> SafeString:
        say = tracking.wording()
        links = [(_file(issue, name), say.of(f.label)) for name, f in rendering.FORMATS.items()]
        page = reverse("admin:commitments_reportissue_change", args=[issue.pk])
        links.append((page, "SHA-256"))
        return format_html_join(" ", '<a class="ct-button" href="{}">{}</a>', links)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.file_view)
        address = path("<int:pk>/<slug:form>/", view, name="commitments_reportissue_file")
        return [*super().get_urls()[:-1], address, super().get_urls()[-1]]

    def file_view(self, request: HttpRequest, pk: int, form: str) -> HttpResponse:
        issue = self.visible(request, pk)
        language = request.GET.get("language", tracking.wording().language)
        try:
            archived = issued_files.read(issue, form, language=language)
        except Invalid as error:
            raise Http404(str(error)) from error
        except DomainError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:commitments_reportissue_changelist"))
        response = HttpResponse(archived.content, content_type=archived.media_type)
        as_attachment = not rendering.FORMATS[form].opens_in_browser
        disposition = content_disposition_header(as_attachment, archived.name)
        response.headers["Content-Disposition"] = disposition or "inline"
        return response

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        today = timezone.localdate()
        last = tracking.wording().period(periods.month_before(today))
        form = IssueForm(request.POST or None, initial={"period": last})
        if request.method == "POST" and form.is_valid():
            try:
                issue = status_reports.issue(form.cleaned_data["period"], by=actor(request))
            except DomainError as error:
                refuse(form, error)
            else:
                tasks.dispatch(issued_files.request_archive(issue))
                words = gettext("No. %(number)s of %(year)s is issued.")
                messages.success(request, words % {"number": issue.number, "year": issue.year})
                return HttpResponseRedirect(reverse("admin:commitments_reportissue_changelist"))
        return self.page(
            request,
            "admin/tracking/report_add.html",
            title=gettext("Issue a status report"),
            form=form,
            periods=_recent(today),
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        issue = self.get_object(request, object_id)
        if issue is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, issue):
            raise PermissionDenied
        return self.page(
            request,
            "admin/tracking/report.html",
            title=_name(issue),
            original=issue,
            files=list(_file_rows(issue)),
        )


def _name(issue: ReportIssue) -> str:
    return gettext("%(title)s, %(year)s no. %(number)s") % {
        "title": issue.title,
        "year": issue.year,
        "number": issue.number,
    }


def _file_rows(issue: ReportIssue) -> Iterator[FileRow]:
    archived = {(file.format, file.language): file for file in issue.files.all()}
    official = _why_missing(issued_files.last_job(issue))
    for language, name in settings.LANGUAGES:
        missing = official if language == issued_files.OFFICIAL else _why_missing(None)
        for form, described in rendering.FORMATS.items():
            yield FileRow(
                label=tracking.wording().of(described.label),
                language=name,
                address=f"{_file(issue, form)}?language={language}",
                archived=archived.get((form, language)),
                missing=missing,
            )


def _why_missing(job: Job | None) -> str:
    if job is not None and job.state in (JobState.QUEUED, JobState.RUNNING):
        return gettext("Being made. You need not wait: a download makes it at once.")
    if job is not None and job.state == JobState.FAILED:
        words = gettext("Could not be made (%(reason)s). A download tries again.")
        return words % {"reason": job.error}
    return gettext("Made and archived at the first download.")


def _recent(today: date) -> list[str]:
    """The periods of this year and the last that have begun, the latest first, in words."""
    names = [name for year in (today.year, today.year - 1) for name in _names(year)]
    begun = [found for name in names if (found := periods.parse(name)).start <= today]
    begun.sort(key=lambda period: (period.start, period.end), reverse=True)
    return [tracking.wording().period(period.name) for period in begun]


def _by_words(year: int) -> dict[str, str]:
    """The periods of a year by their words."""
    return {"".join(tracking.wording().period(name).split()): name for name in _names(year)}


def _names(year: int) -> list[str]:
    months = (f"{year}-{month:02}" for month in range(1, 13))
    return [f"{year}", f"{year}-H1", f"{year}-H2", *(f"{year}-Q{q}" for q in (1, 2, 3, 4)), *months]


def _file(issue: ReportIssue, form: str) -> str:
    return reverse("admin:commitments_reportissue_file", args=[issue.pk, form])
