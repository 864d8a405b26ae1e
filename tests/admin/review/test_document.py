"""Documents are added as files or pasted text; errors are shown at their fields."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.domain import job_handlers
from commitments.models import Document, Job
from tests import factories as make

pytestmark = pytest.mark.django_db

ADD = "/admin/commitments/document/add/"


@pytest.fixture
def office(client):
    person = make.supervisor()
    client.force_login(person)
    return person


def send(client, **fields):
    return client.post(ADD, {"kind": "other", **fields})


def test_uploaded_file_is_stored_and_queued_for_reading(client, office):
    upload = SimpleUploadedFile("决议.txt", "到2030年建成图书馆10座。".encode())

    answer = send(client, file=upload, published_on="2025年11月23日", issuer="区委")

    document = Document.objects.get()
    assert answer.url == reverse("admin:commitments_document_review", args=[document.pk])
    assert (document.state, document.filename) == ("received", "决议.txt")
    assert str(document.published_on) == "2025-11-23"
    assert Job.objects.get().key == str(document.pk)
    page = client.get(answer.url).content.decode()
    assert "正在识别文件" in page
    assert 'data-waiting="1"' in page

    job_handlers.perform(Job.objects.get().pk)
    page = client.get(answer.url).content.decode()
    assert "图书馆10座" in page
    assert "data-waiting" not in page


def test_failure_is_shown_with_its_reason_and_a_button_to_try_again(client, office):
    answer = send(client, file=SimpleUploadedFile("坏.txt", b"\0" * 9))
    job_handlers.perform(Job.objects.get().pk)
    document = Document.objects.get()

    page = client.get(answer.url).content.decode()
    assert document.problem in page
    assert "重新识别" in page
    assert "坏.txt" in page
    assert "识别失败" in client.get("/admin/commitments/document/").content.decode()
    assert (
        document.problem
        in client.get(
            reverse("admin:commitments_document_change", args=[document.pk])
        ).content.decode()
    )

    client.post(reverse("admin:commitments_document_retry", args=[document.pk]))

    document.refresh_from_db()
    assert document.state == "received"
    assert Job.objects.filter(state="queued").count() == 1


def test_reader_cannot_have_a_document_read_again(client, office):
    send(client, file=SimpleUploadedFile("坏.txt", b"\0" * 9))
    job_handlers.perform(Job.objects.get().pk)
    client.force_login(make.user(role="reader"))
    document = Document.objects.get()

    address = reverse("admin:commitments_document_retry", args=[document.pk])
    assert client.post(address).status_code == 403
    page = client.get(reverse("admin:commitments_document_review", args=[document.pk]))
    assert "重新识别" not in page.content.decode()


def test_pasted_text_is_stored_with_plain_line_breaks(client, office):
    send(client, text="区体育局工作要点\r\n到2030年建成场馆11处。")

    document = Document.objects.get()
    assert document.text == "区体育局工作要点\n到2030年建成场馆11处。"
    assert document.title == "区体育局工作要点"


def test_rejects_empty_form_at_its_field(client, office):
    assert "请选择文件，或在下方粘贴正文" in send(client).content.decode()


def test_rejects_file_and_text_together(client, office):
    upload = SimpleUploadedFile("a.txt", b"x")

    assert "文件与正文只填一项" in send(client, file=upload, text="y").content.decode()
    assert not Document.objects.exists()


def test_known_file_links_to_its_document(client, office):
    known = make.document("到2030年建成场馆11处。")

    content = send(client, text="到2030年建成场馆11处。").content.decode()

    assert "该文件此前已添加" in content
    assert reverse("admin:commitments_document_review", args=[known.pk]) in content


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_rejects_unreadable_file_at_its_field(client, office, name):
    upload = SimpleUploadedFile(name, b"MZ\x90\x00 no document")

    answer = send(client, file=upload)

    assert 'class="ct-error"' in answer.content.decode()
    assert not Document.objects.exists()


def test_original_is_downloaded_only_with_permission(client, office):
    document = make.document()
    address = reverse("admin:commitments_document_file", args=[document.pk])

    answer = client.get(address)

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content).decode() == document.text
    client.force_login(make.user())
    assert client.get(address).status_code == 403


def test_list_counts_pending_and_decided(client, office):
    document = make.document()
    make.candidate(document)

    content = client.get("/admin/commitments/document/").content.decode()

    assert document.title in content
    assert "审阅" in content


def test_list_touches_no_text(client, office):
    make.candidate(make.document())

    with CaptureQueriesContext(connection) as asked:
        client.get("/admin/commitments/document/")

    assert [
        query["sql"] for query in asked if '"commitments_document"."text"' in query["sql"]
    ] == []


def test_document_is_read_only(client, office):
    document = make.document()
    address = reverse("admin:commitments_document_change", args=[document.pk])

    assert client.post(address, {"title": "改"}).status_code == 200
    document.refresh_from_db()
    assert document.title != "改"


def test_reader_cannot_add_documents(client):
    client.force_login(make.user(role="reader"))

    assert client.get(ADD).status_code == 403
    assert send(client, text="x").status_code == 403


def test_letter_and_enclosure_lead_to_each_other(client, office):
    document = make.document()
    letter = make.document("请按附件执行。", title="来函")
    letter.enclosures.add(document)

    for page in ("change", "review"):
        address = f"admin:commitments_document_{page}"
        shown = client.get(reverse(address, args=[letter.pk])).content.decode()
        assert "本邮件附有1份文件" in shown
        assert str(document) in shown
        assert "来自邮件：" in client.get(reverse(address, args=[document.pk])).content.decode()
    listed = client.get("/admin/commitments/document/").content.decode()
    assert listed.count("来自邮件“来函”") == 1


def test_what_is_not_in_the_text_is_shown_beside_it(client, office):
    document = make.document()
    address = reverse("admin:commitments_document_review", args=[document.pk])
    assert "未列入正文" not in client.get(address).content.decode()
    Document.objects.update(
        unread_pages=[3, 4, 5, 8],
        struck_out=["新建<医院>10座"],
        unread_parts=["照片.zip：无法识别"],
    )

    for page in (address, reverse("admin:commitments_document_change", args=[document.pk])):
        shown = client.get(page).content.decode()
        assert "第3—5、8页未能识别文字" in shown
        assert "<del>新建&lt;医院&gt;10座</del>" in shown
        assert "照片.zip：无法识别" in shown
