"""Plans: thresholds and colours are validated and shown on commitments."""

import pytest
from django.urls import reverse

from commitments.choices import Progress
from commitments.domain.tracking import plans
from commitments.models import Plan
from tests import factories as make

pytestmark = pytest.mark.django_db
COLOURS = {f"colour_{progress}": "green" for progress in Progress.values}
GIVEN = {"name": "2026年重点工作", "ahead": "120", "on_schedule": "95", **COLOURS}
ADD = "/admin/commitments/plan/add/"


@pytest.fixture
def office(client):
    person = make.supervisor()
    client.force_login(person)
    return person


def test_creates_plan_with_thresholds_and_colours(client, office):
    client.post(ADD, GIVEN)

    plan = Plan.objects.get()
    assert (str(plan.ahead), str(plan.on_schedule)) == ("1.2000", "0.9500")
    assert plan.light("missed") == "green"
    assert "120%" in client.get("/admin/commitments/plan/").content.decode()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"ahead": "90"}, "不得低于达到序时进度起点"),
        ({"name": ""}, "必填"),
        ({"on_schedule": "0"}, "大于或等于"),
        ({"colour_behind": "purple"}, "ct-error"),
    ],
)
def test_rejects_invalid_values_at_their_fields(client, office, given, expected):
    content = client.post(ADD, GIVEN | given).content.decode()

    assert expected in content
    assert "ct-invalid" in content
    assert not Plan.objects.exists()


def test_rejects_duplicate_name_and_stale_form(client, office):
    plan = plans.create("2026年重点工作", by=office)
    assert "已存在" in client.post(ADD, GIVEN).content.decode()
    address = reverse("admin:commitments_plan_change", args=[plan.pk])
    seen = GIVEN | {"version": plan.version}
    client.post(address, seen)

    assert "已在别处" in client.post(address, seen | {"ahead": "130"}).content.decode()


def test_commitment_in_a_plan_shows_its_colours(client, office):
    commitment = make.commitment()
    colours = dict.fromkeys(Progress.values, "blue")
    plan = plans.create("五年规划", by=office, colours=colours)
    address = reverse("admin:commitments_commitment_details", args=[commitment.pk])

    client.post(address, {"title": commitment.title, "plan": plan.pk})

    commitment.refresh_from_db()
    assert commitment.plan == plan
    listed = "/admin/commitments/commitment/"
    assert "background:#bfdbfe" in client.get(f"{listed}?plan={plan.pk}").content.decode()
    assert commitment.code not in client.get(f"{listed}?plan=none").content.decode()
    client.post(address, {"title": commitment.title, "plan": ""})
    commitment.refresh_from_db()
    assert commitment.plan is None


def test_unit_can_only_look(client, office):
    plan = plans.create("五年规划", by=office)
    unit = make.unit()
    commitment = make.commitment(lead=unit)
    client.force_login(make.reporter(unit))
    address = reverse("admin:commitments_plan_change", args=[plan.pk])

    assert "disabled" in client.get(address).content.decode()
    assert client.post(address, GIVEN).status_code == 403
    assert client.get(ADD).status_code == 403
    details = reverse("admin:commitments_commitment_details", args=[commitment.pk])
    assert client.post(details, {"plan": plan.pk}).status_code == 403
    commitment.refresh_from_db()
    assert commitment.plan is None
