"""The office's morning: what went red, what fell due, what came in since the last working day."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from commitments.choices import ExtensionState, Workflow
from commitments.domain.platform import working_days
from commitments.models import Commitment, DeadlineExtension, ProgressUpdate
from commitments.models.commitment import CommitmentQuerySet

ROWS = 8
# Over a long holiday more changes than a glance takes in; the list has the rest.
MOST = 12


def of_all_units(mine: CommitmentQuerySet) -> dict[str, Any]:
    """For whoever follows all units: what is worse than it was, and what fell due."""
    since = last_working_day()
    due = mine.filter(due_on__range=(since, timezone.localdate()))
    return {
        "since": since,
        "red": mine.turned_red(since).with_timeline().most_pressing_first()[:MOST],
        "fell_due": due.with_timeline().order_by("due_on", "code")[:MOST],
    }


def of_approvers(updates: QuerySet[ProgressUpdate]) -> dict[str, Any]:
    """Reports that wait for a judgement, the longest waiting first."""
    waiting = updates.filter(state=ProgressUpdate.State.SUBMITTED)
    return {
        "to_approve": waiting.order_by("submitted_at")[:ROWS],
        "to_approve_count": waiting.count(),
    }


def of_deciders(user: User) -> dict[str, Any]:
    """What units ask for: that a matter be completed, or a later date."""
    visible = Commitment.objects.visible_to(user)
    asked = visible.filter(workflow=Workflow.COMPLETION_REQUESTED)
    extensions = DeadlineExtension.objects.filter(
        commitment__in=visible.values("pk"), state=ExtensionState.REQUESTED
    )
    return {
        "completions": asked.with_timeline().order_by("due_on", "code")[:ROWS],
        "extensions": extensions.select_related("commitment", "organization").order_by("pk")[:ROWS],
    }


def last_working_day() -> date:
    """On a Monday the weekend's changes are new, too."""
    return working_days.shift(timezone.localdate(), -1)
