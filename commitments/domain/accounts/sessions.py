"""End the sessions of people whose right to be signed in has changed."""

from collections.abc import Collection

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone


def end_of(user_ids: Collection[int]) -> int:
    """Sign these people out everywhere; an office has few enough sessions to look through."""
    wanted = {str(pk) for pk in user_ids}
    open_now = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [
        session.pk for session in open_now if session.get_decoded().get(SESSION_KEY) in wanted
    ]
    Session.objects.filter(pk__in=theirs).delete()
    return len(theirs)
