import pytest
from lxml import etree

from commitments.reading.word.lists import Lists
from tests.reading.files import W, paragraph


def level(depth: int, style: str, pattern: str, *more: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{pattern}"/>{"".join(more)}</w:lvl>'
    )


def place(number_id: int, depth: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number_id}"/></w:numPr>'


OUTLINE = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%2.%4", "<w:isLgl/>")
    + level(4, "bullet", "\uf0b7")
    + "</w:abstractNum>"
)
ONE = OUTLINE + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def labels(numbering: str, *properties: str, styles: str = "") -> list[str]:
    lists = Lists(_root("numbering", numbering), _root("styles", styles))
    body = _root("body", "".join(paragraph("文字", place) for place in properties))
    return [lists.label(element) for element in body]


def _root(name: str, markup: str) -> etree._Element:
    return etree.fromstring(f"<w:{name} {W}>{markup}</w:{name}>")


def test_levels_count_and_begin_again_below_a_higher_one():
    depths = [0, 1, 1, 2, 0, 1, 2]

    assert labels(ONE, *(place(1, depth) for depth in depths)) == [
        "一、", "（一）", "（二）", "1. ", "二、", "（一）", "1. ",
    ]  # fmt: skip


def test_a_level_below_one_that_was_skipped():
    assert labels(ONE, place(1, 3)) == ["1.1.1 "]


def test_legal_numbers_are_digits_throughout():
    assert labels(ONE, place(1), place(1), place(1, 1), place(1, 3))[-1] == "2.1.1 "


def test_bullets_say_nothing():
    assert labels(ONE, place(1, 4)) == [""]


def test_number_zero_takes_a_paragraph_out_of_its_list():
    styles = f'<w:style w:styleId="H"><w:pPr>{place(1)}</w:pPr></w:style>'

    assert labels(ONE, '<w:pStyle w:val="H"/>' + place(0), styles=styles) == [""]


def test_an_unknown_list_is_no_list():
    assert labels(ONE, place(9), place(1, 8), "") == ["", "", ""]


def test_lists_of_one_definition_share_their_count_unless_told_to_restart():
    numbering = (
        ONE
        + '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        + '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )

    drawn = labels(numbering, place(1), place(2), place(3), place(3))

    assert drawn == ["一、", "二、", "一、", "二、"]


def test_a_level_may_be_redefined_for_one_list():
    numbering = (
        OUTLINE
        + '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "decimal", "第%1章", '<w:suff w:val="nothing"/>')
        + "</w:lvlOverride></w:num>"
    )

    assert labels(numbering, place(1)) == ["第1章"]


def test_the_number_comes_from_the_style_and_from_what_it_is_based_on():
    styles = (
        f'<w:style w:styleId="A"><w:pPr>{place(1, 1)}</w:pPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )

    assert labels(ONE, '<w:pStyle w:val="B"/>', styles=styles) == ["（一）"]


def test_a_level_names_the_style_that_uses_it():
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "decimal", "%1")
        + level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:styleId="H2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )

    assert labels(numbering, '<w:pStyle w:val="H2"/>', styles=styles) == ["1.1 "]


def test_a_list_style_lends_its_levels():
    numbering = (
        ONE
        + '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>'
        + '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    )
    styles = (
        '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )

    assert labels(numbering, place(2), styles=styles) == ["一、"]


@pytest.mark.parametrize("based", ["A", "missing"])
def test_styles_in_a_circle_come_to_an_end(based):
    styles = f'<w:style w:styleId="A"><w:basedOn w:val="{based}"/></w:style>'

    assert labels(ONE, '<w:pStyle w:val="A"/>', styles=styles) == [""]


def test_numbers_that_are_no_numbers_are_passed_over():
    assert labels(ONE, '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr>') == ["一、"]
