import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from commitments.reading import UnreadableFile, read
from commitments.reading.pdf import bounds as pdf_bounds
from commitments.reading.pdf import document, scanned
from commitments.reading.pdf.page import PageLine
from tests.reading.files import FONT, HEIGHT, in_cells, pdf, picture, prose, written


def code(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        read(data, "a.pdf")
    return refusal.value.code


def scan(canvas):
    """A page that is a picture and nothing else."""
    from io import BytesIO

    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(BytesIO(picture("PNG"))), 0, 0, 595, 842)


@pytest.fixture
def without_ocr(monkeypatch):
    monkeypatch.setattr(scanned, "is_available", lambda: False)


@pytest.fixture
def with_ocr(monkeypatch):
    pages = [[PageLine("扫描的一页", 0.4, 0.42)], [PageLine("又一页", 0.4, 0.42)]]
    monkeypatch.setattr(scanned, "is_available", lambda: True)
    monkeypatch.setattr(scanned, "read_pages", lambda data, indices: pages[: len(list(indices))])


def test_pages_are_read_in_order_and_kept_with_each_offset():
    reading = read(pdf(prose("一、总体要求", "增长5%以上。"), prose("二、任务")), "规划.pdf")

    assert reading.text == "一、总体要求\n增长5%以上。\n二、任务"
    assert reading.media_type == "application/pdf"
    assert [reading.text[start] for start in reading.page_starts] == ["一", "二"]
    assert reading.page_of(reading.text.index("任务")) == 2


def test_a_blank_page_is_counted():
    reading = read(pdf(prose("甲"), lambda canvas: None, prose("丙")))

    assert reading.page_of(reading.text.index("丙")) == 3


@pytest.mark.parametrize(("named", "title"), [("行动计划", "行动计划"), ("方案.doc", None)])
def test_the_title_of_the_properties_counts_where_the_text_agrees(named, title):
    def draw(canvas):
        canvas.setTitle(named)
        prose("行动计划", "一、总体要求")(canvas)

    assert read(pdf(draw)).title == title


def test_headers_footers_and_page_numbers_are_left_out():
    def page(number: int):
        def draw(canvas):
            written(canvas, "某区行动计划", 240, 50, 9)
            prose(f"第{number}段的文字。")(canvas)
            written(canvas, f"— {number} —", 280, HEIGHT - 60, 9)

        return draw

    assert read(pdf(*map(page, range(1, 5)))).text == "\n".join(
        f"第{number}段的文字。" for number in range(1, 5)
    )


def test_a_user_password_is_asked_for_and_an_owner_password_is_not():
    locked = StandardEncryption("secret", ownerPassword="owner")
    open_to_read = StandardEncryption("", ownerPassword="owner")

    def draw(canvas):
        canvas.drawString(72, 600, "By June 2030")

    assert code(pdf(draw, encrypt=locked)) == "password"
    assert read(pdf(draw, encrypt=open_to_read)).text == "By June 2030"


def test_a_cut_file_is_damaged():
    whole = pdf(prose("到2030年"))

    assert code(whole[:300]) == "damaged"
    assert code(b"%PDF-1.7\n") == "damaged"


def test_a_file_without_words_or_pictures_is_empty():
    assert code(pdf(lambda canvas: None)) == "empty"


def test_rejects_more_pages_than_anyone_reads(monkeypatch):
    monkeypatch.setattr(document, "MOST_PAGES", 2)
    page = prose("到2030年建成公园50处。")

    assert read(pdf(page, page)).text
    assert code(pdf(page, page, page)) == "too_many_pages"


def test_a_stream_that_swells_beyond_reason_is_not_read(monkeypatch):
    begin = pdf_bounds.begin
    monkeypatch.setattr(pdf_bounds, "begin", lambda: begin(100_000))

    assert code(pdf(prose("一" * 100_000), pageCompression=1)) == "unpacks_too_large"
    assert read(pdf(*[prose("一" * 100)] * 3, pageCompression=1)).text


@pytest.mark.parametrize(
    ("written", "hostile"),
    [
        (b"/W [ 1 [ ", b"/W [ 0 999999999 500 1 [ "),
        (b"/W [ 1 [ ", b"/W [ " + b"0 65535 500 " * 1000 + b"1 [ "),
    ],
)
def test_a_font_that_declares_ranges_without_end_is_damaged(written, hostile):
    whole = pdf(prose("到2030年"), pageCompression=0)
    assert written in whole

    assert code(whole.replace(written, hostile)) == "damaged"


