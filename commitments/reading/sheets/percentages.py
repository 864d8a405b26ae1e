"""Find the cells of an .xlsx that are shown as percentages: 0.6 in such a cell reads 60%."""

import re
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from commitments.reading import archive
from commitments.reading.detect import Format
from commitments.reading.package import Package
from commitments.reading.sheets.workbook import FILLED, Place, place_of

# 9 is 0%, 10 is 0.00%; a format of the workbook's own shows it by the sign.
BUILT_IN: Final = ("9", "10")
QUOTED: Final = re.compile(r'"[^"]*"|\\.')
STYLE: Final = re.compile(rb"\bs=[\"'](\d{1,6})[\"']")


def places(data: bytes) -> dict[str, frozenset[Place]]:
    """By sheet, the row and column of each cell shown as a percentage, counted from 0."""
    package = Package(archive.opened(data, Format.SHEET))
    styles = _styles(package.part("xl/styles.xml"))
    book = package.part("xl/workbook.xml")
    relations = package.part("xl/_rels/workbook.xml.rels")
    if not styles or book is None or relations is None:
        return {}
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in relations.iter("{*}Relationship")
    }
    found = {}
    for sheet in book.iter("{*}sheet"):
        target = next((targets.get(id) for name, id in sheet.items() if name.endswith("}id")), None)
        path = str(PurePosixPath("xl") / target).removeprefix("/") if target else ""
        part = archive.part(package.parts, path, Format.SHEET)
        found[sheet.get("name", "")] = frozenset(_places(part or b"", styles))
    return found


def _styles(root: etree._Element | None) -> set[int]:
    """The numbers of the cell styles whose format is a percentage."""
    if root is None:
        return set()
    percentages = {
        form.get("numFmtId")
        for form in root.iter("{*}numFmt")
        if "%" in QUOTED.sub("", form.get("formatCode", ""))
    }
    percentages.update(BUILT_IN)
    forms = root.find("{*}cellXfs")
    return {
        number
        for number, form in enumerate(forms if forms is not None else ())
        if form.get("numFmtId") in percentages
    }


def _places(sheet: bytes, styles: set[int]) -> list[Place]:
    found = []
    for filled in FILLED.finditer(sheet):
        style = STYLE.search(filled[1] or b"")
        place = place_of(filled[1] or b"")
        if style and place and int(style[1]) in styles:
            found.append(place)
    return found
