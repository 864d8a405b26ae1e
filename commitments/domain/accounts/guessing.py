"""Wrong passwords: how long an account stays closed to an address, and how to open it again.

The attempts are rows of django-axes, so that all processes count together.
"""

from datetime import datetime

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Max, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.domain.accounts import names
from commitments.domain.platform.errors import NotAllowed


def locked_until(username: str, address: str | None) -> datetime | None:
    """When the account may be tried again from this address; None if it may now."""
    counted = _counted(username).filter(ip_address=address)
    found = counted.aggregate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
    if (found["failures"] or 0) < settings.AXES_FAILURE_LIMIT:
        return None
    last: datetime = found["last"]
    return last + settings.AXES_COOLOFF_TIME


def is_locked_somewhere(user: User) -> bool:
    """Whether at least one address is kept out of this account at the moment."""
    by_address = _counted(user.username).values("ip_address")
    failures = by_address.annotate(failures=Sum("failures_since_start"))
    return bool(failures.filter(failures__gte=settings.AXES_FAILURE_LIMIT).exists())


def unlock(username: str, *, by: User | None = None) -> int:
    """Forget the wrong passwords of an account; without `by`, for the command line."""
    if by is not None and not by.is_superuser:
        raise NotAllowed(_("Only an administrator may unlock accounts."))
    forgotten: int = AccessAttempt.objects.filter(username=names.normalised(username)).delete()[0]
    return forgotten


def _counted(username: str) -> QuerySet[AccessAttempt]:
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    attempts: QuerySet[AccessAttempt] = AccessAttempt.objects.filter(
        username=names.normalised(username), attempt_time__gte=since
    )
    return attempts
