"""A report as headings, paragraphs and tables, before it is Word or HTML."""

from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark under a table."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in millimetres of paper; on a screen it is a share of the table."""

    heading: str
    width: int
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """Line breaks inside a cell part its lines; the last row may be a total.

    The caption is empty where the heading above says it already; a dense table has so many
    columns that paper needs smaller type.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool = False
    is_dense: bool = False


Block = Heading | Paragraph | Note | Table


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """A table too wide for upright paper, with a title of its own."""

    mark: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A letterhead, the sections, and the annex."""

    masthead: str
    number: str
    issuer: str
    issued_on: str
    subject: str
    sections: tuple[Section, ...]
    annex: Annex
