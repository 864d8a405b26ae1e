"""What a file is, by its content; what its name may say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.reading import UnreadableFile, archive
from commitments.reading.detect import Format, content, detect, has_macros
from tests.reading.files import paragraph, pdf, picture, prose, word, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
WORD = word(paragraph("到2030年"))
PDF = pdf(prose("到2030年"))
PNG = picture("PNG")
TEXT = "到2030年".encode()
PAGE = "<!DOCTYPE html><p>到2030年".encode()
RTF = b"{\\rtf1\\ansi hello}"
SHEET = zipped({"xl/workbook.xml": "", "[Content_Types].xml": ""})
WORD_XML = (
    b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument '
    b'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>'
)
MAIL = b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nbody"
ARCHIVE = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--"


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + b"\x00\x00"


def label(value: object) -> str | None:
    """Names for cases: bytes have none, and those of a PDF change with the clock."""
    return "bytes" if isinstance(value, bytes) else None


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (TEXT, "a.txt", Format.PLAIN),
        (TEXT, "", Format.PLAIN),
        (TEXT, "a.pdf.txt", Format.PLAIN),
        (TEXT, "A.TXT", Format.PLAIN),
        (b"BMW builds 5 plants by 2030", "a.txt", Format.PLAIN),
        (picture("BMP"), "a.bmp", Format.BMP),
        (PAGE, "a.htm", Format.HTML),
        (PAGE, "", Format.HTML),
        (TEXT, "a.html", Format.HTML),
        (PAGE.decode().encode("utf-16"), "", Format.HTML),
        (b'<?xml version="1.0"?>\n<!-- x --><html>', "", Format.HTML),
        (WORD, "a.docx", Format.WORD),
        (WORD, "a.txt.DOCX", Format.WORD),
        (WORD, "upload", Format.WORD),
        (PDF, "a.pdf", Format.PDF),
        (b"\n\n" + PDF, "a.pdf", Format.PDF),
        (PNG, "a.png", Format.PNG),
        (PNG, "a.jpg", Format.PNG),
        (picture("WEBP"), "a.webp", Format.WEBP),
        (picture("TIFF"), "a.tif", Format.TIFF),
        (ole("WordDocument"), "a.doc", Format.OLD_WORD),
        (ole("WordDocument"), "a.wps", Format.OLD_WORD),
        (ole("Workbook"), "a.xls", Format.OLD_SHEET),
        (ole("Workbook"), "a.et", Format.OLD_SHEET),
        (SHEET, "a.xlsx", Format.SHEET),
        (zipped({"OFD.xml": ""}), "a.ofd", Format.OFD),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
            "a.odt",
            Format.OPEN_TEXT,
        ),
        (RTF, "a.rtf", Format.RTF),
        (WORD_XML, "a.wps", Format.WORD_XML),
        (MAIL, "a.eml", Format.MAIL),
        (MAIL, "", Format.MAIL),
        (ARCHIVE, "a.mht", Format.WEB_ARCHIVE),
    ],
    ids=label,
)
def test_content_and_name_agree(data, name, found):
    assert detect(data, name) == found


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (PAGE, "a.doc", Format.HTML),
        (PAGE, "a.xls", Format.HTML),
        (RTF, "a.doc", Format.RTF),
        (WORD, "a.doc", Format.WORD),
        (WORD_XML, "a.doc", Format.WORD_XML),
        (ARCHIVE, "a.doc", Format.WEB_ARCHIVE),
        (ole("WordDocument"), "a.docx", Format.OLD_WORD),
        (SHEET, "a.xls", Format.SHEET),
        (ole("Workbook"), "a.xlsx", Format.OLD_SHEET),
    ],
    ids=label,
)
def test_office_programs_save_under_each_others_endings(data, name, found):
    assert detect(data, name) == found


def test_a_text_that_shows_markup_is_read_as_it_stands():
    assert detect(PAGE, "a.txt") == detect(MAIL, "a.txt") == Format.PLAIN


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PDF, "a.txt"),
        (WORD, "a.txt"),
        (WORD, "a.pdf"),
        (WORD, "a.xlsx"),
        (SHEET, "a.docx"),
        (PDF, "a.docx"),
        (PDF, "a.docx.html"),
        (PNG, "a.pdf"),
        (PAGE, "a.pdf"),
        (PDF, "a.ofd"),
        (MAIL, "a.html"),
    ],
    ids=label,
)
def test_a_name_that_says_otherwise_is_refused(data, name):
    with pytest.raises(UnreadableFile) as refusal:
        detect(data, name)

    assert refusal.value.code == "mismatch"
    assert name[name.rindex(".") :] in str(refusal.value)


@pytest.mark.parametrize(
    ("data", "name", "advice"),
    [
        (zipped({"ppt/presentation.xml": "", "[Content_Types].xml": ""}), "a.pptx", "PDF"),
        (ole("PowerPoint Document"), "a.ppt", "PDF"),
        (zipped({"a.txt": ""}), "a.zip", "DOCX"),
        (OLE, "a.msg", "EML"),
        (OLE, "a.doc", "DOCX"),
        (TEXT, "a.caj", "PDF"),
        (b"<svg/>", "a.svg", "PDF"),
    ],
    ids=label,
)
def test_known_formats_that_cannot_be_read_say_what_to_save_as(data, name, advice):
    with pytest.raises(UnreadableFile) as refusal:
        detect(data, name)

    assert refusal.value.code == "unsupported"
    assert f"save the document as {advice}" in str(refusal.value)


def test_an_encrypted_office_file_asks_for_a_copy_without_password():
    with pytest.raises(UnreadableFile) as refusal:
        detect(ole("EncryptedPackage"), "a.docx")

    assert refusal.value.code == "password"


@pytest.mark.parametrize("name", ["a.docx", "a.doc", "a.pdf", "a.png", "a.xlsx", "a.ofd", "a.eml"])
def test_text_by_the_name_of_another_format_is_damaged(name):
    with pytest.raises(UnreadableFile) as refusal:
        detect(TEXT, name)

    assert refusal.value.code == "damaged"


# Each of these took exponential or quadratic time in one of the detectors tried.
ENDLESS = {
    "comments": b"<!-- x -->" * 40 + b"x",
    "many comments": b"<!---->" * 500_000,
    "open comments": b"<!--" * 500_000,
    "instructions": b"<?x?>" * 500_000,
    "blanks": b" " * 2_000_000 + b"x",
    "nested open": b"<" * 2_000_000,
    "fields": b"A: b\n" * 300_000,
    "a long field": b"A" * 2_000_000,
    "book": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"B\x00o\x00" * 500_000,
}


@pytest.mark.parametrize("name", sorted(ENDLESS))
def test_no_bytes_hold_the_detector_up(name):
    """Without a limit on time: what is not linear here would not end within the day."""
    assert content(ENDLESS[name]) in (None, Format.OLE)


@given(
    st.lists(st.sampled_from([b"<!--", b"-->", b"<?", b"?>", b" ", b"<html", b"x"]), max_size=80)
)
def test_any_prologue_ends(pieces):
    assert content(b"".join(pieces)) in (None, Format.HTML)


def test_a_zip_with_a_directory_without_end_is_refused_before_it_is_built(monkeypatch):
    monkeypatch.setattr(archive, "MAX_PARTS", 3)

    with pytest.raises(UnreadableFile) as refusal:
        content(zipped({f"{number}": "" for number in range(4)}))

    assert refusal.value.code == "unpacks_too_large"


def test_programs_inside_office_files_are_seen():
    assert has_macros(zipped({"word/vbaProject.bin": "", "[Content_Types].xml": ""}))
    assert has_macros(ole("_VBA_PROJECT"))
    assert not has_macros(WORD)
    assert not has_macros(ole("WordDocument"))
