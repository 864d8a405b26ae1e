"""The start page: what came in and what went wrong, or what this person has to do."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from commitments.admin.common.base import actor
from commitments.admin.platform import health
from commitments.admin.review import review
from commitments.admin.workbench import daily_summary, inbox
from commitments.choices import Progress
from commitments.models import (
    Candidate,
    Commitment,
    Document,
    Job,
    ProgressUpdate,
    Target,
)
from commitments.models.commitment import CommitmentQuerySet

ROWS = 8


def fill(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Show what this person needs first: all units for the office, its own for a unit."""
    user = actor(request)
    mine = Commitment.objects.visible_to(user).open()
    context["tiles"] = _tiles(request, mine)
    if user.has_perm("commitments.decide_candidate"):
        context["documents"] = [
            (document, review.address(document)) for document in _to_review()[:ROWS]
        ]
    if user.has_perm("commitments.approve_progressupdate"):
        context |= daily_summary.of_approvers(_updates(user))
    if user.has_perm("commitments.conclude_commitment"):
        context |= daily_summary.of_deciders(user)
    if user.has_perm("commitments.view_job"):
        context["failed_jobs"] = Job.objects.filter(state=Job.State.FAILED).count()
    if user.has_perm("commitments.revise_target"):
        doubtful = Target.objects.of_contradictory_direction().values("commitment")
        context["contradictory"] = mine.filter(pk__in=doubtful).count()
    context["administrator_warnings"] = health.start_page_warnings(request)
    context["attention"] = _attention(mine)[:ROWS]
    context["notices"] = inbox.notice_rows(user)
    if not user.has_perm("commitments.view_all_units"):
        context |= inbox.of_unit(user, _updates(user))
        context["mine"] = mine.with_timeline().most_pressing_first()[: ROWS * 3]
        return context
    context |= daily_summary.of_all_units(mine)
    if user.has_perm("commitments.change_reminderslip"):
        context |= inbox.of_office(user)
    return context


def _tiles(request: HttpRequest, mine: CommitmentQuerySet) -> dict[str, int]:
    today = timezone.localdate()
    counted: dict[str, int] = mine.aggregate(
        open=Count("pk", distinct=True),
        behind=Count("pk", distinct=True, filter=Q(evaluation__progress=Progress.BEHIND)),
        missed=Count("pk", distinct=True, filter=Q(evaluation__progress=Progress.MISSED)),
        unassessed=Count(
            "pk",
            distinct=True,
            filter=Q(evaluation=None) | Q(evaluation__progress=Progress.NOT_ASSESSED),
        ),
        due=Count("pk", distinct=True, filter=Q(due_on__year=today.year)),
    )
    if request.user.has_perm("commitments.view_candidate"):
        counted["pending"] = Candidate.objects.pending().count()
    return counted


def _to_review() -> QuerySet[Document]:
    documents = Document.objects.without_text().with_counts()
    return documents.filter(Q(pending_count__gt=0) | Q(read_at=None))


def _updates(user: User) -> QuerySet[ProgressUpdate]:
    visible = ProgressUpdate.objects.visible_to(user)
    return visible.select_related("commitment", "organization", "author")


def _attention(mine: CommitmentQuerySet) -> QuerySet[Commitment]:
    urgent = (Progress.MISSED, Progress.BEHIND)
    return mine.filter(evaluation__progress__in=urgent).with_timeline().order_by("due_on", "code")
