"""Field shapes that several tables share."""

from pathlib import PurePath
from typing import Any

from django.db import models


def path_by_hash(folder: str, sha256: str, filename: str) -> str:
    """A generated path: what the uploader called the file never reaches the disk."""
    suffix = PurePath(filename).suffix.lower()[:9] or ".bin"
    return f"{folder}/{sha256[:2]}/{sha256}{suffix}"


class QuantityField(models.DecimalField):
    """A measured or promised number in its bare unit: 1.2 万亿元 is 1200000000000 元.

    Six decimals and 18 digits before them hold every figure met in real documents.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 24)
        kwargs.setdefault("decimal_places", 6)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs
