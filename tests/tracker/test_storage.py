"""Uploaded files in a bucket, against a server that speaks S3."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from commitments.domain import job_handlers
from commitments.domain.batches import running as batches
from commitments.domain.documents import ingest
from commitments.domain.platform import files
from commitments.domain.platform.errors import StoreUnavailable
from commitments.domain.reporting import issued_files, progress, status_reports
from commitments.management import preflight
from commitments.models import Batch
from tests import factories as make
from tests.domain.batches.books import Book
from tests.services import objects
from tests.services.programs import free_port

CONTENT = "2026年台账".encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[objects.Store]:
    with objects.running(tmp_path_factory.mktemp("objects") / "log") as store:
        yield store


@pytest.fixture
def store(server: objects.Store, settings) -> objects.Store:
    """The installation's store is the bucket."""
    settings.STORAGES = {**settings.STORAGES, "default": server.setting}
    settings.S3_BUCKET = objects.BUCKET
    return server


@pytest.fixture
def away(settings) -> None:
    """A store of which nothing answers."""
    setting = objects.Store(free_port(), None).setting
    settings.STORAGES = {**settings.STORAGES, "default": setting}
    settings.S3_BUCKET = objects.BUCKET


def test_writes_reads_and_deletes(store):
    name = default_storage.save("a/甲.txt", ContentFile(CONTENT))

    assert default_storage.exists(name)
    assert default_storage.size(name) == len(CONTENT)
    with default_storage.open(name, "rb") as stored:
        assert stored.read() == CONTENT
    default_storage.delete(name)
    assert not default_storage.exists(name)


def test_overwrites_nothing(store):
    first = default_storage.save("b/one.txt", ContentFile(b"first"))
    second = default_storage.save("b/one.txt", ContentFile(b"second"))

    assert first != second
    with default_storage.open(first, "rb") as stored:
        assert stored.read() == b"first"


def test_absent_object_is_a_missing_file(store):
    with pytest.raises(FileNotFoundError):
        default_storage.open("nowhere.txt", "rb")


def test_gives_no_address_to_the_public(store):
    name = default_storage.save("c/secret.txt", ContentFile(b"secret"))

    with pytest.raises(NotImplementedError):
        default_storage.url(name)


def test_absent_store_is_a_refusal(away):
    batch = Batch(sha256=SHA256, file="batches/x.xlsx")

    with pytest.raises(StoreUnavailable):
        files.read(batch.file, sha256=SHA256, name="台账.xlsx")
    with pytest.raises(preflight.Unready, match=r"^S3_BUCKET: tracker cannot be used: "):
        preflight.check_store()


def test_wrong_bucket_is_named_before_the_start(store, settings):
    options = {**store.setting["OPTIONS"], "bucket_name": "another"}
    settings.STORAGES["default"] = {**store.setting, "OPTIONS": options}
    settings.STORAGES = dict(settings.STORAGES)
    settings.S3_BUCKET = "another"

    with pytest.raises(preflight.Unready, match=r"^S3_BUCKET: another cannot be used: .*404"):
        preflight.check_store()


def test_right_bucket_passes(store):
    preflight.check_store()

    assert default_storage.bucket_name == objects.BUCKET


@pytest.mark.parametrize(
    ("variable", "nonsense"),
    [
        ("S3_ENDPOINT", "minio.example.gov.cn:9000"),
        ("S3_SECRET_KEY", ""),
        ("S3_ADDRESSING", "sideways"),
    ],
)
def test_nonsense_is_one_line(store, variable, nonsense):
    environment = {**os.environ, **store.environment, variable: nonsense}
    environment["DJANGO_SETTINGS_MODULE"] = "tracker.settings"

    answer = subprocess.run(
        [sys.executable, "-c", "import tracker.settings"],
        cwd=django_settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert answer.returncode == 2
    [line] = answer.stderr.splitlines()
    assert line.startswith(f"{variable}: ")


@pytest.mark.django_db(transaction=True)
def test_every_kind_of_file_comes_back_from_the_bucket(store, client):
    """Documents, evidence, ledgers and issued reports, over the API and the pages."""
    office = make.supervisor("office")
    before = store.names()
    document = ingest.add_document(CONTENT, by=office, filename="来文.txt").document
    unit = make.unit()
    commitment = make.assigned(unit)
    update = progress.draft(
        commitment.pk,
        by=office,
        reported_on=commitment.starts_on,
        narrative="新建",
        organization_id=unit.pk,
    )
    proof = progress.attach_file(update.pk, b"%PDF-1.7 minutes", by=office, filename="纪要.pdf")
    book = Book().saved()
    batch = batches.upload(book, filename="台账.xlsx", by=office).batch
    issue = status_reports.issue("2026-Q1", by=office)
    assert job_handlers.perform(issued_files.last_job(issue).pk)
    docx = issued_files.read(issue, "docx")

    client.force_login(office)
    served = {
        f"/api/v1/documents/{document.pk}/file/": CONTENT,
        f"/admin/commitments/document/{document.pk}/file/": CONTENT,
        f"/api/v1/evidence/{proof.pk}/file/": b"%PDF-1.7 minutes",
        f"/admin/commitments/evidence/{proof.pk}/file/": b"%PDF-1.7 minutes",
        f"/api/v1/batches/{batch.pk}/file/": book,
        f"/admin/commitments/batch/{batch.pk}/file/": book,
        f"/api/v1/report-issues/{issue.pk}/files/docx/": docx.content,
    }
    for path, content in served.items():
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert answer.getvalue() == content, path

    kept = store.names() - before
    folders = [name.partition("/")[0] for name in kept]
    assert {name: folders.count(name) for name in folders} == {
        "documents": 1,
        "evidence": 1,
        "batches": 1,
        "reports": 4,
    }
    # What a stranger gets is the policy of the bucket; the application makes no object public.
    for name in kept:
        grants = store.client().get_object_acl(Bucket=objects.BUCKET, Key=name)["Grants"]
        assert all("URI" not in grant["Grantee"] for grant in grants), name


@pytest.mark.django_db(transaction=True)
def test_altered_object_is_not_served(store, client):
    office = make.supervisor("office")
    document = ingest.add_document(CONTENT, by=office, filename="来文.txt").document
    store.client().put_object(Bucket=objects.BUCKET, Key=document.file.name, Body=b"altered")

    client.force_login(office)
    answer = client.get(f"/api/v1/documents/{document.pk}/file/")

    assert answer.status_code == 409
    assert answer.json()["code"] == "tampered"
    assert client.get(f"/admin/commitments/document/{document.pk}/file/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_absent_store_answers_503_and_stores_no_row(away, client):
    client.force_login(make.supervisor("office"))

    answer = client.post(
        "/api/v1/batches/",
        {"file": ContentFile(Book().saved(), name="台账.xlsx")},
        format="multipart",
    )

    assert answer.status_code == 503
    assert answer.json()["code"] == "store_unavailable"
    assert answer.headers["Retry-After"] == "30"
    assert not Batch.objects.exists()
