"""The admin: parse what a person asks for, call one verb of the domain, show what came of it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from commitments.admin import (
    account,
    batch,
    breakdown,
    candidate,
    commitment,
    document,
    duty,
    evidence,
    indicator,
    job,
    notice,
    plan,
    registers,
    reminder,
    report,
    schedule,
    slip,
    update,
)

admin.site.index_title = _("Start page")

__all__ = [
    "account",
    "batch",
    "breakdown",
    "candidate",
    "commitment",
    "document",
    "duty",
    "evidence",
    "indicator",
    "job",
    "notice",
    "plan",
    "registers",
    "reminder",
    "report",
    "schedule",
    "slip",
    "update",
]
