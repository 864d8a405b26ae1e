"""Status reports in the admin: their files, and the SHA-256 of each."""

from pathlib import Path

import pytest
from django.utils import timezone

from commitments.choices import JobState
from commitments.domain.reporting import issued_files, kinds, status_reports
from commitments.models import ReportIssue, ReportKind
from commitments.rendering import FORMATS
from tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "/admin/commitments/reportissue/"


@pytest.fixture
def issue(client):
    person = make.supervisor()
    client.force_login(person)
    return status_reports.issue("2026-Q1", by=person)


def test_the_list_offers_every_format(client, issue):
    page = client.get(LIST).content.decode()

    for form, described in FORMATS.items():
        assert f'href="{LIST}{issue.pk}/{form}/">{described.label[0]}</a>' in page


@pytest.mark.parametrize("form", FORMATS)
def test_hands_out_the_archived_file(client, issue, form):
    answer = client.get(f"{LIST}{issue.pk}/{form}/")

    archived = issued_files.read(issue, form)
    assert answer.content == archived.content
    assert answer["Content-Type"] == archived.media_type
    kind = "inline" if form == "html" else "attachment"
    assert answer["Content-Disposition"].startswith(kind)


def test_shows_the_hash_of_each_archived_file(client, issue):
    archived = issued_files.read(issue, "docx", language="en")

    page = client.get(f"{LIST}{issue.pk}/change/").content.decode()

    assert page.count(archived.sha256) == 1
    assert page.count("正在生成") == len(FORMATS)
    assert page.count("首次下载时生成并归档") == len(FORMATS) - 1
    given = client.get(f"{LIST}{issue.pk}/docx/", {"language": "en"})
    assert given.content == archived.content


def test_says_why_a_file_could_not_be_made(client, issue):
    job = issued_files.last_job(issue)
    job.state, job.finished_at, job.error = JobState.FAILED, timezone.now(), "模板错误"
    job.save()

    page = client.get(f"{LIST}{issue.pk}/change/").content.decode()

    assert page.count("自动生成未成功（模板错误）") == len(FORMATS)
    assert client.get(f"{LIST}{issue.pk}/docx/").status_code == 200


def test_issuing_wakes_a_worker(client, office, django_capture_on_commit_callbacks, monkeypatch):
    sent = []
    monkeypatch.setattr("commitments.tasks._send", sent.append)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{LIST}add/", {"period": "2026-03"})

    assert sent == [issued_files.last_job(ReportIssue.objects.get())]


def test_says_that_a_file_was_altered_and_hands_out_nothing(client, issue):
    issued_files.read(issue, "docx")
    Path(issue.files.get().file.path).write_bytes(b"altered")

    answer = client.get(f"{LIST}{issue.pk}/docx/", follow=True)

    assert answer.redirect_chain == [(LIST, 302)]
    assert "与归档时的文件不一致" in answer.content.decode()


def test_offers_only_kinds_of_which_something_was_issued(client, issue):
    kinds.save_kind(
        ReportKind(name="内部专报", title="专报", issuer="督查室"),
        recipients=[],
        by=make.supervisor(),
    )

    page = client.get(LIST).content.decode()

    assert f"kind={issue.kind_id}" in page
    assert "内部专报" not in page
    assert "第1期" in client.get(LIST, {"kind": issue.kind_id}).content.decode()


@pytest.mark.parametrize("asked", ["odt/", "docx/?language=fr"])
def test_an_unknown_format_or_language_is_not_there(client, issue, asked):
    assert client.get(f"{LIST}{issue.pk}/{asked}").status_code == 404


@pytest.fixture
def office(client):
    person = make.supervisor()
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2026年10月", "2026-10"),
        ("2026年 一季度", "2026-Q1"),
        ("2026年第二季度", "2026-Q2"),
        ("２０２６年上半年", "2026-H1"),
        ("2025年", "2025"),
        ("2026-03", "2026-03"),
    ],
)
def test_understands_periods_in_words(client, office, written, period):
    answer = client.post(f"{LIST}add/", {"period": written})

    assert answer.status_code == 302
    assert ReportIssue.objects.get().period == period


def test_refuses_unknown_period_and_shows_what_was_written(client, office):
    content = client.post(f"{LIST}add/", {"period": "去年冬天"}).content.decode()

    assert "去年冬天" in content
    assert "ct-error" in content
    assert not ReportIssue.objects.exists()


def test_offers_recent_periods_in_words(client, office):
    content = client.get(f"{LIST}add/").content.decode()

    assert "年一季度" in content
    assert "-Q1" not in content


def test_reader_cannot_issue_a_report(client):
    client.force_login(make.user(role="reader"))

    assert client.post(f"{LIST}add/", {"period": "2026-03"}).status_code == 403
