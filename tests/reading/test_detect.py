import pytest

from commitments.reading import UnreadableFile
from commitments.reading.detect import Format, detect
from tests.reading.files import paragraph, pdf, picture, prose, word, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
WORD = word(paragraph("到2030年"))
PDF = pdf(prose("到2030年"))
PNG = picture("PNG")
TEXT = "到2030年".encode()
PAGE = "<!DOCTYPE html><p>到2030年".encode()


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
        (PNG, "a.png", Format.IMAGE),
        (PNG, "a.jpg", Format.IMAGE),
        (picture("WEBP"), "a.webp", Format.IMAGE),
        (picture("TIFF"), "a.tif", Format.IMAGE),
    ],
    ids=label,
)
def test_content_and_name_agree(data, name, found):
    assert detect(data, name) == found


def test_a_text_that_shows_markup_is_read_as_it_stands():
    assert detect(PAGE, "a.txt") == Format.PLAIN


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PDF, "a.txt"),
        (WORD, "a.txt"),
        (WORD, "a.pdf"),
        (PDF, "a.docx"),
        (PDF, "a.docx.html"),
        (PNG, "a.pdf"),
        (PAGE, "a.pdf"),
        (PAGE, "a.doc"),
        (WORD, "a.doc"),
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
        (OLE, "a.doc", "DOCX"),
        (OLE, "a.wps", "DOCX"),
        (OLE, "a.docx", "DOCX"),
        (b"{\\rtf1\\ansi hello}", "a.rtf", "DOCX"),
        (b"{\\rtf1\\ansi hello}", "a.doc", "DOCX"),
        (zipped({"xl/workbook.xml": "", "[Content_Types].xml": ""}), "a.xlsx", "DOCX"),
        (zipped({"ppt/presentation.xml": "", "[Content_Types].xml": ""}), "a.pptx", "PDF"),
        (zipped({"OFD.xml": ""}), "a.ofd", "PDF"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt", "DOCX"),
        (zipped({"a.txt": ""}), "a.zip", "DOCX"),
        (TEXT, "a.wps", "DOCX"),
        (b"MIME-Version: 1.0", "a.mht", "HTML"),
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
        detect(OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx")

    assert refusal.value.code == "password"


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.png"])
def test_text_by_the_name_of_another_format_is_damaged(name):
    with pytest.raises(UnreadableFile) as refusal:
        detect(TEXT, name)

    assert refusal.value.code == "damaged"
