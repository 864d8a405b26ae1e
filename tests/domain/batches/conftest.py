"""An office, a bureau and what it leads, as the tests of batches use them.

Factories are imported where they are used: pytest loads this file before Django's settings.
"""

from datetime import date
from decimal import Decimal

import pytest


@pytest.fixture
def office():
    from tests import factories as make

    return make.supervisor()


@pytest.fixture
def bureau():
    from tests import factories as make

    return make.unit("海淀区体育局", short_name="区体育局")


@pytest.fixture
def area(bureau):
    from tests import factories as make

    return make.assigned(bureau, baseline=Decimal("2.5"), baseline_on=date(2025, 11, 23))
