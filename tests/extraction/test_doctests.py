"""The examples in the rules' own words hold."""

import doctest
import importlib
import pkgutil

import pytest

from commitments import extraction

PREFIX = "commitments.extraction."
MODULES = [module.name for module in pkgutil.walk_packages(extraction.__path__, PREFIX)]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_does(name):
    assert importlib.import_module(name).__doc__
