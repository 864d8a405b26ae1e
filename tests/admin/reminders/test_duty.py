"""The list of reporting duties: filters, and changing a date with a reason."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.admin import reminding

pytestmark = pytest.mark.django_db
LIST = "/admin/commitments/duty/"


@pytest.fixture
def duty():
    return reminding.late(make.unit("区体育局"))[1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=overdue", True),
        ("state=accepted", False),
        ("period=2026-01", True),
        ("period=2026-02", False),
        ("unit=x", True),
        ("unit=999999", False),
    ],
)
def test_filters_duties(client, duty, query, found):
    client.force_login(make.supervisor())

    content = client.get(f"{LIST}?{query}").content.decode()

    assert ("ct-duty-overdue" in content) == found


def test_unit_sees_only_its_own_duties(client, duty):
    client.force_login(make.reporter(make.unit("区教委")))

    assert "ct-duty-overdue" not in client.get(LIST).content.decode()


def test_duty_redirects_to_its_commitment(client, duty):
    client.force_login(make.supervisor())

    answer = client.get(reverse("admin:commitments_duty_change", args=[duty.pk]))

    assert answer.url.endswith(f"/commitment/{duty.assignment.commitment_id}/change/")


def move(client, duty, **fields):
    return client.post(reverse("admin:commitments_duty_move", args=[duty.pk]), fields)


def test_office_changes_date_only_of_current_version(client, duty):
    office = make.supervisor("督查员")
    client.force_login(office)
    page = reverse("admin:commitments_duty_move", args=[duty.pk])
    assert page in client.get(LIST).content.decode()
    assert client.get(page).status_code == 200

    given = {"due_on": "2099年4月20日", "reason": "数据核定较晚", "version": duty.version}
    assert move(client, duty, **given).status_code == 302
    duty.refresh_from_db()
    assert str(duty.due_on) == "2099-04-20"
    assert duty.history.first().history_user == office

    content = move(client, duty, **given | {"due_on": "2099-05-01"}).content.decode()
    assert "已在别处" in content
    assert "督查员" in content


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"due_on": "2099-01-01", "reason": ""}, "请填写理由"),
        ({"due_on": "", "reason": "x"}, "必填"),
        ({"due_on": "2000-01-01", "reason": "x"}, "早于"),
    ],
)
def test_rejects_invalid_date_at_its_field(client, duty, given, expected):
    client.force_login(make.supervisor())
    content = move(client, duty, **given).content.decode()
    assert expected in content.partition('class="ct-error"')[2]


def test_others_cannot_change_the_date(client, duty):
    before = duty.due_on
    client.force_login(make.user(role="reader"))
    assert "/move/" not in client.get(LIST).content.decode()
    assert move(client, duty, due_on="2099-01-01", reason="x").status_code == 403
    client.force_login(make.supervisor())
    missing = reverse("admin:commitments_duty_move", args=[10**9])
    assert client.get(missing).status_code == 404
    duty.refresh_from_db()
    assert duty.due_on == before
