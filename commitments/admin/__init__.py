"""The admin: parse the request, call one domain function, show the result."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from commitments.admin.batch import batch
from commitments.admin.commitment import commitment
from commitments.admin.platform import account, job, schedule, token
from commitments.admin.registers import breakdown, indicator, plan, theme, units
from commitments.admin.reminders import duty, notice, rules, slip
from commitments.admin.reporting import draft, kind, report
from commitments.admin.review import candidate, document
from commitments.admin.update import evidence, update

admin.site.index_title = _("Start page")

__all__ = [
    "account",
    "batch",
    "breakdown",
    "candidate",
    "commitment",
    "document",
    "draft",
    "duty",
    "evidence",
    "indicator",
    "job",
    "kind",
    "notice",
    "plan",
    "report",
    "rules",
    "schedule",
    "slip",
    "theme",
    "token",
    "units",
    "update",
]
