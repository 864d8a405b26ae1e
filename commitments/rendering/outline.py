"""A report as headings, paragraphs, tables and charts, before it is Word, PDF or HTML."""

from dataclasses import dataclass, field
from enum import StrEnum

from commitments.rendering.axes import Progress


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
    columns or rows that paper needs smaller type.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool = False
    is_dense: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a bar; `label` tells all that is to be known of it."""

    progress: Progress
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """One bar of all items, parted by progress. `words` say the same to who cannot see it."""

    caption: str
    shares: tuple[Share, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart: a percentage for each of its labels."""

    name: str
    percents: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TrendChart:
    """Percentages over months."""

    caption: str
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    words: str


Chart = BarChart | TrendChart
Block = Heading | Paragraph | Note | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """Tables too wide for upright paper, with a title of their own."""

    mark: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """版头: the masthead, the issue, and a line above the red rule."""

    masthead: str
    number: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: who gets copies, who printed it, and when."""

    copies: str = ""
    printed_by: str = ""
    printed_on: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole: what is empty is not printed. The opening goes before the first section."""

    letterhead: Letterhead
    issuer: str
    subject: str
    sections: tuple[Section, ...]
    annexes: tuple[Annex, ...]
    draft_mark: str = ""
    addressees: str = ""
    opening: tuple[Paragraph, ...] = ()
    attachments: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    imprint: Imprint = field(default_factory=Imprint)
