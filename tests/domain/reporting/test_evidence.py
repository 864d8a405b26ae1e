import errno
import io
import os
import zipfile
from datetime import date, timedelta

import docx
import openpyxl
import pytest
from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from commitments.choices import EvidenceState
from commitments.domain.platform import filetypes
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed, StoreUnavailable
from commitments.domain.reporting import drafting, evidence, progress
from commitments.models import Evidence
from tests import factories
from tests.services.trouble import write_lock_taken

pytestmark = pytest.mark.django_db

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def package(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def unit():
    return factories.unit()


@pytest.fixture
def clerk(unit):
    return factories.reporter(unit)


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def update(unit, clerk):
    commitment = factories.assigned(unit)
    return progress.draft(
        commitment.pk, by=clerk, reported_on=date(2026, 3, 31), narrative="建成3处。"
    )


@pytest.fixture
def proof(update, clerk):
    added = progress.attach_file(update.pk, b"%PDF-1.7 minutes", by=clerk, filename="纪要.pdf")
    progress.submit(update.pk, by=clerk)
    return added


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("纪要.PDF", b"%PDF-1.7", "application/pdf"),
        ("v1.2 台账.xlsx", saved(openpyxl.Workbook()), None),
        ("总结.docx", saved(docx.Document()), None),
        ("公文.ofd", package("OFD.xml"), "application/ofd"),
        ("旧表.xls", OLE, "application/vnd.ms-excel"),
        ("现场.jpeg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("现场.png", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("说明.txt", "进展顺利".encode("gb18030"), "text/plain"),
        ("数据.csv", "单位,数值\n区体育局,3".encode(), "text/csv"),
    ],
)
def test_accepts_files_that_offices_send(name, data, media_type):
    found = filetypes.check(data, name)
    assert media_type is None or found == media_type


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<html></html>"),
        ("drawing.svg", b"<svg onload='alert(1)'/>"),
        ("setup.exe", b"MZ\x90"),
        ("run.sh", b"#!/bin/sh"),
        ("archive.zip", package("a.txt")),
        ("no ending", b"%PDF-1.7"),
        ("纪要.exe.pdf", b"%PDF-1.7"),
        ("纪要.pdf.exe", b"MZ"),
        ("纪要.pdf", b"MZ\x90"),
        ("纪要.pdf", b"<html><script>x</script>%PDF-1.7"),
        ("说明.txt", b"<!DOCTYPE html><html>"),
        ("说明.txt", b"<?xml version='1.0'?><svg/>"),
        ("说明.txt", b"#!/bin/sh\nrm -r /"),
        ("说明.txt", b"MZ\x00\x01"),
        ("说明.txt", b"\x81\xff\xff"),
        ("现场.png", b"\xff\xd8\xff\xe0"),
        ("总结.docx", package("xl/workbook.xml")),
        ("总结.docx", b"PK\x03\x04 broken"),
        ("总结.docx", package("word/document.xml", "word/vbaProject.bin")),
        ("总结.docx", OLE + "EncryptedPackage".encode("utf-16-le")),
        ("总结.docx", OLE),
        ("旧表.xls", OLE + "_VBA_PROJECT_CUR".encode("utf-16-le")),
        ("旧表.xls", b"<html>"),
    ],
)
def test_rejects_executable_or_mislabelled_file_at_its_field(name, data, update, clerk):
    with pytest.raises(Invalid) as refusal:
        progress.attach_file(update.pk, data, by=clerk, filename=name)

    assert refusal.value.field == "file"
    assert not Evidence.objects.exists()


def test_bidi_control_cannot_hide_file_ending(update, clerk):
    with pytest.raises(Invalid):
        progress.attach_file(update.pk, b"MZ", by=clerk, filename="纪要\u202efdp.exe")


def test_verifies_for_good_or_until_a_date(proof, office):
    today = timezone.localdate()

    evidence.verify(proof.pk, by=office, expires_on=today)

    proof.refresh_from_db()
    assert (proof.state, proof.decided_by) == (EvidenceState.VERIFIED, office)
    assert proof.state_on(today) == EvidenceState.VERIFIED
    assert proof.state_on(today + timedelta(days=1)) == EvidenceState.EXPIRED
    assert Evidence.objects.valid_on(today).get() == proof
    assert not Evidence.objects.valid_on(today + timedelta(days=1)).exists()
    with pytest.raises(Invalid) as refusal:
        evidence.verify(proof.pk, by=office, expires_on=today - timedelta(days=1))
    assert refusal.value.field == "expires_on"
    evidence.verify(proof.pk, by=office)
    assert Evidence.objects.valid_on(date(2099, 1, 1)).exists()


