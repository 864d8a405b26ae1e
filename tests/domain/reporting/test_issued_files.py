"""What was issued stays what it is: archived once, and refused where the store changed it."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError, connection
from django.utils import timezone

from commitments import queues, rendering
from commitments.choices import JobState
from commitments.domain import job_handlers
from commitments.domain.platform.errors import FileMissing, Invalid, Tampered
from commitments.domain.reporting import issued_files, status_reports
from commitments.models import IssuedFile, Job, ReportIssue
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    """A store of its own, so that what lies in it can be counted."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def issue():
    """An issue of which nothing is archived yet: its job waits."""
    return status_reports.issue("2026-Q1", by=factories.supervisor())


def files_in(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


def perform(issue):
    return job_handlers.perform(issued_files.last_job(issue).pk)


def test_issuing_renders_nothing_and_a_job_archives_every_format(issue, store):
    assert files_in(store) == []

    assert perform(issue)

    archived = {file.format: file for file in issue.files.all()}
    assert archived.keys() == rendering.FORMATS.keys()
    for form, file in archived.items():
        content = Path(file.file.path).read_bytes()
        assert content == rendering.FORMATS[form].render(
            rendering.Report.from_snapshot(issue.snapshot), "zh-hans"
        )
        assert (file.language, file.size) == ("zh-hans", len(content))
        assert file.sha256 == hashlib.sha256(content).hexdigest()


def test_nothing_is_issued_where_no_font_can_print_it(monkeypatch):
    def missing():
        raise rendering.MissingFont("Noto Serif SC")

    monkeypatch.setattr(rendering, "require_fonts", missing)

    with pytest.raises(Invalid, match="Noto Serif SC"):
        status_reports.issue("2026-Q1", by=factories.supervisor())

    assert not ReportIssue.objects.exists()


def test_somebody_waits_for_the_job():
    issue = status_reports.issue("2026-Q1", by=factories.supervisor())

    assert issued_files.last_job(issue).queue == queues.INTERACTIVE


def test_no_issue_without_its_job(monkeypatch):
    def fail(*_):
        raise OperationalError("database is locked")

    monkeypatch.setattr(issued_files, "request_archive", fail)

    with pytest.raises(OperationalError):
        status_reports.issue("2026-Q1", by=factories.supervisor())

    assert not ReportIssue.objects.exists()


def test_nothing_is_rendered_inside_a_transaction(issue, monkeypatch):
    """Neither by the job nor by a download that comes before it."""
    inside = []

    def watched(render):
        def rendered(report, language):
            blocks = connection.atomic_blocks
            inside.extend(block for block in blocks if not block._from_testcase)
            return render(report, language)

        return rendered

    for form, described in list(rendering.FORMATS.items()):
        patched = replace(described, render=watched(described.render))
        monkeypatch.setitem(rendering.FORMATS, form, patched)

    issued_files.read(issue, "docx")
    assert perform(issue)

    assert IssuedFile.objects.count() == len(rendering.FORMATS)
    assert inside == []


def test_worker_killed_on_the_way_leaves_each_file_once(issue, store, monkeypatch):
    class Killed(BaseException):
        pass

    def kill(report, language):
        raise Killed

    with monkeypatch.context() as patch:
        usual = rendering.FORMATS["xlsx"]
        patch.setitem(rendering.FORMATS, "xlsx", replace(usual, render=kill))
        with pytest.raises(Killed):
            perform(issue)
    assert 0 < IssuedFile.objects.count() < len(rendering.FORMATS)
    held = Job.objects.filter(pk=issued_files.last_job(issue).pk)
    assert not perform(issue), "its lease has not run out"

    held.update(lease_until=timezone.now())
    assert perform(issue)

    assert {file.format for file in issue.files.all()} == rendering.FORMATS.keys()
    assert len(files_in(store)) == IssuedFile.objects.count() == len(rendering.FORMATS)
    again = status_reports.issue("2026-Q1", by=factories.supervisor())
    assert [issue.number, again.number] == [1, 2]


def test_failed_archive_does_not_undo_the_issue(issue, monkeypatch):
    def fail(report, language):
        raise OSError("No space left on device")

    broken = replace(rendering.FORMATS["docx"], render=fail)
    with monkeypatch.context() as patch:
        patch.setitem(rendering.FORMATS, "docx", broken)
        with pytest.raises(OSError, match="No space"):
            perform(issue)
    assert issued_files.last_job(issue).state == JobState.FAILED

    assert issued_files.read(issue, "docx").content.startswith(b"PK")


def test_archives_older_issue_on_first_request(issue, store):
    first = issued_files.read(issue, "docx")
    second = issued_files.read(issue, "docx")

    assert first == second
    assert first.sha256 == hashlib.sha256(first.content).hexdigest()
    assert first.name == f"承诺事项进展情况通报{issue.year}年第1期.docx"
    assert len(files_in(store)) == IssuedFile.objects.count() == 1


def test_serves_archived_bytes_even_if_rendering_has_changed(issue):
    old = b"as an earlier version rendered it"
    archived = IssuedFile(
        issue=issue,
        format="html",
        language="zh-hans",
        sha256=hashlib.sha256(old).hexdigest(),
        size=len(old),
    )
    archived.file.save("report.html", ContentFile(old), save=True)

    issued_files.archive(issue)

    assert issued_files.read(issue, "html").content == old


def test_archives_each_language_separately(issue):
    chinese, english = (issued_files.read(issue, "html", language=x) for x in ("zh-hans", "en"))

    assert chinese.sha256 != english.sha256
    assert issued_files.read(issue, "html", language="en") == english


def test_refuses_an_altered_file(issue):
    sha256 = issued_files.read(issue, "xlsx").sha256
    stored = Path(issue.files.get().file.path)
    stored.write_bytes(stored.read_bytes() + b" ")

    with pytest.raises(Tampered, match=sha256):
        issued_files.read(issue, "xlsx")


def test_refuses_a_missing_file_instead_of_rendering_another(issue, store):
    sha256 = issued_files.read(issue, "docx").sha256
    Path(issue.files.get().file.path).unlink()

    with pytest.raises(FileMissing, match=sha256):
        issued_files.read(issue, "docx")
    issued_files.archive(issue)
    assert [file.format for file in issue.files.all() if file.sha256 == sha256] == ["docx"]
    assert not [path for path in files_in(store) if path.suffix == ".docx"]


def test_first_of_two_concurrent_requests_wins(issue, store, monkeypatch):
    usual = rendering.FORMATS["html"]
    faster = []

    def overtaken(report, language):
        monkeypatch.setitem(rendering.FORMATS, "html", usual)
        faster.append(issued_files.read(issue, "html"))
        return b"the slower one"

    monkeypatch.setitem(rendering.FORMATS, "html", replace(usual, render=overtaken))

    assert issued_files.read(issue, "html") == faster[0]
    assert len(files_in(store)) == IssuedFile.objects.count() == 1


@pytest.mark.parametrize(
    ("form", "language", "field"), [("odt", "en", "format"), ("docx", "fr", "language")]
)
def test_rejects_unknown_format_or_language(issue, form, language, field):
    with pytest.raises(Invalid) as refusal:
        issued_files.read(issue, form, language=language)

    assert refusal.value.field == field
    assert not IssuedFile.objects.exists()
