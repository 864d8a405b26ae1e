"""The chart of a commitment in a real browser, drawn from data in the page."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commitments.domain.reporting import progress
from commitments.domain.tracking import targets
from commitments.models import Target
from tests import factories as make
from tests.admin.review.test_review_browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
START = date(2026, 1, 1)


def report(commitment, by, day, value, *, approve=True):
    readings = (progress.ReportedValue(day, Decimal(value)),)
    given = {"reported_on": day, "narrative": "有进展。", "readings": readings}
    update = progress.draft(commitment.pk, by=by, **given)
    progress.submit(update.pk, by=by)
    if approve:
        progress.approve(update.pk, by=by)


def test_chart_and_table_show_the_values(page):
    office = make.supervisor("督查员")
    commitment = make.assigned(
        make.unit(), starts_on=START, baseline=Decimal("2.9"), baseline_on=START
    )
    Target.objects.update(approved_at=timezone.make_aware(datetime(2026, 1, 5, 9)))
    revised = targets.revise(
        commitment.pk,
        targets.Revision(value=Decimal(4), due_on=date(2027, 12, 31)),
        by=office,
        reason="上调",
    )
    later = timezone.make_aware(datetime(2026, 5, 1, 9))
    Target.objects.filter(pk=revised.pk).update(approved_at=later)
    for day, value in ((date(2026, 3, 31), "3.05"), (date(2026, 6, 30), "3.1")):
        report(commitment, office, day, value)
    report(commitment, office, date(2026, 9, 30), "3.4", approve=False)
    sign_in(page, office)
    page.goto(f"/admin/commitments/commitment/{commitment.pk}/change/")

    expect(page.locator("#ct-chart canvas")).to_be_visible()
    expect(page.locator("#ct-chart")).to_have_attribute("data-drawn", "7")
    expect(page.locator(".ct-legend")).to_contain_text("待审核")
    assert "3.4平方米" in page.locator("#ct-chart").get_attribute("aria-label")
    table = page.locator("#chart table")
    expect(table).to_be_hidden()
    page.locator("#chart summary").focus()
    page.keyboard.press("Enter")
    expect(table).to_contain_text("不低于3.7平方米（至2026年5月1日止）")


def test_chart_without_values_shows_path_and_hint(page):
    commitment = make.assigned(make.unit(), starts_on=START, baseline=Decimal(3), baseline_on=START)
    sign_in(page, make.supervisor("督查员"))
    page.goto(f"/admin/commitments/commitment/{commitment.pk}/change/")

    expect(page.locator("#ct-chart canvas")).to_be_visible()
    expect(page.locator("#chart .ct-hint")).to_contain_text("尚无数值")
