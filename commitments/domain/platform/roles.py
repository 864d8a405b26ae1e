"""Roles: what the supervision office, the units, mere readers and programs may do.

A role is a group; which commitments a person sees follows from the units the person works
for, unless the role sees all units.
"""

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

VIEWED_BY_ALL = (
    "assignment",
    "citation",
    "commitment",
    "dimension",
    "document",
    "duty",
    "evaluation",
    "evidence",
    "deadlineextension",
    "group",
    "indicator",
    "measurement",
    "milestone",
    "organization",
    "organizationalias",
    "override",
    "plan",
    "progressupdate",
    "reportissue",
    "reminderslip",
    "target",
    "theme",
)
REPORTED = ("progressupdate", "measurement", "evidence", "batch", "batchrow")
KEPT_BY_OFFICE = (
    *VIEWED_BY_ALL,
    "batch",
    "batchrow",
    "candidate",
    "membership",
    "reminderrule",
    "reportdraft",
    "reportkind",
)
ASKED_BY_UNITS = {"request_completion", "request_extension"}
VIEW = {f"view_{model}" for model in VIEWED_BY_ALL}

ROLES: dict[str, set[str]] = {
    "supervisor": {
        f"{verb}_{model}" for model in KEPT_BY_OFFICE for verb in ("view", "add", "change")
    }
    | {
        "view_job",
        "change_job",
        "delete_organizationalias",
        "delete_membership",
        "delete_assignment",
        "delete_measurement",
        "delete_evidence",
        "view_all_units",
        "decide_candidate",
        "assign_commitment",
        "revise_target",
        "approve_progressupdate",
        "issue_reportissue",
        "cancel_slip",
        "verify_evidence",
        "hand_over_assignment",
        "request_completion",
        "request_extension",
        "decide_extension",
        "conclude_commitment",
        "suspend_commitment",
        "restructure_commitment",
        "plan_commitment",
        "delete_milestone",
        "override_progress",
    },
    # Decides on what comes in; assigning, revising and concluding are left to the office.
    "reviewer": VIEW
    | {
        "view_candidate",
        "view_all_units",
        "decide_candidate",
        "approve_progressupdate",
        "verify_evidence",
    },
    "reporter": VIEW
    | {f"{verb}_{model}" for model in REPORTED for verb in ("view", "add", "change")}
    | {"delete_measurement", "delete_evidence"}
    | ASKED_BY_UNITS,
    "head": VIEW | ASKED_BY_UNITS | {"hand_over_assignment"},
    "reader": VIEW | {"view_all_units"},
    # A program's account: no staff, so the pages of the admin stay closed to it.
    "api_client": VIEW | {"view_all_units"},
}


def ensure_roles(app: AppConfig, using: str) -> None:
    """Make the groups and give each at least its permissions; what an office added stays."""
    create_permissions(app, verbosity=0, using=using)
    known = Permission.objects.using(using).filter(content_type__app_label=app.label)
    for name, codenames in ROLES.items():
        group, _created = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*known.filter(codename__in=codenames))
