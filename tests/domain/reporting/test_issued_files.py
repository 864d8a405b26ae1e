"""What was issued stays what it is: archived once, and refused where the store changed it."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from commitments import rendering
from commitments.domain.platform.errors import FileMissing, Invalid, Tampered
from commitments.domain.reporting import issued_files, status_reports
from commitments.models import IssuedFile
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    """A store of its own, so that what lies in it can be counted."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def issue():
    """An issue of which nothing is archived yet, like those of earlier versions."""
    return status_reports.issue("2026-Q1", by=factories.supervisor())


def files_in(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


def test_issuing_archives_every_format(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        issue = status_reports.issue("2026-Q1", by=factories.supervisor())

    archived = {file.format: file for file in issue.files.all()}
    assert archived.keys() == rendering.FORMATS.keys()
    for form, file in archived.items():
        content = Path(file.file.path).read_bytes()
        assert content == rendering.FORMATS[form].render(
            rendering.Report.from_snapshot(issue.snapshot), "zh-hans"
        )
        assert (file.language, file.size) == ("zh-hans", len(content))
        assert file.sha256 == hashlib.sha256(content).hexdigest()


def test_failed_archive_does_not_undo_the_issue(monkeypatch, django_capture_on_commit_callbacks):
    def fail(report, language):
        raise OSError("No space left on device")

    broken = replace(rendering.FORMATS["docx"], render=fail)
    with monkeypatch.context() as patch:
        patch.setitem(rendering.FORMATS, "docx", broken)
        with django_capture_on_commit_callbacks(execute=True):
            issue = status_reports.issue("2026-Q1", by=factories.supervisor())

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
