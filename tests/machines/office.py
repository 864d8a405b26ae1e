"""Fill a new database with an office that has everything to do; run as a program of its own."""

import os
import sys
from datetime import date, timedelta
from decimal import Decimal

import django

REPORTED_ON = date(2026, 3, 31)


def furnish(items: int, late: int) -> None:
    """`items` commitments to report on in a ledger, and `late` duties to be reminded of."""
    from django.contrib.auth.models import User
    from django.utils import timezone
    from rest_framework.authtoken.models import Token

    from commitments.models import Assignment, Commitment, Duty, Indicator, Target
    from tests import factories as make

    unit, office = make.unit("海淀区体育局", short_name="区体育局"), make.supervisor("office")
    make.reporter(unit, "clerk")
    Token.objects.create(user=User.objects.get(pk=office.pk), key="office")
    due = date(2030, 12, 31)
    made = Commitment.objects.bulk_create(
        Commitment(
            code=f"2026-{number:04}",
            title=f"新建体育场地{number}处",
            kind="target",
            workflow="in_progress",
            starts_on=date(2026, 1, 1),
            due_on=due,
            registered_by=office,
        )
        for number in range(1, items + late + 1)
    )
    leads = Assignment.objects.bulk_create(
        Assignment(commitment=row, organization=unit) for row in made
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(name=f"场地{row.code}", unit="处") for row in made
    )
    Target.objects.bulk_create(
        Target(
            commitment=row,
            indicator=indicator,
            comparator="gte",
            value=Decimal(10),
            due_on=due,
            approved_by=office,
        )
        for row, indicator in zip(made, indicators, strict=True)
    )
    Duty.objects.bulk_create(
        Duty(
            assignment=lead,
            period="2026-03",
            period_start=date(2026, 3, 1),
            period_end=REPORTED_ON,
            opens_on=REPORTED_ON,
            due_on=timezone.localdate() - timedelta(days=7),
        )
        for lead in leads[items:]
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    furnish(int(sys.argv[1]), int(sys.argv[2]))
