"""The ledger in a real browser: exported, filled in and imported again."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from commitments.models import Batch, Commitment, Organization
from tests import factories as make
from tests.admin.review.test_review_browser import sign_in
from tests.domain.batches.books import Book

pytestmark = pytest.mark.django_db(transaction=True)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIST = "/admin/commitments/commitment/"


@pytest.fixture
def three(db) -> list[Commitment]:
    unit = make.unit("海淀区体育局", short_name="区体育局")
    titles = ("人均体育场地面积不低于3.7平方米", "社会体育指导员每千人8.1名", "家庭照护床位39331张")
    return [
        make.assigned(unit, title=title, indicator=f"指标{number}")
        for number, title in enumerate(titles, 1)
    ]


def upload(page, data: bytes) -> None:
    page.get_by_role("link", name="导入台账").click()
    page.set_input_files("[name=file]", {"name": "台账.xlsx", "mimeType": XLSX, "buffer": data})
    page.get_by_role("button", name="上传并核对").click()


def test_imported_ledger_shows_differences_first(page, worker, three, tmp_path):
    sign_in(page, make.supervisor("督查员"))
    page.goto(LIST)
    with page.expect_download() as download:
        page.get_by_role("link", name="导出台账").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name.startswith("承诺事项台账-")
    book = Book(path.read_bytes())
    book.write(2, value=4.2, reason="区政府常务会议要求提高")
    book.write(3, report_value=8.3, narrative="新培训指导员320名，均已上岗")
    book.write(4, lead="区卫健局")

    upload(page, book.saved())

    expect(page.locator(".ct-head .ct-badge")).to_have_text("待确认", timeout=30_000)
    first = page.locator("#rows tbody tr").nth(0)
    expect(first).to_contain_text("3.7平方米")
    expect(first).to_contain_text("4.2平方米")
    expect(page.locator("#rows tbody tr").nth(2)).to_contain_text("没有名为“区卫健局”的单位")
    assert Commitment.objects.get(pk=three[0].pk).target.version == 1
    shot(page, "preview")
    page.get_by_role("button", name="执行2项变更").click()
    expect(page.locator(".ct-head .ct-badge")).to_have_text("已执行", timeout=30_000)

    target = Commitment.objects.get(pk=three[0].pk).target
    assert (target.version, float(target.value)) == (2, 4.2)
    assert three[1].updates.get().state == "submitted"
    shot(page, "made")
    page.get_by_role("button", name="撤销2项变更").click()
    expect(page.locator(".ct-head .ct-badge")).to_have_text("已撤销", timeout=30_000)
    target = Commitment.objects.get(pk=three[0].pk).target
    assert (target.version, float(target.value)) == (3, 3.7)
    assert three[1].updates.get().state == "draft"


def test_bulk_edit_shows_a_preview_first(page, worker, three):
    Organization.objects.create(name="海淀区财政局", short_name="区财政局")
    sign_in(page, make.supervisor("督查员"))
    page.goto(LIST)
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("edit_in_bulk")
    shot(page, "list")
    page.get_by_role("button", name="办理", exact=True).click()
    page.fill("[name=due_on]", "2029年12月31日")
    page.fill("[name=reason]", "按区委要求提前")
    shot(page, "bulk")
    page.get_by_role("button", name="预览变更").click()
    expect(page.locator(".ct-head .ct-badge")).to_have_text("待确认", timeout=30_000)
    page.get_by_role("button", name="执行3项变更").click()
    expect(page.locator(".ct-head .ct-badge")).to_have_text("已执行", timeout=30_000)

    assert {str(row.due_on) for row in Commitment.objects.all()} == {"2029-12-31"}
    page.get_by_role("button", name="撤销3项变更").click()
    expect(page.locator(".ct-head .ct-badge")).to_have_text("已撤销", timeout=30_000)
    assert {str(row.due_on) for row in Commitment.objects.all()} == {"2030-12-31"}
    assert Batch.objects.get().counts["undone"] == 3


def shot(page, name: str) -> None:
    page.screenshot(path=str(Path("/tmp") / f"ledger-{name}.png"), full_page=True)
