"""What a field of the catalogue is: its kind, where it appears, how its value is kept and shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, Flag, auto
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst

from commitments.models import Commitment


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says with a change: why, and which doubts about it are settled."""

    reason: str = ""
    confirmed: frozenset[str] = frozenset()


# A commitment, the new values by field, who writes them and why; returns what undoing will need.
Verb = Callable[[Commitment, dict[str, Any], User, Said], dict[str, Any] | None]

EVERY = models.Q()


class Kind(Enum):
    """What a value is; each face knows how to ask for one of each kind and how to show it."""

    LINE = auto()
    TEXT = auto()
    DAY = auto()
    FIGURE = auto()
    CHOICE = auto()
    ROW = auto()  # a row of a register
    ROWS = auto()  # several of them


class Use(Flag):
    """Where a field appears; all of them are columns of the ledger."""

    NONE = 0
    REGISTRATION = auto()  # asked for when a candidate is accepted
    REQUIRED = auto()  # not to be left empty there
    PAGE = auto()  # changed on the commitment's page, and by PATCH
    BULK = auto()  # given to many at once; of several rows those that join the present ones
    LIST = auto()  # a column of the list
    FILTER = auto()
    SEARCH = auto()  # searched for words
    REPORT = auto()  # printed with the item in a status report
    INHERITED = auto()  # a part takes it over from its whole


@dataclass(frozen=True, slots=True)
class Lookup:
    """The rows that a field may name, every name that they go by, and what is said of none."""

    rows: Callable[[], "models.QuerySet[Any]"]
    names: Callable[[], Mapping[str, int]]
    unknown: str | Promise
    none: str | Promise
    in_use: models.Q = EVERY

    def offered(self, present: Iterable[models.Model] = ()) -> "models.QuerySet[Any]":
        """Those in use, and those that a commitment has already: no form drops them unseen."""
        if not self.in_use:
            return self.rows()
        return self.rows().filter(self.in_use | models.Q(pk__in=[row.pk for row in present]))

    @property
    def model(self) -> type[models.Model]:
        return self.rows().model


@dataclass(frozen=True, slots=True)
class Field:
    """One field. Without a verb that writes it, it is said at registration and stays.

    `width` is that of its column in the ledger; `is_front` puts it among those that units read
    and fill in. `right` is the permission that its verb asks for, where a page must know it.
    """

    name: str
    kind: Kind
    label: str | Promise
    read: Callable[[Commitment], Any]
    width: int
    verb: Verb | None = None
    uses: Use = Use.NONE
    right: str = ""
    can_be_emptied: bool = True
    is_front: bool = False
    hint: str | Promise = ""
    longest: int | None = None
    lookup: Lookup | None = None
    choices: type[models.TextChoices] | None = None

    @property
    def heading(self) -> str:
        """The label as it stands over an input, in the language of the moment."""
        return str(capfirst(str(self.label)))

    def as_json(self, value: Any) -> Any:
        """A value as a batch keeps it: figures as text, days as ISO, rows by id."""
        if self.kind is Kind.ROWS:
            return sorted(row.pk for row in value)
        if value in (None, ""):
            return None
        match self.kind:
            case Kind.DAY:
                return value.isoformat()
            case Kind.FIGURE:
                return figure(value)
            case Kind.ROW:
                return value.pk
            case Kind.CHOICE:
                return str(value)
            case _:
                # Browsers and spreadsheets break lines differently.
                return value.replace("\r\n", "\n").strip() or None

    def in_words(self, value: Any) -> str:
        """A value as a person reads it; empty where there is none."""
        if value in (None, ""):
            return ""
        if self.kind is Kind.ROWS:
            return "、".join(str(row) for row in value)
        if self.choices is not None:
            return str(self.choices(value).label)
        return str(value)


def figure(value: Decimal | None) -> str | None:
    """Return a figure as text without trailing zeros."""
    return None if value is None else f"{value.normalize():f}"
