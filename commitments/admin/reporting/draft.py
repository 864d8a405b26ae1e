"""Drafts of status reports: 编制, 签发, 印发 as steps on one page."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments import rendering, tasks
from commitments.admin.common import changes
from commitments.admin.common.actions import ActionForm, ActionsAdmin, PageAction
from commitments.admin.common.base import actor
from commitments.admin.common.fields import DayField
from commitments.admin.common.label import Label
from commitments.choices import DraftState
from commitments.domain.reporting import delivering, drafts, missing, official, status_reports
from commitments.models import ReportDraft, ReportIssue
from commitments.rendering.compose.overall import counts_table, overall
from commitments.rendering.outline import Block, Paragraph
from commitments.templatetags import tracking

MOST_TOLD = 20


class WritingForm(ActionForm):
    """What the office writes itself, and the signature: one form, so that no step loses words."""

    lead = forms.CharField(
        label=_("Lead paragraph"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Printed above the figures; empty: the report begins with them."),
    )
    problems = forms.CharField(
        label=_("Problems in the work"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Each line is a paragraph; empty: the report has no such section."),
    )
    requirements = forms.CharField(
        label=_("What is asked for next"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    signer = forms.CharField(label=_("Signed by"), max_length=60, required=False)
    signed_on = DayField(label=_("Signed on"), help_text=_("Empty: today."))

    def arguments(self) -> dict[str, Any]:
        """What was not shown, or could not be edited, was not sent and stays."""
        names = ("lead", "problems", "requirements")
        given = {name: self.cleaned_data[name] for name in names if name in self.data}
        return {"texts": drafts.Texts(**given)}


class SignForm(WritingForm):
    """The same, signed."""

    def arguments(self) -> dict[str, Any]:
        signature = {name: self.cleaned_data[name] for name in ("signer", "signed_on")}
        return super().arguments() | signature


class DiscardForm(ActionForm):
    """Why the draft is given up."""

    reason = forms.CharField(label=_("Reason"), error_messages={"required": _("Give a reason.")})


def _publish(pk: int, **given: Any) -> ReportIssue:
    """Issue, and wake a worker for the files and the mails."""
    issue = status_reports.publish(pk, **given)
    for job in delivering.waiting(issue):
        tasks.dispatch(job)
    return issue


def _signed(draft: ReportDraft) -> str:
    words = gettext("Signed; it is no. %(number)s of %(year)s. It can be issued now.")
    return words % {"number": draft.number, "year": draft.year}


def _issued(issue: ReportIssue) -> str:
    words = gettext("No. %(number)s of %(year)s is issued.")
    return words % {"number": issue.number, "year": issue.year}


ACTIONS = (
    PageAction("edit", WritingForm, drafts.edit, _("Saved."), "form", anchor="#texts"),
    PageAction("recount", WritingForm, drafts.recount, _("The figures are counted again."), "form"),
    PageAction("sign", SignForm, status_reports.sign, _signed, "form"),
    PageAction("issue", ActionForm, _publish, _issued),
    PageAction(
        "discard", DiscardForm, drafts.discard, _("The draft is discarded."), "discard_form"
    ),
)


@admin.register(ReportDraft)
class ReportDraftAdmin(ActionsAdmin[ReportDraft]):
    """Reports on their way; what is issued stands among the status reports."""

    page_actions = ACTIONS
    empty_text = _("No report is being drafted. Choose a period, and its figures are counted.")
    list_display = ["named", "shown_state", "numbered", "counted_at", "drafter"]
    list_display_links = None
    list_filter = ["state", "kind"]
    search_fields = ["period", "kind__name"]

    def has_add_permission(self, request: HttpRequest, obj: ReportDraft | None = None) -> bool:
        return request.user.has_perm("commitments.add_reportdraft")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReportDraft]:
        related = ("kind", "created_by", "signature_by", "corrects", "issue")
        return super().get_queryset(request).select_related(*related)

    @admin.display(description=_("report draft"), ordering="period_start")
    def named(self, draft: ReportDraft) -> SafeString:
        address = reverse("admin:commitments_reportdraft_change", args=[draft.pk])
        return format_html('<a class="ct-strong" href="{}">{}</a>', address, name_of(draft))

    @admin.display(description=_("state"), ordering="state")
    def shown_state(self, draft: ReportDraft) -> SafeString:
        return tracking.badge(draft, "state")

    @admin.display(description=_("issue"), ordering="number")
    def numbered(self, draft: ReportDraft) -> str:
        if draft.number is None:
            return "—"
        words = gettext("%(year)s no. %(number)s")
        return words % {"year": draft.year, "number": draft.number}

    @admin.display(description=_("drafted by"), ordering="created_by")
    def drafter(self, draft: ReportDraft) -> str:
        return tracking.person(draft.created_by)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview_view)
        own = path("<int:pk>/preview/<slug:form>/", view, name="commitments_reportdraft_preview")
        return [own, *super().get_urls()]

    def preview_view(self, request: HttpRequest, pk: int, form: str) -> HttpResponse:
        """The draft as paper, so that it can be read, and shown to whoever signs."""
        draft = self.visible(request, pk)
        if form not in rendering.FORMATS:
            raise Http404
        described, language = rendering.FORMATS[form], tracking.wording().language
        content = described.render(_report(draft), language)
        response = HttpResponse(content, content_type=described.media_type)
        name = f"{name_of(draft)}.{form}"
        disposition = content_disposition_header(not described.opens_in_browser, name)
        response.headers["Content-Disposition"] = disposition or "inline"
        return response

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Drafts begin where a period is chosen."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:commitments_reportissue_add"))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        draft = self.get_object(request, object_id)
        if draft is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, draft):
            raise PermissionDenied
        return self.show(request, draft)

    def show(self, request: HttpRequest, obj: ReportDraft, **refused: forms.Form) -> HttpResponse:
        user, is_draft = actor(request), obj.state == DraftState.DRAFT
        report = rendering.Report.from_snapshot(obj.snapshot)
        may_issue = user.has_perm("commitments.issue_reportissue")
        may_sign = user.has_perm("commitments.sign_reportdraft")
        written = {
            "lead": obj.lead,
            "problems": obj.problems,
            "requirements": obj.requirements,
            "signer": tracking.person(user) if may_sign else "",
        }
        shown = {
            "form": WritingForm(obj=obj, by=user, initial=written),
            "discard_form": DiscardForm(obj=obj, by=user),
        }
        return self.page(
            request,
            "admin/tracking/report_draft.html",
            title=name_of(obj),
            object=obj,
            steps=_steps(obj),
            blocks=_figures(report),
            missing=missing.units(obj) if is_draft else [],
            were_asked=missing.were_asked(obj),
            told=[item for item in report.needing_attention if _problems(item)][:MOST_TOLD],
            previews=_previews(obj),
            may_edit=is_draft and user.has_perm("commitments.change_reportdraft"),
            may_sign=is_draft and (may_sign or may_issue),
            may_issue=may_issue and obj.state == DraftState.SIGNED,
            entries=changes.of_object(obj, user),
            **(shown | refused),
        )


def name_of(draft: ReportDraft) -> str:
    return f"{tracking.report_name(draft.kind.name)} {tracking.wording().period(draft.period)}"


def _report(draft: ReportDraft) -> rendering.Report:
    if draft.state in (DraftState.SIGNED, DraftState.ISSUED):
        return rendering.Report.from_snapshot(draft.snapshot)
    return official.as_draft(draft, missing.units(draft))


def _figures(report: rendering.Report) -> list[Block]:
    """What the report says of the whole, in words and as a table."""
    say = tracking.wording()
    told = [block for block in overall(report, say) if isinstance(block, Paragraph)]
    return [*told, *counts_table(report, say)]


def _problems(item: rendering.values.Item) -> str:
    return item.last_report.problems if item.last_report else ""


def _steps(draft: ReportDraft) -> list[tuple[Label, str]]:
    """The three steps, each done, current, or still to come."""
    names = (_("Draft it"), _("Sign it"), _("Issue it"))
    marks = {
        DraftState.DRAFT: ("now", "", ""),
        DraftState.SIGNED: ("done", "done", "now"),
        DraftState.ISSUED: ("done", "done", "done"),
        DraftState.DISCARDED: ("", "", ""),
    }
    return list(zip(names, marks[DraftState(draft.state)], strict=True))


def _previews(draft: ReportDraft) -> list[tuple[str, str]]:
    say = tracking.wording()
    return [
        (reverse("admin:commitments_reportdraft_preview", args=[draft.pk, form]), say.of(f.label))
        for form, f in rendering.FORMATS.items()
    ]
