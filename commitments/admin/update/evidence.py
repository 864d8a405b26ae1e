"""Evidence of all commitments: list, verification, download."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.common import downloads
from commitments.admin.common.base import actor, refuse, seen_version
from commitments.admin.common.filters import UnitFilter
from commitments.admin.common.saved_filters import KeepsFilters
from commitments.admin.update.evidence_forms import CiteForm, VerificationForm
from commitments.choices import EvidenceKind, EvidenceState
from commitments.domain.platform.errors import DomainError
from commitments.domain.reporting import evidence
from commitments.models import Evidence, ProgressUpdate
from commitments.templatetags import tracking


class EvidenceUnitFilter(UnitFilter):
    """By reporting unit with it."""

    column = "update__organization"


@admin.register(Evidence)
class EvidenceAdmin(KeepsFilters[Evidence]):
    """Evidence attached to progress updates."""

    empty_text = _("Evidence is attached to a progress update while that is written.")
    list_display = [
        "titled",
        "kind",
        "reported_in",
        "period",
        "shown_state",
        "verifier",
        "expires_on",
        "digest",
    ]
    list_display_links = None
    list_filter = ["state", "kind", EvidenceUnitFilter]
    search_fields = ["title", "filename", "sha256", "update__commitment__title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        visible = Evidence.objects.visible_to(actor(request))
        return visible.select_related(
            "update__commitment", "update__organization", "document", "decided_by"
        )

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/file/", wrap(self.file_view), name="commitments_evidence_file"),
            path("cite/<int:update_pk>/", wrap(self.cite_view), name="commitments_evidence_cite"),
            path("<int:pk>/decide/", wrap(self.decide_view), name="commitments_evidence_decide"),
            *super().get_urls(),
        ]

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Verify (核实) or reject (不采信) evidence, then return to its update."""
        if not request.user.has_perm("commitments.verify_evidence"):
            raise PermissionDenied
        row = self.visible(request, pk)
        if row.state == EvidenceState.DRAFT:
            return HttpResponseRedirect(_update_address(row))
        form = VerificationForm(request.POST or None, initial={"expires_on": row.expires_on})
        if request.method == "POST" and form.is_valid():
            try:
                is_proof, version = "verify" in request.POST, seen_version(request)
                _decide(row, form, by=actor(request), is_proof=is_proof, version=version)
            except DomainError as error:
                refuse(form, error, Evidence, reader=actor(request))
            else:
                messages.success(request, gettext("Decided."))
                return HttpResponseRedirect(_update_address(row))
        return self.page(
            request,
            "admin/tracking/evidence.html",
            title=row.title,
            object=row,
            form=form,
        )

    def cite_view(self, request: HttpRequest, update_pk: int) -> HttpResponse:
        """Cite a stored document as evidence of a draft update."""
        user = actor(request)
        if not user.has_perm("commitments.add_evidence"):
            raise PermissionDenied
        update = ProgressUpdate.objects.visible_to(user).filter(pk=update_pk).first()
        if update is None:
            raise Http404
        form = CiteForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                evidence.cite(update.pk, by=user, **form.place())
            except DomainError as error:
                refuse(form, error)
            else:
                messages.success(request, gettext("Evidence added."))
                place = reverse("admin:commitments_progressupdate_change", args=[update.pk])
                return HttpResponseRedirect(place)
        return self.page(
            request,
            "admin/tracking/evidence_cite.html",
            title=gettext("Cite a document as evidence"),
            update=update,
            form=form,
        )

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        row = self.visible(request, pk)
        return downloads.stored(
            request, row.file, sha256=row.sha256, name=row.filename, back=_update_address(row)
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Redirect to the update that the evidence supports."""
        row = self.get_object(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(_update_address(row))

    @admin.display(description=_("title"), ordering="title")
    def titled(self, row: Evidence) -> SafeString:
        outside = mark_safe(' rel="noreferrer noopener" target="_blank"')
        return format_html(
            '<a class="ct-clip ct-strong" href="{}"{}>{}</a>',
            tracking.evidence_address(row),
            outside if row.kind == EvidenceKind.LINK else "",
            row.title,
        )

    @admin.display(description=_("progress update"))
    def reported_in(self, row: Evidence) -> SafeString:
        link = '<a class="ct-clip" href="{}">{}</a>'
        return format_html(link, _update_address(row), row.update)

    @admin.display(description=_("period"))
    def period(self, row: Evidence) -> str:
        days = (row.period_start, row.period_end)
        return " — ".join(str(day) for day in days if day) or "—"

    @admin.display(description=_("state"), ordering="state")
    def shown_state(self, row: Evidence) -> SafeString:
        return tracking.evidence_badge(row)

    @admin.display(description=_("decided by"), ordering="decided_by")
    def verifier(self, row: Evidence) -> str:
        return tracking.person(row.decided_by)

    @admin.display(description="SHA-256")
    def digest(self, row: Evidence) -> SafeString | str:
        if not row.sha256:
            return "—"
        return format_html('<span title="{}">{}…</span>', row.sha256, row.sha256[:10])


def _decide(
    row: Evidence, form: VerificationForm, *, by: User, is_proof: bool, version: int | None
) -> Evidence:
    if is_proof:
        return evidence.verify(row.pk, by=by, expected_version=version, **form.cleaned_data)
    reason = form.cleaned_data["reason"]
    return evidence.reject(row.pk, by=by, reason=reason, expected_version=version)


def _update_address(row: Evidence) -> str:
    return reverse("admin:commitments_progressupdate_change", args=[row.update_id])
