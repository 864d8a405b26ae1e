"""A letter is opened in its job: each file in it becomes a document, once."""

import hashlib
from email.message import EmailMessage

import pytest

from commitments.choices import JobState
from commitments.domain import job_handlers
from commitments.domain.documents import extract, ingest, letters
from commitments.domain.platform import jobs
from commitments.models import Document, Job
from tests import factories

pytestmark = pytest.mark.django_db

PLAN = "到2030年底，新建公园50处。".encode()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def letter(text: str = "请按附件执行。", **attached: bytes) -> bytes:
    """A letter; a file is named by its keyword, with `_` for the dot."""
    message = EmailMessage()
    message["Subject"] = "关于印发计划的函"
    message.set_content(text)
    for name, data in attached.items():
        kind = {"maintype": "application", "subtype": "octet-stream"}
        message.add_attachment(data, **kind, filename=name.replace("_", "."))
    return message.as_bytes()


def received(data: bytes, **described) -> ingest.Ingested:
    return ingest.add_document(data, by=factories.user(), filename="来信.eml", **described)


def work() -> None:
    """Do what waits, as workers do."""
    while waiting := list(Job.objects.filter(state=JobState.QUEUED)):
        for job in waiting:
            job_handlers.perform(job.pk)


def test_each_enclosure_becomes_a_document_of_its_own_bytes():
    given = {"issuer": "海淀区", "kind": "plan", "published_on": "2026-01-05"}
    opened = received(letter(计划_txt=PLAN, 清单_txt="建成图书馆3座。".encode()), **given).document
    work()

    opened.refresh_from_db()
    assert (opened.state, opened.title) == ("read", "关于印发计划的函")
    assert opened.text.strip() == "请按附件执行。"
    first, second = opened.enclosures.order_by("pk")
    assert (first.title, first.filename, second.title) == ("计划", "计划.txt", "清单")
    assert first.file.read() == PLAN
    assert first.sha256 == hashlib.sha256(PLAN).hexdigest()
    assert (first.state, first.issuer, str(first.published_on)) == ("read", "海淀区", "2026-01-05")
    assert first.candidates.exists()
    assert list(first.letters.all()) == [opened]


def test_what_is_no_document_is_named_and_the_rest_is_received():
    opened = received(letter(计划_txt=PLAN, 照片_zip=b"PK\x03\x04 broken")).document
    work()

    opened.refresh_from_db()
    [why] = opened.unread_parts
    assert why.startswith("照片.zip")
    assert [one.filename for one in opened.enclosures.all()] == ["计划.txt"]


def test_an_enclosure_that_fails_later_says_why_itself():
    opened = received(letter(计划_txt=PLAN, 空_txt=b"  \n")).document
    work()

    states = {one.filename: (one.state, bool(one.problem)) for one in opened.enclosures.all()}
    assert states == {"计划.txt": ("read", False), "空.txt": ("failed", True)}
    opened.refresh_from_db()
    assert opened.state == "read"


def test_a_file_that_is_there_already_is_linked_and_stays_as_it_is():
    known = ingest.add_document(
        PLAN, by=factories.user(), filename="原件.txt", title="原件"
    ).document
    work()
    one, other = received(letter(计划_txt=PLAN)), received(letter("再发。", 计划_txt=PLAN))
    work()

    assert Document.objects.count() == 3
    known.refresh_from_db()
    assert (known.title, known.filename) == ("原件", "原件.txt")
    assert set(known.letters.all()) == {one.document, other.document}


def test_a_worker_killed_in_the_middle_leaves_nothing_twice(monkeypatch, media):
    ingested = received(letter(计划_txt=PLAN, 清单_txt="建成图书馆3座。".encode()))
    taken = []

    def killed(document, part):
        if taken:
            raise KeyboardInterrupt
        taken.append(part)
        receive(document, part)

    receive = letters._receive
    monkeypatch.setattr(letters, "_receive", killed)
    with pytest.raises(KeyboardInterrupt):
        extract.prepare(ingested.document.pk)
    assert Document.objects.count() == 2
    monkeypatch.undo()

    work()

    assert ingested.document.enclosures.count() == 2
    assert Document.objects.count() == 3
    assert Job.objects.count() == 3
    assert len([path for path in media.rglob("*") if path.is_file()]) == 3


def test_a_letter_without_words_names_what_it_brings():
    opened = received(letter("", 计划_txt=PLAN)).document
    work()

    opened.refresh_from_db()
    assert opened.text == "关于印发计划的函\n计划.txt"


def test_a_letter_of_which_nothing_can_be_read_fails_with_every_reason():
    opened = received(letter("", a_zip=b"PK\x03\x04 broken", b_pdf=b"")).document
    work()

    opened.refresh_from_db()
    assert opened.state == "failed"
    assert "a.zip" in opened.problem
    assert "b.pdf" in opened.problem
    assert not opened.enclosures.exists()


def test_the_jobs_of_the_enclosures_follow_that_of_the_letter():
    ingested = received(letter(计划_txt=PLAN))
    received(letter("别的信。", 清单_txt="建成图书馆3座。".encode()))

    job_handlers.perform(ingested.job.pk)

    [enclosure] = ingested.document.enclosures.all()
    assert [job.key for job in jobs.followers(ingested.job.pk)] == [str(enclosure.pk)]
