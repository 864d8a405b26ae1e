"""Batches of changes: upload a ledger, review its differences, apply and undo them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments import tasks
from commitments.admin.batch import batch_rows
from commitments.admin.common import changes, downloads
from commitments.admin.common.actions import ActionForm, ActionsAdmin, PageAction
from commitments.admin.common.base import actor, refuse
from commitments.admin.common.fields import FileInput
from commitments.choices import BatchRowState, BatchState, JobKind, JobState
from commitments.domain.batches import running
from commitments.domain.platform.errors import DomainError
from commitments.models import Batch, Job
from commitments.templatetags import tracking

ROWS_A_PAGE = 50
AT_WORK = (BatchState.PREPARING, BatchState.APPLYING, BatchState.UNDOING)


class LedgerForm(forms.Form):
    """A completed ledger to upload."""

    file = forms.FileField(
        label=_("Ledger in Excel"),
        widget=FileInput(attrs={"accept": ".xlsx,.xls,.et,.ods"}),
        help_text=_("The file that was exported here and filled in; sheets of WPS work as well."),
    )
    reason = forms.CharField(
        label=_("Reason for the changes"),
        required=False,
        help_text=_("Counts for rows that give no reason of their own."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _started(verb: Callable[..., running.Asked]) -> Callable[..., Batch]:
    """The verb, followed by the background job that it asks for."""

    def start(batch_id: int, *, by: User, expected_version: int | None) -> Batch:
        asked = verb(batch_id, by=by, expected_version=expected_version)
        tasks.dispatch(asked.job)
        return asked.batch

    return start


ACTIONS = (
    PageAction("confirm", ActionForm, _started(running.confirm), _("The changes are being made.")),
    PageAction("undo", ActionForm, _started(running.undo), _("The changes are being taken back.")),
)


@admin.register(Batch)
class BatchAdmin(ActionsAdmin[Batch]):
    """Many changes at a time, proposed or made."""

    page_actions = ACTIONS

    empty_text = _("Choose commitments in their list to change many at once, or bring in a ledger.")
    list_display = ["named", "standing", "made_of", "created_at", "creator", "applied_at"]
    list_display_links = None
    list_filter = ["source", "state"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Batch]:
        return Batch.objects.visible_to(actor(request)).with_counts().select_related("created_by")

    def has_add_permission(self, request: HttpRequest, obj: Batch | None = None) -> bool:
        return request.user.has_perm("commitments.add_batch")

    @admin.display(description=_("batch"), ordering="id")
    def named(self, batch: Batch) -> SafeString:
        words = batch.filename or batch.reason or str(batch)
        link = '<a class="ct-clip ct-strong" href="{}">{} {}</a>'
        return format_html(link, _address(batch), f"#{batch.pk}", words)

    @admin.display(description=_("state"), ordering="state")
    def standing(self, batch: Batch) -> SafeString:
        return tracking.badge(batch, "state")

    @admin.display(description=_("rows"))
    def made_of(self, batch: Batch) -> str:
        found = ((BatchRowState(state), count) for state, count in batch.counts.items() if count)
        return "，".join(f"{state.label} {count}" for state, count in found) or "—"

    @admin.display(description=_("created by"), ordering="created_by")
    def creator(self, batch: Batch) -> str:
        return tracking.person(batch.created_by)

    def get_urls(self) -> list[URLPattern]:
        file = self.admin_site.admin_view(self.file_view)
        return [
            path("<int:pk>/file/", file, name="commitments_batch_file"),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = LedgerForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data["file"]
            try:
                asked = running.upload(
                    given.read(),
                    filename=given.name or "",
                    reason=form.cleaned_data["reason"],
                    by=actor(request),
                )
            except DomainError as error:
                refuse(form, error)
            else:
                tasks.dispatch(asked.job)
                return HttpResponseRedirect(_address(asked.batch))
        return self.page(
            request,
            "admin/tracking/batch_add.html",
            title=gettext("Bring in a ledger"),
            form=form,
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        batch = self.get_object(request, object_id)
        if batch is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, batch):
            raise PermissionDenied
        counts, state = batch.counts, request.GET.get("rows", "")
        rows = batch.rows.select_related("commitment")
        if state in counts:
            rows = rows.filter(state=state)
        page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
        waiting = running.left(batch)
        return self.page(
            request,
            "admin/tracking/batch.html",
            title=str(batch),
            object=batch,
            tabs=[(BatchRowState(key), count) for key, count in counts.items() if count],
            total=sum(counts.values()),
            counts=counts,
            chosen=state,
            page_of_rows=page,
            rows=batch_rows.shown(page.object_list),
            is_at_work=batch.state in AT_WORK,
            waiting=waiting,
            is_mine=batch.created_by_id == actor(request).pk,
            stuck=_stuck(batch),
            entries=changes.of_object(batch, actor(request)),
        )

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        batch = self.visible(request, pk)
        back = reverse("admin:commitments_batch_change", args=[pk])
        return downloads.stored(
            request, batch.file, sha256=batch.sha256, name=batch.filename, back=back
        )


def _stuck(batch: Batch) -> Job | None:
    """The last job of the batch, if it failed."""
    last = Job.objects.filter(kind=JobKind.BATCH, key=str(batch.pk)).order_by("-id").first()
    return last if last is not None and last.state == JobState.FAILED else None


def _address(batch: Batch) -> str:
    return reverse("admin:commitments_batch_change", args=[batch.pk])
