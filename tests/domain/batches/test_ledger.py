"""The ledger goes out and comes in in one form; what it asks for is reported row by row."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation

from commitments.choices import BatchRowState, BatchState
from commitments.domain.batches import running
from commitments.domain.batches.ledger import exporting, importing
from commitments.domain.batches.ledger.columns import row_hash
from commitments.domain.platform.errors import Invalid, NotAllowed
from commitments.domain.reporting import progress
from commitments.domain.tracking import catalogue, plans, targets
from commitments.models import Batch, Commitment, ProgressUpdate
from tests import factories as make
from tests.domain.batches.books import Book, bring_in, finish, make_of, now, outcomes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_untouched_export_changes_nothing(area, bureau, office, language):
    make.commitment(target=None, due_on=None, title="出台体育设施管理办法", kind="deliverable")
    with translation.override(language):
        book = Book()

    batch = bring_in(book, office)

    assert (batch.state, batch.rows.count(), batch.unchanged) == (BatchState.READY, 0, 2)


def test_english_ledger_is_read_in_chinese(area, office):
    with translation.override("en"):
        book = Book()
        book.write(2, value=4, comparator="more than", reason="raised")

    batch = bring_in(book, office)

    assert batch.rows.get().changes == {"comparator": ["gte", "gt"], "value": ["3.7", "4"]}


def test_imports_targets_dates_units_and_plans(area, office):
    plan = plans.create("2026年重点工作", by=office)
    make.unit("区财政局")
    make.unit("北京市海淀区教育委员会", short_name="区教委")
    book = Book().write(
        2,
        title="人均体育场地面积不低于4平方米",
        value="4",
        due_on="2029年12月31日",
        plan=plan.name,
        supporting="区财政局，区教委",
        reason="区政府常务会议要求",
    )

    made = make_of(book, office)

    assert outcomes(made) == [("applied", "")]
    row = now(area)
    assert row.title == "人均体育场地面积不低于4平方米"
    assert (row.target.value, row.due_on, row.plan) == (Decimal(4), date(2029, 12, 31), plan)
    assert row.target.baseline == Decimal("2.5"), "what was not written in stays"
    assert {str(unit) for unit in row.supporting} == {"区财政局", "区教委"}
    assert row.target.reason == "区政府常务会议要求"


def test_imports_progress_report_once(area, bureau):
    clerk = make.reporter(bureau)
    book = Book().write(
        2,
        report_value="3.1",
        report_on=date(2026, 3, 31),
        narrative="新建场地2处",
        problems="用地紧张",
    )

    made = make_of(book, clerk)

    update = area.updates.get()
    assert (update.state, update.author, str(update.reported_on)) == (
        "submitted",
        clerk,
        "2026-03-31",
    )
    assert (update.problems, update.measurements.get().value) == ("用地紧张", Decimal("3.1"))
    assert made.counts[BatchRowState.APPLIED] == 1
    assert bring_in(book, clerk).unchanged == 1, "the same file again asks for nothing"


def test_returned_report_is_amended_not_duplicated(area, bureau, office):
    clerk = make.reporter(bureau)
    make_of(Book().write(2, narrative="持续推进中"), clerk)
    update = area.updates.get()
    progress.return_to_unit(update.pk, by=office, reason="请写明数字")

    make_of(Book().write(2, narrative="新建场地2处，已验收"), clerk)

    assert ProgressUpdate.objects.count() == 1
    update.refresh_from_db()
    assert (update.state, update.narrative) == ("submitted", "新建场地2处，已验收")


def test_reporter_without_revise_permission_still_reports(area, bureau):
    clerk = make.reporter(bureau)
    make.assigned(bureau, indicator="b")
    book = Book().write(2, value=3, reason="完不成").write(3, narrative="新建场地2处")

    batch = bring_in(book, clerk)

    assert [state for state, _message in outcomes(batch)] == ["refused", "proposed"]


def test_change_after_export_is_a_conflict(area, office):
    book = Book().write(2, title="另一个标题")
    targets.revise(area.pk, targets.Revision(value=Decimal(5)), by=office, reason="上级要求")

    [(state, message)] = outcomes(bring_in(book, office))

    assert state == "refused"
    assert "导出后" in message
    assert "目标值" in message


def test_untouched_row_does_not_restore_old_values(area, office):
    book = Book()
    targets.revise(area.pk, targets.Revision(value=Decimal(5)), by=office, reason="上级要求")

    batch = bring_in(book, office)

    assert (batch.rows.count(), batch.unchanged) == (0, 1)
    assert now(area).target.value == 5


def test_imports_report_although_target_changed(area, bureau, office):
    book = Book().write(2, narrative="新建场地2处")
    targets.revise(area.pk, targets.Revision(value=Decimal(5)), by=office, reason="上级要求")

    assert outcomes(bring_in(book, make.reporter(bureau))) == [("proposed", "")]


@pytest.mark.parametrize(
    ("cells", "field", "words"),
    [
        ({"value": "若干"}, "value", "请输入数字"),
        ({"value": "1" * 20}, "value", "数值过大"),
        ({"due_on": "年底"}, "due_on", "请输入日期"),
        ({"lead": "区卫健局"}, "lead", "没有名为“区卫健局”的单位"),
        ({"supporting": "区体育局、某局"}, "supporting", "某局"),
        ({"plan": "某计划"}, "plan", "某计划"),
        ({"comparator": "差不多"}, "comparator", "差不多"),
        ({"code": "1999-0001"}, "code", "1999-0001"),
        ({"title": None}, "title", "不能清空"),
        ({"lead": None}, "lead", "不能清空"),
        ({"due_on": None}, "due_on", "不能清空"),
        ({"value": None}, "value", "不能清空"),
        ({"title": "改", "indicator": "别的指标"}, "indicator", "不能在台账中修改"),
        ({"title": "改", "unit": "亩"}, "unit", "不能在台账中修改"),
        ({"title": "改", "row_hash": None}, "row_hash", "校验码"),
        ({"value": 4}, "reason", "理由"),
        ({"due_on": "2020-01-01", "reason": "错"}, "due_on", "早于"),
        ({"report_value": 3}, "narrative", "请填写"),
        ({"narrative": "做了", "report_on": "2999-01-01"}, "reported_on", "不能晚于今天"),
    ],
)
def test_reports_invalid_cell_at_its_column(area, office, cells, field, words):
    batch = bring_in(Book().write(2, **cells), office)

    row = batch.rows.get()
    assert (row.state, row.number) == ("refused", 2)
    assert (row.field, words in row.message) == (field, True), row.message
    assert now(area).target.version == 1


def test_asks_about_percentage_scaled_by_excel(bureau, office):
    rate = make.assigned(bureau, indicator="覆盖率", unit="%", value=Decimal(95))

    refused = bring_in(Book().write(2, report_value=0.6, narrative="覆盖六成"), office)
    meant = bring_in(Book().write(2, report_value="0.6%", narrative="覆盖六成"), office)

    assert "60" in outcomes(refused)[0][1]
    assert meant.rows.get().changes["report"][1]["value"] == "0.6"
    assert not rate.updates.exists()


def test_rejects_second_row_of_a_commitment(area, office):
    book = Book().write(2, title="改一")
    code, row_hash = book.get(2, "code"), book.get(2, "row_hash")
    book.write(3, code=code, title="改二", row_hash=row_hash)

    assert [state for state, _message in outcomes(bring_in(book, office))] == [
        "proposed",
        "refused",
    ]


def test_row_without_code_registers_commitment(area, office, bureau):
    book = Book().write(
        3,
        title="新建助餐点100家",
        lead="区体育局",
        indicator="助餐点",
        unit="家",
        value=100,
        due_on="2027-12-31",
        reason="补录",
    )

    batch = bring_in(book, office)
    assert Commitment.objects.count() == 1, "tried, not made"
    made = finish(running.confirm(batch.pk, by=office))

    row = made.rows.get()
    assert (row.commitment.lead, row.commitment.target.value) == (bureau, Decimal(100))
    assert row.commitment.kind == "target"
    undone = finish(running.undo(made.pk, by=office))
    assert "不能撤销" in outcomes(undone)[0][1]


def test_repeated_new_row_registers_once(area, office):
    book = Book().write(3, title="新建助餐点100家", due_on="2027-12-31")
    book.write(4, title="新建助餐点100家", due_on="2027-12-31")
    first = make_of(book, office)
    assert [state for state, _message in outcomes(first)] == ["applied", "refused"]

    again = bring_in(book, office)

    assert [state for state, _message in outcomes(again)] == ["refused", "refused"]
    assert all("已有同名事项" in message for _state, message in outcomes(again))


def test_reporter_cannot_register(area, bureau):
    book = Book().write(3, title="新建助餐点100家", due_on="2027-12-31")

    [(state, message)] = outcomes(bring_in(book, make.reporter(bureau)))

    assert (state, "无权立项" in message) == ("refused", True)


def test_finds_columns_below_title_and_among_others(area, office):
    book = Book().write(2, title="另一个标题")
    book.sheet.insert_rows(1, 2)
    book.sheet.cell(1, 1).value = "海淀区承诺事项台账"
    book.sheet.insert_cols(2)
    book.sheet.cell(3, 2).value = "联系人"

    batch = bring_in(book, office)

    assert batch.rows.get().changes == {"title": [area.title, "另一个标题"]}
    assert batch.rows.get().number == 4
    assert batch.unknown_columns == ["联系人"]


def test_missing_columns_leave_fields_unchanged(area, office):
    book = Book().write(2, title="另一个标题")
    for key in ("value", "lead", "plan"):
        book.sheet.delete_cols(book.column(key))

    assert bring_in(book, office).rows.get().changes == {"title": [area.title, "另一个标题"]}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "没有"),
        (b"not a workbook", "不是Excel工作簿"),
        (b"PK\x03\x04 broken", "损坏"),
    ],
)
def test_rejects_other_file_before_storing_it(office, data, words):
    with pytest.raises(Invalid, match=words) as refused:
        running.upload(data, filename="台账.xlsx", by=office)

    assert refused.value.field == "file"
    assert not Batch.objects.exists()


def test_explains_missing_headings(office):
    workbook = openpyxl.Workbook()
    workbook.active.append(["姓名", "电话"])
    buffer = io.BytesIO()
    workbook.save(buffer)

    batch = finish(running.upload(buffer.getvalue(), filename="通讯录.xlsx", by=office))

    assert batch.state == "failed"
    assert "请先导出台账" in batch.error
    assert not batch.rows.exists()


def test_reader_cannot_import(area):
    with pytest.raises(NotAllowed):
        running.upload(Book().saved(), filename="台账.xlsx", by=make.user(role="reader"))


def test_formula_like_text_stays_text(area, office):
    area.title = "=1+1"
    area.save()

    book = Book()

    cell = book.sheet.cell(2, book.column("title"))
    assert (cell.data_type, cell.value) == ("s", "=1+1")
    assert bring_in(book, office).unchanged == 1


def test_long_figure_round_trips_as_text(bureau, office):
    make.assigned(bureau, value=Decimal("12345678901234567.123456"), unit="元", indicator="投资")

    book = Book()

    # SQLite keeps 15 digits of it, and Excel would keep no more; PostgreSQL keeps them all.
    kept = Commitment.objects.get().target.value
    is_long = len(kept.normalize().as_tuple().digits) > 15
    assert isinstance(book.get(2, "value"), str) == is_long
    assert bring_in(book, office).unchanged == 1


def test_export_query_count_does_not_grow(bureau, django_assert_max_num_queries):
    for number in range(10):
        make.assigned(bureau, indicator=f"指标{number}")
    with django_assert_max_num_queries(12):
        exporting.workbook(Commitment.objects.order_by("code"))


def test_exports_only_visible_commitments(area):
    stranger = make.reporter(make.unit())
    book = Book().write(2, narrative="我们做的")

    sheet = importing.read(book.saved(), limit=10**7)
    [row] = importing.propose(sheet, by=stranger)

    assert row.commitment is None
    assert area.code in str(row.refusal)


def test_remarks_go_out_and_come_in_with_their_lines(area, office):
    catalogue.change(area.pk, {"description": "第一行\r\n第二行"}, by=office)
    assert bring_in(Book(), office).unchanged == 1

    make_of(Book().write(2, description="按区长批示办理\n每月一报"), office)

    assert now(area).description == "按区长批示办理\n每月一报"
    make_of(Book().write(2, description=None), office)
    assert now(area).description == ""


def test_a_ledger_of_an_older_version_has_fewer_columns_and_still_comes_in(area, office):
    book = Book()
    as_then = {key: value for key, value in catalogue.state(area).items() if key != "description"}
    book.write(2, row_hash=row_hash(as_then), title="另一个标题")
    book.sheet.delete_cols(book.column("description"))

    make_of(book, office)

    assert now(area).title == "另一个标题"
