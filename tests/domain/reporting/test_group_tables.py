"""What each street has come to: on a page today, and in a report as of its day."""

import io
from datetime import date, datetime
from decimal import Decimal

import docx
import openpyxl
import pytest
from django.utils import timezone

from commitments.assessment import Figure
from commitments.choices import Across, Aggregation
from commitments.domain.reporting import group_tables, issued_files, progress, status_reports
from commitments.domain.tracking import breakdowns, targets
from commitments.domain.tracking.breakdowns import GroupEntry
from commitments.models import Commitment, Dimension, Group, Indicator, Target
from tests import factories

pytestmark = pytest.mark.django_db

JANUARY, MARCH = date(2026, 1, 31), date(2026, 3, 31)


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def streets(office):
    made = breakdowns.create("街镇", by=office, groups=[GroupEntry("万寿路"), GroupEntry("羊坊店")])
    return [group.pk for group in made.groups.all()]


@pytest.fixture
def commitment(office, streets):
    made = factories.commitment(
        by=office, indicator="备案助餐点", unit="家", value=Decimal(40), lead=factories.unit()
    )
    Indicator.objects.update(across=Across.SUM)
    wanted = dict(zip(streets, [Decimal(25), Decimal(15)], strict=True))
    targets.revise(made.pk, targets.Revision(groups=wanted), by=office, reason="分解")
    # It was broken down at the beginning of the year.
    at = timezone.make_aware(datetime(2026, 1, 10, 9))
    Target.objects.update(approved_at=at)
    return Commitment.objects.get(pk=made.pk)


def reported(commitment, office, day, whole, *parts, streets):
    figures = {pk: Figure(Decimal(value)) for pk, value in zip(streets, parts, strict=False)}
    reading = progress.ReportedValue(day, Decimal(whole), groups=figures)
    update = progress.draft(
        commitment.pk, by=office, reported_on=day, narrative="新增。", readings=(reading,)
    )
    progress.submit(update.pk, by=office)
    return progress.approve(update.pk, by=office)


def test_shows_each_group_beside_its_target_and_the_sum(commitment, office, streets):
    reported(commitment, office, MARCH, 32, 20, 12, streets=streets)

    [table] = group_tables.of(commitment.target, MARCH)

    assert [(row.target, row.value, row.share) for row in table.rows] == [
        (25, 20, Decimal("0.8")),
        (15, 12, Decimal("0.8")),
    ]
    assert (table.target_total, table.value_total, table.missing) == (40, 32, 0)
    assert (table.measurement.measured_on, table.contradiction) == (MARCH, "")


def test_unreported_group_is_missing_not_zero(commitment, office, streets):
    reported(commitment, office, MARCH, 32, 20, streets=streets)

    [table] = group_tables.of(commitment.target, MARCH)

    assert (table.rows[1].value, table.rows[1].share, table.missing) == (None, None, 1)
    assert table.value_total == 20


def test_ignores_later_values_and_drafts(commitment, office, streets):
    reported(commitment, office, JANUARY, 12, 10, 2, streets=streets)
    reported(commitment, office, MARCH, 32, 20, 12, streets=streets)

    [table] = group_tables.of(commitment.target, date(2026, 2, 28))
    assert table.value_total == 12
    [before] = group_tables.of(commitment.target, date(2026, 1, 1))
    assert (before.measurement, before.value_total, before.contradiction) == (None, None, "")


def test_keeps_last_reported_parts_with_their_date(commitment, office, streets):
    reported(commitment, office, JANUARY, 12, 10, 2, streets=streets)
    reported(commitment, office, MARCH, 32, streets=streets)

    [table] = group_tables.of(commitment.target, MARCH)

    assert (table.measurement.measured_on, table.value_total) == (JANUARY, 12)


def test_reports_parts_that_no_longer_add_up(commitment, office, streets):
    Indicator.objects.update(across=Across.NONE)
    reported(commitment, office, MARCH, 40, 20, 12, streets=streets)
    [table] = group_tables.of(commitment.target, MARCH)
    assert (table.value_total, table.contradiction) == (None, "")

    Indicator.objects.update(across=Across.SUM)

    [table] = group_tables.of(Commitment.objects.get(pk=commitment.pk).target, MARCH)
    assert table.contradiction == "各街镇合计32家，与总数40家相差8家。"


def test_gives_no_share_for_monthly_values(commitment, office, streets):
    Indicator.objects.update(aggregation=Aggregation.SUM)
    reported(commitment, office, MARCH, 32, 20, 12, streets=streets)

    [table] = group_tables.of(Commitment.objects.get(pk=commitment.pk).target, MARCH)

    assert table.rows[0].share is None


def test_makes_no_table_without_breakdown(office, streets):
    assert group_tables.of(factories.commitment().target, MARCH) == []


def test_a_past_day_has_the_groups_of_that_day(commitment, office, streets, monkeypatch):
    reported(commitment, office, JANUARY, 12, 10, 2, streets=streets)
    record = timezone.make_aware(datetime(2026, 1, 5, 9))
    Dimension.history.update(history_date=record)
    Group.history.update(history_date=record)
    first = status_reports.issue("2026-Q1", by=office).snapshot["items"][0]["groups"]
    dimension = Dimension.objects.get()
    swapped = [GroupEntry("甘家口"), GroupEntry("羊坊店"), GroupEntry("万寿路")]
    breakdowns.change(dimension.pk, by=office, name="街道", groups=swapped)

    again = status_reports.issue("2026-Q1", by=office).snapshot["items"][0]["groups"]
    [today] = group_tables.of(commitment.target, timezone.localdate())

    assert again == first
    assert (first[0]["dimension"], [row["name"] for row in first[0]["rows"]]) == (
        *("街镇", ["万寿路", "羊坊店"]),
    )
    assert (today.dimension.name, [row.group.name for row in today.rows]) == (
        *("街道", ["甘家口", "羊坊店", "万寿路"]),
    )


def test_a_group_made_later_is_shown_where_it_has_a_figure(commitment, office, streets):
    record = timezone.make_aware(datetime(2026, 1, 5, 9))
    Dimension.history.update(history_date=record)
    Group.history.update(history_date=record)
    entries = [GroupEntry(name) for name in ("万寿路", "羊坊店", "甘家口")]
    breakdowns.change(Dimension.objects.get().pk, by=office, groups=entries)
    made = Group.objects.get(name="甘家口").pk
    reported(commitment, office, JANUARY, 15, 10, 2, 3, streets=[*streets, made])

    [table] = group_tables.of(commitment.target, JANUARY)

    assert [(row.group.name, row.value) for row in table.rows] == [
        *(("万寿路", 10), ("羊坊店", 2), ("甘家口", 3)),
    ]


def test_report_shows_groups_as_of_its_date(commitment, office, streets):
    reported(commitment, office, JANUARY, 12, 10, 2, streets=streets)
    reported(commitment, office, date(2026, 5, 1), 32, 20, 12, streets=streets)

    issued = status_reports.issue("2026-Q1", by=office)

    [item] = issued.snapshot["items"]
    [table] = item["groups"]
    assert (table["dimension"], table["on"], table["value_total"]) == (
        *("街镇", "2026-01-31"),
        "12.000000",
    )
    word = docx.Document(io.BytesIO(issued_files.read(issued, "docx").content))
    assert [cell.text for cell in word.tables[-1].rows[1].cells] == [
        *("万寿路", "25家", "10家", "40.0%"),
    ]
    excel = openpyxl.load_workbook(io.BytesIO(issued_files.read(issued, "xlsx").content))
    assert excel["分组情况"].max_row == 3
