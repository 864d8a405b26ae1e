"""Priority (督办等级): a plain field of the catalogue, found at every place that it names."""

import pytest

from commitments.choices import Priority
from commitments.domain.batches.ledger import columns
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment():
    return make.assigned(make.unit("区体育局"))


def test_office_sets_and_clears_priority(office, commitment):
    path = f"commitments/{commitment.pk}/"

    made = office.patch(path, {"priority": "urgent"}, 200).json()
    assert made["priority"] == Priority.URGENT
    office.patch(path, {"priority": ""}, 200)
    commitment.refresh_from_db()
    assert commitment.priority == ""


def test_rejects_unknown_priority(office, commitment):
    path = f"commitments/{commitment.pk}/"

    problem = office.patch(path, {"priority": "soon"}, 400).json()

    assert problem["errors"][0]["field"] == "priority"


def test_filters_by_priority(office, commitment):
    make.assigned(make.unit("区民政局"))
    office.patch(f"commitments/{commitment.pk}/", {"priority": "key"}, 200)

    found = office.get("commitments/?priority=key").json()["results"]

    assert [row["id"] for row in found] == [commitment.pk]


def test_priority_is_a_column_of_the_ledger():
    assert "priority" in {column.key for column in columns.COLUMNS}
