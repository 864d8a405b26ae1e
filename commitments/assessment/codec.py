"""Plain values to JSON and back, without loss: an evaluation stores what it was made from."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def pack(value: Any) -> Any:
    """What `json.dumps` takes: figures and days as text, since JSON has neither exactly."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str | Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): pack(each) for key, each in value.items()}
    if is_dataclass(value):
        return {each.name: pack(getattr(value, each.name)) for each in fields(value)}
    return [pack(each) for each in value]


def unpack(kind: type[T], packed: Mapping[str, Any]) -> T:
    """Build the dataclass `kind` from what `pack` made of it; keys it does not know are left."""
    hints = _hints(kind)  # type: ignore[arg-type]  # a class is hashable
    return kind(**{name: _read(hints[name], packed[name]) for name in hints if name in packed})


def _read(kind: Any, packed: Any) -> Any:
    if packed is None:
        return None
    if get_origin(kind) in (Union, UnionType):
        kind = next(each for each in get_args(kind) if each is not NoneType)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in packed)
    if kind is date:
        return date.fromisoformat(packed)
    if is_dataclass(kind):
        return unpack(kind, packed)  # type: ignore[arg-type]  # a class here, never an instance
    if kind is Decimal or issubclass(kind, StrEnum):
        return kind(packed)
    return packed


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind)}
