"""Status reports: issue them, and serve their files."""

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
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments import rendering, tasks
from commitments.admin.common.base import DomainAdmin, actor, refuse
from commitments.admin.common.filters import GroupFilter
from commitments.admin.common.label import Label
from commitments.admin.reporting.draft import name_of
from commitments.choices import JobState
from commitments.domain.platform import periods
from commitments.domain.platform.errors import DomainError, Invalid
from commitments.domain.reporting import delivering, drafts, issued_files, status_reports
from commitments.models import IssuedFile, Job, Notice, ReportDraft, ReportIssue, ReportKind
from commitments.models.report_draft import OPEN
from commitments.templatetags import tracking

RELATED = ("issued_by", "kind", "corrects")


@dataclass(frozen=True, slots=True)
class FileRow:
    """One form of an issue in one language; `missing` says why it is not archived, if it is not."""

    label: str
    language: str
    address: str
    archived: IssuedFile | None
    missing: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One recipient, and how the report reached this person."""

    person: str
    notice: Notice
    mail: str
    is_late: bool


class KindField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A kind by its name, in the language of the page where nobody has given it one."""

    def label_from_instance(self, obj: ReportKind) -> str:
        return tracking.report_name(obj.name)


class PeriodForm(forms.Form):
    """The period of the report, by its name or in words (2026年一季度), and its kind."""

    period = forms.CharField(
        label=_("Period"),
        max_length=20,
        help_text=_("Choose one, or write for example 2026-10, 2026-Q1 or 2026-H1."),
        widget=forms.TextInput(attrs={"list": "ct-periods", "autocomplete": "off"}),
    )

    kind = KindField(
        ReportKind.objects.filter(is_active=True),
        label=_("Report kind"),
        required=False,
        empty_label=None,
    )

    def arguments(self) -> dict[str, Any]:
        kind = self.cleaned_data["kind"]
        return {"period": self.cleaned_data["period"], "kind_id": kind.pk if kind else None}


