"""Notices to one person, which nobody else sees."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.base import DomainAdmin, actor
from commitments.admin.common.keys import is_key
from commitments.admin.common.label import Label
from commitments.domain.notices import notices
from commitments.models import Notice


class ReadFilter(admin.SimpleListFilter):
    """By read or unread."""

    title = _("read")
    parameter_name = "read"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        return [("no", _("unread")), ("yes", _("read already"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Notice]) -> QuerySet[Notice]:
        if self.value() not in {"no", "yes"}:
            return queryset
        return queryset.filter(read_at__isnull=self.value() == "no")


@admin.register(Notice)
class NoticeAdmin(DomainAdmin[Notice]):
    """A person's own notices; reading them needs no permission."""

    empty_text = _(
        "No notices yet. The system sends them when something is assigned, returned or reminded of."
    )
    list_display = ["sentence", "kind", "created_at", "read_at"]
    list_display_links = None
    list_filter = [ReadFilter, "kind"]
    actions = ["mark_read"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        return Notice.objects.of(actor(request)).select_related("commitment", "slip")

    def has_view_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        return obj is None or obj.person_id == request.user.pk

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    @admin.display(description=_("notice"))
    def sentence(self, notice: Notice) -> SafeString:
        words, place = notices.text(notice), address(notice)
        if not place:
            return format_html("{}", words)
        return format_html('<a class="ct-strong" href="{}">{}</a>', place, words)

    @admin.action(description=_("Mark as read"), permissions=["view"])
    def mark_read(self, request: HttpRequest, queryset: QuerySet[Notice]) -> None:
        notices.mark_read(queryset.values_list("pk", flat=True), by=actor(request))

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        view = path("read/", wrap(self.read_view), name="commitments_notice_read")
        return [view, *super().get_urls()]

    def read_view(self, request: HttpRequest) -> HttpResponse:
        """Mark one notice as read, or all those that the start page showed."""
        if request.method == "POST":
            given = request.POST.getlist("notice")
            numbers = [int(pk) for pk in given if is_key(pk)]
            notices.mark_read(numbers, by=actor(request))
        return HttpResponseRedirect(reverse("admin:index"))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Redirect to what the notice is about."""
        notice = self.get_object(request, object_id)
        if notice is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        listed = reverse("admin:commitments_notice_changelist")
        return HttpResponseRedirect(address(notice) or listed)


def address(notice: Notice) -> str:
    """The address of what the notice is about."""
    if notice.slip_id:
        return reverse("admin:commitments_reminderslip_change", args=[notice.slip_id])
    if notice.report_id:
        return reverse("admin:commitments_reportissue_change", args=[notice.report_id])
    if notice.commitment_id:
        return reverse("admin:commitments_commitment_change", args=[notice.commitment_id])
    return ""
