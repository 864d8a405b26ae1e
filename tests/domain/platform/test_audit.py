"""A row is written together with who changed it and why."""

import pytest

from commitments.domain.platform import audit
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_reason_of_any_length_is_kept_whole():
    commitment, reason = make.commitment(), "因用地规划调整，需重新选址。" * 200

    audit.touch(commitment, by=make.supervisor("office"), reason=reason)

    assert commitment.history.latest().history_change_reason == reason
