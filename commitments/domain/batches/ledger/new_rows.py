"""A row of the ledger without a number: what it says of a commitment still to be registered."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from commitments.domain.batches.ledger.cells import Register
from commitments.domain.platform.errors import Invalid
from commitments.reading.sheet import Cell

KEYS = (
    *("title", "kind", "plan", "lead", "supporting", "indicator", "unit", "baseline"),
    *("comparator", "value", "value_max", "starts_on", "due_on"),
)


def changes(cells: Mapping[str, Cell], register: Register) -> dict[str, list[Any]]:
    """What the row says of the new commitment, each field from nothing to something."""
    said = {key: register.read(key, cells.get(key)) for key in KEYS}
    if not said["title"]:
        raise Invalid(_("A new commitment needs a title."), field="title")
    if said["value"] is not None and not said["indicator"]:
        raise Invalid(_("Say which indicator the value is of."), field="indicator")
    return {key: [None, value] for key, value in said.items() if value not in (None, [])}
