"""Stored reports of earlier versions, brought to the form of today.

Format 1 counted everything that it listed, told two ends only (on time or late together, and the
rest) and did not say what period it was compared with.
"""

from collections.abc import Mapping
from typing import Any

from commitments import codec

FORMAT = 2
KNOWN = (1, FORMAT)


def current(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of a snapshot as today's `Report` reads it."""
    content = dict(snapshot)
    found = content.pop("format", None)
    if found not in KNOWN:
        raise codec.DecodeError(f"format: expected {FORMAT}, got {found!r}")
    return content if found == FORMAT else {**content, "units": _told_apart(content.get("units"))}


def _told_apart(units: Any) -> Any:
    """The rows of format 1 with the ends that they told; what does not fit is refused later."""
    if not isinstance(units, list):
        return units
    return [_with_ends(row) if isinstance(row, dict) else row for row in units]


def _with_ends(row: dict[str, Any]) -> dict[str, Any]:
    on_time, counts = row.get("on_time"), row.get("counts")
    if not isinstance(on_time, dict) or not isinstance(counts, dict):
        return row
    missed, rest = counts.get("missed", 0), on_time.get("due", 0) - on_time.get("kept", 0)
    return {**row, "on_time": {**on_time, "late": None, "not_done": min(missed, rest)}}
