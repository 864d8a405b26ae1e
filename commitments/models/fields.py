"""Field shapes that several tables share."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import PurePath
from typing import Any

from django.core.validators import DecimalValidator
from django.db import models
from django.utils import timezone

DECIMAL_PLACES = 6
WHOLE_DIGITS = 17
LARGEST = Decimal(10) ** WHOLE_DIGITS


def path_by_hash(folder: str, sha256: str, filename: str) -> str:
    """A generated path: what the uploader called the file never reaches the disk."""
    suffix = PurePath(filename).suffix.lower()[:9] or ".bin"
    return f"{folder}/{sha256[:2]}/{sha256}{suffix}"


def day_of_decision(decided_on: date | None, entered_at: datetime) -> date:
    """The day from which a decision holds: of the entry, unless an earlier one was given."""
    return decided_on or timezone.localdate(entered_at)


class QuantityField(models.DecimalField):  # type: ignore[type-arg]  # none when it runs
    """A measured or promised number in its bare unit: 1.2 万亿元 is 1200000000000 元.

    Six decimals and 17 digits before them hold every figure met in real documents. The column
    has a digit more: SQLite keeps 15 digits, and what it rounds up must still fit.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", DECIMAL_PLACES + WHOLE_DIGITS + 1)
        kwargs.setdefault("decimal_places", DECIMAL_PLACES)
        super().__init__(*args, **kwargs)

    @cached_property
    def validators(self) -> list[Callable[[Any], None]]:
        fitting = DecimalValidator(DECIMAL_PLACES + WHOLE_DIGITS, DECIMAL_PLACES)
        return [*super().validators, fitting]

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs
