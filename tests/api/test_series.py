"""The evaluation as of any day and the points of a chart, over HTTP."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from commitments.domain.reporting import progress
from commitments.domain.tracking import overrides
from commitments.models import Evaluation
from tests import factories


@pytest.fixture
def commitment(bureau):
    return factories.assigned(bureau, baseline=Decimal(3), baseline_on=date(2025, 12, 31))


@pytest.fixture
def path(commitment) -> str:
    return f"commitments/{commitment.pk}/"


def report(commitment, by, day, value, *, approve=True):
    readings = (progress.ReportedValue(day, Decimal(value)),)
    given = {"reported_on": day, "narrative": "有进展。", "readings": readings}
    update = progress.draft(commitment.pk, by=by, **given)
    progress.submit(update.pk, by=by)
    if approve:
        progress.approve(update.pk, by=by)


def test_past_evaluation_uses_values_of_that_day(office, commitment, path):
    report(commitment, office.user, date(2026, 3, 31), "3.9")
    before = Evaluation.objects.count()

    early = office.get(path + "evaluation/", on="2026-03-30").json()
    late = office.get(path + "evaluation/", on="2026-04-01").json()

    assert (early["actual"], early["progress"]) == (None, "not_assessed")
    assert (late["on"], late["actual"], late["progress"]) == ("2026-04-01", 3.9, "achieved")
    assert late["target"]["version"] == 1
    assert late["why"]
    assert late["inputs"]["facts"]["values"]
    assert Evaluation.objects.count() == before


def test_defaults_to_today(office, commitment, path):
    today = timezone.localdate()
    given = {"progress": "behind", "reason": "停工", "ends_on": today + timedelta(9)}
    overrides.set_override(commitment.pk, by=office.user, **given)

    found = office.get(path + "evaluation/").json()

    assert (found["on"], found["progress"]) == (str(today), "behind")


@pytest.mark.parametrize("on", ["2999-01-01", "yesterday", "2026-02-30"])
def test_rejects_invalid_or_future_date(office, path, on):
    problem = office.get(path + "evaluation/", 400, on=on).json()
    assert problem["errors"][0]["field"] == "on"


def test_rejects_unknown_parameter(office, path):
    office.get(path + "evaluation/", 400, day="2026-01-01")


def test_evaluates_commitment_without_figure_but_draws_no_series(office, bureau):
    bare = factories.assigned(bureau, target=None)

    assert office.get(f"commitments/{bare.pk}/evaluation/").json()["target"] is None
    office.get(f"commitments/{bare.pk}/series/", 204)


def test_lists_points_of_the_chart(office, clerk, commitment, path):
    report(commitment, office.user, date(2026, 3, 31), "3.2")
    report(commitment, office.user, date(2026, 6, 30), "3.3", approve=False)

    found = clerk.get(path + "series/").json()

    assert (found["unit"], found["path"], found["is_kept"]) == ("平方米", "straight", False)
    assert found["planned"][0] == {"on": "2025-12-31", "value": 3}
    assert found["planned"][-1] == {"on": "2030-12-31", "value": 3.7}
    assert [(row["value"], row["state"]) for row in found["measured"]] == [
        (3.2, "approved"),
        (3.3, "submitted"),
    ]
    assert found["targets"][0]["replaced_on"] is None
    assert found["baseline"] == {"on": "2025-12-31", "value": 3}


def test_other_unit_sees_neither(stranger, path):
    stranger.get(path + "evaluation/", 404)
    stranger.get(path + "series/", 404)
