"""A small office over several months, with a moved clock: what its reports say, month by month."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from commitments.domain.reporting import progress, status_reports
from commitments.domain.tracking import assign, catalogue, registration, targets, tree, workflow
from commitments.models import Organization, ReportIssue, Target
from commitments.rendering import values
from commitments.rendering.values import Crossing, End, Report, Workflow
from tests import factories
from tests.domain.reporting.months import as_format_1, issued, promised, reported, words

pytestmark = pytest.mark.django_db
Clock = Callable[[int, int], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Move to ten o'clock of a day of 2026."""
    now = {"now": datetime(2026, 1, 5, 10)}
    monkeypatch.setattr(timezone, "now", lambda: timezone.make_aware(now["now"]))

    def move(month: int, day: int) -> None:
        now["now"] = datetime(2026, month, day, 10)

    return move


@pytest.fixture
def office() -> User:
    return factories.supervisor()


@pytest.fixture
def unit() -> Organization:
    return factories.unit("区体育局")


def test_three_ends_and_nothing_due_on_the_last_day_is_forgotten(
    clock: Clock, office: User, unit: Organization
) -> None:
    due = {"due_on": date(2026, 3, 31)}
    kept, late, open_ = (promised(unit, office, title, **due) for title in ("甲", "乙", "丙"))
    clock(3, 20)
    reported(kept, unit, office, date(2026, 3, 20), is_done=True)
    clock(4, 1)

    march = issued("2026-03", office)
    clock(5, 20)
    reported(late, unit, office, date(2026, 5, 20), is_done=True)
    clock(7, 1)
    half = issued("2026-H1", office)

    assert march.on_time == values.OnTime(kept=1, due=3, late=0, not_done=2)
    assert half.on_time == values.OnTime(kept=1, due=3, late=1, not_done=1)
    assert {item.code: item.end for item in half.items} == {
        kept.code: End.ON_TIME,
        late.code: End.LATE,
        open_.code: End.NOT_DONE,
    }
    said = "截至6月30日，应完成3项，按期完成1项，逾期完成1项，逾期未完成1项，按期完成率33.3%。"
    assert said in words(half)
    assert "到期未评估" not in words(half)


def test_like_is_compared_with_like(clock: Clock, office: User, unit: Organization) -> None:
    promised(unit, office, "甲")
    clock(4, 1)
    march, quarter = issued("2026-03", office), issued("2026-Q1", office)
    clock(5, 1)
    april = issued("2026-04", office)
    clock(6, 1)
    late_february = issued("2026-02", office)
    clock(7, 1)
    second, june = issued("2026-Q2", office), issued("2026-06", office)

    assert march.previous is None
    assert quarter.previous is None
    assert april.previous is not None
    assert (april.previous.period, april.previous.number) == ("2026-03", march.number)
    assert late_february.previous is None
    assert second.previous is not None
    assert second.previous.period == "2026-Q1"
    assert june.previous is not None
    assert june.previous.period == "2026-04"
    assert "与上月（截至3月31日）持平" in words(april)
    assert "与上季度（截至3月31日）持平" in words(second)
    assert "与2026年4月（截至4月30日）持平" in words(june)
    assert "as many as the month before (as of 31 March)" in words(april, "en")


