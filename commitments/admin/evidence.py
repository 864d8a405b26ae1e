"""Evidence over all commitments, and the download of its files."""

from typing import Any

from django.contrib import admin, messages
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
from commitments.domain import evidence
from commitments.domain.errors import DomainError
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
        row = self.get_queryset(request).filter(pk=pk).first()
        if row is None:
            raise Http404
        try:
            return downloads.stored(row.file, row.filename, lambda: evidence.open_verified(row))
        except DomainError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(_update_address(row))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Evidence is looked at with the update it supports."""
        row = self.get_object(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(_update_address(row))

    @admin.display(description=_("title"), ordering="title")
    def titled(self, row: Evidence) -> SafeString:
        if row.kind == EvidenceKind.LINK:
            return format_html(
                '<a class="ct-clip ct-strong" href="{}" rel="noreferrer noopener" '
                'target="_blank">{}</a>',
                row.url,
                row.title,
            )
        if row.kind == EvidenceKind.CITATION:
            return format_html('<span class="ct-clip ct-strong">{}</span>', row.title)
        address = reverse("admin:commitments_evidence_file", args=[row.pk])
        return format_html('<a class="ct-clip ct-strong" href="{}">{}</a>', address, row.title)

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
        return tracking.badge(row, "state")

    @admin.display(description="SHA-256")
    def digest(self, row: Evidence) -> SafeString | str:
        if not row.sha256:
            return "—"
        return format_html('<span title="{}">{}…</span>', row.sha256, row.sha256[:10])


def _update_address(row: Evidence) -> str:
    return reverse("admin:commitments_progressupdate_change", args=[row.update_id])
