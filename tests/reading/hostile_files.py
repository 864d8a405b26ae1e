"""Files that were made to break a reader: each is small, and asks for more than there is."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.reading.files import paragraph, word, zipped

DEEP = 100_000
HUGE = 2**31
XLSX = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
ODF_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
ODF_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
OFD = "http://www.ofdspec.org/2016"


def nested(opening: str, closing: str, inside: str = "x", depth: int = DEEP) -> str:
    return opening * depth + inside + closing * depth


def deep_word() -> bytes:
    return word(nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", paragraph("甲")))


def deep_word_tables() -> bytes:
    cell = "<w:tbl><w:tr><w:tc>"
    return word(nested(cell, "</w:tc></w:tr></w:tbl>", paragraph("甲"), 200))


def deep_html(tag: str) -> bytes:
    return f"<html><body>{nested(f'<{tag}>', f'</{tag}>')}</body></html>".encode()


def deep_html_tables() -> bytes:
    table = nested("<table><tr><td>", "</td></tr></table>")
    return f"<html><body>{table}</body></html>".encode()


def unclosed_html() -> bytes:
    return b"<html><body>" + b"<b><i><p>" * 20_000


def zip_in_zip() -> bytes:
    inner = b"x" * 1000
    for _ in range(200):
        inner = zipped({"inner.zip": inner})
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": inner})


def zip_that_holds_itself_often() -> bytes:
    """Many entries that all point to the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
        [info] = archive.infolist()
        for number in range(30_000):
            twin = zipfile.ZipInfo(f"word/part{number}.xml")
            twin.compress_type, twin.CRC = info.compress_type, info.CRC
            twin.compress_size, twin.file_size = info.compress_size, info.file_size
            twin.header_offset = info.header_offset
            archive.filelist.append(twin)
    return buffer.getvalue()


def deep_letters() -> bytes:
    head = b"MIME-Version: 1.0\nSubject: x\nContent-Type: message/rfc822\n\n"
    return head * 20_000 + b"MIME-Version: 1.0\nContent-Type: text/plain\n\nhello\n"


def deep_multipart() -> bytes:
    opened, closed = b"MIME-Version: 1.0\nSubject: x\n", b""
    for number in range(5_000):
        mark = b"b%d" % number
        opened += b"Content-Type: multipart/mixed; boundary=" + mark + b"\n\n--" + mark + b"\n"
        closed = b"\n--" + mark + b"--\n" + closed
    return opened + b"Content-Type: text/plain\n\nhello\n" + closed


def pdf_of(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\n" % (len(objects) + 1, root)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def pdf_page_loop() -> bytes:
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 2 /Kids [3 0 R 2 0 R] >>",
        b"<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [2 0 R 3 0 R] >>",
    )


def pdf_wide_page_tree() -> bytes:
    """Ten kids of ten kids …, all of them the same: 10^9 pages in 2 kB."""
    levels = 9
    kids = [
        b"<< /Type /Pages /Count 1 /Kids [" + b"%d 0 R " % (n + 3) * 10 + b"] >>"
        for n in range(levels)
    ]
    page = b"<< /Type /Page /MediaBox [0 0 100 100] >>"
    return pdf_of(b"<< /Type /Catalog /Pages 2 0 R >>", *kids, page)


def pdf_deep_array() -> bytes:
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R /X "
        + b"[" * DEEP
        + b"]" * DEEP
        + b" >>",
        stream(b"BT ET"),
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def pdf_with_contents(content: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << "
        + resources
        + b" >> >>",
        stream(zlib.compress(content), b"/Filter /FlateDecode"),
        *more,
    )


def pdf_deep_contents() -> bytes:
    return pdf_with_contents(b"[" * DEEP + b"q " * DEEP + b"<<" * DEEP)


def pdf_form_in_itself() -> bytes:
    form = stream(
        b"/F Do /F Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>",
    )
    return pdf_with_contents(b"/F Do", b"/XObject << /F 5 0 R >>", form)


