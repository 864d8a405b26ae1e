"""The list of reporting duties: filtered, and nothing can be changed there."""

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
def test_duties_are_narrowed(client, duty, query, found):
    client.force_login(make.supervisor())

    content = client.get(f"{LIST}?{query}").content.decode()

    assert ("ct-duty-overdue" in content) == found


def test_a_unit_sees_its_own(client, duty):
    client.force_login(make.reporter(make.unit("区教委")))

    assert "ct-duty-overdue" not in client.get(LIST).content.decode()


def test_a_duty_is_looked_at_with_its_commitment(client, duty):
    client.force_login(make.supervisor())

    answer = client.get(reverse("admin:commitments_duty_change", args=[duty.pk]))

    assert answer.url.endswith(f"/commitment/{duty.assignment.commitment_id}/change/")
