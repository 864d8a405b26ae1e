"""Reminder slips: visible to those concerned, signed by the unit, cancelled by the office."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.admin import reminding

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make.unit("区体育局")


@pytest.fixture
def slip(unit):
    return reminding.slip(reminding.late(unit)[1])


def page(client, slip):
    return client.get(reverse("admin:commitments_reminderslip_change", args=[slip.pk]), follow=True)


def act(client, slip, name, **fields):
    address = reverse(f"admin:commitments_reminderslip_{name}", args=[slip.pk])
    return client.post(address, fields)


def test_unit_signs_for_its_slip(client, slip, unit):
    clerk = make.reporter(unit)
    client.force_login(clerk)
    assert "签收</button>" in page(client, slip).content.decode()

    act(client, slip, "receive", version=slip.version)

    slip.refresh_from_db()
    assert slip.received_by == clerk
    content = page(client, slip).content.decode()
    assert "已签收" in content
    assert "签收</button>" not in content


def test_other_unit_cannot_see_or_sign(client, slip):
    client.force_login(make.reporter(make.unit("区教委")))

    assert slip.code not in page(client, slip).content.decode()
    assert act(client, slip, "receive").status_code == 404


def test_reader_can_only_look(client, slip):
    client.force_login(make.user(role="reader"))

    content = page(client, slip).content.decode()

    assert slip.code in content
    assert "签收</button>" not in content
    assert "撤销督办单" not in content
    act(client, slip, "receive")
    act(client, slip, "cancel", reason="不要了")
    slip.refresh_from_db()
    assert not slip.received_at
    assert not slip.cancelled_at


def test_office_cancels_with_a_reason(client, slip):
    client.force_login(make.supervisor())

    assert "请填写理由" in act(client, slip, "cancel").content.decode()
    act(client, slip, "cancel", reason="已当面汇报", version=slip.version)

    slip.refresh_from_db()
    assert slip.cancel_reason == "已当面汇报"
    assert "已当面汇报" in page(client, slip).content.decode()


def test_refusal_lists_changes_since_the_page_was_opened(client, slip):
    client.force_login(make.supervisor())
    act(client, slip, "receive", version=slip.version)

    answer = act(client, slip, "cancel", reason="误发", version=slip.version)

    assert "已在别处" in answer.content.decode()


def test_filters_unsigned_slips(client, slip):
    client.force_login(make.supervisor())
    listed = reverse("admin:commitments_reminderslip_changelist")

    assert slip.code in client.get(f"{listed}?receipt=open").content.decode()
    assert slip.code not in client.get(f"{listed}?receipt=cancelled").content.decode()
