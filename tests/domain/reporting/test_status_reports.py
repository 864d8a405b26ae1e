import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import docx
import openpyxl
import pytest
from django.utils import timezone

from commitments.choices import Progress
from commitments.domain.platform.errors import Invalid, NotAllowed
from commitments.domain.reporting import issued_files, progress, status_reports
from commitments.domain.tracking import catalogue, targets, themes, workflow
from commitments.models import ReportIssue, Target
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return factories.supervisor()


def achieve(commitment, unit, office):
    clerk = factories.reporter(unit)
    reading = progress.ReportedValue(measured_on=date(2026, 3, 1), value=Decimal("3.9"))
    update = progress.draft(
        commitment.pk,
        by=clerk,
        reported_on=date(2026, 3, 1),
        narrative="已达标。",
        readings=(reading,),
    )
    progress.submit(update.pk, by=clerk)
    return progress.approve(update.pk, by=office)


def test_issue_counts_each_commitment_once_and_adds_up(office):
    unit = factories.unit("北京市海淀区体育局", short_name="区体育局")
    achieve(factories.assigned(unit), unit, office)
    factories.commitment(title="养老床位", indicator="养老床位", unit="张", value=Decimal(100))
    factories.commitment(title="助餐点", indicator="助餐点", unit="家", value=Decimal(9))

    issued = status_reports.issue("2026-Q1", by=office)

    counts = {row["progress"]: row for row in issued.snapshot["counts"]}
    assert issued.snapshot["total"] == 3
    assert counts["achieved"]["count"] == 1
    assert counts["not_assessed"]["count"] == 2
    assert sum(Decimal(str(row["percent"])) for row in counts.values()) == Decimal("100.0")
    assert [row["name"] for row in issued.snapshot["units"]] == ["区体育局", ""]


def test_issuing_a_period_again_makes_a_new_issue_and_keeps_the_old(office):
    unit = factories.unit()
    commitment = factories.assigned(unit)
    first = status_reports.issue("2026-Q1", by=office)
    frozen = issued_files.read(first, "docx").content
    achieve(commitment, unit, office)

    second = status_reports.issue("2026-Q1", by=office)

    first.refresh_from_db()
    assert (second.year, second.number) == (first.year, first.number + 1)
    assert issued_files.read(first, "docx").content == frozen
    assert status_reports.digest(first.snapshot) == first.sha256
    stood = [issued.snapshot["items"][0]["progress"] for issued in (first, second)]
    assert stood == ["not_assessed", "achieved"]
    assert second.snapshot["previous"] is None


def test_excludes_what_happened_after_the_period(office):
    unit = factories.unit()
    commitment = factories.assigned(unit)
    achieve(commitment, unit, office)

    before = status_reports.issue("2026-02", by=office)
    after = status_reports.issue("2026-03", by=office)

    assert before.snapshot["items"][0]["progress"] == "not_assessed"
    assert after.snapshot["items"][0]["progress"] == "achieved"


def approved_on(target, day):
    at = timezone.make_aware(datetime.combine(day, time(9)))
    Target.objects.filter(pk=target.pk).update(approved_at=at)


def test_past_period_uses_target_in_force_then(office):
    commitment = factories.commitment()
    revised = targets.revise(
        commitment.pk,
        targets.Revision(value=Decimal(5), due_on=date(2031, 6, 30)),
        by=office,
        reason="上调",
    )
    approved_on(revised, date(2026, 5, 20))

    before, after = (status_reports.issue(period, by=office) for period in ("2026-Q1", "2026-Q2"))

    shown = [issued.snapshot["items"][0]["target"] for issued in (before, after)]
    assert [(Decimal(t["value"]), t["due"]) for t in shown] == [
        (Decimal("3.7"), "2030-12-31"),
        (Decimal(5), "2031-06-30"),
    ]


def test_changes_list_new_revised_and_ended_commitments(office):
    old = factories.commitment()
    status_reports.issue("2026-Q1", by=office)
    new = factories.commitment(title="新承诺")
    revised = targets.revise(old.pk, targets.Revision(value=Decimal(5)), by=office, reason="上调")
    approved_on(revised, date(2026, 5, 20))
    status_reports.issue("2026-Q2", by=office)
    workflow.terminate(old.pk, by=office, reason="项目取消")

    third = status_reports.issue("2026-Q3", by=office)

    changes = ReportIssue.objects.get(number=2).snapshot["changes"]
    assert [entry["code"] for entry in changes["registered"]] == [new.code]
    assert [(e["code"], e["reason"]) for e in changes["revised"]] == [(old.code, "上调")]
    [ended] = third.snapshot["changes"]["ended"]
    assert (ended["code"], ended["reason"]) == (old.code, "项目取消")


