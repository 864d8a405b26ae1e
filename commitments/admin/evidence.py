"""Evidence over all commitments, and the download of its files."""

from typing import Any

from django.contrib import admin
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
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from commitments.admin import downloads
from commitments.admin.base import DomainAdmin, actor
from commitments.choices import EvidenceKind
from commitments.models import Evidence
from commitments.templatetags import tracking


@admin.register(Evidence)
class EvidenceAdmin(DomainAdmin):
    """Files and links that support what units report."""

    list_display = ["titled", "kind", "reported_in", "period", "shown_state", "digest", "added_at"]
    list_display_links = None
    list_filter = ["state", "kind"]
    search_fields = ["title", "filename", "sha256", "update__commitment__title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        visible = Evidence.objects.visible_to(actor(request))
        return visible.select_related("update__commitment", "update__organization")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.file_view)
        address = path("<int:pk>/file/", view, name="commitments_evidence_file")
        return [address, *super().get_urls()]

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        evidence = self.get_queryset(request).filter(pk=pk).first()
        if evidence is None:
            raise Http404
        return downloads.stored(evidence.file, evidence.filename)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Evidence is looked at with the update it supports."""
        evidence = self.get_object(request, object_id)
        if evidence is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(_update_address(evidence))

    @admin.display(description=_("title"), ordering="title")
    def titled(self, evidence: Evidence) -> SafeString:
        if evidence.kind == EvidenceKind.LINK:
            return format_html(
                '<a class="ct-clip ct-strong" href="{}" rel="noreferrer noopener" '
                'target="_blank">{}</a>',
                evidence.url,
                evidence.title,
            )
        address = reverse("admin:commitments_evidence_file", args=[evidence.pk])
        return format_html('<a class="ct-clip ct-strong" href="{}">{}</a>', address, evidence.title)

    @admin.display(description=_("progress update"))
    def reported_in(self, evidence: Evidence) -> SafeString:
        link = '<a class="ct-clip" href="{}">{}</a>'
        return format_html(link, _update_address(evidence), evidence.update)

    @admin.display(description=_("period"))
    def period(self, evidence: Evidence) -> str:
        days = (evidence.period_start, evidence.period_end)
        return " — ".join(str(day) for day in days if day) or "—"

    @admin.display(description=_("state"), ordering="state")
    def shown_state(self, evidence: Evidence) -> SafeString:
        return tracking.badge(evidence, "state")

    @admin.display(description="SHA-256")
    def digest(self, evidence: Evidence) -> SafeString | str:
        if not evidence.sha256:
            return "—"
        return format_html('<span title="{}">{}…</span>', evidence.sha256, evidence.sha256[:10])


def _update_address(evidence: Evidence) -> str:
    return reverse("admin:commitments_progressupdate_change", args=[evidence.update_id])
