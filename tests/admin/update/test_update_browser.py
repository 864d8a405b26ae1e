"""A progress update in a real browser: written, returned, corrected, approved."""

import pytest
from playwright.sync_api import expect

from commitments.models import ProgressUpdate
from tests import factories as make
from tests.admin.review.test_review_browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_draft_return_and_approval_change_the_status(page):
    unit = make.unit("区体育局")
    commitment = make.commitment(lead=unit)
    clerk, office = make.reporter(unit, "填报员"), make.supervisor("督查员")

    sign_in(page, clerk)
    page.get_by_role("link", name="填报", exact=True).click()
    page.fill("[name=value]", "3.9")
    page.fill("[name=narrative]", "新建场地2处，已验收")
    page.set_input_files(
        "[name=file]", {"name": "验收单.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1"}
    )
    expect(page.locator(".ct-file-names")).to_have_text("验收单.pdf")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator("#ct-update-form .ct-badge.ct-state-draft")).to_be_visible()
    page.get_by_role("button", name="报送").click()
    expect(page.locator(".ct-badge.ct-state-submitted").first).to_have_text("待审核")

    update = ProgressUpdate.objects.get()
    address = f"/admin/commitments/progressupdate/{update.pk}/change/"
    sign_out(page)
    sign_in(page, office)
    page.get_by_role("link", name=commitment.code).first.click()
    page.fill("[name=reason]", "请写明地点")
    page.get_by_role("button", name="退回").click()
    expect(page.get_by_text("请写明地点").first).to_be_visible()

    sign_out(page)
    sign_in(page, clerk)
    expect(page.locator("#inbox").get_by_text("请写明地点")).to_be_visible()
    page.goto(address)
    page.fill("[name=narrative]", "在上地、西三旗新建场地2处，已验收")
    page.get_by_role("button", name="报送").click()

    sign_out(page)
    sign_in(page, office)
    page.goto(address)
    page.get_by_role("button", name="采纳").click()
    page.goto(f"/admin/commitments/commitment/{commitment.pk}/change/")
    expect(page.locator(".ct-head .ct-badge").first).to_have_text("已完成")
    commitment.refresh_from_db()
    assert commitment.evaluation.progress == "achieved"


def test_unsaved_input_is_restored(page):
    unit = make.unit("区体育局")
    commitment = make.commitment(lead=unit)
    sign_in(page, make.reporter(unit))
    address = f"/admin/commitments/progressupdate/add/?commitment={commitment.pk}"
    page.goto(address)
    page.locator("[name=narrative]").press_sequentially("写到一半")

    page.goto("/admin/")
    page.goto(address)

    expect(page.locator("[name=narrative]")).to_have_value("写到一半")
    page.get_by_role("button", name="放弃恢复").click()
    expect(page.locator("[name=narrative]")).to_have_value("")


def test_report_typed_before_the_session_ended_is_put_back(page):
    unit = make.unit("区体育局")
    commitment = make.commitment(lead=unit)
    clerk = make.reporter(unit)
    sign_in(page, clerk)
    address = f"/admin/commitments/progressupdate/add/?commitment={commitment.pk}"
    page.goto(address)
    page.locator("[name=narrative]").press_sequentially("新建场地2处")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="报送").click()
    page.fill("[name=username]", clerk.username)
    page.fill("[name=password]", "a good password")
    page.click("button[type=submit]")
    expect(page.locator("[name=narrative]")).to_have_value("新建场地2处")
    page.get_by_role("button", name="报送").click()
    expect(page.locator(".ct-badge.ct-state-submitted").first).to_be_visible()

    page.goto(address)
    expect(page.locator("[name=narrative]")).to_have_value("")


def test_picks_a_date(page):
    unit = make.unit("区体育局")
    commitment = make.commitment(lead=unit)
    sign_in(page, make.reporter(unit))
    page.goto(f"/admin/commitments/progressupdate/add/?commitment={commitment.pk}")

    page.locator(".ct-day-picker").first.evaluate(
        "picker => { picker.value = '2026-03-31';"
        " picker.dispatchEvent(new Event('change', {bubbles: true})); }"
    )

    expect(page.locator("[name=reported_on]")).to_have_value("2026-03-31")


def sign_out(page):
    page.context.clear_cookies()
