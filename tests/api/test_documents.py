"""Documents over HTTP: taken in once, listed without their text, given back as they came."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments.domain import job_handlers
from commitments.models import Document, Job
from tests import factories

TEXT = "  到2030年底，人均体育场地面积达到3.7平方米。\n"
GIVEN = {
    "title": "体育工作要点",
    "issuer": "海淀区",
    "kind": "plan",
    "published_on": "2025-11-23",
    "text": TEXT,
}


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """Which jobs were handed to a worker."""
    jobs = []
    monkeypatch.setattr("commitments.api.documents.tasks.dispatch", jobs.append)
    return jobs


def file(name: str = "要点.txt", content: bytes = TEXT.encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_text_is_stored_unchanged_and_extraction_requested(office, sent):
    made = office.post("documents/", GIVEN, 201).json()

    assert made["text"] == TEXT
    assert (made["title"], made["kind"], made["read_at"]) == ("体育工作要点", "plan", None)
    assert (made["state"], made["problem"]) == ("received", "")
    assert made["added_by"] == office.user.username
    assert sent == list(Job.objects.all())


def work() -> None:
    """Do what waits, as a worker would."""
    for job in Job.objects.filter(state=Job.State.QUEUED):
        job_handlers.perform(job.pk)


def test_file_is_received_at_once_and_read_by_a_job(office, sent):
    answer = office.post("documents/", {"file": file(), "issuer": "区"}, 201, "multipart")

    made = answer.json()
    assert (made["filename"], made["text"], made["issuer"]) == ("要点.txt", "", "区")
    assert (made["state"], made["title"]) == ("received", "")
    assert answer["Location"] == f"/api/v1/documents/{made['id']}/"
    assert len(sent) == 1

    work()
    read = office.get(f"documents/{made['id']}/").json()
    assert (read["state"], read["text"], read["title"]) == ("read", TEXT, "要点")
    assert office.ids("documents/", state="read") == [made["id"]]


def test_file_that_cannot_be_read_says_why_and_is_tried_again(office, sent):
    made = office.post("documents/", {"file": file(content=b"\0" * 9)}, 201, "multipart").json()
    office.post(f"documents/{made['id']}/retry/", status=409)
    work()

    failed = office.get(f"documents/{made['id']}/").json()
    assert failed["state"] == "failed"
    assert "文本" in failed["problem"]

    again = office.post(f"documents/{made['id']}/retry/", status=202).json()
    assert (again["state"], again["problem"]) == ("received", "")
    assert len(sent) == 2


def test_text_that_looks_like_html_stays_text(office):
    text = "<html><body>到2030年</body></html>"
    made = office.post("documents/", GIVEN | {"text": text}, 201).json()
    work()
    assert office.get(f"documents/{made['id']}/").json()["text"] == text


def test_rejects_same_bytes_and_dispatches_nothing(office, sent):
    office.post("documents/", GIVEN, 201)

    problem = office.post("documents/", {"file": file()}, 409, "multipart").json()

    assert problem["code"] == "already_known"
    assert problem["errors"][0]["field"] == "file"
    assert len(sent) == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "file"),
        ({"file": file(content=b"")}, "file"),
        ({"file": file("a.pdf", b"no pdf")}, "file"),
        ({"file": file(), "kind": "poem"}, "kind"),
        ({"file": file(), "text": "x"}, "text"),
    ],
)
def test_rejects_invalid_form(office, given, field):
    problem = office.post("documents/", given, 400, "multipart").json()
    assert problem["errors"][0]["field"] == field
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"text": ""}, "text"),
        ({"title": ""}, "title"),
        ({"published_on": "2025-02-30"}, "published_on"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"added_by": 1}, "added_by"),
    ],
)
def test_rejects_invalid_text(office, broken, field):
    problem = office.post("documents/", GIVEN | broken, 400).json()
    assert problem["errors"][0]["field"] == field


def test_rejects_file_over_limit(office, settings):
    settings.UPLOAD_LIMIT = 10
    problem = office.post("documents/", {"file": file()}, 400, "multipart").json()
    assert problem["errors"][0]["code"] == "too_large"


def test_list_omits_text(office):
    document = factories.document()
    factories.candidate(document)

    [row] = office.get("documents/").json()["results"]

    assert "text" not in row
    assert (row["candidate_count"], row["pending_count"]) == (1, 1)
    assert office.get(f"documents/{document.pk}/").json()["text"] == document.text


def test_filters(office):
    old = factories.document(title="旧文件", issuer="区政府", published_on=None)
    new = factories.document(title="新文件", kind="plan")

    assert office.ids("documents/", q="旧") == [old.pk]
    assert office.ids("documents/", issuer="区政府") == [old.pk]
    assert office.ids("documents/", kind=["plan", "minutes"]) == [new.pk]
    assert office.ids("documents/", published_after="2025-01-01") == [new.pk]
    assert office.ids("documents/", sha256=old.sha256) == [old.pk]
    assert office.ids("documents/", is_read="false") == [new.pk, old.pk]


def test_file_is_served_as_inert_attachment(office):
    page = SimpleUploadedFile("../../<script>.html", "<html><body>到2030年</body></html>".encode())
    made = office.post("documents/", {"file": page}, 201, "multipart").json()

    response = office.get(f"documents/{made['id']}/file/")

    assert b"".join(response.streaming_content) == "<html><body>到2030年</body></html>".encode()
    assert response["Content-Disposition"] == f'attachment; filename="document-{made["id"]}.html"'
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_missing_file_returns_problem_document(office):
    document = factories.document()
    document.file.storage.delete(document.file.name)

    assert office.get(f"documents/{document.pk}/file/", 409).json()["code"] == "file_missing"


def test_only_office_adds_documents(clerk, reader):
    for caller in (clerk, reader):
        assert caller.post("documents/", GIVEN, 403).json()["code"] == "permission_denied"
        assert caller.get("documents/")


def test_says_what_came_with_a_document_and_what_is_not_in_its_text(office):
    document = factories.document()
    letter = factories.document("请按附件执行。", title="来函")
    letter.enclosures.add(document)
    Document.objects.filter(pk=letter.pk).update(
        unread_pages=[2], struck_out=["10座"], unread_parts=["照片.zip：无法识别"]
    )

    shown = office.get(f"documents/{letter.pk}/").json()
    assert (shown["enclosures"], shown["letters"]) == ([document.pk], [])
    assert (shown["unread_pages"], shown["struck_out"]) == ([2], ["10座"])
    assert shown["unread_parts"] == ["照片.zip：无法识别"]
    shown = office.get(f"documents/{document.pk}/").json()
    assert (shown["letters"], shown["unread_pages"]) == ([letter.pk], [])
