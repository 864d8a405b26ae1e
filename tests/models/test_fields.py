"""Quantities: what is taken can be stored and read again, on either database."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from commitments.models import Candidate
from commitments.models.fields import LARGEST, QuantityField
from tests import factories


@pytest.mark.parametrize("value", ["99999999999999999.999999", "-99999999999999999", "0.000001"])
@pytest.mark.django_db
def test_largest_figures_round_trip(value):
    candidate = factories.candidate(value=Decimal(value))

    found = Candidate.objects.get(pk=candidate.pk).value

    # SQLite keeps 15 digits.
    assert found == pytest.approx(Decimal(value), rel=Decimal("1e-14"))


@pytest.mark.parametrize("value", [LARGEST, -LARGEST, Decimal("0.0000001"), Decimal("NaN")])
def test_rejects_values_out_of_range(value):
    with pytest.raises(ValidationError):
        QuantityField().clean(value, None)
