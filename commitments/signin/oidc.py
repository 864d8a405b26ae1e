"""Sign-in by OpenID Connect: django-allauth speaks with the provider, the account is ours."""

import logging
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

from commitments.domain.accounts import directory
from commitments.domain.platform.errors import DomainError, NotAllowed
from commitments.signin import pending

logger = logging.getLogger(__name__)
MOST_VALUES = 500
# The name of the one provider within django-allauth.
PROVIDER = "office"


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Takes over once the provider has said who it is: no account is made or found elsewhere."""

    def list_apps(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Only the provider of the settings: none can be added in the database."""
        from allauth.socialaccount.adapter import _build_apps_from_settings

        found = _build_apps_from_settings(**kwargs)
        return [app for apps in found.values() for app in apps]

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> NoReturn:
        try:
            user = directory.account_of(person_of(sociallogin.account))
        except DomainError as refusal:
            raise ImmediateHttpResponse(_back(request, str(refusal))) from refusal
        then = sociallogin.get_redirect_url(request) or reverse("admin:index")
        raise ImmediateHttpResponse(
            pending.admit(
                request,
                user,
                stays=False,
                then=then,
                has_proven_more=settings.OIDC_HAS_SECOND_FACTOR,
            )
        )

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> NoReturn:
        logger.warning("Sign-in by OpenID Connect failed: %s %s", error, exception or "")
        raise ImmediateHttpResponse(_not_completed(request))


def leave(request: HttpRequest) -> HttpResponseBase:
    """Send the browser to the provider, if that can be reached."""
    try:
        answer: HttpResponseBase = views.login(request, provider_id=PROVIDER)
    except RequestException as error:
        logger.warning("The OpenID Connect provider cannot be reached: %s", error)
        return _not_completed(request)
    return answer


def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take what the provider answers; `Adapter` signs the person in."""
    try:
        answer: HttpResponseBase = views.callback(request, provider_id)
    except RequestException as error:
        logger.warning("The OpenID Connect provider cannot be reached: %s", error)
        return _not_completed(request)
    return answer


def _not_completed(request: HttpRequest) -> HttpResponseRedirect:
    return _back(request, _("The sign-in was not completed; try again, or use your password."))


def _back(request: HttpRequest, words: str) -> HttpResponseRedirect:
    messages.error(request, words)
    return HttpResponseRedirect(reverse("admin:login"))


def person_of(account: Any) -> directory.Person:
    """What the provider's claims say, under the names that the settings give them."""
    signed = account.extra_data.get("id_token") or {}
    claims = signed | (account.extra_data.get("userinfo") or {})
    if signed and claims["sub"] != signed["sub"]:
        raise NotAllowed(_("The provider's answers speak of two persons."))
    return directory.Person(
        directory=settings.OIDC_ISSUER,
        subject=str(account.uid),
        username=_text(claims, settings.OIDC_USERNAME_CLAIM),
        name=_text(claims, "name"),
        email=_text(claims, "email"),
        groups=_texts(claims, settings.OIDC_GROUPS_CLAIM),
        units=_texts(claims, settings.OIDC_UNIT_CLAIM),
    )


def _text(claims: dict[str, Any], name: str) -> str:
    value = _value(claims, name)
    return value if isinstance(value, str) else ""


def _texts(claims: dict[str, Any], name: str) -> tuple[str, ...]:
    value = _value(claims, name)
    several = value if isinstance(value, list) else [value]
    return tuple(text for text in several[:MOST_VALUES] if isinstance(text, str) and text)


def _value(claims: dict[str, Any], name: str) -> Any:
    """A claim by name, or by path where providers nest them: `realm_access.roles`."""
    if not name or name in claims:
        return claims.get(name)
    value: Any = claims
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value
