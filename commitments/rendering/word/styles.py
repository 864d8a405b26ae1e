"""The look of an official Chinese document, after GB/T 9704: fonts, sizes, spacing.

The official fonts are named first, as the offices have them; `FONT_TABLE` names
other fonts for a machine without them.
"""

from dataclasses import dataclass

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TITLE_FONT = "方正小标宋简体"
BODY_FONT = "仿宋_GB2312"
HEADING_FONT = "黑体"
SUBHEADING_FONT = "楷体_GB2312"
FIGURE_FONT = "宋体"
LATIN_FONT = "Times New Roman"

ALTERNATIVES = {
    TITLE_FONT: "FZXiaoBiaoSong-B05S,华文中宋,宋体,Noto Serif CJK SC",
    BODY_FONT: "仿宋,FangSong,华文仿宋,Noto Serif CJK SC",
    HEADING_FONT: "SimHei,Noto Sans CJK SC",
    SUBHEADING_FONT: "楷体,KaiTi,华文楷体,Noto Serif CJK SC",
    FIGURE_FONT: "SimSun,Noto Serif CJK SC",
}

# Sizes in half points: 一号 26, 二号 22, 小二 18, 三号 16, 四号 14, 小四 12, 五号 10.5, 小五 9.
SIZE_1, SIZE_2, SIZE_S2, SIZE_3, SIZE_4, SIZE_S4, SIZE_5, SIZE_S5 = 52, 44, 36, 32, 28, 24, 21, 18

