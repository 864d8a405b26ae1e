"""Read a Word document (.docx): what its pages show, in order, less what is struck out.

The markup is read directly and not through python-docx, which passes over automatic numbers,
tracked changes, text boxes and notes, and unpacks every picture to get at the words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from commitments.reading import titles
from commitments.reading.detect import Format
from commitments.reading.errors import UnreadableFile
from commitments.reading.package import Package
from commitments.reading.parts import Cell, Grid, Line, Part, span
from commitments.reading.values import Reading
from commitments.reading.word.lists import Lists, W, is_on, value
from commitments.reading.word.numerals import SUPERSCRIPT
from commitments.reading.word.styles import Styles, speaker_label
from commitments.reading.writer import Writer
from commitments.structure import MarkKind

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# Deleted or moved away by a tracked change; markup of other programs; the reading aid above
# the characters.
LEFT_OUT: Final = {f"{W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "rt", "instrText")}
NOTE_MARKS: Final = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
# A tab inside a paragraph becomes a space: in our text a tab stands between cells only.
SIGNS: Final = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
ALTERNATIVES: Final = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
)
BOX: Final = f"{W}txbxContent"
CONTENTS_STYLE: Final = re.compile(r"(?:toc|目录)\s*\d", re.IGNORECASE)


def read(data: bytes) -> Reading:
    package = Package.open(data)
    main = package.related("").get("officeDocument", "word/document.xml")
    root = package.part(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise UnreadableFile("damaged", found=Format.WORD)
    document = _Document(package, main)
    writer = Writer()
    writer.add_all(document.parts(body))
    return Reading(
        writer.text,
        MEDIA_TYPE,
        title=document.title(writer.text.split("\n")),
        structure=writer.structure,
        struck_out=tuple(document.struck_out),
    )


class _Document:
    """A walk through the markup, with the numbers counted and the notes met on the way."""

    def __init__(self, package: Package, main: str) -> None:
        parts = {kind: package.part(name) for kind, name in _wanted(package.related(main))}
        styles = parts.get("styles")
        self._styles = Styles(styles)
        self._lists = Lists(parts.get("numbering"), styles)
        self._notes = {kind: _by_id(parts.get(kind)) for kind in NOTE_MARKS.values()}
        self._core = package.part("docProps/core.xml")
        self._asides: list[etree._Element] = []
        self._heading: str | None = None
        self._carried = ""
        self.struck_out: list[str] = []

    def title(self, lines: list[str]) -> str | None:
        """What is set as the title, else what the properties say, where the text agrees."""
        named = None if self._core is None else self._core.findtext("{*}title")
        return self._heading or titles.confirmed(named, lines)

    def parts(self, parent: etree._Element) -> Iterator[Part]:
        """Paragraphs and tables, also those inside content controls and insertions."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield self._table(child)
            elif child.tag not in LEFT_OUT:
                yield from self.parts(child)
        if self._carried:
            carried, self._carried = self._carried, ""
            yield Line(carried.strip())

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Part]:
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.name(properties)
        if CONTENTS_STYLE.match(style):
            return
        written = self._carried + "".join(self._inline(paragraph))
        self._carried = ""
        if _ends_deleted(properties):
            self._carried = written
            return
        # An empty paragraph counts too: Word draws its number.
        number = self._lists.label(paragraph)
        words = written.strip()
        if words:
            speaker = speaker_label(paragraph, words)
            words = number + words
            if style.lower() in ("title", "标题") and not self._heading:
                self._heading = " ".join(words.split())
            first, *more = (line.strip() for line in words.split("\n"))
            kind, level = self._marked(paragraph, properties)
            yield Line(first, kind, level, speaker and len(number) + speaker)
            yield from map(Line, more)
        asides, self._asides = self._asides, []
        for aside in asides:
            yield from self.parts(aside)

    def _marked(
        self, paragraph: etree._Element, properties: etree._Element | None
    ) -> tuple[MarkKind | None, int]:
        """Whether the paragraph is a heading or a list item, and of which level."""
        if level := self._styles.heading_level(properties):
            return MarkKind.HEADING, level
        depth = self._lists.depth(paragraph)
        return (None, 1) if depth is None else (MarkKind.ITEM, depth + 1)

    def _inline(self, parent: etree._Element) -> Iterator[str]:
        for child in parent:
            tag = child.tag
            if tag in (f"{W}t", MATH_TEXT):
                yield child.text or ""
            elif tag == f"{W}r":
                yield from self._run(child)
            elif tag in SIGNS:
                yield SIGNS[tag]
            elif tag in NOTE_MARKS:
                self._note(NOTE_MARKS[tag], child.get(f"{W}id"))
            elif tag == BOX:
                self._asides.append(child)
            elif tag == ALTERNATIVES:
                yield from self._inline(child[0] if len(child) else child)
            elif tag not in LEFT_OUT:
                yield from self._inline(child)

    def _run(self, run: etree._Element) -> Iterator[str]:
        properties = run.find(f"{W}rPr")
        if is_on(properties, "vanish"):
            return
        if self._styles.is_struck(properties):
            words = "".join(self._inline(run)).strip()
            self.struck_out += [words] if words else []
            return
        raised = value(properties, "vertAlign") == "superscript"
        for words in self._inline(run):
            yield words.translate(SUPERSCRIPT) if raised else words

    def _note(self, kind: str, note_id: str | None) -> None:
        """Keep a note to follow its paragraph; the mark itself would spoil the figure beside."""
        note = self._notes[kind].pop(note_id, None)
        if note is not None:
            self._asides.append(note)

    def _table(self, table: etree._Element) -> Grid:
        """The rows, with what merges downwards counted at the cell in which it begins."""
        rows: list[list[Cell]] = []
        begun: dict[int, tuple[int, int]] = {}
        for row in _children(table, "tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            is_head = is_on(properties, "tblHeader")
            skipped = span(value(properties, "gridBefore"), default=0)
            cells = [Cell()] * skipped
            column = skipped
            for element in _children(row, "tc"):
                cell, merge = self._cell(element, is_head=is_head)
                if merge == "continue" and column in begun:
                    above, place = begun[column]
                    started = rows[above][place]
                    rows[above][place] = replace(started, rows=started.rows + 1)
                else:
                    begun.pop(column, None)
                    if merge:
                        begun[column] = len(rows), len(cells)
                    cells.append(cell)
                column += cell.columns
            rows.append(cells)
        return Grid(tuple(map(tuple, rows)))

    def _cell(self, cell: etree._Element, *, is_head: bool) -> tuple[Cell, str | None]:
        """A cell, and whether it starts or continues a merge of rows."""
        properties = cell.find(f"{W}tcPr")
        merged = None if properties is None else properties.find(f"{W}vMerge")
        merge = None if merged is None else merged.get(f"{W}val", "continue")
        parts = () if merge == "continue" else tuple(self.parts(cell))
        columns = span(value(properties, "gridSpan"))
        return Cell(parts, columns, is_head=is_head), merge


def _wanted(related: dict[str, str]) -> Iterable[tuple[str, str]]:
    wanted = {"styles", "numbering", *NOTE_MARKS.values()}
    return ((kind, name) for kind, name in related.items() if kind in wanted)


def _by_id(notes: etree._Element | None) -> dict[str | None, etree._Element]:
    return {} if notes is None else {note.get(f"{W}id"): note for note in notes}


def _ends_deleted(properties: etree._Element | None) -> bool:
    """A deleted paragraph mark: what follows belongs to the same paragraph."""
    mark = None if properties is None else properties.find(f"{W}rPr")
    return mark is not None and (
        mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
    )


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those wrapped in a content control."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag not in (f"{W}tbl", *LEFT_OUT):
            yield from _children(child, name)
