"""Milestones and overrides on a commitment's page."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from commitments.admin.commitment.planning import MilestonesField
from commitments.domain.reporting import progress
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    person = make.supervisor()
    client.force_login(person)
    return person


def post(client, commitment, name, *more, **fields):
    address = reverse(f"admin:commitments_commitment_{name}", args=[commitment.pk, *more])
    return client.post(address, fields)


def test_parses_one_milestone_a_line():
    first, second = MilestonesField().clean("2026年6月30日 完成选址\n\n2026-12-31，3.2")

    assert (first.due_on, first.title, first.planned) == (date(2026, 6, 30), "完成选址", None)
    assert (second.due_on, second.title, second.planned) == (date(2026, 12, 31), "", Decimal("3.2"))


@pytest.mark.parametrize("written", ["完成选址", "2026-06-30", "2026-13-01 完成选址"])
def test_rejects_line_without_date_or_title(written):
    with pytest.raises(ValidationError, match="1"):
        MilestonesField().clean(written)


def test_saves_and_deletes_milestones(client, office):
    commitment = make.commitment(target=None)

    post(client, commitment, "steps", milestones="2026-06-30 完成选址\n2026-12-31 开工")
    assert commitment.milestones.count() == 2
    post(client, commitment, "steps", milestones="2026-12-31 开工")

    assert commitment.milestones.get().title == "开工"


def test_rejects_milestone_before_the_start(client, office):
    commitment = make.commitment()

    content = post(client, commitment, "steps", milestones="2020-01-01 完成选址").content.decode()

    assert "节点早于开始日期" in content
    assert "2020-01-01 完成选址" in content
    assert not commitment.milestones.exists()


def test_override_is_shown_beside_the_computed_evaluation_and_revoked(client, office):
    commitment = make.commitment()
    end = str(timezone.localdate() + timedelta(days=30))

    post(client, commitment, "override", progress="behind", ends_on=end, reason="现场核查进度滞后")
    commitment.refresh_from_db()
    assert commitment.evaluation.progress == "behind"
    page = reverse("admin:commitments_commitment_change", args=[commitment.pk])
    content = client.get(page).content.decode()
    assert "现场核查进度滞后" in content
    assert "系统评价" in content

    post(client, commitment, "revoke", commitment.overrides.get().pk)
    commitment.refresh_from_db()
    assert commitment.evaluation.progress != "behind"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"reason": ""}, "请填写理由"),
        ({"ends_on": "2020-01-01"}, "截止日期已过"),
        ({"ends_on": ""}, "ct-error"),
    ],
)
def test_override_requires_reason_and_end(client, office, given, expected):
    commitment = make.commitment()
    fields = {"progress": "behind", "ends_on": "2999-01-01", "reason": "核查"} | given

    content = post(client, commitment, "override", **fields).content.decode()

    assert expected in content
    assert not commitment.overrides.exists()


def test_reporter_cannot_plan_or_override(client):
    unit = make.unit()
    commitment = make.commitment(lead=unit)
    client.force_login(make.reporter(unit))

    post(client, commitment, "steps", milestones="2026-06-30 完成选址")
    post(client, commitment, "override", progress="ahead", ends_on="2999-01-01", reason="好")

    assert not commitment.milestones.exists()
    assert not commitment.overrides.exists()


def test_marks_milestone_done_and_reopens_it_with_a_reason(client, office):
    commitment = make.commitment(target=None)
    post(client, commitment, "steps", milestones="2026-06-30 完成选址")
    step = commitment.milestones.get()

    post(client, commitment, "step", step.pk, done_on="2026年6月1日")
    step.refresh_from_db()
    assert step.done_on == date(2026, 6, 1)
    post(client, commitment, "step", step.pk, undo="1")
    step.refresh_from_db()
    assert step.done_on
    post(client, commitment, "step", step.pk, undo="1", reason="选址被否")
    step.refresh_from_db()
    assert step.done_on is None


@pytest.mark.parametrize(
    ("day", "expected"), [("2999-01-01", "日期不能晚于今天"), ("明天", "请输入日期")]
)
def test_rejects_missing_or_future_date(client, office, day, expected):
    commitment = make.commitment(target=None)
    post(client, commitment, "steps", milestones="2026-06-30 完成选址")
    step = commitment.milestones.get()
    address = reverse("admin:commitments_commitment_step", args=[commitment.pk, step.pk])

    answer = client.post(address, {"done_on": day}, follow=True)

    assert expected in answer.content.decode()
    step.refresh_from_db()
    assert step.done_on is None


def test_unit_cannot_mark_milestones_done(client, office):
    unit = make.unit()
    commitment = make.commitment(lead=unit, target=None)
    post(client, commitment, "steps", milestones="2026-06-30 完成选址")
    client.force_login(make.reporter(unit))

    post(client, commitment, "step", commitment.milestones.get().pk)

    assert commitment.milestones.get().done_on is None


def test_assigns_unit_with_the_person_in_charge(client, office):
    unit, commitment = make.unit(), make.commitment()
    clerk, stranger = make.reporter(unit), make.reporter(make.unit())
    given = {"organization": unit.pk, "role": "lead", "report_every": "quarter"}

    refused = post(client, commitment, "assign", **given, person=stranger.pk)
    assert "该人员不在该单位任职" in refused.content.decode()
    post(client, commitment, "assign", **given, person=clerk.pk)

    row = commitment.assignments.get()
    assert (row.person, row.report_every) == (clerk, "quarter")


def test_update_entered_by_the_office_is_marked(client, office):
    commitment = make.commitment(lead=make.unit())
    progress.draft(commitment.pk, by=office, reported_on=timezone.localdate(), narrative="电话报送")

    page = reverse("admin:commitments_commitment_change", args=[commitment.pk])

    assert "代报" in client.get(page).content.decode()
