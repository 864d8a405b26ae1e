"""Progress reported in a ledger row: submitted once, however often the same file is imported."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from commitments.choices import UpdateState
from commitments.domain.reporting import progress
from commitments.models import Commitment, Organization, ProgressUpdate

WORDS = ("narrative", "problems", "next_steps")


def send(
    commitment: Commitment,
    given: dict[str, Any],
    *,
    by: User,
    confirmed: frozenset[str] = frozenset(),
) -> ProgressUpdate:
    """Submit the report; a draft or returned update is continued instead of duplicated."""
    day = date.fromisoformat(given["on"]) if given.get("on") else timezone.localdate()
    said: dict[str, Any] = {name: given.get(name) or "" for name in WORDS}
    said["reported_on"] = day
    if given.get("value") is not None:
        value = Decimal(given["value"])
        said["readings"] = (progress.ReportedValue(day, value, confirmed=confirmed),)
    begun = _begun(commitment, by)
    update = (
        progress.rewrite(begun.pk, by=by, **said)
        if begun
        else progress.draft(commitment.pk, by=by, **said)
    )
    return progress.submit(update.pk, by=by)


def is_known(commitment: Commitment, given: dict[str, Any]) -> bool:
    """Whether the same text and value were submitted before, on any day if none is given."""
    for update in commitment.updates.all():
        if update.state not in {UpdateState.SUBMITTED, UpdateState.APPROVED}:
            continue
        figures = {row.value for row in update.measurements.all()}
        same_words = all(getattr(update, name) == (given.get(name) or "") for name in WORDS)
        same_figure = given.get("value") is None or Decimal(given["value"]) in figures
        same_day = not given.get("on") or update.reported_on.isoformat() == given["on"]
        if same_words and same_figure and same_day:
            return True
    return False


def _begun(commitment: Commitment, by: User) -> ProgressUpdate | None:
    """The person's own draft, or what was returned to the person's unit."""
    open_ones = commitment.updates.filter(state__in=progress.EDITABLE)
    mine = Organization.objects.of_user(by)
    found = open_ones.filter(author=by) | open_ones.filter(organization__in=mine)
    return found.order_by("-id").first()
