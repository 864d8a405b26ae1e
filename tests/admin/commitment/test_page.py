"""A commitment's page: its chart, its slips, and its evaluation on a past day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from commitments.domain.notices import slips
from commitments.domain.reminders import issuing
from commitments.domain.reporting import duties, progress
from commitments.domain.reporting import evidence as verbs
from commitments.domain.tracking import assign, catalogue, overrides, plans
from commitments.models import Duty, Evaluation, Evidence
from tests import factories as make

pytestmark = pytest.mark.django_db
STALE = "已在别处"


@pytest.fixture
def office():
    return make.supervisor("督查员")


@pytest.fixture
def unit():
    return make.unit("区体育局")


@pytest.fixture
def commitment(unit):
    return make.assigned(unit, baseline=Decimal(3), baseline_on=date(2025, 12, 31))


def address(commitment) -> str:
    return reverse("admin:commitments_commitment_change", args=[commitment.pk])


def shown(client, commitment, **query) -> str:
    answer = client.get(address(commitment), query)
    assert answer.status_code == 200
    return answer.content.decode()


def report(commitment, by, day, value, *, approve=True):
    readings = (progress.ReportedValue(day, Decimal(value)),)
    given = {"reported_on": day, "narrative": "有进展。", "readings": readings}
    update = progress.draft(commitment.pk, by=by, **given)
    progress.submit(update.pk, by=by)
    if approve:
        progress.approve(update.pk, by=by)
    return update


# --- The chart -------------------------------------------------------------------------------


def test_chart_data_is_also_shown_as_a_table(client, commitment, office):
    report(commitment, office, date(2026, 3, 31), "3.2")
    report(commitment, office, date(2026, 6, 30), "3.3", approve=False)
    client.force_login(office)

    page = shown(client, commitment)

    assert 'type="application/json"' in page
    assert "3.2平方米" in page
    assert "待审核" in page
    assert "尚无数值" not in page


def test_page_without_values_says_what_to_do(client, commitment, office):
    client.force_login(office)
    assert "尚无数值" in shown(client, commitment)


def test_commitment_without_figure_has_no_chart(client, office, unit):
    client.force_login(office)
    assert 'id="chart"' not in shown(client, make.assigned(unit, target=None))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"direction": "keep_below", "comparator": "lte"}, "没有序时进度线"),
        ({"due_on": None}, "暂不能画出序时进度线"),
    ],
)
def test_says_why_there_is_no_path(client, office, given, expected):
    client.force_login(office)
    assert expected in shown(client, make.commitment(**given))


@pytest.mark.parametrize("name", ["echarts.simple.min.js", "LICENSE", "NOTICE"])
def test_chart_library_and_licence_are_served_locally(name):
    assert finders.find(f"tracking/vendor/echarts/{name}")


# --- Slips -----------------------------------------------------------------------------------


def test_page_shows_slips_with_their_receipt(client, commitment, office):
    client.force_login(office)
    assert "尚未发出督办单" in shown(client, commitment)
    duties.open_period(date(2026, 3, 10))
    duty = Duty.objects.latest("pk")
    [slip] = issuing.issue(f"duty:{duty.pk}:{duty.due_on}")

    page = shown(client, commitment)
    assert slip.code in page
    assert reverse("admin:commitments_reminderslip_change", args=[slip.pk]) in page
    assert "未签收" in page

    slips.cancel(slip.pk, by=office, reason="已电话说明")
    assert "已电话说明" in shown(client, commitment)


# --- A past day ------------------------------------------------------------------------------


def test_past_evaluation_is_shown_and_not_stored(client, commitment, office):
    report(commitment, office, date(2026, 3, 31), "3.9")
    client.force_login(office)
    before = Evaluation.objects.count()

    page = shown(client, commitment, on="2026年4月1日")

    assert 'id="then"' in page
    assert "第1版" in page
    assert Evaluation.objects.count() == before
    assert 'id="then"' not in shown(client, commitment)


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2999-01-01", "日期不能晚于今天"), ("昨天", "请输入日期"), ("", "请输入日期")],
)
def test_rejects_invalid_past_day_at_its_field(client, commitment, office, on, expected):
    client.force_login(office)

    page = shown(client, commitment, on=on)

    assert expected in page
    assert 'id="then"' not in page


# --- Stale forms -----------------------------------------------------------------------------


def test_stale_verification_is_refused(client, commitment, office):
    update = progress.draft(
        commitment.pk, by=office, reported_on=date(2026, 3, 31), narrative="有进展。"
    )
    progress.attach_link(update.pk, "https://www.bjhd.gov.cn/a", by=office)
    progress.submit(update.pk, by=office)
    row = Evidence.objects.get()
    verbs.reject(row.pk, by=office, reason="网页打不开", expected_version=row.version)
    client.force_login(office)

    answer = client.post(
        reverse("admin:commitments_evidence_decide", args=[row.pk]),
        {"verify": "1", "version": row.version},
    )

    page = answer.content.decode()
    assert STALE in page
    assert "网页打不开" in page
    row.refresh_from_db()
    assert row.state == "rejected"


def test_stale_receipt_is_refused(client, commitment, office, unit):
    assignment = commitment.assignments.get()
    assign.assign(commitment.pk, unit.pk, by=office, duty="还要管好西区")
    client.force_login(make.reporter(unit))

    answer = client.post(
        reverse("admin:commitments_commitment_acknowledge", args=[commitment.pk, assignment.pk]),
        {"version": assignment.version},
        follow=True,
    )

    page = answer.content.decode()
    assert STALE in page
    assert "还要管好西区" in page
    assignment.refresh_from_db()
    assert assignment.acknowledged_at is None


def test_stale_revocation_and_details_are_refused(client, commitment, office):
    given = {"reason": "现场停工", "ends_on": timezone.localdate() + timedelta(9)}
    standing = overrides.set_override(commitment.pk, by=office, progress="behind", **given)
    seen = commitment.version
    plan = plans.create("工作要点", by=office)
    client.force_login(office)

    revoke = reverse("admin:commitments_commitment_revoke", args=[commitment.pk, standing.pk])
    assert STALE in client.post(revoke, {"version": 9}, follow=True).content.decode()
    place = reverse("admin:commitments_commitment_details", args=[commitment.pk])
    answer = client.post(place, {"title": commitment.title, "plan": plan.pk, "version": seen})

    assert STALE in answer.content.decode()
    commitment.refresh_from_db()
    standing.refresh_from_db()
    assert (commitment.plan, standing.revoked_at) == (None, None)


def test_changes_title_remarks_and_plan_in_one_form(client, commitment, office):
    client.force_login(office)
    plan = plans.create("工作要点", by=office)
    details = reverse("admin:commitments_commitment_details", args=[commitment.pk])
    given = {"title": "另一个标题", "description": "按区长批示办理", "plan": plan.pk}

    answer = client.post(details, given | {"version": commitment.version}, follow=True)

    content = answer.content.decode()
    assert '<dd class="ct-pre">按区长批示办理</dd>' in content
    assert "另一个标题" in content
    commitment.refresh_from_db()
    assert catalogue.state(commitment).items() >= given.items()


def test_missing_title_is_shown_at_its_field_with_input_preserved(client, commitment, office):
    client.force_login(office)
    details = reverse("admin:commitments_commitment_details", args=[commitment.pk])

    content = client.post(details, {"title": "", "description": "写好的备注"}).content.decode()

    assert "写好的备注</textarea>" in content
    assert "必填" in content
    commitment.refresh_from_db()
    assert commitment.description == ""
