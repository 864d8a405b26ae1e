"""Reports over HTTP: issued, frozen, downloaded; the live summary says the same."""

import hashlib
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from django.utils import timezone
from docx import Document as Word
from openpyxl import load_workbook

from commitments.domain import job_handlers
from commitments.domain.evaluation import assess
from commitments.domain.reporting import progress
from commitments.models import IssuedFile
from commitments.rendering import FORMATS
from tests import factories


@pytest.fixture
def period() -> str:
    return str(timezone.localdate().year)


def test_issues_report_and_lists_it_without_figures(office, bureau, period):
    commitment = factories.assigned(bureau)

    issue = office.post("report-issues/", {"period": period}, 201).json()

    assert (issue["number"], issue["period"]) == (1, period)
    assert [item["code"] for item in issue["snapshot"]["items"]] == [commitment.code]
    assert office.post("report-issues/", {"period": period}, 201).json()["number"] == 2
    [second, first] = office.get("report-issues/").json()["results"]
    assert (second["number"], first["number"]) == (2, 1)
    assert "snapshot" not in first
    assert office.get(f"report-issues/{issue['id']}/").json() == issue
    assert office.ids("report-issues/", year=1999) == []
    assert len(office.ids("report-issues/", period=period)) == 2


def test_files_open_and_stay_identical(office, bureau, period):
    commitment = factories.assigned(bureau)
    issue = office.post("report-issues/", {"period": period}, 201).json()["id"]

    def content(form):
        response = office.get(f"report-issues/{issue}/files/{form}/")
        plain, named = f"report-{period}-1.{form}", quote(f"第1期.{form}")
        disposition = response["Content-Disposition"]
        assert disposition.startswith(f'attachment; filename="{plain}"; filename*=UTF-8')
        assert disposition.endswith(named)
        assert response["X-Content-Type-Options"] == "nosniff"
        return b"".join(response.streaming_content)

    for form in ("docx", "pdf", "xlsx", "html"):
        assert content(form) == content(form)
    words = [p.text for p in Word(BytesIO(content("docx"))).paragraphs]
    assert any("通报" in line or "区体育局" in line for line in words)
    cells = [
        str(cell)
        for sheet in load_workbook(BytesIO(content("xlsx")))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert commitment.code in cells
    assert commitment.title in content("html").decode()


def test_names_the_hash_of_each_archived_file(office, period):
    issue = office.post("report-issues/", {"period": period}, 201).json()["id"]
    sent = {
        language: b"".join(
            office.get(f"report-issues/{issue}/files/html/", language=language).streaming_content
        )
        for language in ("zh-hans", "en")
    }

    shown = office.get(f"report-issues/{issue}/").json()["files"]
    assert {row["language"]: (row["format"], row["sha256"], row["size"]) for row in shown} == {
        language: ("html", hashlib.sha256(content).hexdigest(), len(content))
        for language, content in sent.items()
    }
    assert office.get("report-issues/").json()["results"][0]["files"] == shown


def test_issuing_wakes_a_worker_that_archives_the_official_files(
    office, period, django_capture_on_commit_callbacks, monkeypatch
):
    sent = []
    monkeypatch.setattr("commitments.tasks._send", sent.append)

    with django_capture_on_commit_callbacks(execute=True):
        issue = office.post("report-issues/", {"period": period}, 201).json()
    assert issue["files"] == []

    [job] = sent
    assert job_handlers.perform(job.pk)
    files = office.get(f"report-issues/{issue['id']}/").json()["files"]
    assert [file["format"] for file in files] == sorted(FORMATS)
    assert {file["language"] for file in files} == {"zh-hans"}


@pytest.mark.parametrize(("change", "code"), [("alter", "tampered"), ("remove", "file_missing")])
def test_refuses_a_file_that_the_store_changed_or_lost(office, period, change, code):
    issue = office.post("report-issues/", {"period": period}, 201).json()["id"]
    office.get(f"report-issues/{issue}/files/docx/")
    stored = Path(IssuedFile.objects.get().file.path)
    if change == "alter":
        stored.write_bytes(b"altered")
    else:
        stored.unlink()

    problem = office.get(f"report-issues/{issue}/files/docx/", 409).json()

    assert problem["code"] == code
    assert IssuedFile.objects.get().sha256 in problem["detail"]


@pytest.mark.parametrize("asked", [{"language": "fr"}, {"lang": "en"}])
def test_rejects_an_unknown_language_or_parameter_of_a_file(office, period, asked):
    issue = office.post("report-issues/", {"period": period}, 201).json()["id"]
    problem = office.get(f"report-issues/{issue}/files/docx/", 400, **asked).json()
    assert [error["field"] for error in problem["errors"]] == list(asked)


@pytest.mark.parametrize("form", ["odt", "exe", "DOCX", "__class__"])
def test_unknown_format_is_not_found(office, period, form):
    issue = office.post("report-issues/", {"period": period}, 201).json()["id"]
    assert office.get(f"report-issues/{issue}/files/{form}/", 404).json()["code"] == "not_found"


@pytest.mark.parametrize("period", ["", "2026-Q5", "2026-13", "soon", "2099", "2026-Q1 x"])
def test_invalid_period_takes_no_number(office, period):
    problem = office.post("report-issues/", {"period": period}, 400).json()
    assert problem["errors"][0]["field"] == "period"
    assert office.ids("report-issues/") == []


def test_only_office_issues(clerk, reader, period):
    for caller in (clerk, reader):
        assert caller.post("report-issues/", {"period": period}, 403)
        assert caller.get("report-issues/")


def test_summary_equals_report(office, bureau, period):
    other = factories.unit("区民政局")
    for number in range(3):
        factories.commitment(by=office.user, lead=bureau, indicator=f"体育{number}")
    factories.commitment(by=office.user, lead=other, indicator="养老", supporting=(bureau,))
    factories.commitment(by=office.user, indicator="无主", due_on=None)
    nothing = {"value": Decimal(0), "baseline": Decimal(0)}
    done = factories.commitment(by=office.user, lead=other, indicator="完成", **nothing)

    snapshot = office.post("report-issues/", {"period": period}, 201).json()["snapshot"]
    summary = office.get("summary/").json()

    assert done.progress
    assert summary["total"] == snapshot["total"] == 6
    assert [(row["progress"], row["count"], row["percent"]) for row in summary["counts"]] == [
        (row["progress"], row["count"], float(row["percent"])) for row in snapshot["counts"]
    ]
    assert [
        ((row["unit"] or {}).get("short_name") or (row["unit"] or {}).get("name", ""), row["total"])
        for row in summary["units"]
    ] == [(row["name"], row["total"]) for row in snapshot["units"]]
    assert [row["counts"] for row in summary["units"]] == [
        row["counts"] for row in snapshot["units"]
    ]


def test_summary_tells_the_ends_of_what_was_due(office, bureau, monkeypatch):
    past = {"by": office.user, "target": None, "kind": "deliverable", "lead": bureau}
    days = {"starts_on": date(2026, 1, 1), "due_on": date(2026, 3, 31)}
    kept, late, closed, _open = (
        factories.commitment(title=title, **past | days) for title in "甲乙丙丁"
    )
    factories.commitment(title="戊", **past | days | {"due_on": timezone.localdate()})
    factories.commitment(title="己", **past | days | {"due_on": None})
    for made, day in (
        (kept, date(2026, 3, 20)),
        (late, date(2026, 5, 1)),
        (closed, days["due_on"]),
    ):
        update = progress.draft(
            made.pk, by=office.user, reported_on=day, narrative="已办结。", is_done=True
        )
        progress.submit(update.pk, by=office.user)
        progress.approve(update.pk, by=office.user)
    # Closed before it was due, and assessed no more since.
    with monkeypatch.context() as then:
        then.setattr(timezone, "localdate", lambda *_: days["due_on"])
        assess.assess(closed.pk)

    summary = office.get("summary/").json()

    ends = {"due": 4, "on_time": 2, "late": 1, "not_done": 1, "unknown": 0}
    assert summary["ends"] == ends
    assert [row["ends"] for row in summary["units"]] == [ends]
    assert office.get("summary/", kind="target").json()["ends"]["due"] == 0


def test_summary_shares_add_up_to_100(office):
    for number in range(3):
        factories.commitment(by=office.user, indicator=f"指标{number}", due_on=None)
    summary = office.get("summary/").json()
    assert sum(row["percent"] for row in summary["counts"]) == pytest.approx(100)


def test_summarises_nothing(office):
    summary = office.get("summary/").json()
    assert (summary["total"], summary["units"]) == (0, [])
    assert sum(row["percent"] for row in summary["counts"]) == 0


def test_summary_accepts_list_filters(office, bureau):
    factories.commitment(by=office.user, lead=bureau)
    factories.commitment(by=office.user, indicator="别的")

    assert office.get("summary/", unit=bureau.pk).json()["total"] == 1
    assert office.get("summary/", 400, page_size=5).json()["errors"][0]["field"] == "page_size"
