import errno
import hashlib

import pytest
from django.utils import timezone

from commitments import reading
from commitments.choices import JobKind, JobState
from commitments.domain import job_handlers
from commitments.domain.documents import extract, ingest
from commitments.domain.platform import jobs
from commitments.domain.platform.errors import (
    AlreadyKnown,
    Conflict,
    Invalid,
    NotAllowed,
    StoreUnavailable,
    Unreadable,
)
from commitments.models import Candidate, Document, Job
from commitments.reading import isolated
from commitments.structure import Structure
from tests import factories
from tracker import disk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def read(ingested: ingest.Ingested) -> Document:
    """The document once its job was done, as a worker does it."""
    job_handlers.perform(ingested.job.pk)
    return Document.objects.get(pk=ingested.document.pk)


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_keeps_file_as_received_and_reads_it_in_a_job(monkeypatch):
    data = "区体育局：\r\n将建成体育公园50处。".encode()
    monkeypatch.setattr(isolated, "read", unexpected)

    ingested = ingest.add_document(data, by=factories.user(), filename="侧记.txt")

    document = ingested.document
    assert (document.state, document.text, document.title) == ("received", "", "")
    assert str(document) == "侧记.txt"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.file.read() == data
    assert (ingested.job.kind, ingested.job.key) == (JobKind.EXTRACT, str(document.pk))
    assert ingested.job.state == JobState.QUEUED

    monkeypatch.undo()
    document = read(ingested)
    assert (document.state, document.text, document.title) == ("read", data.decode(), "侧记")
    assert document.candidates.exists()


def unexpected(*_args, **_kwargs):
    raise AssertionError("read in the request")


def test_keeps_the_title_that_somebody_gave():
    page = "<html><head><title>另一个标题</title></head><body><p>建成公园50处。</p></body></html>"
    given = {"by": factories.user(), "filename": "a.html"}

    assert read(ingest.add_document(page.encode(), title="甲", **given)).title == "甲"
    assert read(ingest.add_document(page.encode() + b" ", **given)).title == "另一个标题"


def test_says_that_it_is_being_read(monkeypatch):
    ingested = ingest.add_document(b"text", by=factories.user(), filename="a.txt")
    seen = []

    def spy(data, name, **_kwargs):
        seen.append(Document.objects.get().state)
        return reading.read(data, name)

    monkeypatch.setattr(isolated, "read", spy)

    assert read(ingested).state == "read"
    assert seen == ["reading"]


def test_rejects_same_bytes_twice():
    person = factories.user()
    ingest.add_document("一、目标".encode(), by=person, title="甲文件")

    with pytest.raises(AlreadyKnown) as refusal:
        ingest.add_document("一、目标".encode(), by=person, title="乙文件")

    assert "甲文件" in str(refusal.value)
    assert refusal.value.field == "file"
    assert Document.objects.count() == 1


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 broken", b"PK\x03\x04 broken"])
def test_refuses_at_sight_and_stores_nothing(data, media):
    with pytest.raises(Unreadable) as refusal:
        ingest.add_document(data, by=factories.user(), filename="x.txt")

    assert refusal.value.field == "file"
    assert not Document.objects.exists()
    assert not Job.objects.exists()
    assert files_in(media) == []


@pytest.mark.parametrize("data", [b"   \n", b"\x00\x01\x02\xff\xfe", b"a\0b"])
def test_file_without_text_fails_with_reason_and_can_be_tried_again(data, monkeypatch):
    ingested = ingest.add_document(data, by=factories.user(), filename="x.txt")

    document = read(ingested)
    assert (document.state, document.text) == ("failed", "")
    assert document.problem == Job.objects.get().error != ""

    again = ingest.retry(document.pk, by=factories.supervisor())
    assert (again.document.state, again.document.problem) == ("received", "")
    monkeypatch.setattr(isolated, "read", lambda *_args, **_kwargs: reading.read(b"text", "x.txt"))
    assert read(again).text == "text"


