"""The list: every field of a commitment, in the order in which faces show them.

`docs/how-to/add-a-field.md` says how to add one.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.choices import ClaimKind, Comparator, Priority
from commitments.domain.tracking.catalogue import verbs
from commitments.domain.tracking.catalogue.kinds import Field, Kind, Lookup, Use
from commitments.models import Commitment, Organization, OrganizationAlias, Plan, Theme
from commitments.models.theme import PATH_SEPARATOR

LONGEST_TEXT = 20_000
# What is said at registration and changed, narrowed by and printed ever after.
EVERYWHERE = Use.REGISTRATION | Use.PAGE | Use.BULK | Use.FILTER | Use.REPORT


def _column(name: str, kind: Kind, width: int, **more: Any) -> Field:
    """A column of the commitment's own table, which has its label and its length."""
    column: models.Field[Any, Any] = Commitment._meta.get_field(name)  # type: ignore[assignment]
    longest = (column.max_length or LONGEST_TEXT) if kind in (Kind.LINE, Kind.TEXT) else None
    label = column.verbose_name
    return Field(name, kind, label, attrgetter(name), width, longest=longest, **more)


def _of_target(name: str, kind: Kind, label: str | Promise, width: int, **more: Any) -> Field:
    """A part of the target in force."""
    return Field(name, kind, label, _from_target(name), width, **more)


def _from_target(path: str) -> Callable[[Commitment], Any]:
    get = attrgetter({"indicator": "indicator.name", "unit": "indicator.unit"}.get(path, path))
    return lambda commitment: get(commitment.target) if commitment.target else None


def _unit_names() -> Mapping[str, int]:
    """Where an alias of one unit is the name of another, the name counts."""
    names = dict(OrganizationAlias.objects.values_list("name", "organization"))
    for pk, short, full in Organization.objects.values_list("pk", "short_name", "name"):
        names |= {name: pk for name in (short, full) if name}
    return names


UNITS = Lookup(
    rows=lambda: Organization.objects.all(),
    in_use=models.Q(is_active=True),
    names=_unit_names,
    unknown=_("There is no unit “%(name)s”; enter it under Units first."),
    none=_("nobody yet"),
)
PLANS = Lookup(
    rows=lambda: Plan.objects.all(),
    names=lambda: dict(Plan.objects.values_list("name", "pk")),
    unknown=_("There is no plan “%(name)s”."),
    none=_("no plan"),
)


def _theme_names() -> Mapping[str, int]:
    """Each by its path, and by its name alone where no other has it."""
    paths = {str(theme): theme.pk for theme in Theme.objects.in_tree_order()}
    last = Counter(path.rpartition(PATH_SEPARATOR)[2] for path in paths)
    alone = {path.rpartition(PATH_SEPARATOR)[2]: pk for path, pk in paths.items()}
    return {name: pk for name, pk in alone.items() if last[name] == 1} | paths


THEMES = Lookup(
    rows=lambda: Theme.objects.in_tree_order(),
    in_use=models.Q(is_active=True),
    names=_theme_names,
    unknown=_("There is no theme “%(name)s”, or several; write it as in 民生·养老."),
    none=_("no theme"),
)

FIELDS: tuple[Field, ...] = (
    _column(
        "title",
        Kind.LINE,
        width=36,
        is_front=True,
        verb=verbs.details,
        right="change_commitment",
        uses=Use.REGISTRATION | Use.REQUIRED | Use.PAGE | Use.SEARCH,
        can_be_emptied=False,
    ),
    Field(
        "lead",
        Kind.ROW,
        _("lead unit"),
        attrgetter("lead"),
        width=16,
        is_front=True,
        verb=verbs.units,
        uses=Use.REGISTRATION | Use.BULK,
        can_be_emptied=False,
        lookup=UNITS,
    ),
    _of_target("indicator", Kind.LINE, _("indicator"), width=20, is_front=True),
    _of_target("unit", Kind.LINE, _("unit of measure"), width=9, is_front=True),
    _of_target(
        "comparator",
        Kind.CHOICE,
        _("comparator"),
        width=10,
        is_front=True,
        verb=verbs.target,
        can_be_emptied=False,
        choices=Comparator,
    ),
    _of_target(
        "value",
        Kind.FIGURE,
        _("target value"),
        width=12,
        is_front=True,
        verb=verbs.target,
        can_be_emptied=False,
    ),
    _of_target(
        "value_max", Kind.FIGURE, _("upper value"), width=10, is_front=True, verb=verbs.target
    ),
    _column(
        "due_on",
        Kind.DAY,
        width=12,
        is_front=True,
        verb=verbs.target,
        uses=Use.REGISTRATION | Use.BULK,
        can_be_emptied=False,
    ),
    Field(
        "supporting",
        Kind.ROWS,
        _("supporting units"),
        attrgetter("supporting"),
        width=20,
        verb=verbs.units,
        uses=Use.REGISTRATION | Use.BULK,
        hint=_("Several units with 、 between them."),
        lookup=UNITS,
    ),
    _column(
        "plan",
        Kind.ROW,
        width=18,
        verb=verbs.plan,
        right="plan_commitment",
        uses=EVERYWHERE | Use.INHERITED,
        lookup=PLANS,
    ),
    Field(
        "themes",
        Kind.ROWS,
        _("themes"),
        lambda commitment: list(commitment.themes.all()),
        width=18,
        verb=verbs.themes,
        right="plan_commitment",
        uses=EVERYWHERE | Use.LIST | Use.INHERITED,
        hint=_("Several themes with 、 between them."),
        lookup=THEMES,
    ),
    _of_target(
        "baseline",
        Kind.FIGURE,
        _("baseline"),
        width=11,
        verb=verbs.target,
        can_be_emptied=False,
    ),
    _column(
        "kind",
        Kind.CHOICE,
        width=12,
        uses=Use.REGISTRATION | Use.REQUIRED,
        hint=_("Only for a new row: quantified target, deliverable or promised effort."),
        choices=ClaimKind,
    ),
    _column("starts_on", Kind.DAY, width=12, uses=Use.REGISTRATION | Use.REQUIRED),
    _column(
        "priority",
        Kind.CHOICE,
        width=10,
        verb=verbs.details,
        right="change_commitment",
        uses=EVERYWHERE | Use.LIST | Use.INHERITED,
        choices=Priority,
    ),
    _column(
        "description",
        Kind.TEXT,
        width=36,
        verb=verbs.details,
        right="change_commitment",
        uses=EVERYWHERE | Use.SEARCH,
    ),
)
