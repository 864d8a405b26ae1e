"""Filters of the list of commitments that come from the catalogue."""

import pytest
from django.urls import reverse

from commitments.domain.tracking import catalogue
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("chosen", "expected"), [("given", ["床位"]), ("none", ["学位"])])
def test_filters_by_whether_there_is_a_description(client, chosen, expected):
    office = make.supervisor()
    described, _plain = (make.commitment(indicator=name, title=name) for name in ("床位", "学位"))
    catalogue.change(described.pk, {"description": "区长批示"}, by=office)
    client.force_login(office)

    page = client.get(
        reverse("admin:commitments_commitment_changelist"),
        {"description": chosen, "_facets": "True"},
    )

    assert [row.title for row in page.context["cl"].result_list] == expected
    assert "有 (1)" in page.content.decode()
    assert "无 (1)" in page.content.decode()
