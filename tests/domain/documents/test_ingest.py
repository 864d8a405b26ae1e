import hashlib

import pytest

from commitments.choices import JobKind, JobState
from commitments.domain.documents import extract, ingest
from commitments.domain.platform.errors import AlreadyKnown, Unreadable
from commitments.models import Candidate, Document, Job
from commitments.structure import Structure
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_stores_document_as_received_and_requests_extraction():
    data = "区体育局：\r\n将建成体育公园。".encode()

    ingested = ingest.add_document(data, by=factories.user(), filename="侧记.txt")

    document = ingested.document
    assert document.text == data.decode()
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.file.read() == data
    assert document.title == "侧记"
    assert (ingested.job.kind, ingested.job.key) == (JobKind.EXTRACT, str(document.pk))
    assert ingested.job.state == JobState.QUEUED


def test_rejects_same_bytes_twice():
    person = factories.user()
    ingest.add_document("一、目标".encode(), by=person, title="甲文件")

    with pytest.raises(AlreadyKnown) as refusal:
        ingest.add_document("一、目标".encode(), by=person, title="乙文件")

    assert "甲文件" in str(refusal.value)
    assert refusal.value.field == "file"
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    "data", [b"", b"   \n", b"\x00\x01\x02\xff\xfe", b"%PDF-1.4 broken", b"a\0b"]
)
def test_rejects_file_without_text_and_stores_nothing(data, media):
    with pytest.raises(Unreadable) as refusal:
        ingest.add_document(data, by=factories.user(), filename="x.txt")

    assert refusal.value.field == "file"
    assert not Document.objects.exists()
    assert not Job.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


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
