"""A row is written together with who changed it and why."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.domain.platform import audit
from commitments.domain.platform.errors import Invalid
from commitments.models import Theme
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_reason_of_any_length_is_kept_whole():
    commitment, reason = make.commitment(), "因用地规划调整，需重新选址。" * 200

    audit.touch(commitment, by=make.supervisor("office"), reason=reason)

    assert commitment.history.latest().history_change_reason == reason


def test_constraint_is_a_refusal_that_leaves_nothing_behind():
    office, commitment = make.supervisor("office"), make.commitment()
    records = commitment.history.count()
    commitment.weight = -1

    with pytest.raises(Invalid, match=r"权重|weight"):
        audit.save(commitment, by=office)

    version = commitment.version
    commitment.refresh_from_db()
    assert commitment.weight != -1
    assert commitment.history.count() == records
    assert version == commitment.version


def test_constraint_over_fields_that_are_not_written_is_a_refusal_too():
    office, commitment = make.supervisor("office"), make.commitment()
    commitment.starts_on = commitment.due_on
    audit.save(commitment, by=office)
    commitment.due_on -= timedelta(days=1)

    with pytest.raises(Invalid) as refused:
        audit.save(commitment, by=office, fields=["due_on"])

    assert refused.value.field is None


def test_name_that_is_taken_is_a_refusal():
    office = make.supervisor("office")
    audit.save(Theme(name="民生"), by=office)

    with pytest.raises(Invalid, match=r"已有|already"):
        audit.save(Theme(name="民生"), by=office)


def test_constraints_of_a_row_that_is_right_are_left_to_the_database():
    office, commitment = make.supervisor("office"), make.commitment()

    with CaptureQueriesContext(connection) as asked:
        audit.save(commitment, by=office, fields=["title"])

    assert not [query for query in asked.captured_queries if "_check" in query["sql"]]
