"""Finished pages after the Chinese standard."""

import pytest

from commitments.reading import UnreadableFile, ofd, read
from tests.reading.files import zipped

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def page(*lines: tuple[str, float, float]) -> str:
    """A page of A4 with lines at their distance from the left and the top, in millimetres."""
    objects = "".join(
        f'<ofd:TextObject ID="{100 + number}" Boundary="{x} {y} 150 6" Font="1" Size="4">'
        f'<ofd:TextCode X="0" Y="4">{text}</ofd:TextCode></ofd:TextObject>'
        for number, (text, x, y) in enumerate(lines)
    )
    return (
        f"<ofd:Page {NS}><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>"
        f'<ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def ofd_file(*pages: str, title: str = "") -> bytes:
    references = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/{number}.xml"/>' for number in range(len(pages))
    )
    return zipped(
        {
            "OFD.xml": f'<ofd:OFD {NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
            f"<ofd:Title>{title}</ofd:Title></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {NS}><ofd:CommonData><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
            f"<ofd:Pages>{references}</ofd:Pages></ofd:Document>",
        }
        | {f"Doc_0/Pages/{number}.xml": text for number, text in enumerate(pages)}
    )


def test_pages_are_read_in_their_order_with_their_places():
    data = ofd_file(
        page(("重点任务分工方案", 60, 40), ("到2030年，新增床位500张。", 20, 60)),
        page(("全部建成。", 20, 60)),
        title="重点任务分工方案",
    )

    reading = read(data, "计划.ofd")

    assert reading.text == "重点任务分工方案\n到2030年，新增床位500张。\n全部建成。"
    assert reading.title == "重点任务分工方案"
    assert (reading.media_type, reading.page_starts) == ("application/ofd", (0, 26))


def test_pieces_of_a_line_are_put_together_from_left_to_right():
    data = ofd_file(page(("500张。", 40, 60), ("新增床位", 20, 60.3), ("上", 20, 50)))

    assert read(data, "a.ofd").text.split("\n")[0] == "上"
    assert "".join(read(data, "a.ofd").text.split()[1:]) == "新增床位500张。"


def test_page_numbers_are_left_out_and_radicals_are_read():
    data = ofd_file(page(("⽣态保护", 20, 60), ("— 1 —", 100, 285)))

    assert read(data, "a.ofd").text == "生态保护"


def test_a_page_without_words_is_named():
    data = ofd_file(page(("甲", 20, 60)), page(), "broken <")

    reading = read(data, "a.ofd")

    assert reading.unread_pages == (2, 3)
    assert reading.page_of(0) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ofd_file(page()), "pictures_only"),
        (zipped({"OFD.xml": "<x"}), "damaged"),
        (zipped({"OFD.xml": f"<ofd:OFD {NS}/>"}), "damaged"),
        (zipped({"OFD.xml": '<!DOCTYPE d [<!ENTITY x "y">]><d>&x;</d>'}), "unpacks_too_large"),
        (zipped({"OFD.xml": b" " * 3_000_000}), "unpacks_too_large"),
    ],
    ids=["pictures", "no xml", "empty", "entities", "bomb"],
)
def test_what_holds_no_text_is_refused(data, code):
    with pytest.raises(UnreadableFile) as refusal:
        read(data, "a.ofd")

    assert refusal.value.code == code


def test_pages_are_capped(monkeypatch):
    monkeypatch.setattr(ofd, "MAX_PAGES", 1)

    with pytest.raises(UnreadableFile) as refusal:
        read(ofd_file(page(("甲", 20, 60)), page(("乙", 20, 60))), "a.ofd")

    assert refusal.value.code == "too_many_pages"