def test_a_scan_without_the_extra_says_how_to_get_it(without_ocr):
    with pytest.raises(UnreadableFile) as refusal:
        read(pdf(scan, scan), "a.pdf")

    assert refusal.value.code == "ocr_missing"
    assert "make ocr" in str(refusal.value)


def test_a_scan_is_recognised_where_the_extra_is_there(with_ocr):
    reading = read(pdf(scan, prose("有字的一页"), scan))

    assert reading.text.split("\n") == ["扫描的一页", "有字的一页", "又一页"]
    assert reading.page_starts == (0, 6, 12)
    assert reading.unread_pages == ()


def test_characters_that_cannot_be_made_out_are_read_as_a_scan(without_ocr):
    # The names of this font's character collection get lost in the encryption, and so its table.
    unmapped = StandardEncryption("", ownerPassword="owner")

    assert code(pdf(prose("到2030年"), encrypt=unmapped)) == "ocr_missing"


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_printed_on_its_side_is_read_as_one_that_stands(turned):
    def aslant(canvas):
        canvas.translate(300, 400)
        canvas.rotate(turned)
        for number, line in enumerate(["到2030年，新增床位500张，", "全部建成。"]):
            canvas.setFont(FONT, 12)
            canvas.drawString(-100, -20 * number, line)

    reading = read(pdf(prose("甲"), aslant, prose("丙")))

    assert reading.text == "甲\n到2030年，新增床位500张，\n全部建成。\n丙"
    assert reading.unread_pages == ()


@pytest.mark.parametrize("shown", [90, 180, 270])
def test_a_page_that_is_to_be_shown_turned_is_read(shown):
    def draw(canvas):
        canvas.setPageRotation(shown)
        prose("一、目标", "建成医院。")(canvas)

    assert read(pdf(draw)).text == "一、目标\n建成医院。"


def test_a_table_on_its_side_keeps_its_cells():
    def draw(canvas):
        canvas.translate(500, 100)
        canvas.rotate(90)
        canvas.grid([0, 100, 200], [0, 30, 60])
        canvas.setFont(FONT, 12)
        for x, y, words in (
            (10, 40, "任务"),
            (110, 40, "单位"),
            (10, 10, "绿化"),
            (110, 10, "园林局"),
        ):
            canvas.drawString(x, y, words)

    reading = read(pdf(draw))

    assert reading.text == "任务\t单位\n绿化\t园林局"
    assert [len(table.rows) for table in reading.structure.tables] == [2]


def test_a_merged_cell_is_seen_in_every_row_it_spans():
    def draw(canvas):
        canvas.setFont(FONT, 12)
        # The second column of the lower two rows is one cell.
        for box in ((0, 60), (0, 30), (0, 0), (100, 60)):
            canvas.rect(100 + box[0], 500 + box[1], 100, 30)
        canvas.rect(200, 500, 100, 60)
        for x, y, words in (
            (10, 70, "任务"), (110, 70, "单位"),
            (10, 40, "绿化"), (10, 10, "造林"), (110, 25, "园林局"),
        ):  # fmt: skip
            canvas.drawString(100 + x, 500 + y, words)

    reading = read(pdf(draw))

    assert in_cells(reading) == [["任务", "单位"], ["绿化", "园林局"], ["造林", "园林局"]]


def test_a_picture_page_among_words_is_named_where_it_cannot_be_read(without_ocr):
    reading = read(pdf(scan, prose("甲"), prose("乙"), prose("丙")))

    assert reading.text == "\n甲\n乙\n丙"
    assert reading.unread_pages == (1,)
    assert reading.page_of(reading.text.index("乙")) == 3


@pytest.mark.parametrize(
    "drawn", ["0 0 m 9 9 l S 1 1 5 5 re S\n", "BT /F1 1 Tf (0) Tj ET\n", "0 0 m\n"]
)
def test_page_with_more_drawn_than_anybody_reads_is_left_out_and_named(without_ocr, drawn):
    def full(canvas):
        canvas._code.append(drawn * (pdf_bounds.MAX_CONTENT // len(drawn) + 1))

    reading = read(pdf(prose("甲"), full, prose("丙")))

    assert (reading.text, reading.unread_pages) == ("甲\n\n丙", (2,))
    assert reading.page_of(reading.text.index("丙")) == 3
