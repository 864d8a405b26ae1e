"""An office, a bureau and what it leads, as the tests of batches use them."""

from datetime import date
from decimal import Decimal

import pytest

from tests import factories as make


@pytest.fixture
def office():
    return make.supervisor()


@pytest.fixture
def bureau():
    return make.unit("海淀区体育局", short_name="区体育局")


@pytest.fixture
def area(bureau):
    return make.assigned(bureau, baseline=Decimal("2.5"), baseline_on=date(2025, 11, 23))