def test_the_same_period_of_the_year_before_is_compared_with_too(
    clock: Clock, office: User, unit: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    promised(unit, office, "甲")
    clock(5, 1)
    issued("2026-04", office)
    promised(unit, office, "乙")
    monkeypatch.setattr(timezone, "now", lambda: timezone.make_aware(datetime(2027, 5, 4, 10)))

    report = issued("2027-04", office)

    assert report.year_ago is not None
    assert report.year_ago.period == "2026-04"
    assert "上年同期（截至2026年4月30日）纳入督办的承诺事项共1项" in words(report)


def test_an_issue_again_compares_with_what_the_first_one_compared_with(
    clock: Clock, office: User, unit: Organization
) -> None:
    promised(unit, office, "甲")
    clock(5, 1)
    april = issued("2026-04", office)
    clock(6, 1)
    issued("2026-05", office)
    clock(6, 10)
    issued("2026-04", office)

    again = issued("2026-05", office)

    assert again.previous is not None
    assert (again.previous.period, again.previous.number) == ("2026-04", april.number)


def test_a_bridge_leads_from_the_total_before_to_the_total_now(
    clock: Clock, office: User, unit: Organization
) -> None:
    kept, merged, ended, halted, back = (promised(unit, office, t) for t in "甲乙丙丁戊")
    workflow.suspend(back.pk, by=office, reason="待批复")
    clock(6, 1)
    may = issued("2026-05", office)
    clock(6, 10)
    workflow.merge(merged.pk, into=kept.pk, by=office, reason="同一事项")
    workflow.terminate(ended.pk, by=office, reason="项目取消")
    workflow.suspend(halted.pk, by=office, reason="资金未到位")
    workflow.resume(back.pk, by=office)
    promised(unit, office, "己")
    clock(7, 1)

    june = issued("2026-06", office)

    assert (may.total, june.total) == (4, 3)
    assert {row.why for row in june.changes.entered} == {Crossing.REGISTERED, Crossing.RESUMED}
    said = words(june)
    assert "上期4＋新增1＋恢复1－合并1－终止1－暂停1＝本期3" in said
    assert f"并入{kept.code}：同一事项" in said
    assert "另有暂停1项、终止1项，不计入总数。" in said
    assert "资金未到位" in said
    assert "Before 4 + 1 registered + 1 resumed" in words(june, "en")
    assert sum(row.count for row in june.counts) == june.total


def test_an_old_period_is_made_of_that_period_alone(
    clock: Clock, office: User, unit: Organization
) -> None:
    second = factories.unit("区园林绿化局")
    one, merged = promised(unit, office, "甲"), promised(unit, office, "乙")
    assign.assign(one.pk, second.pk, by=office, role="support")
    clock(3, 10)
    reported(one, unit, office, date(2026, 3, 10))
    clock(4, 1)
    first = status_reports.issue("2026-03", by=office)
    clock(5, 15)
    catalogue.change(
        one.pk,
        {"title": "改名", "description": "改注", "priority": "key"},
        by=office,
        reason="更正",
    )
    assign.assign(one.pk, second.pk, by=office)
    workflow.merge(merged.pk, into=one.pk, by=office, reason="同一事项")
    promised(unit, office, "后来立项")
    reported(one, second, office, date(2026, 5, 10), narrative="后来的进展。")

    again = status_reports.issue("2026-03", by=office)

    kinds = ("items", "counts", "units", "themes", "total", "attention", "not_begun")
    assert {kind: again.snapshot[kind] for kind in kinds} == {
        kind: first.snapshot[kind] for kind in kinds
    }
    assert [item["lead_unit"] for item in again.snapshot["items"]] == ["区体育局"] * 2
    assert again.snapshot["items"][0]["supporting_units"] == ["区园林绿化局"]
    assert "另有1项在本期之后立项，未纳入。" in words(Report.from_snapshot(again.snapshot))


def test_what_starts_after_the_period_is_said(
    clock: Clock, office: User, unit: Organization
) -> None:
    promised(unit, office, "甲")
    promised(unit, office, "乙", starts_on=date(2026, 9, 1))
    clock(4, 1)

    report = issued("2026-03", office)

    assert (report.total, report.not_begun) == (1, 1)
    assert "另有1项起始日期在本期之后，未纳入。" in words(report)


def test_an_office_that_begins_later_reports_on_past_periods(
    clock: Clock, office: User, unit: Organization
) -> None:
    clock(10, 8)
    made = promised(unit, office, "甲")

    report = issued("2026-Q3", office)
    clock(10, 20)
    promised(unit, office, "乙")
    again = issued("2026-Q3", office)

    assert [item.code for item in report.items] == [made.code]
    assert [item.code for item in again.items] == [made.code]
    assert report.items[0].lead_unit == "区体育局"


def test_a_split_whole_is_counted_once_and_its_parts_are_listed_below_it(
    clock: Clock, office: User, unit: Organization
) -> None:
    whole, other = promised(unit, office, "甲"), promised(unit, office, "乙")
    clock(2, 1)
    january = issued("2026-01", office)
    made = tree.split(
        whole.pk,
        parts=[tree.Part("甲一", due_on=date(2026, 2, 10), lead=unit), tree.Part("甲二")],
        by=office,
        reason="分解",
    )
    clock(3, 1)

    february = issued("2026-02", office)

    assert (january.total, february.total) == (2, 2)
    assert [item.code for item in february.items] == [
        whole.code,
        *(part.code for part in made),
        other.code,
    ]
    assert [item.whole for item in february.items] == ["", whole.code, whole.code, ""]
    assert sum(unit.total for unit in february.units) == february.total
    said = words(february)
    assert "其分项2项列于附件，不另计数" in said
    assert "分项滞后1项（所属事项已计数，不另计）" in said
    assert f"所属事项：{whole.code}" in said


def test_what_the_parts_have_come_to_has_a_name_in_each_language(
    clock: Clock, office: User, unit: Organization
) -> None:
    whole = promised(unit, office, "甲")
    parts = [tree.Part("乙", lead=unit), tree.Part("丙", lead=unit)]
    done, _open = tree.split(whole.pk, parts=parts, by=office, reason="分解")
    clock(1, 20)
    reported(done, unit, office, date(2026, 1, 20), is_done=True)
    clock(2, 1)

    report = issued("2026-01", office)

    [item] = [item for item in report.items if item.code == whole.code]
    assert item.actual == 50
    assert "分项加权完成率50%" in item.why
    assert "the weighted completion of the parts stood at 50%" in item.why_en
    assert "分项加权完成率50%" in words(report)
    assert "Weighted completion" in words(report, "en")
    assert "分项" not in words(report, "en")


def test_a_fall_in_per_cent_is_a_rate_and_one_over_years_is_an_amount(
    clock: Clock, office: User, unit: Organization
) -> None:
    target = registration.TargetProposal(
        indicator="单位地区生产总值能耗",
        unit="%",
        direction="down",
        comparator="gte",
        value=Decimal("3.5"),
        change="decrease",
    )
    made = promised(unit, office, "能耗下降3.5%以上", target=target, kind="target")
    clock(4, 10)
    value = progress.ReportedValue(measured_on=date(2026, 3, 31), value=Decimal("3.2"))
    reported(made, unit, office, date(2026, 4, 10), readings=(value,))
    clock(5, 1)

    april = issued("2026-04", office)
    Target.objects.update(frequency="cumulative")
    over_years = issued("2026-04", office)

    [item] = april.items
    assert (item.achievement_percent, item.completion_percent) == (None, None)
    assert "同比下降3.2%（2026年3月31日数据），低于目标（下降不低于3.5%）0.3个百分点" in item.why
    assert "下降3.5%以上" in words(april)
    assert "fall of at least 3.5%" in words(april, "en")
    [item] = over_years.items
    assert item.completion_percent == Decimal("91.4")


def test_a_laggard_shows_what_people_wrote_and_why_its_target_was_revised(
    clock: Clock, office: User, unit: Organization
) -> None:
    target = registration.TargetProposal(
        indicator="新建助餐点",
        unit="个",
        direction="count",
        comparator="gte",
        value=Decimal(60),
    )
    made = promised(unit, office, "新建助餐点60个", target=target, kind="target")
    clock(4, 10)
    targets.revise(made.pk, targets.Revision(value=Decimal(50)), by=office, reason="场地减少")
    clock(6, 20)
    reported(
        made,
        unit,
        office,
        date(2026, 6, 20),
        narrative="已建成2个。",
        problems="选址困难。",
        next_steps="七月完成选址。",
        readings=(progress.ReportedValue(measured_on=date(2026, 6, 20), value=Decimal(2)),),
    )
    quiet = promised(unit, office, "出台办法")
    reported(quiet, unit, office, date(2026, 6, 18), narrative="已形成初稿。")
    clock(7, 1)

    report = issued("2026-06", office)

    said = words(report)
    for line in (
        "已建成2个。（6月20日）",
        "存在问题：选址困难。\n下一步：七月完成选址。",
        "6月18日：已形成初稿。",
        "原目标：不低于60个；完成时限：2026年12月31日（4月10日调整，场地减少）",
    ):
        assert line in said
    assert "完成值：—" not in said
    item = next(item for item in report.items if item.code == made.code)
    assert item.expected is not None
    assert item.actual is not None
    assert item.achievement_percent == round(item.actual / item.expected * 100, 1)


def test_an_issue_of_the_former_format_is_read_and_compared_with(
    clock: Clock, office: User, unit: Organization
) -> None:
    one, halted = promised(unit, office, "甲"), promised(unit, office, "乙")
    clock(6, 1)
    may = status_reports.issue("2026-05", by=office)
    ReportIssue.objects.filter(pk=may.pk).update(snapshot=as_format_1(may.snapshot))
    clock(6, 10)
    workflow.suspend(halted.pk, by=office, reason="待批复")
    clock(7, 1)

    june = issued("2026-06", office)

    assert june.previous is not None
    assert (june.previous.total, june.total) == (2, 1)
    assert "上期2－暂停1＝本期1" in words(june)
    old = Report.from_snapshot(ReportIssue.objects.get(pk=may.pk).snapshot)
    assert old.on_time.late is None
    assert {item.workflow for item in old.items} == {Workflow.ASSIGNED}
    assert one.code in words(old)


def test_months_make_a_trend_and_units_keep_their_former_rank(
    clock: Clock, office: User, unit: Organization
) -> None:
    promised(unit, office, "甲", due_on=date(2026, 2, 20))
    clock(2, 1)
    issued("2026-01", office)
    corrected = issued("2026-01", office)
    clock(3, 1)
    february = issued("2026-02", office)
    clock(4, 1)

    quarter = issued("2026-Q1", office)

    assert february.units_before == corrected.units
    assert [(row.period, row.number, row.as_of) for row in quarter.trend] == [
        ("2026-01", 2, date(2026, 1, 31)),
        ("2026-02", 3, date(2026, 2, 28)),
    ]
    assert quarter.trend[1].counts == february.counts
    assert quarter.units_before == ()
