"""Keys of requests that may be sent again: taken before the work begins, kept with the answer.

A key is taken in a transaction of its own: of two requests at the same moment one does the work.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from commitments.models import IdempotentRequest

KEPT = timedelta(days=7)


def take(user: User, key: str, fingerprint: str) -> tuple[IdempotentRequest, bool]:
    """The request with this key, and whether it is the first one."""
    mine = IdempotentRequest.objects.filter(user=user)
    mine.filter(created_at__lt=timezone.now() - KEPT).delete()
    return mine.get_or_create(user=user, key=key, defaults={"fingerprint": fingerprint})


def release(taken: IdempotentRequest) -> None:
    """Free a key whose request came to nothing."""
    taken.delete()


def save_answer(
    taken: IdempotentRequest, status: int, headers: Mapping[str, str], body: str
) -> None:
    """Save the answer for whoever asks again."""
    taken.status, taken.headers, taken.body = status, dict(headers), body
    taken.save(update_fields=["status", "headers", "body"])
