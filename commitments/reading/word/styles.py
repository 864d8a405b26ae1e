"""Say what the styles of a Word document make of its text: headings, words struck out."""

import re
from typing import Final

from lxml import etree

from commitments.reading.word.lists import MAX_BASED_ON, W, is_on, value

# Outline levels are counted from 0; 9 is body text.
BODY_LEVEL: Final = 9
HEADING_NAME: Final = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
LONGEST_SPEAKER: Final = 30


class Styles:
    """The styles by id; a style says nothing of what it is based on, so that is looked up."""

    def __init__(self, root: etree._Element | None) -> None:
        found = () if root is None else root.iterfind(f"{W}style")
        self._styles = {style.get(f"{W}styleId"): style for style in found}

    def name(self, properties: etree._Element | None) -> str:
        """The name of a paragraph's style."""
        style = self._styles.get(value(properties, "pStyle"))
        return value(style, "name") or ""

    def heading_level(self, properties: etree._Element | None) -> int | None:
        """The level of a heading from 1; None for body text."""
        own = value(properties, "outlineLvl")
        if own is None:
            for style in self._lineage(value(properties, "pStyle")):
                named = HEADING_NAME.fullmatch(value(style, "name") or "")
                if named:
                    return int(named[1])
                own = value(style.find(f"{W}pPr"), "outlineLvl")
                if own is not None:
                    break
        if own is None or not own.isdecimal() or int(own) >= BODY_LEVEL:
            return None
        return int(own) + 1

    def is_struck(self, properties: etree._Element | None) -> bool:
        """Whether a run is struck out, by itself or by its style."""
        for mark in ("strike", "dstrike"):
            own = None if properties is None else properties.find(f"{W}{mark}")
            if own is not None:
                return is_on(properties, mark)
        styles = self._lineage(value(properties, "rStyle"))
        return any(
            is_on(style.find(f"{W}rPr"), mark) for style in styles for mark in ("strike", "dstrike")
        )

    def _lineage(self, style_id: str | None) -> list[etree._Element]:
        """A style and those that it is based on; a circle in a broken file ends."""
        found: list[etree._Element] = []
        while style_id in self._styles and len(found) < MAX_BASED_ON:
            found.append(self._styles[style_id])
            style_id = value(found[-1], "basedOn")
        return found


def speaker_label(paragraph: etree._Element, words: str) -> int:
    """The length of a name in bold with a colon at the head of a paragraph, or 0."""
    bold = ""
    for run in paragraph.iter(f"{W}r"):
        text = "".join(piece.text or "" for piece in run.iterfind(f"{W}t"))
        if text.strip() and not is_on(run.find(f"{W}rPr"), "b"):
            break
        bold += text
    label = bold.strip()
    if words.startswith(label + "："):
        label += "："
    is_label = label.endswith(("：", ":")) and len(label) < min(LONGEST_SPEAKER, len(words))
    return len(label) if is_label and words.startswith(label) else 0