def pdf_forms_in_forms() -> bytes:
    """Each form draws the next one ten times: 10^9 in the end."""
    last = 14
    forms = [
        stream(
            b"/F Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
            b"/Resources << /XObject << /F %d 0 R >> >>" % (number + 1),
        )
        for number in range(5, last)
    ]
    end = stream(b"0 0 m 9 9 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return pdf_with_contents(b"/F Do", b"/XObject << /F 5 0 R >>", *forms, end)


def pdf_many_lines() -> bytes:
    return pdf_with_contents(
        b"".join(b"%d 0 m %d 800 l S\n" % (n % 600, n % 600) for n in range(10_000))
    )


def open_sheet_of_repeated_cells() -> bytes:
    row = (
        f'<table:table-row table:number-rows-repeated="{HUGE}">'
        f'<table:table-cell table:number-columns-repeated="{HUGE}" office:value-type="string">'
        "<text:p>甲</text:p></table:table-cell></table:table-row>"
    )
    return open_document("spreadsheet", f"<table:table table:name='a'>{row}</table:table>")


def open_sheet_of_repeated_blanks() -> bytes:
    """What LibreOffice itself writes below the last row, and no error."""
    blank = (
        '<table:table-row table:number-rows-repeated="1048575">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    first = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>甲</text:p>'
        "</table:table-cell></table:table-row>"
    )
    return open_document("spreadsheet", f"<table:table table:name='a'>{first}{blank}</table:table>")


def open_document(kind: str, body: str) -> bytes:
    content = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{ODF_TEXT}" '
        f'xmlns:table="{ODF_TABLE}" office:version="1.2">'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.'
        f'opendocument.{kind}"/></manifest:manifest>'
    )
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def deep_open_text() -> bytes:
    return open_document("text", nested("<text:section>", "</text:section>", "<text:p>甲</text:p>"))


def workbook(sheet: str, shared: str = "", **more: str) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
            'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
            "xl/workbook.xml": f'<workbook xmlns="{XLSX}" xmlns:r="http://schemas.openxmlformats.org/'
            'officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
            'package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.'
            'org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
            '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{XLSX}"><sheetData>{sheet}</sheetData>'
            "</worksheet>",
            "xl/sharedStrings.xml": f'<sst xmlns="{XLSX}">{shared}</sst>',
        }
        | more
    )


def one_string_in_every_cell() -> bytes:
    """A megabyte, shown in twenty thousand cells."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_000))
    words = "".join(f"第{n}项任务" for n in range(60_000))
    return workbook(cells, f"<si><t>{words}</t></si>")


def many_shared_strings() -> bytes:
    cell = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    return workbook(cell, "".join(f"<si><t>{n}</t></si>" for n in range(300_000)))


def string_of_entities() -> bytes:
    """The billion laughs."""
    entities = '<!ENTITY l0 "ha">'
    for n in range(1, 10):
        entities += f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>'
    data = f"<sheetData>{cell}</sheetData>"
    laughing = f'<!DOCTYPE x [{entities}]><worksheet xmlns="{XLSX}">{data}</worksheet>'
    return workbook("", **{"xl/worksheets/sheet1.xml": laughing})


def deep_sheet() -> bytes:
    return workbook(nested("<row><c><is>", "</is></c></row>"))


def ofd_of(page: str, document: str = "") -> bytes:
    return zipped(
        {
            "OFD.xml": f'<ofd:OFD xmlns:ofd="{OFD}" Version="1.0" DocType="OFD"><ofd:DocBody>'
            "<ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{OFD}"><ofd:CommonData>'
            "<ofd:MaxUnitID>9</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{document}"
            '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
            "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page xmlns:ofd="{OFD}"><ofd:Content>'
            f'<ofd:Layer ID="2">{page}</ofd:Layer></ofd:Content></ofd:Page>',
        }
    )


def deep_ofd() -> bytes:
    return ofd_of(nested('<ofd:PageBlock ID="3">', "</ofd:PageBlock>"))


def ofd_of_endless_deltas() -> bytes:
    text = (
        '<ofd:TextObject ID="4" Boundary="0 0 100 10" Font="1" Size="4">'
        f'<ofd:TextCode X="0" Y="4" DeltaX="g {HUGE} 1">{"甲" * 50}</ofd:TextCode></ofd:TextObject>'
    )
    return ofd_of(text)


def deep_rtf() -> bytes:
    return b"{\\rtf1 " + b"{\\b " * DEEP + b"x" + b"}" * DEEP + b"}"


def deep_word_xml() -> bytes:
    body = nested("<w:sect>", "</w:sect>", "<w:p><w:r><w:t>x</w:t></w:r></w:p>")
    return (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>'
        f"{body}</w:body></w:wordDocument>"
    ).encode()


def huge_picture(side: int = 50_000) -> bytes:
    """A PNG of one white row, 50,000 times."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    packed = zlib.compressobj()
    row = b"\0" + b"\xff" * (side // 8)
    lines = b"".join(packed.compress(row) for _ in range(side)) + packed.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def packed_picture() -> bytes:
    return gzip.compress(huge_picture())


def tiff_loop() -> bytes:
    """A TIFF whose one page names itself as the next."""
    entries = [
        (256, 4, 1, 8),
        (257, 4, 1, 8),
        (258, 3, 1, 1),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 200),
        (278, 4, 1, 8),
        (279, 4, 1, 8),
    ]
    directory = struct.pack("<H", len(entries))
    directory += b"".join(struct.pack("<HHII", *entry) for entry in entries)
    directory += struct.pack("<I", 8)
    return (struct.pack("<2sHI", b"II", 42, 8) + directory).ljust(200, b"\0") + bytes(8)


