"""Whole journeys in a real browser, each step clicked by the person whose step it is."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commitments.domain.platform import working_days
from commitments.domain.reminders import issuing
from commitments.domain.reporting import progress
from commitments.models import Commitment, ReminderSlip
from tests import factories as make
from tests.admin.review.test_review_browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)

DONE = {
    "申请办结": "已申请办结，等待督查室审核。",
    "办结": "已办结。",
    "销号": "已销号。",
    "申请延期": "已提交延期申请，等待督查室审批。",
}


@pytest.fixture
def unit():
    return make.unit("区体育局")


@pytest.fixture
def office():
    return make.supervisor("督查员")


@pytest.fixture
def clerk(unit):
    return make.reporter(unit, "填报员")


def enter(page, person, commitment=None):
    """Another person sits down at the computer."""
    page.context.clear_cookies()
    sign_in(page, person)
    if commitment is not None:
        page.goto(f"/admin/commitments/commitment/{commitment.pk}/change/")


def move(page, name, **fields):
    """Open the form of a move, fill it in, send it."""
    form = page.locator("#procedure details", has=page.locator("summary", has_text=name))
    form.locator("summary").click()
    for field, value in fields.items():
        form.locator(f"[name={field}]").fill(value)
    form.get_by_role("button", name=name).click()
    expect(page.get_by_text(DONE[name]).first).to_be_visible()


def stage(page, words):
    expect(page.locator(".ct-badge[class*=ct-workflow-]").first).to_have_text(words)


def test_journey_from_assignment_to_closing(page, unit, office, clerk):
    commitment = make.commitment()

    enter(page, office, commitment)
    stage(page, "已立项")
    page.get_by_text("交办单位").click()
    page.locator("#units .select2-selection").first.click()
    page.locator(".select2-search__field").last.fill("体育")
    page.locator(".select2-results__option", has_text="区体育局").click()
    page.locator("#units").get_by_role("button", name="交办").click()
    stage(page, "已交办")

    enter(page, clerk)
    to_sign = page.locator("#inbox tr", has_text=commitment.code)
    expect(to_sign).to_contain_text("待签收")
    to_sign.get_by_role("button", name="签收").click()
    expect(page.get_by_text("已签收。")).to_be_visible()
    expect(page.locator("#inbox")).to_contain_text("暂无待办")

    page.get_by_role("link", name="填报", exact=True).click()
    page.fill("[name=value]", "3.9")
    page.fill("[name=narrative]", "新建场地2处，已验收")
    proof = {"name": "验收单.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1"}
    page.set_input_files("[name=file]", proof)
    page.get_by_role("button", name="报送").click()
    expect(page.locator(".ct-badge.ct-state-submitted").first).to_have_text("待审核")

    enter(page, office)
    page.locator("#came-in").get_by_role("link", name=commitment.code).click()
    page.locator(".ct-chip", has_text="核实").click()
    page.get_by_role("button", name="核实").click()
    expect(page.get_by_text("已核实").first).to_be_visible()
    page.get_by_role("button", name="采纳").click()
    expect(page.locator(".ct-head .ct-badge").last).to_have_text("已完成")

    enter(page, clerk, commitment)
    stage(page, "办理中")
    move(page, "申请办结", reason="场地已全部建成并开放")
    stage(page, "申请办结")

    enter(page, office)
    page.locator("#asked").get_by_role("link", name=commitment.code).click()
    expect(page.locator("#procedure")).to_contain_text("场地已全部建成并开放")
    move(page, "办结", reason="经核查属实")
    stage(page, "已办结")
    move(page, "销号")
    stage(page, "已销号")
    expect(page.get_by_text("填报进展")).to_have_count(0)


def test_extension_is_requested_and_granted(page, unit, office, clerk):
    due = working_days.shift(timezone.localdate(), 2)
    commitment = make.assigned(unit, starts_on=due - timedelta(200), due_on=due)
    reported(commitment, office, "3.1")
    slips = issuing.issue(f"commitment:{commitment.pk}:{due}")
    assert slips

    enter(page, clerk, commitment)
    later = due + timedelta(90)
    move(page, "申请延期", reason="用地手续未办结", new_due_on=later.isoformat())
    expect(page.locator("#procedure")).to_contain_text("待批")
    expect(page.locator("#procedure").get_by_role("button", name="批准")).to_have_count(0)

    enter(page, office)
    page.locator("#asked").get_by_role("link", name=commitment.code).click()
    page.locator("#procedure").get_by_role("button", name="批准", exact=True).click()
    expect(page.get_by_text("已批准延期，完成时限调整为")).to_be_visible()
    in_force = page.locator("#targets tbody tr").first
    expect(in_force).to_contain_text("现行")
    expect(in_force).to_contain_text("用地手续未办结")
    expect(in_force).to_contain_text(f"{later.year}年{later.month}月{later.day}日")
    expect(page.locator("#targets tbody tr")).to_have_count(2)

    page.goto("/admin/commitments/reminderslip/?receipt=cancelled")
    expect(page.locator("tbody .field-number_shown")).to_have_count(len(slips))
    assert not ReminderSlip.objects.in_force().exists()


def test_override_is_shown_beside_the_computed_evaluation_until_revoked(page, unit, office):
    commitment = make.assigned(unit)
    reported(commitment, office)

    enter(page, office, commitment)
    expect(page.locator(".ct-head .ct-badge").first).to_have_text("已完成")
    page.locator("#evaluations summary").click()
    form = page.locator("#evaluations details form")
    form.get_by_role("button", name="启用").click()
    expect(page.locator("#evaluations .ct-error").first).to_be_visible()
    form.locator("[name=progress]").select_option("behind")
    ends = timezone.localdate() + timedelta(30)
    form.locator("[name=ends_on]").fill(ends.isoformat())
    form.locator("[name=reason]").fill("数据待统计部门核定")
    form.get_by_role("button", name="启用").click()

    expect(page.locator(".ct-head .ct-badge").first).to_have_text("进度滞后")
    expect(page.locator("#evaluations")).to_contain_text("数据待统计部门核定")
    expect(page.locator("#evaluations tbody tr").first).to_contain_text("系统评价： 已完成")

    page.get_by_role("button", name="解除").click()
    expect(page.locator(".ct-head .ct-badge").first).to_have_text("已完成")


def test_update_on_behalf_of_a_unit_is_marked(page, unit, office):
    commitment = make.assigned(unit)

    enter(page, office, commitment)
    page.get_by_role("link", name="填报进展").first.click()
    page.fill("[name=value]", "3.2")
    page.fill("[name=narrative]", "据电话了解，新建场地1处")
    page.get_by_role("button", name="报送").click()

    expect(page.locator(".ct-tag", has_text="代报").first).to_be_visible()
    page.goto("/admin/commitments/progressupdate/")
    expect(page.locator("tbody")).to_contain_text("督查员（代报）")


def test_enter_of_input_method_does_not_submit_an_update(page, unit, clerk):
    commitment = make.assigned(unit)
    enter(page, clerk)
    page.goto(f"/admin/commitments/progressupdate/add/?commitment={commitment.pk}")
    page.locator("[name=evidence_title]").click()
    input_method = page.context.new_cdp_session(page)
    input_method.send(
        "Input.imeSetComposition", {"text": "yanshou", "selectionStart": 7, "selectionEnd": 7}
    )
    enter_key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    input_method.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter_key})
    input_method.send("Input.insertText", {"text": "验收单"})
    page.wait_for_timeout(300)

    expect(page.locator("[name=evidence_title]")).to_have_value("验收单")
    assert "/add/" in page.url
    assert not Commitment.objects.get().updates.exists()

    page.reload()
    expect(page.locator("[name=evidence_title]")).to_have_value("验收单")


def reported(commitment, office, value="3.9"):
    """A report that was accepted, so that the work is under way."""
    day = timezone.localdate()
    update = progress.draft(
        commitment.pk,
        by=office,
        reported_on=day,
        narrative="已建成",
        readings=(progress.ReportedValue(day, Decimal(value)),),
    )
    progress.submit(update.pk, by=office)
    progress.approve(update.pk, by=office)
