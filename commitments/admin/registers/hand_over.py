"""Hand over duties (工作交接) to a colleague of the same unit."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.admin.common.base import actor
from commitments.admin.common.fields import PersonField
from commitments.domain.tracking import assign
from commitments.models import Assignment, Organization


class HandOverForm(forms.Form):
    """Whose duties, to whom, and optionally of one post only."""

    from_user = PersonField(
        None,
        label=pgettext_lazy("hand-over", "From"),
        required=False,
        empty_label=_("what nobody holds by name"),
    )
    to_user = PersonField(
        None,
        label=pgettext_lazy("hand-over", "To"),
        error_messages={"required": _("Say who takes over.")},
    )
    post = forms.CharField(
        label=_("Only of this post"),
        max_length=60,
        required=False,
        help_text=_("Empty: everything that is still open."),
    )

    def __init__(self, *args: Any, unit: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        for name, people in (
            ("from_user", assign.holders(unit.pk)),
            ("to_user", assign.successors(unit.pk)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = people.prefetch_related("memberships__organization")

    def hand_over(self, request: HttpRequest) -> list[Assignment]:
        return assign.hand_over(self.unit.pk, by=actor(request), **self.cleaned_data)


def may_hand_over(request: HttpRequest, unit: Organization) -> bool:
    """The office may do so for all units, a head for their own and those below."""
    user = actor(request)
    if not user.has_perm("commitments.hand_over_assignment"):
        return False
    sees_all = user.has_perm("commitments.view_all_units")
    return sees_all or unit.pk in Organization.objects.of_user(user)
