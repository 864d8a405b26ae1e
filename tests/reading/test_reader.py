"""Whatever a file holds, it is read or refused with a reason."""

import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.reading import Reading, UnreadableFile, read
from commitments.reading.pdf import scanned
from tests.reading import test_ofd as ofd
from tests.reading.files import paragraph, pdf, picture, prose, word
from tests.reading.sheets import test_workbook as workbook

NAMES = [
    "",
    "a",
    "a.txt",
    "a.html",
    "a.docx",
    "a.pdf",
    "a.png",
    "a.doc",
    "a.xlsx",
    "a.ofd",
    "a.eml",
    "../a.txt",
    "a.b.c",
    ".",
]
PAGE = "<!DOCTYPE html><h1>计划</h1><table><tr><td rowspan=2>甲<td>5%</table><p>完"
WHOLE = {
    "text": "到2030年，增长5%以上。\r\n".encode(),
    "page": PAGE.encode(),
    "word": word(
        paragraph("到2030年") + f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc></w:tr></w:tbl>"
    ),
    "pdf": pdf(prose("到2030年", "增长5%以上。"), pageCompression=0),
    "picture": picture("PNG"),
    "sheet": workbook.saved(workbook.plan()),
    "ofd": ofd.ofd_file(ofd.page(("到2030年", 20, 60), ("增长5%以上。", 20, 70))),
    "letter": b"Subject: =?gbk?b?vMa7rg==?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; "
    b"boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n"
    + "到2030年".encode()
    + b"\n--x\nContent-Type: text/html; name=a.html\n\n<p>5%</p>\n--x--\n",
}


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch):
    monkeypatch.setattr(scanned, "is_available", lambda: False)


def read_or_refuse(data: bytes, name: str) -> None:
    """The only two ends there are; anything else that is raised fails the test."""
    reading: Reading | None = None
    with suppress(UnreadableFile):
        reading = read(data, name)
    if reading is None:
        return
    assert reading.text.strip()
    assert "\x00" not in reading.text
    reading.text.encode()
    for mark in reading.structure.marks:
        assert 0 <= mark.start < mark.end <= len(reading.text)
    for table in reading.structure.tables:
        assert 0 <= table.start < table.end <= len(reading.text)
    assert list(reading.page_starts) == sorted(reading.page_starts)


@given(st.binary(max_size=2000), st.sampled_from(NAMES))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(data, name):
    read_or_refuse(data, name)


@given(
    st.sampled_from(["%PDF-1.7\n", "PK\x03\x04", "<html>", "{\\rtf", "\x89PNG\r\n\x1a\n", "BM"]),
    st.binary(max_size=500),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_after_the_mark_of_a_format_are_read_or_refused(mark, data):
    read_or_refuse(mark.encode("latin-1") + data, "")


@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=4)), max_size=6),
    st.floats(0.1, 1),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_file_damaged_anywhere_is_read_or_refused(kind, damages, kept):
    data = bytearray(WHOLE[kind])
    for place, damage in damages:
        at = int(place * len(data))
        data[at : at + len(damage)] = damage
    read_or_refuse(bytes(data[: int(kept * len(data))]), "")


@given(st.text(alphabet="<>/=\"' &;#x0tdrspanolihbfe行列5", max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_markup_is_read_or_refused(markup):
    read_or_refuse(markup.encode(), "a.html")


@pytest.mark.parametrize("kind", ["text", "page", "word", "pdf", "sheet", "ofd", "letter"])
def test_reading_twice_gives_the_same(kind):
    assert read(WHOLE[kind]) == read(WHOLE[kind])


@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (b" \r\n\t", "empty")])
def test_nothing_is_empty(data, code):
    with pytest.raises(UnreadableFile) as refusal:
        read(data, "a.txt")

    assert refusal.value.code == code


def test_the_limit_is_named_when_a_file_is_larger():
    assert read(b"x" * 1024, limit=1024).text

    with pytest.raises(UnreadableFile) as refusal:
        read(b"x" * (3 * 1024 * 1024 + 1), "a.txt", limit=3 * 1024 * 1024)

    assert refusal.value.code == "too_large"
    assert "3 MB" in str(refusal.value)


def test_reading_text_loads_none_of_the_libraries_for_other_formats():
    heavy = ["lxml", "pdfplumber", "PIL", "docx", "django", "rapidocr"]
    script = (
        "import sys; from commitments.reading import read; read(b'text', 'a.txt');"
        f"print([name for name in {heavy} if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"
