"""Quantities: what is taken can be stored and read again, on either database."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from commitments.models import Candidate
from commitments.models.fields import LARGEST, QuantityField
from tests import factories


@pytest.mark.parametrize("value", ["99999999999999999.999999", "-99999999999999999", "0.000001"])
@pytest.mark.django_db
def test_the_largest_figures_can_be_read_again(value):
    candidate = factories.candidate(value=Decimal(value))

    found = Candidate.objects.get(pk=candidate.pk).value

    # SQLite keeps 15 digits.
    assert found == pytest.approx(Decimal(value), rel=Decimal("1e-14"))


@pytest.mark.parametrize("value", [LARGEST, -LARGEST, Decimal("0.0000001"), Decimal("NaN")])
def test_what_cannot_be_stored_is_refused(value):
    with pytest.raises(ValidationError):
        QuantityField().clean(value, None)
