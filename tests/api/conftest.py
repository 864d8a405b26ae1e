"""Who asks over HTTP: a person of each role, each with a client of their own.

Django is imported in the fixtures: pytest reads this file before it sets Django up.
"""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from commitments.models import Organization
    from tests.api.callers import Caller


@pytest.fixture(autouse=True)
def _no_attempts_remembered():
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def bureau(db) -> "Organization":
    from tests import factories

    return factories.unit("海淀区体育局", short_name="区体育局")


@pytest.fixture
def office(db) -> "Caller":
    """The supervision office."""
    from tests import factories
    from tests.api.callers import caller

    return caller(factories.supervisor())


@pytest.fixture
def clerk(bureau) -> "Caller":
    """Who reports for the bureau."""
    from tests import factories
    from tests.api.callers import caller

    return caller(factories.reporter(bureau))


@pytest.fixture
def stranger(db) -> "Caller":
    """Who reports for another unit."""
    from tests import factories
    from tests.api.callers import caller

    return caller(factories.reporter(factories.unit("海淀区民政局", short_name="区民政局")))


@pytest.fixture
def reader(db) -> "Caller":
    from tests import factories
    from tests.api.callers import caller

    return caller(factories.user(role="reader"))


@pytest.fixture
def reviewer(db) -> "Caller":
    from tests import factories
    from tests.api.callers import caller

    return caller(factories.user(role="reviewer"))


@pytest.fixture
def program(db) -> "Caller":
    """A dashboard that asks with a token."""
    from tests import factories
    from tests.api.callers import caller

    return caller(factories.user(role="api_client"))