def test_only_a_failed_document_is_tried_again():
    person = factories.supervisor()
    ingested = ingest.add_document(b"text", by=person, filename="x.txt")

    with pytest.raises(Conflict):
        ingest.retry(ingested.document.pk, by=person)
    with pytest.raises(NotAllowed):
        ingest.retry(read(ingested).pk, by=factories.user(role="reader"))


def test_file_that_failed_can_be_sent_again_under_another_name(media):
    person = factories.user()
    first = read(ingest.add_document(b"  \n", by=person, filename="甲.txt"))

    second = ingest.add_document(b"  \n", by=person, filename="乙.html", title="乙")

    assert (second.document.pk, second.document.state) == (first.pk, "received")
    assert (second.document.filename, second.document.title) == ("乙.html", "乙")
    assert [path.suffix for path in files_in(media)] == [".html"]


def test_job_given_up_is_said_on_the_document():
    ingested = ingest.add_document(b"text", by=factories.user(), filename="x.txt")
    Job.objects.update(
        state=JobState.RUNNING, attempts=jobs.MOST_ATTEMPTS, lease_until=timezone.now()
    )

    job_handlers.sweep(timezone.now())

    ingested.document.refresh_from_db()
    assert (ingested.document.state, ingested.job.pk) == ("failed", Job.objects.get().pk)
    assert str(jobs.MOST_ATTEMPTS) in ingested.document.problem


def test_failure_of_a_later_job_leaves_what_was_read():
    document = read(ingest.add_document(b"text", by=factories.user(), filename="x.txt"))

    ingest.note_failure(str(document.pk), "worker lost")

    document.refresh_from_db()
    assert (document.state, document.problem) == ("read", "")


def test_full_disk_leaves_neither_row_nor_file(media, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk.os, "fsync", full)

    with pytest.raises(StoreUnavailable):
        ingest.add_document(b"text", by=factories.user(), filename="x.txt")

    assert not Document.objects.exists()
    assert files_in(media) == []


def test_row_that_cannot_be_written_leaves_no_file(media):
    with pytest.raises(Invalid):
        ingest.add_document(b"text", by=factories.user(), filename="x.txt", kind="poem")

    assert files_in(media) == []


def test_text_is_there_at_once_and_a_broken_one_is_refused():
    person = factories.user()
    assert (
        ingest.add_text("建成公园50处。", by=person, title="甲").document.text == "建成公园50处。"
    )

    for broken in ("a\0b", "\ud800", " "):
        with pytest.raises(Unreadable):
            ingest.add_text(broken, by=person, title="乙")


def test_rejects_file_over_limit(settings):
    settings.UPLOAD_LIMIT = 10

    with pytest.raises(Unreadable):
        ingest.add_document("一二三四五六".encode(), by=factories.user(), filename="x.txt")


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "C:\\temp\\passwd.txt", "pass\x00wd.txt"])
def test_file_name_cannot_escape_folder(name, media):
    document = ingest.add_document(b"text", by=factories.user(), filename=name).document

    assert document.file.path.startswith(str(media))
    assert document.filename == "passwd.txt"


def test_keeps_the_structure_of_the_file_for_extraction():
    page = (
        "<html><body><h2>任务分工表</h2><table><tr><th>重点任务<th>责任单位<th>完成时限"
        "<tr><td>建成甲公园<td rowspan=2>市园林局<td>2030年6月底前"
        "<tr><td>建成乙公园<td>2030年12月底前</table></body></html>"
    )

    ingested = ingest.add_document(page.encode(), by=factories.user(), filename="分工.html")
    extract.extract_document(ingested.document.pk)

    structure = Structure.of_json(Document.objects.get().structure)
    assert [len(table.rows) for table in structure.tables] == [3]
    owners = {candidate.quote: candidate.owners for candidate in Candidate.objects.all()}
    assert owners == {"建成甲公园": ["市园林局"], "建成乙公园": ["市园林局"]}
