"""Candidates as a list: filter, search, and decide on many at once."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.base import DomainAdmin, actor
from commitments.admin.common.label import Label
from commitments.admin.review import review, warnings
from commitments.admin.review.forms import RejectForm, reasons_offered
from commitments.domain.documents import review as verbs
from commitments.models import Candidate
from commitments.templatetags import tracking

REFUSALS_SHOWN = 5


class WarningFilter(admin.SimpleListFilter):
    """By the reader's warnings."""

    title = _("warnings")
    parameter_name = "warned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        return [("yes", _("With warnings")), ("no", _("Without warnings"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        unwarned = Q(warnings=[])
        if self.value() == "yes":
            return queryset.exclude(unwarned)
        return queryset.filter(unwarned) if self.value() == "no" else queryset


@admin.register(Candidate)
class CandidateAdmin(DomainAdmin[Candidate]):
    """The candidates of all documents."""

    empty_text = _(
        "Candidates are found in documents. Add a document, and what reads like a commitment "
        "is listed here."
    )
    list_display = [
        "worded",
        "document_name",
        "kind",
        "measure",
        "due_on",
        "warned",
        "sure",
        "shown_state",
    ]
    list_display_links = None
    list_filter = ["state", "kind", WarningFilter, "document"]
    search_fields = ["statement", "metric", "document__title"]
    ordering = ["document_id", "start", "id"]
    actions = ["accept_selected", "reject_selected"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Candidate]:
        return (
            super()
            .get_queryset(request)
            .select_related("document", "commitment")
            .defer("document__text")
        )

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("commitments.decide_candidate")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Redirect to the candidate in its text."""
        candidate = self.get_object(request, object_id)
        if candidate is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(_address(candidate))

    @admin.display(description=_("statement"), ordering="start")
    def worded(self, candidate: Candidate) -> SafeString:
        link = '<a class="ct-clip" href="{}" title="{}">{}</a>'
        return format_html(link, _address(candidate), candidate.statement, candidate.statement)

    @admin.display(description=_("document"), ordering="document")
    def document_name(self, candidate: Candidate) -> SafeString:
        title = candidate.document.title
        return format_html('<span class="ct-clip ct-short" title="{0}">{0}</span>', title)

    @admin.display(description=_("value"))
    def measure(self, candidate: Candidate) -> str:
        if candidate.value is None:
            return "—"
        return tracking.quantity(candidate.value, candidate.unit)

    @admin.display(description=_("warnings"))
    def warned(self, candidate: Candidate) -> SafeString | str:
        found = ((warnings.short(code),) for code in candidate.warnings)
        return format_html_join(" ", '<span class="ct-tag ct-tag-pending">{}</span>', found) or "—"

    @admin.display(description=_("confidence"), ordering="confidence")
    def sure(self, candidate: Candidate) -> str:
        return tracking.as_percent(candidate.confidence)

    @admin.display(description=_("state"), ordering="state")
    def shown_state(self, candidate: Candidate) -> SafeString:
        shown = tracking.badge(candidate, "state")
        if candidate.commitment is None:
            return shown
        address = reverse("admin:commitments_commitment_change", args=[candidate.commitment_id])
        return format_html('<a href="{}">{}</a>', address, shown)

    @admin.action(description=_("Accept as proposed"), permissions=["decide"])
    def accept_selected(self, request: HttpRequest, chosen: QuerySet[Candidate]) -> None:
        keys = list(chosen.in_text_order().values_list("pk", flat=True))  # type: ignore[attr-defined]
        _report(request, verbs.accept_many(keys, by=actor(request)), _accepted)

    @admin.action(description=_("Reject with a reason…"), permissions=["decide"])
    def reject_selected(
        self, request: HttpRequest, chosen: QuerySet[Candidate]
    ) -> HttpResponse | None:
        """Ask for a reason on a separate page, then reject all of them."""
        form = RejectForm(request.POST if "confirmed" in request.POST else None)
        if form.is_bound and form.is_valid():
            keys = list(chosen.values_list("pk", flat=True))
            reason = form.cleaned_data["reason"]
            _report(request, verbs.reject_many(keys, by=actor(request), reason=reason), _rejected)
            return None
        return self.page(
            request,
            "admin/tracking/reject_many.html",
            title=gettext("Reject candidates"),
            form=form,
            chosen=chosen,
            selected_name=ACTION_CHECKBOX_NAME,
            action="reject_selected",
            is_across=request.POST.get("select_across") == "1",
            reasons=reasons_offered(),
        )


def _address(candidate: Candidate) -> str:
    return review.address(candidate.document, candidate=candidate.pk)


def _accepted(count: int) -> str:
    return ngettext("%(count)d candidate accepted.", "%(count)d candidates accepted.", count)


def _rejected(count: int) -> str:
    return ngettext("%(count)d candidate rejected.", "%(count)d candidates rejected.", count)


def _report(request: HttpRequest, outcome: verbs.Outcome, words: Callable[[int], str]) -> None:
    """Report how many succeeded, and the first refusals."""
    if outcome.done:
        messages.success(request, words(outcome.done) % {"count": outcome.done})
    for refusal in outcome.refused[:REFUSALS_SHOWN]:
        messages.warning(request, refusal)
    more = len(outcome.refused) - REFUSALS_SHOWN
    if more > 0:
        text = ngettext("…and %(count)d more refusal.", "…and %(count)d more refusals.", more)
        messages.warning(request, text % {"count": more})
