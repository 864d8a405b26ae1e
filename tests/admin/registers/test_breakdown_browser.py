"""Thirty streets in a real browser: on one screen, with a running total."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from commitments.choices import Across
from commitments.domain.tracking import breakdowns, targets
from commitments.domain.tracking.breakdowns import GroupEntry
from commitments.models import Indicator, ProgressUpdate
from tests import factories as make
from tests.admin.review.test_review_browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)

STREETS = 30


def test_thirty_streets_fit_on_a_screen_and_add_up(page):
    office, unit = make.supervisor(), make.unit("区民政局")
    commitment = make.commitment(
        by=office, lead=unit, indicator="备案助餐点", unit="家", value=Decimal(300)
    )
    Indicator.objects.update(across=Across.SUM)
    names = [GroupEntry(f"第{number}街道办事处") for number in range(1, STREETS + 1)]
    streets = breakdowns.create("街镇", by=office, groups=names)
    wanted = {group.pk: Decimal(10) for group in streets.groups.all()}
    targets.revise(commitment.pk, targets.Revision(groups=wanted), by=office, reason="分解到街镇")
    page.set_viewport_size({"width": 1366, "height": 768})
    sign_in(page, make.reporter(unit))

    page.goto(f"/admin/commitments/progressupdate/add/?commitment={commitment.pk}")
    box = page.locator("[data-groups]")
    assert box.bounding_box()["height"] < 560
    for field in box.locator("input").all():
        field.fill("9")
    page.fill("[name=value]", "271")
    expect(box.locator("[data-total]")).to_have_text("已填30个（共30个），合计270，与总数相差1")

    page.fill("[name=narrative]", "新增助餐点")
    page.get_by_role("button", name="保存草稿").click()
    expect(box.locator(".ct-error")).to_contain_text("各街镇合计270家，与总数271家相差1家")
    page.fill("[name=value]", "")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator("#ct-update-form .ct-badge.ct-state-draft")).to_be_visible()
    assert ProgressUpdate.objects.get().measurements.get().value == STREETS * 9
