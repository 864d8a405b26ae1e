"""Splitting a commitment in a real browser: added rows, unit search, shares."""

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.admin.review.test_review_browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_added_rows_have_working_unit_fields(page):
    whole = make.commitment(target=None, title="办好民生实事", lead=make.unit("区民政局"))
    make.unit("区体育局")
    sign_in(page, make.supervisor())
    page.goto(f"/admin/commitments/commitment/{whole.pk}/change/")
    section = page.locator("#parts")
    section.get_by_text("分解任务").first.click()

    for number, title in enumerate(["新建助餐点", "改造老旧小区", "新建卫生站"]):
        page.fill(f"[name=parts-{number}-title]", title)
    section.get_by_role("button", name="再加一行").click()
    expect(page.locator("[name=parts-3-title]")).to_be_focused()
    page.keyboard.type("新建体育场地")
    section.locator(".ct-part").nth(3).locator(".select2-selection").click()
    page.locator(".select2-search__field").last.fill("体育")
    page.locator(".select2-results__option", has_text="区体育局").click()
    page.fill("[name=parts-3-weight]", "3")
    section.locator("[name=reason]").first.fill("分解到牵头单位")
    section.get_by_role("button", name="分解任务").click()

    row = page.locator("#parts tbody tr", has_text="新建体育场地")
    expect(row).to_contain_text("区体育局")
    expect(row).to_contain_text("50.0%")
    expect(page.locator("#parts tfoot")).to_contain_text("100.0%")
