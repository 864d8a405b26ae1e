"""Second factors for tests: what the app on somebody's phone would show."""

import time

from django.contrib.auth.models import User
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from commitments.domain.accounts import second_factor


def set_up(user: User) -> list[str]:
    """Put one into use; the recovery codes. The code may be used again: tests do not wait."""
    second_factor.begin(user)
    codes = second_factor.confirm(user, code(user))
    TOTPDevice.objects.filter(user=user).update(last_t=-1)
    return codes


def code(user: User) -> str:
    device = TOTPDevice.objects.get(user=user)
    totp = TOTP(device.bin_key)
    totp.time = time.time()
    return f"{totp.token():06d}"


def wrong(user: User) -> str:
    """Six digits that are right at no moment around now."""
    device = TOTPDevice.objects.get(user=user)
    totp = TOTP(device.bin_key)
    totp.time = time.time()
    around = set()
    for drift in range(-3, 4):
        totp.drift = drift
        around.add(totp.token())
    return next(f"{guess:06d}" for guess in range(10) if guess not in around)
