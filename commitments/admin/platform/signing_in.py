"""What an administrator sees and does of how people sign in."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.widgets import UnfoldBooleanSwitchWidget

from commitments.admin.common.base import actor
from commitments.domain.accounts import directory, guessing, second_factor
from commitments.models import SecondFactorDemand

if TYPE_CHECKING:
    BaseAdmin = admin.ModelAdmin[User]
else:
    BaseAdmin = admin.ModelAdmin

# Keys and codes are nobody's to look at, and accounts are not linked by e-mail addresses. What
# these libraries would register later is loaded now, so that it can be taken out.
for library in (
    "allauth.account",
    "allauth.socialaccount",
    *("django_otp.plugins.otp_totp", "django_otp.plugins.otp_static"),
):
    import_module(f"{library}.admin")
for kept_inside in (
    *(EmailAddress, SocialAccount, SocialApp, SocialToken),
    *(StaticDevice, TOTPDevice),
):
    admin.site.unregister(kept_inside)


class SignInAdmin(BaseAdmin):
    """The part of the accounts' pages that is about signing in."""

    actions = ["unlock", "reset_second_factor", "unlink"]

    def has_administrator_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and actor(request).is_superuser)

    @admin.display(description=_("Sign-in"))
    def sign_in(self, user: User) -> str:
        """Locked or not, with what besides the password, and by which directory."""
        told: list[object] = []
        if guessing.is_locked_somewhere(user):
            told.append(_("locked after wrong passwords"))
        if second_factor.is_set_up(user):
            told.append(_("second factor in use"))
        elif second_factor.is_demanded_of(user):
            told.append(_("second factor demanded, not set up yet"))
        told += user.directory_identities.all()
        return "；".join(map(str, told)) or "—"

    @admin.action(description=_("Unlock sign-in"), permissions=["administrator"])
    def unlock(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        words = _("Unlock sign-in")
        self._do(request, chosen, words, lambda user, by: guessing.unlock(user.username, by=by))
        text = ngettext("%(count)d account unlocked.", "%(count)d accounts unlocked.", len(chosen))
        messages.success(request, text % {"count": len(chosen)})

    @admin.action(description=_("Reset second factor"), permissions=["administrator"])
    def reset_second_factor(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        words = _("Reset second factor")
        self._do(request, chosen, words, lambda user, by: second_factor.reset(user, by=by))
        text = ngettext(
            "%(count)d second factor reset; the person sets it up anew.",
            "%(count)d second factors reset; the persons set them up anew.",
            len(chosen),
        )
        messages.success(request, text % {"count": len(chosen)})

    @admin.action(description=_("Unlink from the directory"), permissions=["administrator"])
    def unlink(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        words = _("Unlink from the directory")
        self._do(request, chosen, words, lambda user, by: directory.unlink(user, by=by))
        text = ngettext("%(count)d account unlinked.", "%(count)d accounts unlinked.", len(chosen))
        messages.success(request, text % {"count": len(chosen)})

    def _do(
        self,
        request: HttpRequest,
        chosen: QuerySet[User],
        words: Promise,
        verb: Callable[[User, User], object],
    ) -> None:
        """Call a verb for each account and leave a line in the account's history."""
        for user in chosen:
            verb(user, actor(request))
            self.log_change(request, user, str(words))


class RoleForm(forms.ModelForm):  # type: ignore[type-arg]
    """A role, and whether its members need a second factor."""

    needs_second_factor = forms.BooleanField(
        label=_("Demand a second factor"),
        required=False,
        widget=UnfoldBooleanSwitchWidget(),
        help_text=_(
            "Members set it up at their next sign-in. As soon as one role needs it, "
            "administrators need it too."
        ),
    )

    class Meta:
        model = Group
        fields = ["name", "permissions"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        demanded = SecondFactorDemand.objects.filter(role=self.instance.pk).exists()
        self.initial["needs_second_factor"] = demanded
