"""No file takes the process along that asked for it to be read."""

import os

import pytest

from commitments.reading import UnreadableFile, isolated, read
from commitments.reading.isolated import Limits
from tests.reading.files import paragraph, word

SHORT = Limits(seconds=3, megabytes=512)


def refusal(task: str, limits: Limits = SHORT) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as error:
        isolated.call(f"tests.reading.hostile:{task}", b"x", {}, limits)
    return error.value


def test_a_file_reads_as_it_does_in_the_process():
    table = (
        f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('5%')}</w:tc></w:tr></w:tbl>"
    )
    data = word(paragraph("到2030年") + table)

    assert isolated.read(data, "a.docx") == read(data, "a.docx")


def test_a_refusal_comes_back_with_its_details():
    with pytest.raises(UnreadableFile) as error:
        isolated.read(b"x" * 3 * 1024 * 1024, "a.txt", limit=2 * 1024 * 1024)

    assert (error.value.code, error.value.details) == ("too_large", {"limit": "2"})


def test_memory_without_end_is_refused():
    error = refusal("bomb")

    assert error.code == "needs_memory"
    assert "512 MB" in str(error)


@pytest.mark.parametrize("task", ["loop", "sleeper"])
def test_work_without_end_is_ended(task):
    error = refusal(task, Limits(seconds=1, megabytes=512))

    assert error.code == "took_too_long"
    assert "1 seconds" in str(error)


@pytest.mark.parametrize("task", ["abort", "silent", "failing", "segfault"])
def test_a_crash_is_an_error_and_the_parent_lives(task):
    assert refusal(task).code == "crashed"


def test_a_task_that_is_not_there_is_a_crash():
    assert refusal("nothing").code == "crashed"


def test_what_a_library_prints_does_not_stand_in_the_answer():
    data = "到2030年\n".encode() * 100_000

    assert isolated.call("tests.reading.hostile:chatty", data, {}) == data.decode()


def test_the_child_sees_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "s")

    assert "SECRET_KEY" not in isolated.call("tests.reading.hostile:surroundings", b"", {})
    assert os.environ["SECRET_KEY"] == "s"


def test_enclosures_come_back_with_their_bytes_and_errors():
    letter = (
        b"Subject: plan\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        b"--x\nContent-Type: text/plain\n\nhello\n"
        b"--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\n"
        b"broken\n--x--\n"
    )

    body, attached = isolated.read_many(letter, "a.eml")

    assert body.reading
    assert body.reading.text == "hello"
    assert (attached.filename, attached.data) == ("a.pdf", b"broken")
    assert attached.error
    assert attached.error.code == "damaged"
