"""Which units have not handed in what a report waits for."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from commitments.models import Duty, Organization, ReportDraft


@dataclass(frozen=True, slots=True)
class MissingUnit:
    """A unit, and on how many commitments it still owes a report of the period."""

    unit: Organization
    duties: int


def were_asked(draft: ReportDraft) -> bool:
    """Whether anybody was asked for a report of the period at all."""
    within = (draft.period_start, draft.period_end)
    return Duty.objects.filter(period_end__range=within).exists()


def units(draft: ReportDraft, *, today: date | None = None) -> list[MissingUnit]:
    """The units that owe most come first."""
    asked = (
        Duty.objects.asked()
        .unanswered()
        .filter(
            period_end__range=(draft.period_start, draft.period_end),
            opens_on__lte=today or timezone.localdate(),
        )
        .values_list("assignment__organization", "assignment__commitment__code")
    )
    listed = {item["code"] for item in draft.snapshot["items"]}
    owed: dict[int, int] = {}
    for unit, code in asked:
        if code in listed:
            owed[unit] = owed.get(unit, 0) + 1
    found = Organization.objects.in_bulk(owed)
    missing = [MissingUnit(found[pk], count) for pk, count in owed.items()]
    return sorted(missing, key=lambda row: (-row.duties, row.unit.name))
