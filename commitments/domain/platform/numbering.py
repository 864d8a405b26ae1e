"""Give out consecutive numbers."""

from django.db import transaction
from django.db.models import F

from commitments.models import Counter


def next_number(series: str) -> int:
    """The next number of a series, from 1; its row stays locked until the transaction ends."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A number taken outside a transaction would leave a gap.")
    Counter.objects.get_or_create(name=series)
    Counter.objects.filter(name=series).update(value=F("value") + 1)
    return Counter.objects.get(name=series).value
