"""What the pages of duties, slips and notices are shown with: a unit that is late."""

from datetime import date

from commitments.domain.reminders import issuing
from commitments.domain.reporting import duties
from commitments.models import Commitment, Duty, Organization, ReminderSlip
from tests import factories as make

JANUARY = date(2026, 1, 10)


def late(unit: Organization) -> tuple[Commitment, Duty]:
    """A commitment that the unit leads, and its report of January 2026, never given."""
    commitment = make.assigned(unit)
    duties.open_period(JANUARY)
    return commitment, Duty.objects.get(assignment__commitment=commitment)


def slip(duty: Duty) -> ReminderSlip:
    """The reminder of the day on which the report was due."""
    (issued,) = issuing.issue(f"duty:{duty.pk}:{duty.due_on}")
    return issued
