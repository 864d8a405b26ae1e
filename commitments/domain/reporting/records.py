"""Which change records of updates a person may read: what was a draft stays with its authors."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import F, Model, OuterRef, Q, Subquery

from commitments.choices import EvidenceState, UpdateState
from commitments.models import Evidence, GroupValue, Measurement, ProgressUpdate


def readable(model: type[Model], reader: User) -> Q:
    """A condition on the history of a table. Outsiders see an update from its submission on."""
    inside = ProgressUpdate.objects.of_insider(reader).values("pk")
    seen = ProgressUpdate.objects.visible_to(reader).values("pk")
    if model is ProgressUpdate:
        return Q(id__in=inside) | Q(Q(id__in=seen), ~Q(state=UpdateState.DRAFT))
    if model is Evidence:
        return Q(update__in=inside) | Q(Q(update__in=seen), ~Q(state=EvidenceState.DRAFT))
    if model is Measurement:
        since = F("update__submitted_at")
        return Q(update__in=inside) | Q(update__in=seen, history_date__gte=since)
    if model is GroupValue:
        # Asked for apart: a join would leave out the parts of values that are gone.
        its_value = Measurement.objects.filter(pk=OuterRef("measurement_id"), update__in=seen)
        shown = Q(history_date__gte=Subquery(its_value.values("update__submitted_at")[:1]))
        # Also of values taken out again: their parts went with them.
        record: Any = Measurement.history
        return Q(measurement__in=record.filter(update__in=inside).values("id")) | shown
    return Q()
