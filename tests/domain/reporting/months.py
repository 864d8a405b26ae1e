"""What an office of the tests does month by month, and what its reports print."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User

from commitments.domain.reporting import progress, status_reports
from commitments.domain.tracking import assign, registration
from commitments.models import Commitment, Organization
from commitments.rendering.compose import compose
from commitments.rendering.values import Report
from commitments.rendering.wording import Wording
from tests import factories


def promised(lead: Organization, office: User, title: str, **fields: Any) -> Commitment:
    """A promise without a figure that a unit leads from January on."""
    proposal = factories.proposal(
        **{"title": title, "kind": "deliverable", "starts_on": date(2026, 1, 1)}
        | {"due_on": date(2026, 12, 31), "target": None}
        | fields
    )
    made = registration.register(proposal, by=office, places=())
    assign.assign(made.pk, lead.pk, by=office)
    made.refresh_from_db()
    return made


def reported(of: Commitment, lead: Organization, office: User, on: date, **fields: Any) -> None:
    """A report of the unit that the office approves."""
    clerk = factories.reporter(lead)
    update = progress.draft(of.pk, by=clerk, reported_on=on, **{"narrative": "已开工。"} | fields)
    progress.submit(update.pk, by=clerk)
    progress.approve(update.pk, by=office)


def issued(period: str, office: User) -> Report:
    return Report.from_snapshot(status_reports.issue(period, by=office).snapshot)


def words(report: Report, language: str = "zh-hans") -> str:
    """All that the report prints."""
    outline = compose(report, Wording(language))
    parts = (*outline.sections, *outline.annexes)
    blocks = [block for part in parts for block in part.blocks]
    cells = [cell for b in blocks for row in getattr(b, "rows", ()) for cell in row]
    return "\n".join([getattr(block, "text", "") for block in blocks] + cells)


def as_format_1(snapshot: dict[str, Any]) -> dict[str, Any]:
    """The snapshot as the version before wrote it."""
    new = ("counted", "whole", "end", "completion_percent", "why_en", "last_report")
    of_item = (*new, "stage_reason", "revision")
    old = {key: value for key, value in snapshot.items() if key not in ("year_ago", "not_begun")}
    del old["registered_later"]
    old["format"] = 1
    old["changes"] = {
        key: value for key, value in old["changes"].items() if key not in ("entered", "left")
    }
    old["items"] = [
        {key: value for key, value in item.items() if key not in of_item} for item in old["items"]
    ]
    for item in old["items"]:
        item["target"] = {k: v for k, v in item["target"].items() if k != "is_growth"}
    old["units"] = [
        {**row, "on_time": {key: row["on_time"][key] for key in ("kept", "due")}}
        for row in old["units"]
    ]
    return old