def deep_json() -> bytes:
    return b"[" * DEEP + b"]" * DEEP


# How each is made, and why it is refused; those that are read have no reason.
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "deep.docx": (deep_word, "unpacks_too_large"),
    "deep-tables.docx": (deep_word_tables, "damaged"),
    "div.html": (lambda: deep_html("div"), "damaged"),
    "blockquote.html": (lambda: deep_html("blockquote"), "damaged"),
    "list.html": (lambda: deep_html("ul><li"), "damaged"),
    "font.html": (lambda: deep_html("font"), ""),
    "tables.html": (deep_html_tables, "damaged"),
    "unclosed.html": (unclosed_html, "empty"),
    "zip-in-zip.docx": (zip_in_zip, "damaged"),
    "shared-bytes.docx": (zip_that_holds_itself_often, "unpacks_too_large"),
    "letters.eml": (deep_letters, "damaged"),
    "multipart.eml": (deep_multipart, "damaged"),
    "page-loop.pdf": (pdf_page_loop, "damaged"),
    "page-tree.pdf": (pdf_wide_page_tree, "empty"),
    "array.pdf": (pdf_deep_array, "empty"),
    "contents.pdf": (pdf_deep_contents, "empty"),
    "form-in-itself.pdf": (pdf_form_in_itself, "empty"),
    "forms.pdf": (pdf_forms_in_forms, "unpacks_too_large"),
    "lines.pdf": (pdf_many_lines, "empty"),
    "repeated.ods": (open_sheet_of_repeated_cells, "damaged"),
    "blanks.ods": (open_sheet_of_repeated_blanks, ""),
    "deep.odt": (deep_open_text, "damaged"),
    "one-string.xlsx": (one_string_in_every_cell, "unpacks_too_large"),
    "strings.xlsx": (many_shared_strings, ""),
    "laughs.xlsx": (string_of_entities, "damaged"),
    "deep.xlsx": (deep_sheet, "unpacks_too_large"),
    "deep.ofd": (deep_ofd, "unpacks_too_large"),
    "deltas.ofd": (ofd_of_endless_deltas, ""),
    "deep.rtf": (deep_rtf, "damaged"),
    "deep.doc": (deep_word_xml, "damaged"),
    "huge.png": (huge_picture, "unpacks_too_large"),
    "packed.png": (packed_picture, "damaged"),
    "pages.tif": (tiff_loop, "empty"),
    "deep.json": (deep_json, "unsupported"),
    "deep.txt": (deep_json, ""),
}
