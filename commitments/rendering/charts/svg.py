"""Elements of an SVG in millimetres of paper."""

import re
from html import escape

from commitments.rendering.text import printable

NAMESPACE = "http://www.w3.org/2000/svg"
WIDTH = 156
FONTS = "FangSong, 'Noto Serif CJK SC', 'Noto Serif SC', serif"
TEXT_MM = 3.2


def number(value: float) -> str:
    """Short, and the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def element(name: str, content: str = "", **attributes: object) -> str:
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def text(words: str, x: float, y: float, anchor: str = "start") -> str:
    return element("text", escape(printable(words)), x=x, y=y, text_anchor=anchor)


def drawing(height: float, content: str) -> str:
    return (
        f'<svg xmlns="{NAMESPACE}" viewBox="0 0 {WIDTH} {number(height)}"'
        f' width="{WIDTH}mm" height="{number(height)}mm" font-family="{FONTS}"'
        f' font-size="{number(TEXT_MM)}">{content}</svg>'
    )


def height_of(svg: str) -> float:
    """Millimetres of a drawing."""
    found = re.search(r'height="([\d.]+)mm"', svg)
    assert found is not None  # `drawing` wrote it
    return float(found[1])


def _value(value: object) -> str:
    return number(value) if isinstance(value, float) else escape(str(value))