class CorrectionForm(forms.Form):
    """What is wrong in an issued report."""

    reason = forms.CharField(
        label=_("What is corrected"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what was wrong in it.")},
        help_text=_("It is printed in the report that corrects this one."),
    )


class KindFilter(GroupFilter):
    """By kind, among those of which something was issued: the others are the office's alone."""

    title = _("report kind")
    parameter_name = "kind"
    column = "kind"

    def offered(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        issued = ReportKind.objects.filter(issues__isnull=False).distinct()
        return [(str(kind.pk), tracking.report_name(kind.name)) for kind in issued]


@admin.register(ReportIssue)
class ReportIssueAdmin(DomainAdmin[ReportIssue]):
    """Numbered and frozen; the same period again is a new issue."""

    empty_text = _(
        "No report has been issued. Draft one for a month, a quarter, half a year or a year."
    )
    list_display = [
        "numbered",
        "period_in_words",
        "as_of",
        "issued_on",
        "issuer",
        "correction",
        "files",
    ]
    list_display_links = None
    list_filter = ["year", KindFilter]
    search_fields = ["title", "period", "document_number"]

    def has_add_permission(self, request: HttpRequest, obj: ReportIssue | None = None) -> bool:
        return request.user.has_perm("commitments.issue_reportissue")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReportIssue]:
        return (
            super().get_queryset(request).select_related(*RELATED).prefetch_related("corrections")
        )

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

    @admin.display(description=_("correction"))
    def correction(self, issue: ReportIssue) -> str:
        told = [_corrects(issue)] if issue.corrects else []
        told += [_corrected_by(other) for other in issue.corrections.all()]
        return "；".join(told) or "—"

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
        correct = path(
            "<int:pk>/correct/",
            self.admin_site.admin_view(self.correct_view),
            name="commitments_reportissue_correct",
        )
        return [correct, *super().get_urls()[:-1], address, super().get_urls()[-1]]

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
        last = tracking.wording().period(periods.before(today, 1).name)
        form = PeriodForm(request.POST or None, initial={"period": last})
        if request.method == "POST" and form.is_valid():
            try:
                return self._begin(request, form)
            except DomainError as error:
                refuse(form, error)
        return self.page(
            request,
            "admin/tracking/report_add.html",
            title=gettext("New status report"),
            form=form,
            periods=_recent(today),
            drafts=[(name_of(draft), draft) for draft in _open_drafts()],
        )

    def _begin(self, request: HttpRequest, form: PeriodForm) -> HttpResponse:
        """Begin with a draft, or do all three steps at once."""
        if "draft" in request.POST:
            draft = drafts.begin(by=actor(request), **form.arguments())
            words = gettext("The figures are counted. Write the texts, then have it signed.")
            messages.success(request, words)
            return HttpResponseRedirect(_draft(draft))
        issue = status_reports.issue(by=actor(request), **form.arguments())
        for job in delivering.waiting(issue):
            tasks.dispatch(job)
        words = gettext("No. %(number)s of %(year)s is issued.")
        messages.success(request, words % {"number": issue.number, "year": issue.year})
        return HttpResponseRedirect(reverse("admin:commitments_reportissue_changelist"))

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
        return self._show(request, issue, CorrectionForm())

    def correct_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Begin the draft that corrects an issue."""
        issue = self.visible(request, pk)
        form = CorrectionForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                draft = drafts.correct(
                    issue.pk, reason=form.cleaned_data["reason"], by=actor(request)
                )
            except DomainError as error:
                refuse(form, error)
            else:
                messages.success(request, gettext("The correction is drafted; it can be edited."))
                return HttpResponseRedirect(_draft(draft))
        return self._show(request, issue, form)

    def _show(self, request: HttpRequest, issue: ReportIssue, form: forms.Form) -> HttpResponse:
        corrections = list(issue.corrections.all())
        may_draft = request.user.has_perm("commitments.add_reportdraft")
        may_see_drafts = request.user.has_perm("commitments.view_reportdraft")
        return self.page(
            request,
            "admin/tracking/report.html",
            title=_name(issue),
            original=issue,
            files=list(_file_rows(issue)),
            corrects=issue.corrects and _corrects(issue),
            corrections=[(_corrected_by(other), other) for other in corrections],
            draft=ReportDraft.objects.filter(issue=issue).first() if may_see_drafts else None,
            deliveries=list(_deliveries(issue)) if may_see_drafts else [],
            shows_deliveries=may_see_drafts,
            form=form,
            may_correct=may_draft and not corrections,
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
    names = [name for year in (today.year, today.year - 1) for name in periods.names_of(year)]
    begun = [found for name in names if (found := periods.parse(name)).start <= today]
    begun.sort(key=lambda period: (period.start, period.end), reverse=True)
    return [tracking.wording().period(period.name) for period in begun]


def _corrects(issue: ReportIssue) -> str:
    assert issue.corrects is not None
    words = gettext("corrects no. %(number)s of %(year)s")
    return words % {"number": issue.corrects.number, "year": issue.corrects.year}


def _corrected_by(other: ReportIssue) -> str:
    words = gettext("corrected by no. %(number)s of %(year)s")
    return words % {"number": other.number, "year": other.year}


def _deliveries(issue: ReportIssue) -> Iterator[Delivery]:
    """To whom the report went: here, and by mail where there is an address and a server."""
    failed = delivering.failures(issue)
    for notice in issue.notices.select_related("person").order_by("pk"):
        is_late = False
        if notice.mailed_on:
            mail = gettext("sent on %(day)s") % {"day": date_format(notice.mailed_on)}
        elif not notice.person.email:
            mail, is_late = gettext("no e-mail address; told in the interface only"), True
        elif notice.pk in failed:
            mail = gettext("could not be sent: %(reason)s") % {"reason": failed[notice.pk]}
            is_late = True
        elif settings.SENDS_MAIL:
            mail = gettext("being sent")
        else:
            mail = gettext("no mail server is set")
        yield Delivery(tracking.person(notice.person), notice, mail, is_late)


def _open_drafts() -> QuerySet[ReportDraft]:
    return ReportDraft.objects.filter(state__in=OPEN).select_related("kind").defer("snapshot")


def _draft(draft: ReportDraft) -> str:
    return reverse("admin:commitments_reportdraft_change", args=[draft.pk])


def _file(issue: ReportIssue, form: str) -> str:
    return reverse("admin:commitments_reportissue_file", args=[issue.pk, form])