RED = "FF0000"
EXACT_LINE = '<w:spacing w:before="0" w:after="0" w:line="578" w:lineRule="exact"/>'
TITLE_LINE = '<w:spacing w:before="{before}" w:after="{after}" w:line="700" w:lineRule="exact"/>'
TABLE_LINE = '<w:spacing w:before="15" w:after="15" w:line="280" w:lineRule="exact"/>'
SMALL_TABLE_LINE = '<w:spacing w:before="0" w:after="0" w:line="212" w:lineRule="exact"/>'
INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
CENTER = '<w:jc w:val="center"/>'


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; `paragraph` is WordprocessingML in the order the schema asks for."""

    id: str
    name: str
    font: str
    size: int
    paragraph: str
    color: str = "000000"

    def xml(self) -> str:
        default = ' w:default="1"' if self.id == "Normal" else ""
        return (
            f'<w:style w:type="paragraph" w:styleId="{self.id}"{default}>'
            f'<w:name w:val="{self.name}"/><w:qFormat/>'
            f"<w:pPr>{self.paragraph}</w:pPr>"
            f'<w:rPr><w:rFonts w:ascii="{LATIN_FONT}" w:hAnsi="{LATIN_FONT}"'
            f' w:eastAsia="{self.font}" w:cs="{LATIN_FONT}"/><w:color w:val="{self.color}"/>'
            f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/></w:rPr></w:style>'
        )


def _outline_level(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


RED_RULE = (
    f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="4" w:color="{RED}"/></w:pBdr>'
    '<w:tabs><w:tab w:val="right" w:pos="8844"/></w:tabs>'
)

IMPRINT_RULES = (
    "<w:pBdr>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="1" w:color="000000"/>'
        for side in ("top", "bottom", "between")
    )
    + '</w:pBdr><w:tabs><w:tab w:val="right" w:pos="14300"/></w:tabs>'
)

STYLES = (
    Style("Normal", "Normal", BODY_FONT, SIZE_3, EXACT_LINE),
    Style("Body", "Body Text", BODY_FONT, SIZE_3, EXACT_LINE + INDENT + '<w:jc w:val="both"/>'),
    Style(
        "Masthead",
        "Masthead",
        TITLE_FONT,
        SIZE_1,
        TITLE_LINE.format(before=0, after=100) + CENTER,
        color=RED,
    ),
    Style("IssueNumber", "Issue Number", BODY_FONT, SIZE_3, EXACT_LINE + CENTER),
    Style("Issuer", "Issuer", BODY_FONT, SIZE_3, RED_RULE + EXACT_LINE),
    Style("Title", "Title", TITLE_FONT, SIZE_2, TITLE_LINE.format(before=280, after=160) + CENTER),
    Style(
        "AnnexTitle",
        "Annex Title",
        TITLE_FONT,
        SIZE_S2,
        "<w:keepNext/>" + TITLE_LINE.format(before=0, after=0) + CENTER,
    ),
    Style(
        "Heading1",
        "heading 1",
        HEADING_FONT,
        SIZE_3,
        "<w:keepNext/>" + EXACT_LINE + INDENT + _outline_level(0),
    ),
    Style(
        "Heading2",
        "heading 2",
        SUBHEADING_FONT,
        SIZE_3,
        "<w:keepNext/>" + EXACT_LINE + INDENT + _outline_level(1),
    ),
    Style(
        "AnnexMark",
        "Annex Mark",
        HEADING_FONT,
        SIZE_3,
        "<w:keepNext/>" + EXACT_LINE + _outline_level(0),
    ),
    Style(
        "Caption",
        "caption",
        HEADING_FONT,
        SIZE_S4,
        '<w:keepNext/><w:spacing w:before="100" w:after="60"/>' + CENTER,
    ),
    Style("TableHead", "Table Head", HEADING_FONT, SIZE_5, TABLE_LINE),
    Style("TableText", "Table Text", BODY_FONT, SIZE_5, TABLE_LINE),
    Style("SmallHead", "Table Head Small", HEADING_FONT, SIZE_S5, SMALL_TABLE_LINE),
    Style("SmallText", "Table Text Small", BODY_FONT, SIZE_S5, SMALL_TABLE_LINE),
    # Exact lines would cut a picture off.
    Style(
        "Picture",
        "Picture",
        BODY_FONT,
        SIZE_5,
        '<w:spacing w:before="0" w:after="100"/>' + CENTER,
    ),
    Style("Addressees", "Addressees", BODY_FONT, SIZE_3, EXACT_LINE),
    Style("Attachment", "Attachment", BODY_FONT, SIZE_3, EXACT_LINE + INDENT),
    Style(
        "AttachmentMore",
        "Attachment More",
        BODY_FONT,
        SIZE_3,
        EXACT_LINE + '<w:ind w:leftChars="500" w:left="1600"/>',
    ),
    Style(
        "Signature",
        "Signature",
        BODY_FONT,
        SIZE_3,
        "<w:keepNext/><w:keepLines/>"
        + EXACT_LINE
        + '<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>',
    ),
    Style(
        "Imprint",
        "Imprint",
        BODY_FONT,
        SIZE_4,
        "<w:keepNext/>" + IMPRINT_RULES + '<w:spacing w:line="480" w:lineRule="exact"/>'
        '<w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/>',
    ),
    Style("Note", "Note", BODY_FONT, SIZE_5, '<w:spacing w:before="80" w:after="80"/>'),
    Style(
        "FooterOdd",
        "Footer Odd",
        FIGURE_FONT,
        SIZE_4,
        '<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>',
    ),
    Style(
        "FooterEven",
        "Footer Even",
        FIGURE_FONT,
        SIZE_4,
        '<w:ind w:leftChars="100" w:left="280"/><w:jc w:val="left"/>',
    ),
)

RULE = '<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="Ruled"><w:name w:val="Ruled"/><w:tblPr><w:tblBorders>'
    + "".join(RULE.format(side=side) for side in SIDES)
    + '</w:tblBorders><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
    '<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def styles_part() -> str:
    """The Latin language is English in both: as Chinese, its words and numbers would be torn."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{LATIN_FONT}"'
        f' w:hAnsi="{LATIN_FONT}" w:eastAsia="{BODY_FONT}" w:cs="{LATIN_FONT}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    styles = "".join(style.xml() for style in STYLES)
    return (
        f'{DECLARATION}<w:styles xmlns:w="{NAMESPACE}">{defaults}{styles}{TABLE_STYLE}</w:styles>'
    )


FONT_TABLE = (
    f'{DECLARATION}<w:fonts xmlns:w="{NAMESPACE}">'
    + "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/></w:font>'
        for name, others in ALTERNATIVES.items()
    )
    + "</w:fonts>"
)
