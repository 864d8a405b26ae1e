"""Users and roles."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth
from django.contrib.auth.admin import GroupAdmin as BaseGroupAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import ManyToManyField, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminTextInputWidget

from commitments.admin.common.base import PageAdmin, actor
from commitments.admin.common.keys import is_key
from commitments.admin.common.label import Label
from commitments.admin.common.versioned import KeptInline, RowsKept, VersionedForm
from commitments.admin.platform.signing_in import RoleForm, SignInAdmin
from commitments.domain.accounts import second_factor
from commitments.models import Membership
from commitments.templatetags import tracking

if TYPE_CHECKING:
    BaseUserAdmin = auth.UserAdmin[User]
else:
    BaseUserAdmin = auth.UserAdmin

# Roles are stored under stable names and shown in the language of the page.
ROLE_NAMES = {
    "supervisor": _("Supervision office"),
    "reviewer": _("Reviewer"),
    "reporter": _("Unit reporter"),
    "head": _("Unit head"),
    "reader": _("Reader"),
    "api_client": _("Program (API only)"),
}
# Beginnings of the names of tables that no role is about.
INTERNAL = ("historical", "counter", "systemactor", "directory", "secondfactor")
VERBS = {"add": _("Add"), "change": _("Change"), "delete": _("Delete"), "view": _("View")}

admin.site.unregister(User)
admin.site.unregister(Group)


def role_name(group: Group) -> str:
    return str(ROLE_NAMES.get(group.name, group.name))


def permission_name(permission: Permission) -> str:
    """The label of a permission; Django words the tables' own permissions in English only."""
    verb = VERBS.get(permission.codename.partition("_")[0])
    model = permission.content_type.model_class()
    if verb is None or model is None or not permission.name.startswith("Can "):
        return gettext(permission.name)
    return f"{model._meta.verbose_name}：{verb}"


def full_name(user: User) -> str:
    """The name that colleagues know; empty if none is set."""
    return tracking.person(user) if user.last_name or user.first_name else ""


class RoleFilter(admin.SimpleListFilter):
    """By role."""

    title = _("Roles")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Label]]:
        return [(str(group.pk), role_name(group)) for group in Group.objects.order_by("name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(groups=value) if is_key(value) else queryset


class RolesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Group) -> str:
        return role_name(obj)


class PermissionsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Permission) -> str:
        return permission_name(obj)


class AccountForm(UserChangeForm):
    """An account with its name in one field; accounts of programs cannot sign in to these pages."""

    name = forms.CharField(
        label=_("Full name"), max_length=150, required=False, widget=UnfoldAdminTextInputWidget()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["name"] = full_name(self.instance)
        if "password" in self.fields:
            self.fields["password"].help_text = ""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "name" in self.changed_data and "name" in data:
            self.instance.last_name, self.instance.first_name = data["name"], ""
        roles = {group.name for group in data.get("groups") or ()}
        if "api_client" in roles and data.get("is_staff"):
            self.add_error(
                "is_staff", _("A program's account does not enter these pages: leave this empty.")
            )
        return data


class UnitInline(KeptInline[Membership, User]):
    model = Membership
    form = VersionedForm
    fields = ["organization", "post", "version_seen"]
    autocomplete_fields = ["organization"]


@admin.register(User)
class UserAdmin(SignInAdmin, BaseUserAdmin, RowsKept[User]):
    """Accounts and the units that people work for; roles grant the permissions."""

    form = AccountForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ["username", "name", "roles", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_superuser", RoleFilter]
    filter_horizontal = ()
    fieldsets = [
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("name", "email")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups", "sign_in")}),
    ]
    readonly_fields = ["sign_in"]
    inlines = [UnitInline]

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        """Units can be added once the account exists."""
        return self.inlines if obj else []

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            return RolesField(Group.objects.order_by("name"), label=_("Roles"), required=False)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=_("Full name"), ordering="last_name")
    def name(self, user: User) -> str:
        return full_name(user) or "—"

    @admin.display(description=_("Roles"))
    def roles(self, user: User) -> str:
        return "、".join(role_name(group) for group in user.groups.all())


@admin.register(Group)
class GroupAdmin(BaseGroupAdmin, PageAdmin[Group]):
    """Roles and their permissions."""

    form = RoleForm
    list_display = ["role", "needs_second_factor"]
    filter_horizontal = ()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only an administrator demands a second factor."""
        own = ["needs_second_factor"] if actor(request).is_superuser else []
        return ["name", *own, "permissions"]

    def save_model(self, request: HttpRequest, obj: Group, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "needs_second_factor" in form.changed_data:
            is_demanded = form.cleaned_data["needs_second_factor"]
            second_factor.require(obj, is_demanded, by=actor(request))

    @admin.display(description=_("Second factor"), boolean=True)
    def needs_second_factor(self, group: Group) -> bool:
        return hasattr(group, "second_factor_demand")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        return super().get_queryset(request).select_related("second_factor_demand")

    def formfield_for_manytomany(
        self,
        db_field: "ManyToManyField[Any, Any]",
        request: HttpRequest | None = None,
        **kwargs: Any,
    ) -> PermissionsField:
        """Offer permissions on our own tables; internal tables are for the administrator."""
        ours = Permission.objects.filter(content_type__app_label="commitments")
        chosen = ours.exclude(content_type__model__regex=f"^({'|'.join(INTERNAL)})")
        return PermissionsField(
            chosen.select_related("content_type").order_by("content_type__model", "codename"),
            label=_("Rights"),
            required=False,
        )

    @admin.display(description=_("Role"), ordering="name")
    def role(self, group: Group) -> str:
        return role_name(group)
