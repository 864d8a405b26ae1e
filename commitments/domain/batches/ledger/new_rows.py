"""A row of the ledger without a number: what it says of a commitment still to be registered."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from commitments.domain.batches.ledger.cells import Register
from commitments.domain.platform.errors import Invalid
from commitments.domain.tracking import catalogue
from commitments.reading.sheets.sheet import Cell


def changes(cells: Mapping[str, Cell], register: Register) -> dict[str, list[Any]]:
    """What the row says of the new commitment, each field from nothing to something."""
    said = {name: register.read(name, cells.get(name)) for name in catalogue.BY_NAME}
    if not said["title"]:
        raise Invalid(_("A new commitment needs a title."), field="title")
    if said["value"] is not None and not said["indicator"]:
        raise Invalid(_("Say which indicator the value is of."), field="indicator")
    return {key: [None, value] for key, value in said.items() if value not in (None, [])}
