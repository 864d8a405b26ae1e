"""Between the first step of a sign-in and the second: who it is, until when, and where to then.

Nobody is signed in before every step that is asked of them is done.
"""

import time
from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from commitments.domain.accounts import second_factor

KEY = "sign_in_pending"
# Whoever vouched for the person, rights and the account itself are ours.
BACKEND = "django.contrib.auth.backends.ModelBackend"
SECONDS = 600


@dataclass(frozen=True, slots=True)
class Pending:
    """A person who did the first step."""

    user: int
    stays: bool
    then: str
    until: float


def admit(
    request: HttpRequest,
    user: User,
    *,
    stays: bool,
    then: str,
    has_proven_more: bool = False,
) -> HttpResponse:
    """Sign a person in, or ask for the second factor first."""
    asked = second_factor.is_set_up(user) or second_factor.is_demanded_of(user)
    if has_proven_more or not asked:
        finish(request, user, stays=stays)
        return HttpResponseRedirect(then)
    request.session.flush()
    waiting = Pending(user.pk, stays, then, time.time() + SECONDS)
    request.session[KEY] = asdict(waiting)
    return HttpResponseRedirect(reverse("second_factor"))


def of(request: HttpRequest) -> tuple[Pending, User] | None:
    """Who waits for the second step in this browser; None if nobody, or for too long."""
    stored = request.session.get(KEY)
    if stored is None:
        return None
    waiting = Pending(**stored)
    user = User.objects.filter(pk=waiting.user, is_active=True).first()
    if user is None or time.time() > waiting.until:
        del request.session[KEY]
        return None
    return waiting, user


def finish(request: HttpRequest, user: User, *, stays: bool) -> None:
    """Sign the person in under a new session, for a working day or for longer."""
    request.session.pop(KEY, None)
    login(request, user, backend=BACKEND)
    if stays:
        request.session.set_expiry(settings.STAY_SIGNED_IN)
