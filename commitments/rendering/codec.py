"""Frozen dataclasses to plain JSON values and back, exactly, led by their type hints.

Decimals travel as strings, dates in ISO form, tuples as lists. What does not fit its type is
refused with the place where it stands: a snapshot is evidence, so nothing in it is guessed.
"""

from collections.abc import Callable, Hashable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


class SnapshotError(ValueError):
    """A snapshot that cannot be read, with the path of what is wrong."""


def encode(value: Any) -> Any:
    """Turn a value into what `json` can write."""
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [encode(part) for part in value]
    if isinstance(value, dict):
        return {str(key): encode(part) for key, part in value.items()}
    if isinstance(value, Decimal | StrEnum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def decode(kind: type[T], data: Any, path: str = "") -> T:
    """Turn JSON values back into a `kind`."""
    read: Reader = _reader(cast(Hashable, kind))
    return cast(T, read(data, path))


Reader = Callable[[Any, str], Any]


@cache
def _reader(kind: Any) -> Reader:
    """The function that reads one type; built once for each, as a report has thousands of rows."""
    if isinstance(kind, UnionType):
        [present] = [part for part in get_args(kind) if part is not NoneType]
        return _optional(_reader(present))
    if get_origin(kind) is tuple:
        return _tuple(_reader(get_args(kind)[0]))
    if get_origin(kind) is dict:
        key, part = get_args(kind)
        return _dict(_reader(key), _reader(part))
    if is_dataclass(kind):
        return _dataclass(cast(type, kind))
    return _scalar(kind)


def _optional(read: Reader) -> Reader:
    return lambda data, path: None if data is None else read(data, path)


def _tuple(read: Reader) -> Reader:
    def read_tuple(data: Any, path: str) -> tuple[Any, ...]:
        _expect(data, list, path)
        return tuple(read(part, f"{path}[{place}]") for place, part in enumerate(data))

    return read_tuple


def _dict(read_key: Reader, read: Reader) -> Reader:
    def read_dict(data: Any, path: str) -> dict[Any, Any]:
        _expect(data, dict, path)
        return {read_key(key, path): read(part, f"{path}.{key}") for key, part in data.items()}

    return read_dict


def _dataclass(kind: type) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    required = {field.name for field in fields(kind) if not _has_default(field)}

    def read_dataclass(data: Any, path: str) -> Any:
        _expect(data, dict, path)
        if unknown := data.keys() - readers.keys():
            raise SnapshotError(f"{path or 'snapshot'}: unknown {', '.join(sorted(unknown))}")
        if missing := required - data.keys():
            raise SnapshotError(f"{path or 'snapshot'}: {', '.join(sorted(missing))} missing")
        return kind(
            **{key: readers[key](part, f"{path}.{key}".strip(".")) for key, part in data.items()}
        )

    return read_dataclass


def _has_default(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _scalar(kind: Any) -> Reader:
    """Strings, numbers, dates and codes; a float is refused, as it is not what was entered."""

    def read_scalar(data: Any, path: str) -> Any:
        if kind in (str, int, bool):
            _expect(data, kind, path)
            return data
        _expect(data, str, path)
        try:
            value = date.fromisoformat(data) if kind is date else kind(data)
        except (ValueError, InvalidOperation) as error:
            raise SnapshotError(f"{path}: {data!r} is no {kind.__name__}") from error
        if isinstance(value, Decimal) and not value.is_finite():
            raise SnapshotError(f"{path}: {data!r} is no number")
        return value

    return read_scalar


def _expect(data: Any, kind: type, path: str) -> None:
    if type(data) is not kind:
        raise SnapshotError(
            f"{path or 'snapshot'}: expected {kind.__name__}, got {type(data).__name__}"
        )
