"""A doubtful row of the ledger is left out until its column says that it is right."""

from decimal import Decimal

import pytest

from commitments.choices import BatchRowState
from commitments.domain.batches import running
from commitments.models import Commitment, Measurement
from tests.domain.batches.books import Book, bring_in, finish, make_of, now, outcomes

pytestmark = pytest.mark.django_db


def revised(*, confirm=None):
    return Book().write(2, value="0.37", reason="调整", confirm=confirm)


def test_revision_by_a_factor_of_ten(area, office):
    batch = bring_in(revised(), office)

    row = batch.rows.get()
    assert (row.state, row.field) == (BatchRowState.REFUSED, "value")
    assert "小数点或单位是否有误" in row.message
    assert "请在“确认”栏填“是”" in row.message

    make_of(revised(confirm="是"), office)
    assert now(area).target.value == Decimal("0.37")


def test_confirmed_row_can_be_taken_back(area, office):
    batch = make_of(revised(confirm="是"), office)

    finish(running.undo(batch.pk, by=office))

    assert now(area).target.value == Decimal("3.7")


def test_value_of_a_report(area, office):
    book = Book().write(2, report_value="37", report_on="2026-03-31", narrative="推进。")
    assert outcomes(bring_in(book, office))[0][0] == BatchRowState.REFUSED

    make_of(book.write(2, confirm="√"), office)

    assert Measurement.objects.get().value == 37


def new(**cells):
    given = {
        "title": "PM2.5浓度降至30以下",
        "indicator": "PM2.5浓度",
        "value": "30",
        "baseline": "34",
        "starts_on": "2026-01-05",
        "due_on": "2026-12-31",
    }
    return Book().write(3, **(given | cells))


@pytest.mark.parametrize("comparator", [None, "不高于", "等于"])
def test_new_row_goes_where_its_figures_lead(area, office, comparator):
    make_of(new(comparator=comparator), office)

    made = Commitment.objects.get(title="PM2.5浓度降至30以下")
    assert made.target.indicator.direction == "down"


def test_new_row_whose_comparator_contradicts_its_baseline(area, office):
    assert outcomes(bring_in(new(comparator="不低于"), office))[0][0] == BatchRowState.REFUSED

    make_of(new(comparator="不低于", confirm="是"), office)

    assert Commitment.objects.get(title="PM2.5浓度降至30以下").target.direction_confirmed


def test_anything_but_yes_is_refused_at_the_column(area, office):
    row = bring_in(revised(confirm="也许"), office).rows.get()

    assert (row.state, row.field) == (BatchRowState.REFUSED, "confirm")
