"""Typeset a PDF to archive, in the official fonts where the machine has them, else in free ones.

A PDF carries its fonts, so they must be there when it is made. What no font can show is printed as
〓, the mark of a missing type: an archive file (PDF/A) may have no holes.
"""

import json
from functools import cache, lru_cache

import pylopdf_fonts_zh_cn as free_fonts
import typst

MISSING_TYPE = "〓"
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"

# The families that may set a text, the official ones first.
FAMILIES = {
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "STZhongsong", SERIF),
    "body": ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "STFangsong", SERIF),
    "heading": ("SimHei", "STHeiti", SANS),
    "subheading": ("楷体_GB2312", "KaiTi_GB2312", "KaiTi", "STKaiti", "LXGW WenKai", SERIF),
    "figure": ("SimSun", SERIF),
}
LATIN = ("Times New Roman", "Liberation Serif", "Libertinus Serif")

PROBE = """
#set document(title: "-", date: datetime(year: 2000, month: 1, day: 1))
#set text(lang: "zh", region: "cn", font: json(bytes(sys.inputs.fonts)))
#set page(height: auto)
#sys.inputs.text
"""


PICTURE = """
#set page(width: 156mm, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""
PIXELS_PER_INCH = 220
REMEMBERED = 10


class MissingFont(RuntimeError):
    """There is no Chinese font: a PDF would show boxes instead of words."""


@cache
def available() -> typst.Fonts:
    """The fonts of this machine, and those that come along."""
    return typst.Fonts(font_paths=[str(free_fonts.serif_path().parent)])


def compiled(source: str, **inputs: str) -> bytes:
    """The PDF of a typst source: to archive (PDF/A-2a), tagged for screen readers (PDF/UA-1)."""
    return typst.compile(
        source.encode(),
        font_paths=available(),
        sys_inputs=inputs,
        pdf_standards=["a-2a", "ua-1"],
    )


def forget() -> None:
    """Give back the memory of what was set: it is remembered for ten more compilations."""
    for _ in range(REMEMBERED + 1):
        typst.compile(b"", font_paths=available(), format="svg")


@lru_cache(maxsize=8)
def drawn(svg: str) -> bytes:
    """A drawing as PNG, for programs that do not read SVG."""
    return typst.compile(
        PICTURE.encode(),
        font_paths=available(),
        sys_inputs={"svg": svg},
        format="png",
        ppi=PIXELS_PER_INCH,
    )


def require_fonts(fonts: typst.Fonts | None = None) -> None:
    """Raise `MissingFont` where one of the roles has no font to play it."""
    found = set((fonts or available()).families())
    for families in FAMILIES.values():
        if not found.intersection(families):
            raise MissingFont(", ".join(families))


def shown(text: str) -> str:
    """The text with 〓 for each character that no font can show."""
    unknown = {ord(character): MISSING_TYPE for character in _unknown("".join(sorted(set(text))))}
    return text.translate(unknown) if unknown else text


def _unknown(characters: str) -> str:
    """Found by halves: the typesetter accepts or refuses a text as a whole."""
    if not characters or _is_shown(characters):
        return ""
    if len(characters) == 1:
        return characters
    middle = len(characters) // 2
    return _unknown(characters[:middle]) + _unknown(characters[middle:])


def _is_shown(characters: str) -> bool:
    try:
        compiled(PROBE, text=" ".join(characters), fonts=json.dumps(FAMILIES["body"]))
    except typst.TypstError:
        return False
    return True
