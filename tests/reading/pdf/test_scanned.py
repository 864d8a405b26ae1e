import io
import sys
from types import SimpleNamespace

import pytest
from pdfplumber.table import Table

from commitments.reading import UnreadableFile, read
from commitments.reading.pdf import scanned, scanned_rules
from tests.reading.files import pdf, picture, prose


@pytest.fixture
def engine(monkeypatch):
    """A recogniser that finds what it is told, in place of the optional extra."""
    numpy = SimpleNamespace(asarray=lambda image: _Pixels())
    found = SimpleNamespace(txts=None, boxes=None)
    monkeypatch.setattr(scanned, "is_available", lambda: True)
    monkeypatch.setattr(scanned, "_engine", lambda: lambda pixels: found)
    monkeypatch.setitem(sys.modules, "numpy", numpy)
    monkeypatch.setattr(scanned_rules, "find", lambda pixels: [])
    return found


class _Pixels:
    def __getitem__(self, key):
        return self


def box(x0: float, top: float, x1: float, bottom: float) -> list[list[float]]:
    return [[x0, top], [x1, top], [x1, bottom], [x0, bottom]]


def test_recognised_lines_are_put_in_order(engine):
    engine.txts = ("第二行", "第一行", "右边", " ")
    engine.boxes = [box(0, 40, 30, 50), box(0, 10, 30, 20), box(40, 11, 60, 21), box(0, 0, 1, 1)]

    reading = read(picture("PNG"), "a.png")

    assert reading.text == "第一行 右边\n第二行"
    assert (reading.media_type, reading.page_starts) == ("image/png", (0,))


def test_spaces_the_recogniser_saw_in_chinese_are_taken_out(engine):
    engine.txts, engine.boxes = ("到 2030 年，人 均 面 积 in all",), [box(0, 10, 50, 20)]

    assert read(picture("JPEG"), "a.jpg").text == "到 2030 年，人均面积 in all"


def test_brackets_are_of_one_kind_in_chinese_and_left_alone_elsewhere(engine):
    engine.txts = ("（1)人均面积(平方米）", "by 2030 (3.7)")
    engine.boxes = [box(0, 10, 50, 20), box(0, 40, 50, 50)]

    assert read(picture("PNG"), "a.png").text == "（1）人均面积（平方米）\nby 2030 (3.7)"


def test_each_picture_of_a_tiff_is_a_page(engine):
    engine.txts, engine.boxes = ("文字",), [box(0, 10, 50, 20)]

    reading = read(picture("TIFF", frames=3), "a.tiff")

    assert (reading.text, reading.page_starts) == ("文字\n文字\n文字", (0, 3, 6))
    assert reading.media_type == "image/tiff"


def test_a_picture_without_words_is_empty(engine):
    with pytest.raises(UnreadableFile) as refusal:
        read(picture("PNG"), "a.png")

    assert refusal.value.code == "empty"


def test_pages_of_a_pdf_are_drawn_and_recognised(engine):
    engine.txts, engine.boxes = ("文字",), [box(0, 1000, 500, 1020)]

    pages = list(scanned.read_pages(pdf(prose("甲"), prose("乙")), [1]))

    assert [[line.text for line in page] for page in pages] == [["文字"]]
    assert round(pages[0][0].top, 1) == 0.5


def test_the_real_recogniser_where_it_is_installed():
    pytest.importorskip("rapidocr")
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (900, 200), "white")
    ImageDraw.Draw(image).text(
        (40, 70), "Done by June 2030", fill="black", font=ImageFont.load_default(48)
    )
    buffer = io.BytesIO()
    image.save(buffer, "PNG")

    assert read(buffer.getvalue(), "a.png").text == "Done by June 2030"


def test_recognised_pieces_in_a_ruled_table_are_rows(engine, monkeypatch):
    grid = [(0, 0, 40, 20), (40, 0, 80, 20), (0, 20, 40, 40), (40, 20, 80, 40)]
    monkeypatch.setattr(scanned_rules, "find", lambda pixels: [Table(None, grid)])
    engine.txts = ("指标", "2030年", "面积", "3.7", "注")
    engine.boxes = [box(2, 2, 20, 12), box(42, 3, 70, 13), box(2, 24, 20, 34), box(42, 22, 60, 32),
                    box(2, 50, 12, 60)]  # fmt: skip

    assert read(picture("PNG"), "a.png").text == "指标\t2030年\n面积\t3.7\n注"


def test_rules_are_found_in_a_picture_and_strokes_of_characters_are_not():
    pytest.importorskip("cv2")
    numpy = pytest.importorskip("numpy")
    pixels = numpy.full((1000, 800), 255, numpy.uint8)
    for y in (100, 200, 300):
        pixels[y : y + 3, 100:700] = 0
    for x in (100, 400, 700):
        pixels[100:300, x : x + 3] = 0
    pixels[600:610, 100:110] = 0

    [table] = scanned_rules.find(pixels)

    assert len(table.cells) == 4
    assert len(table.rows) == 2


def test_without_the_extra_the_message_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(scanned, "is_available", lambda: False)

    with pytest.raises(UnreadableFile) as refusal:
        read(picture("PNG"), "a.png")

    assert refusal.value.code == "ocr_missing"
    assert "make ocr" in str(refusal.value)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_a_cut_picture_is_damaged(kind):
    with pytest.raises(UnreadableFile) as refusal:
        read(picture(kind, (200, 200))[:60], "")

    assert refusal.value.code == "damaged"


def test_a_picture_that_unfolds_beyond_reason_is_not_opened(monkeypatch):
    monkeypatch.setattr(scanned, "MAX_PIXELS", 1000)

    with pytest.raises(UnreadableFile) as refusal:
        read(picture("PNG"), "a.png")

    assert refusal.value.code == "unpacks_too_large"