def test_rejection_needs_reason(proof, office):
    with pytest.raises(Invalid) as refusal:
        evidence.reject(proof.pk, by=office, reason=" ")
    assert refusal.value.field == "reason"

    rejected = evidence.reject(proof.pk, by=office, reason="与事项无关")

    assert (rejected.state, rejected.decision_reason) == (EvidenceState.REJECTED, "与事项无关")
    assert rejected.history.first().history_user == office
    assert not Evidence.objects.valid_on(date(2026, 4, 1)).exists()


def test_only_office_decides_and_only_on_submitted_evidence(update, clerk, office):
    draft = progress.attach_link(update.pk, "https://example.org", by=clerk)

    with pytest.raises(NotAllowed):
        evidence.verify(draft.pk, by=clerk)
    with pytest.raises(Conflict):
        evidence.verify(draft.pk, by=office)
    with pytest.raises(Invalid):
        evidence.verify(0, by=office)


def test_refuses_to_serve_altered_file(proof, clerk, client):
    with open(proof.file.path, "wb") as file:
        file.write(b"changed")
    client.force_login(clerk)

    assert client.get(f"/api/v1/evidence/{proof.pk}/file/").status_code == 409
    assert client.get(f"/admin/commitments/evidence/{proof.pk}/file/").status_code == 302


def test_link_keeps_the_date_it_was_seen(update, clerk):
    link = progress.attach_link(update.pk, "https://example.org", by=clerk)
    assert link.captured_on == timezone.localdate()

    earlier = progress.attach_link(
        update.pk, "https://example.org", by=clerk, captured_on=date(2026, 3, 1)
    )
    assert earlier.captured_on == date(2026, 3, 1)
    with pytest.raises(Invalid):
        progress.attach_link(
            update.pk, "https://example.org", by=clerk, captured_on=date(2099, 1, 1)
        )


def test_cites_known_document_by_offsets(update, clerk, office):
    document = factories.document()
    start = document.text.index("目前已有")

    cited = evidence.cite(update.pk, by=clerk, document_id=document.pk, start=start, end=start + 4)

    assert (cited.quote, cited.title) == ("目前已有", document.title)
    progress.submit(update.pk, by=clerk)
    evidence.verify(cited.pk, by=office)
    with pytest.raises(Conflict):
        evidence.cite(update.pk, by=clerk, document_id=document.pk, start=start, end=start + 4)


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (5, 5), (0, 10**6)])
def test_rejects_citation_without_words(update, clerk, start, end):
    document = factories.document()

    with pytest.raises(Invalid) as refusal:
        evidence.cite(update.pk, by=clerk, document_id=document.pk, start=start, end=end)
    assert refusal.value.field == "start"
    with pytest.raises(Invalid) as refusal:
        evidence.cite(update.pk, by=clerk, document_id=0, start=0, end=4)
    assert refusal.value.field == "document"


def files_in(store):
    return [path for path in store.rglob("*") if path.is_file()]


def form(update, *names):
    """A page of the form that attaches files to an update."""
    attached = tuple(drafting.Attachment(data=b"minutes", filename=name) for name in names)
    return drafting.Page(
        reported_on=update.reported_on, narrative="建成4处。", attachments=attached
    )


def test_full_disk_leaves_neither_row_nor_file(update, clerk, store, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(StoreUnavailable):
        progress.attach_file(update.pk, b"minutes", by=clerk, filename="纪要.txt")

    assert files_in(store) == []
    assert not Evidence.objects.exists()


def test_second_file_that_finds_no_room_takes_the_first_along(update, clerk, store, monkeypatch):
    rooms = iter([True, False])
    usual = os.fsync

    def full(descriptor):
        if not next(rooms):
            raise OSError(errno.ENOSPC, "No space left on device")
        usual(descriptor)

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(StoreUnavailable):
        drafting.correct(update.pk, form(update, "甲.txt", "乙.txt"), by=clerk)

    assert files_in(store) == []
    update.refresh_from_db()
    assert update.narrative == "建成3处。"


def test_update_that_is_refused_leaves_no_file(update, clerk, store, monkeypatch):
    """Files are stored before the transaction, and go with it."""
    stored = []

    def refuse(*_, **__):
        stored.extend(files_in(store))
        raise ProgrammingError("no such column")

    monkeypatch.setattr(progress, "rewrite", refuse)

    with pytest.raises(ProgrammingError):
        drafting.correct(update.pk, form(update, "甲.txt", "乙.txt"), by=clerk)

    assert len(stored) == 2
    assert files_in(store) == []
    assert not Evidence.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_update_that_gets_no_lock_leaves_no_file(update, clerk, store):
    with write_lock_taken(), pytest.raises(OperationalError):
        progress.attach_file(update.pk, b"minutes", by=clerk, filename="纪要.txt")

    assert files_in(store) == []
    assert not Evidence.objects.exists()
