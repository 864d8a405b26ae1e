"""Progress updates: a unit writes and submits, the supervision office accepts or returns."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.common import changes
from commitments.admin.common.actions import ActionForm, ActionsAdmin, PageAction
from commitments.admin.common.base import actor, refuse, seen_version
from commitments.admin.common.filters import UnitFilter
from commitments.admin.common.saved_filters import KeepsFilters
from commitments.admin.update.forms import ReturnForm, UpdateForm, blank, filled
from commitments.choices import Progress, UpdateState
from commitments.domain.platform.errors import DomainError
from commitments.domain.reporting import drafting, progress
from commitments.domain.tracking import indicators
from commitments.models import Commitment, Organization, ProgressUpdate
from commitments.templatetags import tracking


def _approved(update: ProgressUpdate) -> str:
    """Say what the approval changed, or why progress is still not assessed."""
    commitment = Commitment.objects.select_related("evaluation").get(pk=update.commitment_id)
    if commitment.progress == Progress.NOT_ASSESSED:
        words = gettext("Approved. Progress is still not assessed: %(why)s")
        return words % {"why": tracking.why(commitment.evaluation)}
    progress_label = Progress(commitment.progress).label
    return gettext("Approved; the progress is now: %(progress)s.") % {"progress": progress_label}


ACTIONS = (
    PageAction("approve", ActionForm, progress.approve, _approved),
    PageAction(
        "return", ReturnForm, progress.return_to_unit, _("Returned to the unit."), "return_form"
    ),
    PageAction(
        "withdraw",
        ActionForm,
        progress.withdraw,
        _("Withdrawn; what it reported no longer counts."),
    ),
)


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(ActionsAdmin[ProgressUpdate], KeepsFilters[ProgressUpdate]):
    """Progress updates of units."""

    page_actions = ACTIONS

    empty_text = _(
        "Nothing has been reported. Units report on the commitments that they are responsible for."
    )
    list_display = [
        "commitment_shown",
        "organization",
        "reported_on",
        "value",
        "shown_state",
        "author_name",
        "submitted_at",
    ]
    list_display_links = None
    list_filter = ["state", UnitFilter]
    search_fields = ["commitment__code", "commitment__title", "narrative"]
    date_hierarchy = "reported_on"

    def has_add_permission(self, request: HttpRequest, obj: ProgressUpdate | None = None) -> bool:
        return request.user.has_perm("commitments.add_progressupdate")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProgressUpdate]:
        visible = ProgressUpdate.objects.visible_to(actor(request))
        related = visible.select_related("commitment", "organization", "author", "reviewed_by")
        return related.prefetch_related(
            "measurements__indicator", "measurements__group_values__group"
        )

    @admin.display(description=_("commitment"), ordering="commitment__code")
    def commitment_shown(self, update: ProgressUpdate) -> SafeString:
        link = '<a class="ct-clip ct-strong" href="{}">{}</a>'
        return format_html(link, _address(update), update.commitment)

    @admin.display(description=_("measured value"))
    def value(self, update: ProgressUpdate) -> str:
        rows = update.measurements.all()
        return "、".join(tracking.quantity(row.value, row.indicator.unit) for row in rows) or "—"

    @admin.display(description=_("state"), ordering="state")
    def shown_state(self, update: ProgressUpdate) -> SafeString:
        return tracking.badge(update, "state")

    @admin.display(description=_("author"), ordering="author")
    def author_name(self, update: ProgressUpdate) -> str:
        name = tracking.person(update.author)
        return f"{name}（{gettext('entered for the unit')}）" if update.on_behalf else name

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        mine = Commitment.objects.visible_to(actor(request))
        asked = request.GET.get("commitment", "")
        if not asked.isdecimal():
            return self.page(
                request,
                "admin/tracking/update_choose.html",
                title=gettext("Report progress: on what?"),
                commitments=mine.open().with_timeline(),
            )
        commitment = mine.filter(pk=asked[:9]).with_timeline().first()
        if commitment is None:
            raise Http404
        last = commitment.updates.exclude(state=UpdateState.DRAFT).first()
        units = _reporting_units(request, commitment)
        start = last if request.GET.get("start") == "last" else None
        form = UpdateForm(
            request.POST or None,
            request.FILES or None,
            commitment=commitment,
            units=units,
            initial=blank(start),
        )

        def save(submit: bool) -> ProgressUpdate:
            unit = form.cleaned_data.get("organization") or (units[0] if units else None)
            unit_id = unit.pk if unit else None
            page, by = form.to_page(), actor(request)
            return drafting.begin(
                commitment.pk, page, by=by, organization_id=unit_id, submit=submit
            )

        return self._write(request, form, save, commitment=commitment, last=last)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        update = self.get_object(request, object_id)
        if update is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, update):
            raise PermissionDenied
        if update.state not in progress.EDITABLE or not _may_write(request, update):
            return self.show(request, update)
        form = UpdateForm(
            request.POST or None,
            request.FILES or None,
            commitment=update.commitment,
            units=[update.organization],
            update=update,
            initial=filled(update),
        )

        def save(submit: bool) -> ProgressUpdate:
            return drafting.correct(
                update.pk,
                form.to_page(),
                by=actor(request),
                submit=submit,
                expected_version=seen_version(request),
            )

        last = (
            update.commitment.updates.exclude(pk=update.pk).exclude(state=UpdateState.DRAFT).first()
        )
        return self._write(
            request, form, save, commitment=update.commitment, last=last, update=update
        )

    def _write(
        self,
        request: HttpRequest,
        form: UpdateForm,
        save: Callable[[bool], ProgressUpdate],
        *,
        commitment: Commitment,
        last: ProgressUpdate | None,
        update: ProgressUpdate | None = None,
    ) -> HttpResponse:
        submit = "submit" in request.POST
        # The name under which the browser keeps what is typed, until the page after says “saved”.
        keep_name = f"{update.pk}-{update.state}" if update else f"new-{commitment.pk}"
        if request.method == "POST" and form.is_valid():
            try:
                saved = save(submit)
            except DomainError as error:
                refuse(form, error, ProgressUpdate, reader=actor(request))
            else:
                words = gettext("Submitted for approval.") if submit else gettext("Draft saved.")
                messages.success(request, words)
                return HttpResponseRedirect(f"{_address(saved)}#saved-{keep_name}")
        return self.page(
            request,
            "admin/tracking/update_form.html",
            title=str(commitment),
            form=form,
            keep_name=keep_name,
            commitment=commitment,
            target=commitment.target,
            elsewhere=indicators.reported_elsewhere(commitment),
            last=last,
            update=update,
        )

    def show(
        self, request: HttpRequest, obj: ProgressUpdate, **refused: forms.Form
    ) -> HttpResponse:
        is_submitted = obj.state == UpdateState.SUBMITTED
        by = actor(request)
        return self.page(
            request,
            "admin/tracking/update.html",
            title=str(obj),
            object=obj,
            commitment=obj.commitment,
            target=obj.commitment.target,
            may_approve=is_submitted and by.has_perm("commitments.approve_progressupdate"),
            may_verify=by.has_perm("commitments.verify_evidence")
            and obj.state not in progress.EDITABLE,
            may_withdraw=_may_withdraw(request, obj),
            entries=changes.of_object(obj, actor(request)),
            **{"return_form": ReturnForm(obj=obj, by=by), **refused},
        )


def _reporting_units(request: HttpRequest, commitment: Commitment) -> list[Organization]:
    """The responsible units that this person may report for, lead unit first."""
    units = [assignment.organization for assignment in commitment.assignments.all()]
    if request.user.has_perm("commitments.view_all_units"):
        return units
    mine = Organization.objects.of_user(actor(request))
    return [unit for unit in units if unit.pk in mine]


def _may_write(request: HttpRequest, update: ProgressUpdate) -> bool:
    user = actor(request)
    if not user.has_perm("commitments.change_progressupdate"):
        return False
    all_units = user.has_perm("commitments.view_all_units")
    return all_units or update.organization_id in Organization.objects.of_user(user)


def _may_withdraw(request: HttpRequest, update: ProgressUpdate) -> bool:
    state = update.state in {UpdateState.SUBMITTED, UpdateState.APPROVED}
    return state and _may_write(request, update)


def _address(update: ProgressUpdate) -> str:
    return reverse("admin:commitments_progressupdate_change", args=[update.pk])
