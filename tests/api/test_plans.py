"""Plans: read their thresholds and colours, and what belongs to them."""

from decimal import Decimal

from commitments.domain.tracking import plans
from tests import factories


def test_plan_shows_thresholds(office, reader):
    plan = plans.create("2026年工作要点", by=office.user, ahead=Decimal("1.2"))

    shown = reader.get(f"plans/{plan.pk}/").json()

    assert (shown["name"], shown["ahead"], shown["on_schedule"]) == ("2026年工作要点", 1.2, 0.9)
    assert shown["colours"]["missed"] == "red"
    assert reader.ids("plans/", q="要点") == [plan.pk]


def test_filters_commitments_by_plan(office, bureau):
    inside, outside = factories.assigned(bureau), factories.assigned(bureau, indicator="另一个")
    plan = plans.create("2026年工作要点", by=office.user)
    plans.place([inside.pk], plan_id=plan.pk, by=office.user)

    assert office.ids("commitments/", plan=plan.pk) == [inside.pk]
    assert office.get(f"commitments/{inside.pk}/").json()["plan"] == plan.pk
    assert office.get(f"commitments/{outside.pk}/").json()["plan"] is None
