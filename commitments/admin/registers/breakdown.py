"""Dimensions: ways to break figures down, such as the streets of a district."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.base import OneFormAdmin, actor, refuse, seen_version
from commitments.admin.registers.breakdown_forms import DimensionForm
from commitments.domain.platform.errors import DomainError
from commitments.domain.tracking import breakdowns
from commitments.models import Dimension


@admin.register(Dimension)
class DimensionAdmin(OneFormAdmin[Dimension]):
    """The register of dimensions."""

    empty_text = _("A dimension lists the streets or groups that figures are broken down by.")
    list_display = ["name", "holds"]
    search_fields = ["name", "groups__name"]

    def has_add_permission(self, request: HttpRequest, obj: Dimension | None = None) -> bool:
        return request.user.has_perm("commitments.add_dimension")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Dimension]:
        return Dimension.objects.annotate(count=Count("groups"))

    @admin.display(description=_("number of groups"))
    def holds(self, dimension: Dimension) -> int:
        count: int = dimension.count  # type: ignore[attr-defined]
        return count

    def edit(self, request: HttpRequest, dimension: Dimension | None) -> HttpResponse:
        """One form for new and existing dimensions; read-only without the permission."""
        may_edit = request.user.has_perm("commitments.change_dimension")
        form = DimensionForm(
            request.POST or None, initial=DimensionForm.showing(dimension) if dimension else {}
        )
        if request.method == "POST" and not may_edit:
            raise PermissionDenied
        if request.method == "POST" and form.is_valid():
            try:
                self._save(request, dimension, form)
            except DomainError as error:
                refuse(form, error, Dimension, reader=actor(request))
            else:
                messages.success(request, gettext("Dimension saved."))
                return HttpResponseRedirect(reverse("admin:commitments_dimension_changelist"))
        return self.page(
            request,
            "admin/tracking/dimension.html",
            title=str(dimension) if dimension else gettext("New dimension"),
            object=dimension,
            form=form,
            may_edit=may_edit,
        )

    def _save(
        self, request: HttpRequest, dimension: Dimension | None, form: DimensionForm
    ) -> Dimension:
        given, by = form.cleaned_data, actor(request)
        if dimension is None:
            return breakdowns.create(given["name"], by=by, groups=given["groups"])
        version = seen_version(request)
        return breakdowns.change(dimension.pk, by=by, expected_version=version, **given)
