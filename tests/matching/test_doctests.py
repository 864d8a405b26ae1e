"""The examples in the modules' own words hold."""

import doctest
import importlib
import pkgutil

import pytest

from commitments import matching

PREFIX = "commitments.matching."
MODULES = [module.name for module in pkgutil.walk_packages(matching.__path__, PREFIX)]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0
