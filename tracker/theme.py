"""How the admin looks: names, colours and the menu of django-unfold."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Colours of the progress axis, as (text, background). They are never stored: installations
# use different ones, and change them here.
PROGRESS_COLOURS = {
    "not_assessed": ("#4b5563", "#e5e7eb"),
    "not_started": ("#374151", "#d1d5db"),
    "behind": ("#92400e", "#fde68a"),
    "on_schedule": ("#166534", "#bbf7d0"),
    "ahead": ("#065f46", "#a7f3d0"),
    "achieved": ("#1e40af", "#bfdbfe"),
    "missed": ("#991b1b", "#fecaca"),
}

# The lights (红黄绿灯) that a plan can use instead.
LIGHT_COLOURS = {
    "red": ("#991b1b", "#fecaca"),
    "yellow": ("#92400e", "#fde68a"),
    "green": ("#166534", "#bbf7d0"),
    "blue": ("#1e40af", "#bfdbfe"),
    "grey": ("#374151", "#d1d5db"),
}

BLUE = {
    "50": "#eff6ff",
    "100": "#dbeafe",
    "200": "#bfdbfe",
    "300": "#93c5fd",
    "400": "#60a5fa",
    "500": "#3b82f6",
    "600": "#1f5fbf",
    "700": "#1d4f9e",
    "800": "#1e3f7d",
    "900": "#1e3a6e",
    "950": "#172548",
}


def _item(
    title: str | Promise,
    icon: str,
    address: str,
    permission: str = "",
    *,
    administrator: bool = False,
    alone: bool = False,
) -> dict[str, Any]:
    """A menu item, shown to those who have the permission, or to the administrator only.

    It is marked on every page below its address, or, `alone`, on that page only.
    """

    def is_allowed(request: HttpRequest) -> bool:
        if administrator:
            return bool(request.user.is_superuser)
        return not permission or request.user.has_perm(permission)

    link = reverse_lazy(f"admin:{address}")
    item = {"title": title, "icon": icon, "link": link, "permission": is_allowed}
    if alone:
        item["active"] = lambda request: request.path == str(link)
    return item


NAVIGATION = [
    {"items": [_item(_("Start page"), "home", "index")]},
    {
        "title": _("Documents and decisions"),
        "items": [
            _item(
                _("Documents"),
                "description",
                "commitments_document_changelist",
                "commitments.view_document",
            ),
            _item(
                _("Candidates"),
                "checklist",
                "commitments_candidate_changelist",
                "commitments.view_candidate",
            ),
        ],
    },
    {
        "title": _("Tracking"),
        "items": [
            _item(
                _("Commitments"),
                "flag",
                "commitments_commitment_changelist",
                "commitments.view_commitment",
            ),
            _item(
                _("Batches of changes"),
                "dynamic_form",
                "commitments_batch_changelist",
                "commitments.view_batch",
            ),
            _item(
                _("Progress updates"),
                "edit_note",
                "commitments_progressupdate_changelist",
                "commitments.view_progressupdate",
            ),
            _item(
                _("Evidence"),
                "attach_file",
                "commitments_evidence_changelist",
                "commitments.view_evidence",
            ),
            _item(
                _("Reporting duties"),
                "event_upcoming",
                "commitments_duty_changelist",
                "commitments.view_duty",
            ),
            _item(
                _("Reminder slips"),
                "notification_important",
                "commitments_reminderslip_changelist",
                "commitments.view_reminderslip",
            ),
            _item(_("Notices"), "notifications", "commitments_notice_changelist"),
            _item(
                _("Report drafts"),
                "edit_document",
                "commitments_reportdraft_changelist",
                "commitments.view_reportdraft",
            ),
            _item(
                _("Status reports"),
                "newspaper",
                "commitments_reportissue_changelist",
                "commitments.view_reportissue",
            ),
        ],
    },
    {
        "title": _("Registers"),
        "items": [
            _item(_("Plans"), "map", "commitments_plan_changelist", "commitments.view_plan"),
            _item(_("Themes"), "sell", "commitments_theme_changelist", "commitments.view_theme"),
            _item(
                _("Indicators"),
                "monitoring",
                "commitments_indicator_changelist",
                "commitments.view_indicator",
            ),
            _item(
                _("Breakdowns"),
                "grid_view",
                "commitments_dimension_changelist",
                "commitments.view_dimension",
            ),
            _item(
                _("Units"),
                "account_tree",
                "commitments_organization_changelist",
                "commitments.view_organization",
            ),
            _item(
                _("Reminder rules"),
                "alarm",
                "commitments_reminderrule_changelist",
                "commitments.view_reminderrule",
            ),
            _item(
                _("Report kinds"),
                "style",
                "commitments_reportkind_changelist",
                "commitments.view_reportkind",
            ),
            _item(
                _("Persons in units"),
                "badge",
                "commitments_membership_changelist",
                "commitments.view_membership",
            ),
        ],
    },
    {
        "title": _("System"),
        "items": [
            _item(
                _("Health of the service"),
                "monitor_heart",
                "commitments_job_health",
                administrator=True,
            ),
            _item(_("Users"), "person", "auth_user_changelist", "auth.view_user"),
            _item(_("Roles"), "group", "auth_group_changelist", "auth.view_group"),
            _item(
                _("Background jobs"),
                "pending_actions",
                "commitments_job_changelist",
                "commitments.view_job",
                alone=True,
            ),
            _item(
                _("Schedules"),
                "schedule",
                "django_celery_beat_periodictask_changelist",
                "django_celery_beat.view_periodictask",
            ),
        ],
    },
]

UNFOLD = {
    "SITE_TITLE": _("Commitment tracking"),
    "SITE_HEADER": _("Commitment tracking"),
    "SITE_SYMBOL": "fact_check",
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda request: static("tracking/favicon.svg"),
        }
    ],
    "SITE_URL": None,
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_LANGUAGES": True,
    "THEME": "light",
    "BORDER_RADIUS": "4px",
    "COLORS": {"primary": BLUE},
    "PROGRESS_COLOURS": PROGRESS_COLOURS,
    "LIGHT_COLOURS": LIGHT_COLOURS,
    "STYLES": [lambda request: static("tracking/admin.css")],
    "SCRIPTS": [lambda request: static("tracking/forms.js")],
    "DASHBOARD_CALLBACK": "commitments.admin.workbench.start.fill",
    "SIDEBAR": {"show_search": False, "navigation": NAVIGATION},
}
