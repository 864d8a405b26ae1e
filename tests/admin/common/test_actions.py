"""Page actions: what one handler promises for all of them."""

import pytest
from django.contrib import admin
from django.urls import reverse

from commitments.admin.common.actions import ActionsAdmin
from commitments.models import Commitment
from tests import factories as make

pytestmark = pytest.mark.django_db

OF_COMMITMENT = [
    action for action in admin.site._registry[Commitment].page_actions if not action.rows
]
PAGES = [page for page in admin.site._registry.values() if isinstance(page, ActionsAdmin)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.opts.model_name)
def test_every_action_has_its_own_address(page):
    addresses = [action.address for action in page.page_actions]

    assert len(addresses) == len(set(addresses)) > 0


@pytest.mark.parametrize("action", OF_COMMITMENT, ids=lambda action: action.name)
def test_opening_the_address_of_an_action_changes_nothing(client, action):
    commitment = make.commitment()
    client.force_login(make.supervisor())
    address = reverse(f"admin:commitments_commitment_{action.name}", args=[commitment.pk])

    answer = client.get(address)

    page = reverse("admin:commitments_commitment_change", args=[commitment.pk])
    assert answer.status_code == 302
    assert answer.url.startswith(page)
    commitment.refresh_from_db()
    assert commitment.version == 1


@pytest.mark.parametrize("action", OF_COMMITMENT, ids=lambda action: action.name)
def test_action_on_another_units_commitment_is_not_found(client, action):
    commitment = make.commitment(lead=make.unit("区体育局"))
    version = commitment.version
    client.force_login(make.reporter(make.unit("区住建委")))
    address = reverse(f"admin:commitments_commitment_{action.name}", args=[commitment.pk])

    assert client.post(address, {"reason": "试试"}).status_code == 404
    commitment.refresh_from_db()
    assert commitment.version == version


def test_row_of_another_commitment_is_not_found(client):
    unit = make.unit("区体育局")
    own, other = make.commitment(lead=unit), make.commitment(lead=unit, indicator="另一指标")
    client.force_login(make.reporter(unit))
    foreign = other.assignments.get()
    address = reverse("admin:commitments_commitment_acknowledge", args=[own.pk, foreign.pk])

    assert client.post(address).status_code == 404
    foreign.refresh_from_db()
    assert foreign.acknowledged_at is None


def test_refused_button_says_why(client):
    commitment = make.commitment(lead=make.unit("区体育局"))
    client.force_login(make.user(role="reader"))
    address = reverse(
        "admin:commitments_commitment_acknowledge",
        args=[commitment.pk, commitment.assignments.get().pk],
    )

    content = client.post(address, follow=True).content.decode()

    assert "ct-alert" in content or "bg-red" in content
    assert commitment.assignments.get().acknowledged_at is None
