"""Fields that are searched by typing, and survive whatever somebody sends as their value."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

from commitments.admin.common.keys import is_key


def _keys(value: Sequence[str]) -> list[str]:
    """What may be a key; the rest of what somebody sent is left to the field's error."""
    return [each for each in value if is_key(str(each))]


class SearchedSelect(AutocompleteSelect):
    """One row, found by typing."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, _keys(value), attr)


class SearchedSelectMultiple(AutocompleteSelectMultiple):
    """Several rows, found by typing."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, _keys(value), attr)
