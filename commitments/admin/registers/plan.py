"""Plans (规划计划), with their thresholds, colours and number of commitments."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.base import OneFormAdmin, actor, refuse, seen_version
from commitments.admin.registers.plan_form import PlanForm
from commitments.domain.platform.errors import DomainError
from commitments.domain.tracking import plans
from commitments.models import Plan
from commitments.templatetags import tracking


@admin.register(Plan)
class PlanAdmin(OneFormAdmin[Plan]):
    """Plans; their commitments share thresholds and colours."""

    empty_text = _(
        "A plan gives its commitments thresholds and colours of their own; without one the "
        "usual ones hold."
    )
    list_display = ["titled", "from_ahead", "from_on_schedule", "lights", "holds"]
    list_display_links = None
    search_fields = ["name"]

    def has_add_permission(self, request: HttpRequest, obj: Plan | None = None) -> bool:
        return request.user.has_perm("commitments.plan_commitment")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Plan]:
        # Said again: a query that counts in groups drops the order of the model.
        return Plan.objects.annotate(count=Count("commitments")).order_by("name")

    @admin.display(description=_("name"), ordering="name")
    def titled(self, plan: Plan) -> SafeString:
        address = reverse("admin:commitments_plan_change", args=[plan.pk])
        return format_html('<a class="ct-clip ct-strong" href="{}">{}</a>', address, plan)

    @admin.display(description=_("ahead of schedule from"), ordering="ahead")
    def from_ahead(self, plan: Plan) -> str:
        return tracking.as_percent(plan.ahead)

    @admin.display(description=_("on schedule from"), ordering="on_schedule")
    def from_on_schedule(self, plan: Plan) -> str:
        return tracking.as_percent(plan.on_schedule)

    @admin.display(description=_("colours"))
    def lights(self, plan: Plan) -> SafeString:
        return tracking.plan_colours(plan)

    @admin.display(description=_("commitments"))
    def holds(self, plan: Plan) -> SafeString:
        listed = reverse("admin:commitments_commitment_changelist")
        count: int = plan.count  # type: ignore[attr-defined]
        return format_html('<a href="{}?plan={}">{}</a>', listed, plan.pk, count)

    def edit(self, request: HttpRequest, plan: Plan | None) -> HttpResponse:
        """One form for new and existing plans; read-only without the permission."""
        may_edit = self.has_add_permission(request)
        form = PlanForm(request.POST or None, initial=PlanForm.showing(plan or Plan()))
        if request.method == "POST" and not may_edit:
            raise PermissionDenied
        if request.method == "POST" and form.is_valid():
            try:
                self._save(request, plan, form)
            except DomainError as error:
                refuse(form, error, Plan, reader=actor(request))
            else:
                messages.success(request, gettext("Plan saved."))
                return HttpResponseRedirect(reverse("admin:commitments_plan_changelist"))
        return self.page(
            request,
            "admin/tracking/plan.html",
            title=str(plan) if plan else gettext("New plan"),
            object=plan,
            form=form,
            may_edit=may_edit,
        )

    def _save(self, request: HttpRequest, plan: Plan | None, form: PlanForm) -> Plan:
        given, by = form.given(), actor(request)
        if plan is None:
            return plans.create(by=by, **given)
        version = seen_version(request)
        return plans.change(plan.pk, by=by, expected_version=version, **given)
