"""Units and their members."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.base import refuse
from commitments.admin.common.versioned import KeptInline, RegisterAdmin, VersionedForm
from commitments.admin.registers.hand_over import HandOverForm, may_hand_over
from commitments.domain.platform.errors import DomainError
from commitments.models import Membership, Organization, OrganizationAlias
from commitments.templatetags import tracking


class AliasInline(KeptInline[OrganizationAlias, Organization]):
    model = OrganizationAlias
    fields = ["name"]


class MembershipInline(KeptInline[Membership, Organization]):
    model = Membership
    form = VersionedForm
    fields = ["user", "post", "version_seen"]
    autocomplete_fields = ["user"]


@admin.register(Organization)
class OrganizationAdmin(RegisterAdmin[Organization]):
    """Units with their aliases and members."""

    list_display = ["name", "short_name", "other_names", "kind", "parent", "is_active"]
    list_filter = ["kind", "is_active"]
    list_select_related = ["parent"]
    search_fields = ["name", "short_name", "aliases__name"]
    autocomplete_fields = ["parent"]
    fields = ["name", "short_name", "kind", "parent", "is_active", "version_seen"]
    inlines = [AliasInline, MembershipInline]
    change_form_outer_before_template = "admin/tracking/hand_over_link.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.hand_over_view)
        name = "commitments_organization_hand_over"
        return [path("<int:pk>/hand_over/", view, name=name), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        unit = self.get_object(request, object_id)
        shown = {"may_hand_over": unit is not None and may_hand_over(request, unit)}
        return super().change_view(request, object_id, form_url, {**shown, **(extra_context or {})})

    def hand_over_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        unit = self.get_queryset(request).filter(pk=pk).first()
        if unit is None or not may_hand_over(request, unit):
            raise PermissionDenied
        form = HandOverForm(request.POST or None, unit=unit)
        if request.method == "POST" and form.is_valid():
            try:
                moved = form.hand_over(request)
            except DomainError as error:
                refuse(form, error)
            else:
                words = ngettext(
                    "%(count)s commitment was handed over.",
                    "%(count)s commitments were handed over.",
                    len(moved),
                )
                messages.success(request, words % {"count": len(moved)})
                return HttpResponseRedirect(request.path)
        title = gettext("Hand over duties of %(unit)s") % {"unit": unit}
        return self.page(
            request, "admin/tracking/hand_over.html", title=title, form=form, object=unit
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organization]:
        return super().get_queryset(request).prefetch_related("aliases")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Offer only active units in autocomplete fields."""
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.filter(is_active=True)
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description=_("aliases"))
    def other_names(self, unit: Organization) -> SafeString:
        names = "、".join(alias.name for alias in unit.aliases.all()) or "—"
        return format_html('<span class="ct-clip">{}</span>', names)


@admin.register(Membership)
class MembershipAdmin(RegisterAdmin[Membership]):
    """Memberships: who works for which unit, and in which post."""

    list_display = ["person", "organization", "post"]
    list_filter = ["organization"]
    list_select_related = ["user", "organization"]
    search_fields = ["user__username", "user__last_name", "organization__name", "post"]
    autocomplete_fields = ["user", "organization"]
    fields = ["user", "organization", "post", "version_seen"]

    @admin.display(description=_("person"), ordering="user")
    def person(self, membership: Membership) -> str:
        return tracking.person(membership.user)
