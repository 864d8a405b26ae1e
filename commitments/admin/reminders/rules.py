"""Reminder rules (催办规则): how many working days from a date, to whom, at which level."""

from typing import Any

from django.contrib import admin
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commitments.admin.common.base import actor
from commitments.admin.common.versioned import RowsKept, VersionedForm
from commitments.domain.reminders import rules
from commitments.models import ReminderRule

MOST_DAYS = 60
MOST_LEVEL = 9


class RuleForm(VersionedForm):
    """A rule, with the version that was shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Report it at the field; the table's constraint would show only its own name.
        for name, low, high in (("days", -MOST_DAYS, MOST_DAYS), ("level", 1, MOST_LEVEL)):
            self.fields[name].validators += [MinValueValidator(low), MaxValueValidator(high)]


@admin.register(ReminderRule)
class ReminderRuleAdmin(RowsKept[ReminderRule]):
    """The office's reminder rules; a rule is switched off rather than deleted."""

    form = RuleForm
    list_display = ["about", "moment", "level", "recipient", "post", "is_active"]
    list_display_links = ["about", "moment"]
    list_filter = ["about", "is_active"]
    fieldsets = [
        (
            None,
            {
                "fields": (
                    "about",
                    "days",
                    "level",
                    "recipient",
                    "post",
                    "is_active",
                    "version_seen",
                ),
                "description": _(
                    "Days are working days; weekends and public holidays do not count. Each "
                    "morning the slips that fell due are issued once to each recipient; they are "
                    "cancelled by themselves when the report comes in, or when the date or the "
                    "person in charge changes. Slips already issued stay as they are."
                ),
            },
        )
    ]

    def has_delete_permission(self, request: HttpRequest, obj: ReminderRule | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ReminderRule, form: Any, change: bool) -> None:
        rules.save_rule(obj, by=actor(request))

    @admin.display(description=_("when"), ordering="days")
    def moment(self, rule: ReminderRule) -> str:
        if rule.days == 0:
            return gettext("on the day")
        count = abs(rule.days)
        sentence = (
            ngettext("%(count)d working day before", "%(count)d working days before", count)
            if rule.days < 0
            else ngettext("%(count)d working day after", "%(count)d working days after", count)
        )
        return sentence % {"count": count}
