"""Reminder rules: changed by the office, with a change record."""

import pytest
from django.urls import reverse

from commitments.models import ReminderRule
from tests import factories as make

pytestmark = pytest.mark.django_db
GIVEN = {"about": "duty", "days": "10", "level": "6", "recipient": "leader", "is_active": "on"}


def test_office_adds_and_changes_a_rule(client):
    office = make.supervisor()
    client.force_login(office)

    client.post(reverse("admin:commitments_reminderrule_add"), GIVEN)
    rule = ReminderRule.objects.get(days=10)
    address = reverse("admin:commitments_reminderrule_change", args=[rule.pk])
    client.post(address, GIVEN | {"level": "7", "version_seen": rule.version})

    rule.refresh_from_db()
    assert rule.level == 7
    assert [row.history_user for row in rule.history.all()] == [office, office]
    assert "逾期10个工作日" in client.get("/admin/commitments/reminderrule/").content.decode()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"days": "0"}, "已有相同的规则"),
        ({"level": ""}, "必填"),
        ({"level": "0"}, "大于或等于"),
        ({"days": "100"}, "小于或等于"),
    ],
)
def test_rejects_invalid_rule(client, given, expected):
    client.force_login(make.supervisor())
    before = ReminderRule.objects.count()

    answer = client.post(
        reverse("admin:commitments_reminderrule_add"), GIVEN | {"recipient": "handler"} | given
    )

    assert answer.status_code == 200
    assert expected in answer.content.decode()
    assert ReminderRule.objects.count() == before


def test_a_stale_form_is_refused(client):
    client.force_login(make.supervisor())
    rule = ReminderRule.objects.filter(about="duty").first()
    address = reverse("admin:commitments_reminderrule_change", args=[rule.pk])
    form = GIVEN | {"version_seen": rule.version}
    client.post(address, form)

    answer = client.post(address, form | {"level": "9"})

    assert "已在别处" in answer.content.decode()


def test_rule_is_switched_off_not_deleted(client):
    client.force_login(make.administrator())
    rule = ReminderRule.objects.first()

    answer = client.post(reverse("admin:commitments_reminderrule_delete", args=[rule.pk]))

    assert answer.status_code == 403
