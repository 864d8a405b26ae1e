"""The inbox (我的待办): what a unit has to do, each item with the form that settles it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from commitments.admin.reminders import notice
from commitments.choices import DutyState, UpdateState
from commitments.domain.notices import notices
from commitments.domain.reporting import duties
from commitments.models import Commitment, Duty, Notice, Organization, ProgressUpdate, ReminderSlip

ROWS = 8
Answers = dict[tuple[int, int], ProgressUpdate]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """The reports due on one commitment, and the address of the form for them."""

    duty: Duty
    periods: tuple[str, ...]
    state: str
    commitment: Commitment
    reason: str
    address: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """An unread notice, in words."""

    pk: int
    words: str
    address: str
    on: date


def of_unit(user: User, updates: QuerySet[ProgressUpdate]) -> dict[str, Any]:
    """What a unit's staff and head have to do; only those who may report get links to forms."""
    units = Organization.objects.of_user(user)
    own = updates.filter(organization__in=units)
    unfinished = own.filter(state__in=[UpdateState.DRAFT, UpdateState.RETURNED])
    begun: Answers = {(row.commitment_id, row.organization_id): row for row in unfinished}
    waiting = duties.inbox(user)
    may_report = user.has_perm("commitments.add_progressupdate")
    owed = [_duty_rows(rows, begun, may_report) for rows in _by_commitment(waiting.duties)]
    shown = {(row.commitment.pk, row.duty.assignment.organization_id) for row in owed}
    return {
        "is_unit": True,
        "has_unit": bool(units),
        "may_report": may_report,
        "owed": owed,
        "unfinished": [row for pair, row in begun.items() if pair not in shown],
        "to_sign": waiting.to_acknowledge,
        "slips": waiting.slips,
    }


def of_office(user: User) -> dict[str, Any]:
    """The units whose reports are due, and the slips that are not signed for."""
    late = Duty.objects.visible_to(user).pressing(timezone.localdate())
    late = late.filter(state=DutyState.OVERDUE)  # type: ignore[misc]
    by_unit = late.order_by().values_list("assignment__organization")
    counted = dict(by_unit.annotate(count=Count("pk")))
    units = Organization.objects.in_bulk(counted)
    open_slips = ReminderSlip.objects.visible_to(user).in_force().filter(received_at=None)
    return {
        "late_units": sorted(
            ((units[pk], count) for pk, count in counted.items()),
            key=lambda pair: (-pair[1], pair[0].name),
        )[:ROWS],
        "open_slips": open_slips.select_related("commitment", "organization").order_by(
            "-level", "issued_on", "pk"
        )[:ROWS],
        "open_slip_count": open_slips.count(),
    }


def notice_rows(user: User) -> list[NoticeRow]:
    """The person's latest unread notices."""
    return [
        NoticeRow(row.pk, notices.text(row), notice.address(row), _day(row))
        for row in Notice.objects.of(user).unread()[:ROWS]
    ]


def _day(row: Notice) -> date:
    return timezone.localtime(row.created_at).date()


def _by_commitment(waiting: Iterable[Duty]) -> list[list[Duty]]:
    """Group duties by commitment, most urgent first: one report answers all earlier periods."""
    found: dict[tuple[int, int | None], list[Duty]] = {}
    for duty in waiting:
        found.setdefault((duty.assignment_id, duty.update_id), []).append(duty)
    return list(found.values())


def _duty_rows(rows: list[Duty], begun: Answers, may_report: bool) -> DutyRow:
    duty = rows[0]
    commitment, unit = duty.assignment.commitment, duty.assignment.organization_id
    update = duty.update or begun.get((commitment.pk, unit))
    if not may_report:
        address = ""
    elif update is not None:
        address = reverse("admin:commitments_progressupdate_change", args=[update.pk])
    else:
        form = reverse("admin:commitments_progressupdate_add")
        address = f"{form}?commitment={commitment.pk}"
    reason = update.return_reason if update is not None else ""
    state: str = duty.state  # type: ignore[attr-defined]
    periods = tuple(sorted(row.period for row in rows))
    return DutyRow(duty, periods, state, commitment, reason, address)
