"""Pages by key instead of number: the thousandth page costs what the first one does.

A cursor holds the sort values of the last row seen. The next page is everything beyond that row,
so rows that come or go meanwhile neither repeat nor hide others.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn, Self

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Field, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

# No column holds more, and SQLite takes no larger number in a question.
LARGEST = 2**63 - 1
NOTHING = Q(pk__in=())
EVERYTHING = Q()


@dataclass(frozen=True, slots=True)
class SortColumn:
    """One sort key. Empty values come last, whichever way it is sorted."""

    path: str
    field: "Field[Any, Any]"
    nullable: bool
    descending: bool = False
    nulls_last: bool = True

    @classmethod
    def of(cls, model: type[Model], path: str, *, descending: bool) -> Self:
        nullable, options = False, model._meta
        for name in path.split("__"):
            found = options.get_field(name)
            if not isinstance(found, Field):
                raise FieldDoesNotExist(path)
            field: Field[Any, Any] = found
            nullable = nullable or field.null
            options = (field.related_model or model)._meta
        return cls(path, field, nullable, descending)

    def reversed(self) -> Self:
        return replace(self, descending=not self.descending, nulls_last=not self.nulls_last)

    def order(self) -> OrderBy:
        nulls: dict[str, Any] = {}
        if self.nullable:
            nulls = {"nulls_last": True} if self.nulls_last else {"nulls_first": True}
        return OrderBy(F(self.path), descending=self.descending, **nulls)

    def value_in(self, row: Any) -> Any:
        for name in self.path.split("__"):
            row = None if row is None else getattr(row, name)
        return row

    def beyond(self, value: Any) -> Q:
        if value is None:
            return NOTHING if self.nulls_last else Q(**{f"{self.path}__isnull": False})
        return self._compared("lt" if self.descending else "gt", value)

    def at_or_beyond(self, value: Any) -> Q:
        if value is None:
            return Q(**{f"{self.path}__isnull": True}) if self.nulls_last else EVERYTHING
        return self._compared("lte" if self.descending else "gte", value)

    def _compared(self, lookup: str, value: Any) -> Q:
        if isinstance(value, int):
            value = max(-LARGEST, min(value, LARGEST))
        condition = Q(**{f"{self.path}__{lookup}": value})
        if self.nullable and self.nulls_last:
            condition |= Q(**{f"{self.path}__isnull": True})
        return condition


def beyond(columns: Sequence[SortColumn], values: Sequence[Any]) -> Q:
    """What sorts after these values.

    Written as `a >= x AND (a > x OR ...)`: unlike `a > x OR (a = x AND ...)`, an index serves it
    however deep the page.
    """
    column, value = columns[0], values[0]
    if len(columns) == 1:
        return column.beyond(value)
    return column.at_or_beyond(value) & (column.beyond(value) | beyond(columns[1:], values[1:]))


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: beyond a row, in the order that was asked for, onward or back."""

    ordering: str
    values: tuple[Any, ...]
    back: bool = False

    def encode(self) -> str:
        packed = json.dumps([self.ordering, int(self.back), *self.values], default=str)
        return urlsafe_b64encode(packed.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str, *, ordering: str, columns: Sequence[SortColumn]) -> Self:
        try:
            padded = text.encode("ascii") + b"=" * (-len(text) % 4)
            made_for, back, *values = json.loads(urlsafe_b64decode(padded))
            if made_for != ordering or "\0" in "".join(map(str, values)):
                raise ValueError(text)
            read = tuple(c.field.to_python(v) for c, v in zip(columns, values, strict=True))
        except (ValueError, TypeError, ArithmeticError, RecursionError, ValidationError):
            refuse("cursor", _("This cursor does not belong to this list and order."))
        return cls(ordering, read, bool(back))


class KeysetPagination(BasePagination):
    """`page_size`, `ordering` and `cursor`; a view names the orders it offers in `orderings`."""

    DEFAULT_SIZE = 100
    LARGEST = 500
    parameters = frozenset({"page_size", "ordering", "cursor"})

    def paginate_queryset(
        self, queryset: QuerySet[Any] | Sequence[Any], request: Request, view: Any = None
    ) -> list[Any]:
        assert isinstance(queryset, QuerySet)  # every list here comes from tables
        self.url = request.build_absolute_uri()
        size = self._size(request)
        self.ordering = self._ordering(request, view)
        self.columns = self._columns(queryset.model, view)
        given = request.query_params.get("cursor", "")
        self.cursor = (
            Cursor.decode(given, ordering=self.ordering, columns=self.columns) if given else None
        )
        self.back = self.cursor is not None and self.cursor.back
        columns = [c.reversed() for c in self.columns] if self.back else self.columns
        if self.cursor:
            queryset = queryset.filter(beyond(columns, self.cursor.values))
        found = list(queryset.order_by(*(c.order() for c in columns))[: size + 1])
        self.more = len(found) > size
        self.page = found[size - 1 :: -1] if self.back and self.more else found[:size]
        if self.back and not self.more:
            self.page.reverse()
        return self.page

    def get_paginated_response(self, data: Any) -> Response:
        onward = bool(self.page) and (self.more or self.back)
        backward = bool(self.page) and (self.more if self.back else self.cursor is not None)
        return Response(
            {
                "next": self._link(self.page[-1], back=False) if onward else None,
                "previous": self._link(self.page[0], back=True) if backward else None,
                "results": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**link, "description": "Address of the next page, null on the last."},
                "previous": {**link, "description": "Address of the page before."},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        names = [sign + name for name in view.orderings for sign in ("", "-")]
        size = {
            "type": "integer",
            "minimum": 1,
            "maximum": self.LARGEST,
            "default": self.DEFAULT_SIZE,
        }
        return [
            _parameter("page_size", size, "How many rows a page holds."),
            _parameter("cursor", {"type": "string"}, "From `next` or `previous` of a page."),
            _parameter(
                "ordering",
                {"type": "string", "enum": names, "default": view.default_ordering},
                "Sort order; `-` reverses it. Empty values come last.",
            ),
        ]

    def _size(self, request: Request) -> int:
        field = serializers.IntegerField(min_value=1, max_value=self.LARGEST)
        try:
            return int(
                field.run_validation(request.query_params.get("page_size", self.DEFAULT_SIZE))
            )
        except serializers.ValidationError as error:
            raise serializers.ValidationError({"page_size": error.detail}) from error

    def _ordering(self, request: Request, view: Any) -> str:
        ordering = request.query_params.get("ordering", view.default_ordering)
        if ordering.removeprefix("-") not in view.orderings:
            names = ", ".join(view.orderings)
            refuse("ordering", _("Unknown order; these are known: %(names)s.") % {"names": names})
        return str(ordering)

    def _columns(self, model: type[Model], view: Any) -> list[SortColumn]:
        """The columns of the order, with the id as tiebreak."""
        paths = [*view.orderings[self.ordering.removeprefix("-")], "id"]
        descending = self.ordering.startswith("-")
        return [SortColumn.of(model, path, descending=descending) for path in paths]

    def _link(self, row: Model, *, back: bool) -> str:
        values = tuple(column.value_in(row) for column in self.columns)
        return replace_query_param(self.url, "cursor", Cursor(self.ordering, values, back).encode())


def refuse(parameter: str, message: str) -> NoReturn:
    raise serializers.ValidationError({parameter: [message]})


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "schema": schema,
        "description": description,
    }
