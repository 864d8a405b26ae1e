"""Lists with filters that mean nothing open without them."""

import pytest
from django.test import Client

from tests import factories as make


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["0", "10000", "9" * 30, "-1"])
@pytest.mark.parametrize("listed", ["commitment/?due_on", "progressupdate/?reported_on"])
def test_year_that_no_calendar_has_is_left_out(client: Client, listed: str, year: str) -> None:
    client.force_login(make.supervisor())

    answer = client.get(f"/admin/commitments/{listed}__year={year}", follow=True)

    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0].endswith("?e=1")
