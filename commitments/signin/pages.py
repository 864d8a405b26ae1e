"""The sign-in page and the pages of the second factor."""

from typing import Any
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp.plugins.otp_totp.models import TOTPDevice

from commitments.domain.accounts import second_factor
from commitments.domain.platform.errors import DomainError
from commitments.signin import pending
from commitments.signin.forms import CodeForm, SignInForm


class SignInView(LoginView):
    """The sign-in page of the admin, with what follows a right password."""

    form_class = SignInForm
    template_name = "admin/login.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if admin.site.has_permission(request):
            return HttpResponseRedirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        return pending.admit(
            self.request,
            user,
            stays=form.cleaned_data["stays"],
            then=self.get_success_url(),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        then = urlencode({"next": self.get_success_url()})
        return super().get_context_data(
            **admin.site.each_context(self.request),
            title=_("Log in"),
            app_path=self.request.get_full_path(),
            directory=settings.OIDC_ISSUER and settings.OIDC_NAME,
            directory_address=f"{reverse('oidc_login')}?{then}",
            **kwargs,
        )


@never_cache
@sensitive_post_parameters()
def second_step(request: HttpRequest) -> HttpResponse:
    """The second step of a sign-in: give a code, or set the second factor up first."""
    waiting = pending.of(request)
    if waiting is None:
        return HttpResponseRedirect(reverse("admin:login"))
    step, user = waiting
    if not second_factor.is_set_up(user):
        return _set_up(request, user, step)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            second_factor.check(user, form.cleaned_data["code"])
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            pending.finish(request, user, stays=step.stays)
            return HttpResponseRedirect(step.then)
    return _page(request, "code.html", form=form, title=_("Second step"))


@never_cache
@sensitive_post_parameters()
def own_second_factor(request: HttpRequest) -> HttpResponse:
    """One's own second factor: set it up, or move it to another device."""
    user = request.user
    assert isinstance(user, User)
    if not second_factor.is_set_up(user):
        return _set_up(request, user, None)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            second_factor.replace(user, form.cleaned_data["code"])
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(reverse("own_second_factor"))
    return _page(request, "in_use.html", form=form, title=_("Second factor"))


def _set_up(request: HttpRequest, user: User, step: pending.Pending | None) -> HttpResponse:
    """Show the key; a right code puts it into use, and shows the recovery codes once."""
    form, device = CodeForm(request.POST or None), second_factor.begin(user)
    if form.is_valid():
        try:
            codes = second_factor.confirm(user, form.cleaned_data["code"])
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            if step is not None:
                pending.finish(request, user, stays=step.stays)
            then = step.then if step else reverse("admin:index")
            messages.success(request, _("The second factor is in use."))
            title = _("Recovery codes")
            return _page(request, "recovery.html", codes=codes, then=then, title=title)
    told = {"is_demanded": second_factor.is_demanded_of(user), **_key(device)}
    return _page(request, "set_up.html", form=form, title=_("Set up the second factor"), **told)


def _key(device: TOTPDevice) -> dict[str, Any]:
    """The key as a picture for the app's camera and as text to type; nothing leaves the page."""
    address = device.config_url
    secret = address.partition("secret=")[2].partition("&")[0]
    groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    picture = segno.make(address, error="m").svg_inline(scale=4, border=2, omitsize=False)
    return {"picture": picture, "secret": " ".join(groups)}


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return render(request, f"signin/{template}", {**admin.site.each_context(request), **context})
