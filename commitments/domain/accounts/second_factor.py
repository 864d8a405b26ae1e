"""The second factor: a code from an authenticator app, or one of the recovery codes.

An office demands it by role; anybody may use it. Who has one is asked for a code at every sign-in,
whichever way the first step went.
"""

import secrets
from collections.abc import Collection

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from commitments.domain.accounts import sessions
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed
from commitments.models import SecondFactorDemand

RECOVERY_CODES = 10
CODE_LENGTH = 10
# Without characters that are mistaken for one another on paper.
CODE_CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789"
KEPT_CHARACTERS = 16
DIGITS = 6


def is_demanded_of(user: User) -> bool:
    """Whether a role demands it; administrators can do more than any role, so all demands hold."""
    demands = SecondFactorDemand.objects.all()
    if not user.is_superuser:
        demands = demands.filter(role__in=user.groups.all())
    return demands.exists()


def is_set_up(user: User) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


@transaction.atomic
def begin(user: User) -> TOTPDevice:
    """The device being set up; a page that is loaded again shows the same key."""
    if is_set_up(user):
        raise Conflict(_("The second factor is set up already."))
    device: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="app", confirmed=False)


@transaction.atomic
def confirm(user: User, code: str) -> list[str]:
    """Put the device into use once it has shown a right code; return the recovery codes."""
    device = begin(user)
    if not device.verify_token(_plain(code)):
        raise _Wrong
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return _new_recovery_codes(user)


def check(user: User, code: str) -> None:
    """Accept a code once; refuse a wrong one, and any for a while after several wrong ones."""
    if not _is_right(user, _plain(code)):
        raise _Wrong


def replace(user: User, code: str) -> None:
    """Give up the present device, with a code of it, in order to set up another."""
    check(user, code)
    _forget(user)


@transaction.atomic
def reset(user: User, *, by: User) -> None:
    """Forget the device and the recovery codes: whoever lost both sets it up again."""
    if not by.is_superuser:
        raise NotAllowed(_("Only an administrator may reset a second factor."))
    _forget(user)
    sessions.end_of([user.pk])


@transaction.atomic
def require(role: Group, is_demanded: bool, *, by: User) -> None:
    """Demand it of a role, or no longer; members without one are signed out to set it up."""
    if not by.is_superuser:
        raise NotAllowed(_("Only an administrator may demand a second factor."))
    if not is_demanded:
        SecondFactorDemand.objects.filter(role=role).delete()
        return
    _demand, is_new = SecondFactorDemand.objects.get_or_create(role=role)
    if is_new:
        sessions.end_of(_without_one(role))


class _Wrong(Invalid):
    """A wrong code, a used one, or too many wrong ones: which of them is not said."""

    def __init__(self) -> None:
        words = _("The code is wrong or was used already. Wait a moment and try again.")
        super().__init__(words, field="code")


@transaction.atomic
def _is_right(user: User, code: str) -> bool:
    """Devices are locked, so that a code sent twice at once counts once."""
    kind = TOTPDevice if code.isdecimal() and len(code) == DIGITS else StaticDevice
    device = kind.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        return False
    return bool(device.verify_token(code if kind is TOTPDevice else _kept(code)))


def _forget(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _without_one(role: Group) -> Collection[int]:
    members = User.objects.filter(groups=role).exclude(totpdevice__confirmed=True)
    return list(members.values_list("pk", flat=True))


def _new_recovery_codes(user: User) -> list[str]:
    """Ten codes to print; only what they are compared with is stored."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [_random_code() for _number in range(RECOVERY_CODES)]
    for code in codes:
        device.token_set.create(token=_kept(code))
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _random_code() -> str:
    return "".join(secrets.choice(CODE_CHARACTERS) for _place in range(CODE_LENGTH))


def _kept(code: str) -> str:
    return salted_hmac("recovery code", code).hexdigest()[:KEPT_CHARACTERS]


def _plain(code: str) -> str:
    """As typed from a screen or from paper: blanks, dashes and capitals mean nothing."""
    return "".join(c for c in code.casefold() if c.isalnum())
