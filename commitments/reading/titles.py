"""Decide whether a title from a file's properties is that of the text."""

from typing import Final

OPENING_LINES: Final = 10


def squeezed(text: str) -> str:
    return "".join(text.split())


def confirmed(named: str | None, lines: list[str]) -> str | None:
    """The named title, if the opening lines say the same.

    Properties are inherited by copies and then name the document that was copied, or hold the
    name of a file; so they count only where the text bears them out.
    """
    title = " ".join((named or "").split())
    opening = squeezed("".join(lines[:OPENING_LINES]))
    return title if title and squeezed(title) in opening else None
