"""The list of commitments in a real browser: a unit filter, saved and shared."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from commitments.domain.reporting import progress
from tests import factories as make
from tests.admin.review.test_review_browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/commitments/commitment/"
LONG = "推进全民健身场地建设，人均体育场地面积不低于3.7平方米，新建改建口袋公园和小微绿地"


@pytest.fixture
def office():
    """Somebody with a list to work through: many units with long names."""
    person = make.supervisor("督查员")
    for number in range(14):
        unit = make.unit(f"北京市海淀区第{number}街道办事处社区建设和综合治理办公室")
        made = make.assigned(
            unit,
            title=f"{LONG}{number}",
            indicator=f"第{number}街道人均体育场地面积",
            baseline=Decimal(2),
            baseline_on=date(2025, 11, 23),
            due_on=date(2026, 1, 31) if number % 2 else date(2030, 12, 31),
        )
        day = date(2025, 12, 31)
        readings = (progress.ReportedValue(day, Decimal("2.4")),)
        update = progress.draft(
            made.pk, by=person, reported_on=day, narrative="在建", readings=readings
        )
        progress.submit(update.pk, by=person)
        progress.approve(update.pk, by=person)
    return person


def test_lists_do_not_scroll_sideways(page, office):
    sign_in(page, office)
    for name in ("commitment", "progressupdate", "evidence", "duty", "reminderslip"):
        page.goto(f"/admin/commitments/{name}/")
        wider = "[...document.querySelectorAll('html, #changelist, #changelist .overflow-x-auto')]"
        assert page.evaluate(f"{wider}.every(part => part.scrollWidth <= part.clientWidth)"), name


def test_filters_by_unit_and_shares_the_filter(page, office):
    sign_in(page, office)
    page.goto(LIST)
    expect(page.locator("tbody .ct-progress")).to_have_count(14)
    page.locator("#changelist a", has_text="filter_list").click()
    page.locator(".ct-choose .select2-selection").click()
    page.locator(".select2-search__field").fill("第12街道")
    page.locator(".select2-results__option", has_text="第12街道").click()
    page.wait_for_url("**lead=*")
    expect(page.locator("tbody .field-titled")).to_have_count(1)

    page.get_by_text("保存当前筛选").click()
    page.get_by_label("筛选名称").fill("十二街道")
    page.get_by_label("共享给同事").check()
    page.get_by_role("button", name="保存", exact=True).click()

    chip = page.locator("#ct-saved .ct-active")
    expect(chip).to_contain_text("十二街道")
    page.get_by_role("link", name="全部", exact=True).first.click()
    expect(page.locator("tbody .field-titled")).to_have_count(14)
    page.locator("#ct-saved").get_by_role("link", name="十二街道").click()
    expect(page.locator("tbody .field-titled")).to_have_count(1)

    page.context.clear_cookies()
    sign_in(page, make.supervisor("同事"))
    page.goto(LIST)
    expect(page.locator("#ct-saved")).to_contain_text("督查员共享")
    page.locator("#ct-saved").get_by_role("link", name="十二街道").click()
    expect(page.get_by_text("管理", exact=True)).to_have_count(0)
