"""Count the automatic numbers of a Word document, which its text does not contain.

Headings such as 一、总体要求 are mostly typed without their number: Word adds it when it draws
the page, from `numbering.xml` and the styles.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from commitments.reading.word.numerals import numeral

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL: Final = f"{W}val"
# Styles are based on styles; a circle in a broken file must end.
MAX_BASED_ON: Final = 20
PLACEHOLDER: Final = re.compile(r"%([1-9])")
# After these a number needs no space before the words: 一、 （一） 第一条：
CLOSED: Final = tuple("、，。．：；）〕】》")


@dataclass(frozen=True, slots=True)
class Level:
    style: str
    pattern: str
    start: int
    spaced: bool
    digits_only: bool
    paragraph_style: str | None

    @classmethod
    def of(cls, element: etree._Element) -> "Level":
        return cls(
            style=value(element, "numFmt") or "decimal",
            pattern=value(element, "lvlText") or "",
            start=_number(value(element, "start"), 1),
            spaced=value(element, "suff") != "nothing",
            digits_only=is_on(element, "isLgl"),
            paragraph_style=value(element, "pStyle"),
        )


@dataclass(frozen=True, slots=True)
class NumberedList:
    """One `w:num`: whose counters it shares, and how its levels look."""

    counters: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Lists:
    """The running numbers of one document; ask for each paragraph once, in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = _styles(styles)
        self._lists = {} if numbering is None else _lists(numbering, self._styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._met: set[str] = set()

    def label(self, paragraph: etree._Element) -> str:
        """The number drawn before a paragraph, with the gap after it, or nothing."""
        number_id, depth = self._place(paragraph)
        numbered = self._lists.get(number_id or "")
        level = numbered.levels.get(depth) if numbered else None
        if not numbered or not number_id or not level:
            return ""
        counts = self._counted(number_id, numbered, depth)
        drawn = PLACEHOLDER.sub(
            lambda match: _drawn(numbered, counts, int(match[1]) - 1, level), level.pattern
        )
        if level.style == "bullet" or not drawn.strip():
            return ""
        return drawn + " " if level.spaced and not drawn.endswith(CLOSED) else drawn

    def depth(self, paragraph: etree._Element) -> int | None:
        """How deep in its list an item stands, from 0; None for what is no item."""
        number_id, depth = self._place(paragraph)
        numbered = self._lists.get(number_id or "")
        return depth if numbered and depth in numbered.levels else None

    def _place(self, paragraph: etree._Element) -> tuple[str | None, int]:
        """The list and the level, said by the paragraph itself or else by its style."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None, 0
        number_id, depth = _numbering(properties)
        style = value(properties, "pStyle")
        for _ in range(MAX_BASED_ON):
            if (number_id is not None and depth is not None) or style not in self._styles:
                break
            element = self._styles[style]
            inherited, inherited_depth = _numbering(element.find(f"{W}pPr"))
            if number_id is None and inherited is not None:
                number_id = inherited
                depth = inherited_depth if depth is None else depth
                depth = self._depth_of(number_id, style) if depth is None else depth
            style = value(element, "basedOn")
        return number_id, depth or 0

    def _depth_of(self, number_id: str, style: str | None) -> int | None:
        """A level may name the style that uses it, in place of the style naming the level."""
        numbered = self._lists.get(number_id)
        levels = numbered.levels.items() if numbered else ()
        return next((depth for depth, level in levels if level.paragraph_style == style), None)

    def _counted(self, number_id: str, numbered: NumberedList, depth: int) -> dict[int, int]:
        counts = self._counts.setdefault(numbered.counters, {})
        if number_id not in self._met:
            self._met.add(number_id)
            for restarted, start in numbered.restarts.items():
                counts[restarted] = start - 1
        for above in range(depth):
            counts.setdefault(above, _start(numbered, above))
        counts[depth] = counts.get(depth, _start(numbered, depth) - 1) + 1
        for below in [level for level in counts if level > depth]:
            del counts[below]
        return counts


def value(parent: etree._Element | None, name: str) -> str | None:
    """The `w:val` of a child element."""
    child = None if parent is None else parent.find(f"{W}{name}")
    return None if child is None else child.get(VAL)


def is_on(parent: etree._Element | None, name: str) -> bool:
    """A switch is on where it stands without a value, or with one that is not a no."""
    child = None if parent is None else parent.find(f"{W}{name}")
    return child is not None and child.get(VAL, "true") not in ("0", "false", "off")


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default


def _start(numbered: NumberedList, depth: int) -> int:
    level = numbered.levels.get(depth)
    return level.start if level else 1


def _drawn(numbered: NumberedList, counts: dict[int, int], depth: int, within: Level) -> str:
    level = numbered.levels.get(depth)
    style = level.style if level and not within.digits_only else "decimal"
    return numeral(counts.get(depth, _start(numbered, depth)), style)


def _numbering(properties: etree._Element | None) -> tuple[str | None, int | None]:
    place = None if properties is None else properties.find(f"{W}numPr")
    depth = value(place, "ilvl")
    return value(place, "numId"), _number(depth, 0) if depth is not None else None


def _styles(root: etree._Element | None) -> dict[str | None, etree._Element]:
    found = () if root is None else root.iterfind(f"{W}style")
    return {style.get(f"{W}styleId"): style for style in found}


def _lists(
    numbering: etree._Element, styles: dict[str | None, etree._Element]
) -> dict[str, NumberedList]:
    abstract = {
        element.get(f"{W}abstractNumId"): element
        for element in numbering.iterfind(f"{W}abstractNum")
    }
    concrete = {element.get(f"{W}numId"): element for element in numbering.iterfind(f"{W}num")}
    lists = {}
    for number_id, element in concrete.items():
        counters = value(element, "abstractNumId")
        definition = abstract.get(counters)
        linked = value(definition, "numStyleLink")
        if linked in styles:
            # The levels stand with the style of the same name, one list further on.
            far_id, _ = _numbering(styles[linked].find(f"{W}pPr"))
            counters = value(concrete.get(far_id), "abstractNumId")
            definition = abstract.get(counters)
        if number_id and counters and definition is not None:
            lists[number_id] = _list(element, counters, definition)
    return lists


def _list(element: etree._Element, counters: str, definition: etree._Element) -> NumberedList:
    levels = {
        _number(level.get(f"{W}ilvl"), 0): Level.of(level)
        for level in definition.iterfind(f"{W}lvl")
    }
    restarts = {}
    for override in element.iterfind(f"{W}lvlOverride"):
        depth = _number(override.get(f"{W}ilvl"), 0)
        replaced = override.find(f"{W}lvl")
        if replaced is not None:
            levels[depth] = Level.of(replaced)
        start = value(override, "startOverride")
        if start is not None:
            restarts[depth] = _number(start, 1)
    return NumberedList(counters, levels, restarts)
