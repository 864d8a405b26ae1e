"""Frozen dataclasses to plain JSON values and back, exactly, led by their type hints.

cattrs does the work. What JSON does not have is settled here: figures travel as strings, dates in
ISO form, tuples as lists.
"""

from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar, get_origin

from cattrs import BaseValidationError, Converter, ForbiddenExtraKeysError, transform_error
from cattrs.cols import homogenous_tuple_structure_factory, is_mapping, mapping_structure_factory
from cattrs.gen import make_dict_structure_fn

T = TypeVar("T")
Read = Callable[[Any, Any], Any]


class DecodeError(ValueError):
    """Values that do not fit their types: each fault, with the place where it stands."""


def encode(value: Any) -> Any:
    """Turn a value into what `json` can write."""
    return _WHOLE.unstructure(value)


def decode(kind: type[T], data: Any) -> T:
    """Turn JSON values back into a `kind`; nothing that does not fit is guessed or passed over."""
    return _decode(kind, data, _WHOLE)


def decode_known(kind: type[T], data: Any) -> T:
    """The same, but skip fields that an earlier version had."""
    return _decode(kind, data, _KNOWN)


def _decode(kind: type[T], data: Any, converter: Converter) -> T:
    try:
        return converter.structure(data, kind)
    except BaseValidationError as error:
        raise DecodeError("; ".join(transform_error(error, kind.__name__, _in_words))) from error
    except ValueError as error:
        raise DecodeError(f"{error} @ {kind.__name__}") from error


def _converter(*, forbid_extra_keys: bool) -> Converter:
    """A value must have the very type that `encode` gives it: a float is not what was entered."""
    converter = Converter(
        forbid_extra_keys=forbid_extra_keys, unstruct_collection_overrides={tuple: list}
    )
    for plain in (str, int, bool):
        converter.register_structure_hook(plain, _only(plain, lambda data, _kind: data))
    # Without hooks of its own, a StrEnum would be taken for a plain string.
    for written in (StrEnum, Decimal, date):
        converter.register_unstructure_hook(written, str)
        converter.register_structure_hook(written, _only(str, _scalar))
    converter.register_structure_hook_factory(
        is_dataclass, lambda kind: _only(dict, make_dict_structure_fn(kind, converter))
    )
    converter.register_structure_hook_factory(
        _is_tuple,
        lambda kind: _only(list, homogenous_tuple_structure_factory(kind, converter)),
    )
    converter.register_structure_hook_factory(
        is_mapping, lambda kind: _only(dict, mapping_structure_factory(kind, converter))
    )
    return converter


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _only(json_type: type, read: Read) -> Read:
    def checked(data: Any, kind: Any) -> Any:
        if type(data) is not json_type:
            raise ValueError(f"expected {json_type.__name__}, got {type(data).__name__}")
        return read(data, kind)

    return checked


def _scalar(data: str, kind: Any) -> Any:
    try:
        value = date.fromisoformat(data) if kind is date else kind(data)
    except (ValueError, InvalidOperation) as error:
        raise ValueError(f"{data!r} is no {kind.__name__}") from error
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"{data!r} is no number")
    return value


def _in_words(error: BaseException, _kind: Any) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]} missing"
    if isinstance(error, ForbiddenExtraKeysError):
        return f"unknown {', '.join(sorted(error.extra_fields))}"
    return str(error)


_WHOLE = _converter(forbid_extra_keys=True)
_KNOWN = _converter(forbid_extra_keys=False)
