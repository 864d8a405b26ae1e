"""The forms of breakdowns: one group a line, typed or pasted from a table."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.admin.common import confirming
from commitments.admin.common.actions import ActionForm
from commitments.admin.common.fields import AmountField
from commitments.assessment import Figure
from commitments.choices import Across
from commitments.domain.tracking.breakdowns import GroupEntry
from commitments.domain.tracking.targets import Revision
from commitments.models import Dimension, Group, GroupTarget, Organization, Target

GROUP_VALUE = re.compile(r"(?P<name>.+?)[\s，：:=＝]+(?P<value>\S+)")
LONGEST_NAME = 60


def lines(text: str | None) -> Iterator[tuple[int, str]]:
    """The non-empty lines, with their numbers."""
    for number, line in enumerate(str(text or "").splitlines(), 1):
        if line.strip():
            yield number, line.strip()


class GroupsField(forms.CharField):
    """One group a line; optionally “=” and the unit that the group is the area of.

    >>> GroupsField().clean("万寿路街道")
    [GroupEntry(name='万寿路街道', organization_id=None)]
    """

    widget = forms.Textarea(attrs={"rows": 16, "placeholder": "万寿路街道\n羊坊店街道"})
    default_error_messages = {
        "long": _("Line %(number)s: a name has at most 60 characters."),
        "unit": _("Line %(number)s: there is no unit “%(unit)s”."),
    }

    def clean(self, value: Any) -> list[GroupEntry]:
        return [self._entry(number, line) for number, line in lines(super().clean(value))]

    def _entry(self, number: int, line: str) -> GroupEntry:
        name, _sign, unit = (part.strip() for part in line.replace("＝", "=").partition("="))
        if len(name) > LONGEST_NAME:
            raise ValidationError(self.error_messages["long"], "long", {"number": number})
        if not unit:
            return GroupEntry(name)
        named = Q(name=unit) | Q(short_name=unit) | Q(aliases__name=unit)
        found = Organization.objects.filter(named).distinct()
        if found.count() != 1:
            params = {"number": number, "unit": unit}
            raise ValidationError(self.error_messages["unit"], "unit", params)
        return GroupEntry(name, found[0].pk)


class DimensionForm(forms.Form):
    """A dimension and its groups, in order."""

    name = forms.CharField(label=_("Name"), max_length=60)
    groups = GroupsField(
        label=_("Groups, one a line"),
        help_text=_(
            "They are shown in this order. Where a group is the area of a unit, write it behind "
            "“=”: 万寿路街道=万寿路街道办事处."
        ),
    )

    @staticmethod
    def showing(dimension: Dimension) -> dict[str, Any]:
        written = (
            f"{group} = {group.organization}" if group.organization else str(group)
            for group in dimension.groups.select_related("organization")
        )
        return {"name": dimension.name, "groups": "\n".join(written)}


class GroupTargetsForm(ActionForm):
    """The targets of a dimension's groups; a group without a line has no target."""

    given: dict[int, Decimal]

    dimension = forms.ModelChoiceField(
        Dimension.objects.all(), label=_("Broken down by"), empty_label=None
    )
    value = AmountField(label=_("New target of the whole"), help_text=_("Empty: as before."))
    groups = forms.CharField(
        label=_("Group and target value, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "placeholder": "万寿路街道 12\n羊坊店街道 8"}),
        help_text=_("Two columns copied from Excel can be pasted as they are."),
    )
    reason = forms.CharField(
        label=_("Reason for the change"),
        error_messages={"required": _("Give a reason for the change.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start from the current targets of the first dimension that has any."""
        super().__init__(*args, **kwargs)
        rows = _of(self.obj.target)
        if rows:
            dimension = rows[0].group.dimension
            of_dimension = [row for row in rows if row.group.dimension == dimension]
            written = [f"{row.group} {row.value.normalize():f}" for row in of_dimension]
            self.initial["dimension"], self.initial["groups"] = dimension, "\n".join(written)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        dimension = data.get("dimension")
        if dimension is not None:
            self.given = self._read(str(data.get("groups", "")), dimension)
        return data

    def arguments(self) -> dict[str, Any]:
        """The groups of other dimensions keep their targets."""
        dimension, target = self.cleaned_data["dimension"], self.obj.target
        others = [row for row in _of(target) if row.group.dimension != dimension]
        kept = {row.group_id: row.value for row in others}
        value = self.cleaned_data["value"]
        upper = target.value_max if target is not None and value is not None else None
        revision = Revision(
            value=value,
            value_max=upper,
            groups=kept | self.given,
            confirmed=confirming.confirmed(self),
        )
        return {"revision": revision, "reason": self.cleaned_data["reason"]}

    def _read(self, text: str, dimension: Dimension) -> dict[int, Decimal]:
        known = {group.name: group.pk for group in dimension.groups.all()}
        found: dict[int, Decimal] = {}
        for number, line in lines(text):
            match = GROUP_VALUE.fullmatch(line)
            name = match["name"].strip() if match else line
            if name not in known:
                words = _("Line %(number)s: %(dimension)s has no group “%(name)s”.")
                said = {"number": number, "dimension": dimension, "name": name}
                self.add_error("groups", words % said)
            elif known[name] in found:
                words = _("Line %(number)s: “%(name)s” stands there twice.")
                self.add_error("groups", words % {"number": number, "name": name})
            elif (value := _amount(match["value"] if match else "")) is None:
                words = _("Line %(number)s: write the group, a space, and its target value.")
                self.add_error("groups", words % {"number": number})
            else:
                found[known[name]] = value
        return found


class GroupFields:
    """The inputs of groups in a progress update: one each, or three for ratios."""

    def __init__(self, target: Target | None) -> None:
        self.groups = [] if target is None else _broken_down(target)
        is_ratio = target is not None and target.indicator.across == Across.RATIO
        self.parts = ("value", "numerator", "denominator") if is_ratio else ("value",)

    def fields(self) -> dict[str, forms.Field]:
        labels = {"numerator": _("Numerator"), "denominator": _("Denominator")}
        made: dict[str, forms.Field] = {
            self.name(group, part): AmountField(label=labels.get(part, group.name))
            for group in self.groups
            for part in self.parts
        }
        # A hidden field for errors that concern all groups.
        return made | {"groups": forms.CharField(required=False, widget=forms.HiddenInput)}

    def figures(self, data: Mapping[str, Any]) -> dict[int, Figure]:
        """The figures that were filled in; groups without a value are left out."""
        return {
            group.pk: Figure(*(data[self.name(group, part)] for part in self.parts))
            for group in self.groups
            if data.get(self.name(group, "value")) is not None
        }

    def without_value(self, data: Mapping[str, Any]) -> list[str]:
        """The empty value fields of groups that have a numerator or denominator."""
        return [
            self.name(group, "value")
            for group in self.groups
            if data.get(self.name(group, "value")) is None
            and any(data.get(self.name(group, part)) is not None for part in self.parts)
        ]

    @staticmethod
    def name(group: Group, part: str) -> str:
        return f"group_{group.pk}_{part}"


def _amount(text: str) -> Decimal | None:
    try:
        found: Decimal | None = AmountField().clean(text)
    except ValidationError:
        return None
    return found


def _of(target: Target | None) -> list[GroupTarget]:
    return [] if target is None else list(target.group_targets.select_related("group__dimension"))


def _broken_down(target: Target) -> list[Group]:
    """All groups of the dimensions in which some group has a target."""
    dimensions = target.group_targets.values("group__dimension")
    return list(Group.objects.filter(dimension__in=dimensions).select_related("dimension"))
