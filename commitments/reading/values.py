"""The plain values that reading a file gives."""

from base64 import b64decode, b64encode
from bisect import bisect_right
from dataclasses import asdict, dataclass, replace
from typing import Any

from commitments.reading.errors import UnreadableFile
from commitments.structure import NOTHING_MARKED, Structure


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, as text that offsets may point into."""

    text: str
    media_type: str
    page_starts: tuple[int, ...] = ()
    """Offset at which each page begins; empty where the format knows no pages."""
    title: str | None = None
    """From the metadata or the first heading, where the format says which that is."""
    unread_pages: tuple[int, ...] = ()
    """Pages that are pictures or damaged and were passed over, from 1."""
    structure: Structure = NOTHING_MARKED
    """Headings, items, speakers and tables, where the format marks them."""
    struck_out: tuple[str, ...] = ()
    """Words that the file shows struck out; they are no part of the text."""
    unread_parts: tuple[str, ...] = ()
    """Attachments that could not be read, each with the reason."""

    def page_of(self, offset: int) -> int | None:
        """The page, counted from 1, on which a character stands."""
        if not self.page_starts:
            return None
        # A negative offset is nobody's, yet the first page is a kinder answer than page 0.
        return max(1, bisect_right(self.page_starts, offset))

    def as_json(self) -> dict[str, Any]:
        """Plain lists, to be passed between processes."""
        return asdict(replace(self, structure=NOTHING_MARKED)) | {
            "structure": self.structure.as_json()
        }

    @classmethod
    def of_json(cls, stored: dict[str, Any]) -> "Reading":
        lists = {name: tuple(value) for name, value in stored.items() if isinstance(value, list)}
        structure = Structure.of_json(stored["structure"])
        return cls(**stored | lists | {"structure": structure})


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One of several documents in a file: its bytes, and what they say or why not.

    Neither is known of one that is yet to be read.
    """

    filename: str
    data: bytes
    reading: Reading | None = None
    error: UnreadableFile | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values, to be passed between processes."""
        error = self.error
        return {
            "filename": self.filename,
            "data": b64encode(self.data).decode("ascii"),
            "reading": self.reading.as_json() if self.reading else None,
            "error": [error.code, error.details] if error else None,
        }

    @classmethod
    def of_json(cls, stored: dict[str, Any]) -> "Enclosure":
        reading, error = stored["reading"], stored["error"]
        return cls(
            stored["filename"],
            b64decode(stored["data"]),
            Reading.of_json(reading) if reading else None,
            UnreadableFile(error[0], **error[1]) if error else None,
        )
