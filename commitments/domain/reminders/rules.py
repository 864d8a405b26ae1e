"""Keep the office's reminder rules: who is reminded of what, and when."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from commitments.domain.platform import audit, rights
from commitments.models import ReminderRule


@transaction.atomic
def save_rule(rule: ReminderRule, *, by: User) -> ReminderRule:
    """Store a new or changed rule; slips that were issued by it stay as they are."""
    rights.require_permission(by, "change_reminderrule", _("You may not change reminder rules."))
    return audit.save(rule, by=by)
