"""Who is kept out after too many wrong passwords, and what such a person is told."""

from datetime import datetime
from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from commitments.domain.accounts import guessing, names

TOO_MANY = 429
NET_OF_ONE_CUSTOMER = 64


def client_address(request: HttpRequest) -> str | None:
    """The address of whoever asks: proxies of ours append it, what others claim is not believed.

    One customer has a whole /64 of IPv6, so that counts as one address.
    """
    peer = _address(request.META.get("REMOTE_ADDR"))
    if not settings.PROXIES:
        return peer
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    return _address(told[-settings.PROXIES :][0]) or peer


def _address(told: object) -> str | None:
    try:
        address = ip_address(str(told).strip().partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((address, NET_OF_ONE_CUSTOMER), strict=False).network_address)


def account_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Under which name attempts are counted: how it was typed makes no difference."""
    given = (credentials or {}).get("username") or request.POST.get("username", "")
    return names.normalised(str(given))


def as_refusal(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None
) -> HttpResponse:
    """The page or document that was answered, which says so in words, with the fitting status."""
    response.status_code = TOO_MANY
    return response


def words(request: HttpRequest, username: str) -> str:
    """Say when one may try again; empty while one may."""
    until = guessing.locked_until(username, client_address(request))
    return said(until) if until is not None else ""


def said(until: datetime) -> str:
    """Until when an account is closed to an address, and who opens it earlier."""
    moment = formats.date_format(timezone.localtime(until), "TIME_FORMAT")
    return _(
        "Too many wrong passwords for this account from your address. Try again after %(time)s, "
        "or ask the administrator to unlock it."
    ) % {"time": moment}
