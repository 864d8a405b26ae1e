"""Users and roles in the style of the other pages."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as BaseGroupAdmin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from commitments.admin.base import PageAdmin, TabularInline
from commitments.domain.access import ROLES
from commitments.models import Membership
from commitments.templatetags import tracking

# Roles are stored under stable names; people read them in their language.
ROLE_NAMES = {
    "supervisor": _("Supervision office"),
    "reporter": _("Unit reporter"),
    "reader": _("Reader"),
}
assert ROLE_NAMES.keys() == ROLES.keys()

admin.site.unregister(User)
admin.site.unregister(Group)


class UnitInline(TabularInline):
    model = Membership
    fields = ["organization", "post"]
    autocomplete_fields = ["organization"]


@admin.register(User)
class UserAdmin(BaseUserAdmin, PageAdmin):
    """Accounts, with the units their owners work for."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ["username", "name", "roles", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_superuser", "groups"]
    inlines = [UnitInline]

    def get_inlines(self, request, obj=None):  # type: ignore[no-untyped-def]
        """Units are entered once the account is there."""
        return self.inlines if obj else []

    def get_queryset(self, request):  # type: ignore[no-untyped-def]
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("name"))
    def name(self, user: User) -> str:
        return tracking.person(user)

    @admin.display(description=_("Roles"))
    def roles(self, user: User) -> str:
        return "、".join(str(ROLE_NAMES.get(group.name, group.name)) for group in user.groups.all())


@admin.register(Group)
class GroupAdmin(BaseGroupAdmin, PageAdmin):
    """Roles; what each may do."""

    list_display = ["role", "name"]

    @admin.display(description=_("Role"), ordering="name")
    def role(self, group: Group) -> str:
        return str(ROLE_NAMES.get(group.name, group.name))
