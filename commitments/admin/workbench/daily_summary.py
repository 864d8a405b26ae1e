"""The office's daily summary: what turned red, fell due or came in since the last working day."""

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
# A long holiday brings more changes than fit here; the list shows the rest.
MOST = 12


def of_all_units(mine: CommitmentQuerySet) -> dict[str, Any]:
    """For those who follow all units: what got worse, and what fell due."""
    since = last_working_day()
    due = mine.filter(due_on__range=(since, timezone.localdate()))
    return {
        "since": since,
        "red": mine.turned_red(since).with_timeline().most_pressing_first()[:MOST],
        "fell_due": due.with_timeline().order_by("due_on", "code")[:MOST],
    }


def of_approvers(updates: QuerySet[ProgressUpdate]) -> dict[str, Any]:
    """Reports awaiting approval, oldest first."""
    waiting = updates.filter(state=ProgressUpdate.State.SUBMITTED)
    return {
        "to_approve": waiting.order_by("submitted_at")[:ROWS],
        "to_approve_count": waiting.count(),
    }


def of_deciders(user: User) -> dict[str, Any]:
    """Requests of units: completion, or a later due date."""
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
    """The last working day, so that Monday's summary includes the weekend."""
    return working_days.shift(timezone.localdate(), -1)
