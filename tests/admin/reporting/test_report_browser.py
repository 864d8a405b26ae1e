"""A report in a real browser: drafted, written, signed, issued and corrected, by the keyboard."""

import pytest
from playwright.sync_api import expect

from commitments.models import ReportDraft, ReportIssue
from tests import factories as make
from tests.admin.review.test_review_browser import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_from_a_period_to_its_correction(page):
    sign_in(page, make.supervisor("督查员"))
    page.goto("/admin/commitments/reportissue/add/")
    page.locator("[name=period]").fill("2026年一季度")
    page.keyboard.press("Enter")
    expect(page.get_by_text("数据已统计")).to_be_visible()

    page.locator("[name=problems]").fill("个别事项滞后。")
    page.get_by_role("button", name="签发").click()
    expect(page.get_by_text("请填写签发人")).to_be_visible()
    expect(page.locator("[name=problems]")).to_have_value("个别事项滞后。")
    page.locator("[name=signer]").fill("李副区长")
    page.get_by_role("button", name="签发").press("Enter")
    expect(page.get_by_text("已签发，编为")).to_be_visible()
    page.get_by_role("button", name="印发").press("Enter")
    expect(page.get_by_text("已印发，为")).to_be_visible()

    page.get_by_role("link", name="查看").click()
    page.locator("summary", has_text="更正本期通报").press("Enter")
    page.locator("[name=reason]").fill("第3项数据有误")
    page.get_by_role("button", name="编制更正通报").press("Enter")
    expect(page.get_by_text("更正通报已生成拟稿")).to_be_visible()

    assert ReportIssue.objects.get().snapshot["official"]["problems"] == "个别事项滞后。"
    assert ReportDraft.objects.filter(corrects=ReportIssue.objects.get()).count() == 1
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