def test_sorts_missed_before_behind(office):
    unit = factories.unit()
    late = factories.assigned(unit, due_on=date(2026, 1, 31), title="已超期")
    behind = factories.assigned(
        unit,
        indicator="床位",
        unit="张",
        value=Decimal(100),
        title="进度滞后",
        baseline=Decimal(0),
        baseline_on=date(2025, 1, 1),
        due_on=date(2026, 12, 31),
    )
    clerk = factories.reporter(unit)
    update = progress.draft(
        behind.pk,
        by=clerk,
        reported_on=date(2026, 3, 1),
        narrative="已建1张。",
        readings=(progress.ReportedValue(measured_on=date(2026, 3, 1), value=Decimal(1)),),
    )
    progress.submit(update.pk, by=clerk)
    progress.approve(update.pk, by=office)

    issued = status_reports.issue("2026-Q1", by=office)

    assert issued.snapshot["attention"] == [late.code, behind.code]


def test_issues_report_without_commitments(office):
    issued = status_reports.issue("2026-Q1", by=office)

    assert issued.snapshot["total"] == 0
    words = "".join(
        p.text
        for p in docx.Document(io.BytesIO(issued_files.read(issued, "docx").content)).paragraphs
    )
    assert "2026年一季度" in words


def test_rejects_future_period_unknown_format_and_unauthorised_user(office):
    future = timezone.localdate() + timedelta(days=400)
    with pytest.raises(Invalid):
        status_reports.issue(str(future.year), by=office)
    with pytest.raises(NotAllowed):
        status_reports.issue("2026-Q1", by=factories.user())
    with pytest.raises(Invalid):
        issued_files.read(status_reports.issue("2026-Q1", by=office), "odt")


def test_does_not_count_merged_commitment_twice(office):
    kept, merged = factories.commitment(), factories.commitment()
    workflow.merge(merged.pk, into=kept.pk, by=office, reason="同一事项")

    issued = status_reports.issue("2026-Q1", by=office)

    assert [item["code"] for item in issued.snapshot["items"]] == [kept.code]
    assert issued.snapshot["items"][0]["progress"] == Progress.NOT_ASSESSED


def test_themes_and_remarks_are_printed_with_the_items_and_counted(office):
    first, second = factories.commitment(), factories.commitment(indicator="另一指标")
    sport = themes.create("体育", by=office)
    school = themes.create("教育", by=office)
    catalogue.change(
        first.pk, {"themes": [sport.pk, school.pk], "description": "按区长批示办理"}, by=office
    )

    issued = status_reports.issue("2026-Q1", by=office)

    assert [(row["name"], row["total"]) for row in issued.snapshot["themes"]] == [
        ("体育", 1),
        ("教育", 1),
        ("", 1),
    ]
    items = {row["code"]: row for row in issued.snapshot["items"]}
    said = {row["label"]: row["text"] for row in items[first.code]["facts"]}
    assert said == {"主题": "体育、教育", "备注": "按区长批示办理"}
    assert items[second.code]["facts"] == []
    book = openpyxl.load_workbook(io.BytesIO(issued_files.read(issued, "xlsx").content))
    assert "分主题" in book.sheetnames
    headings = [cell.value for cell in book["事项台账"][1]]
    assert headings[-2:] == ["主题", "备注"]


def test_groups_by_the_themes_of_the_day(office, monkeypatch):
    registered, told = datetime(2026, 3, 2, 10), datetime(2026, 4, 20, 10)
    clock = {"now": timezone.make_aware(registered)}
    monkeypatch.setattr(timezone, "now", lambda: clock["now"])
    moved, never = factories.commitment(), factories.commitment(indicator="另一指标")
    school, sport = (themes.create(name, by=office) for name in ("教育", "体育"))
    themes.assign(moved.pk, [sport.pk], by=office)
    clock["now"] = timezone.make_aware(told)
    themes.assign(moved.pk, [school.pk], by=office)
    themes.assign(never.pk, [school.pk], by=office)

    def grouped(period):
        snapshot = status_reports.issue(period, by=office).snapshot
        facts = [row["facts"][0]["text"] for row in snapshot["items"] if row["facts"]]
        return {row["name"]: row["total"] for row in snapshot["themes"]}, facts

    assert grouped("2026-Q1") == ({"体育": 1, "": 1}, ["体育"])
    assert grouped("2026-Q2") == ({"教育": 2}, ["教育", "教育"])
