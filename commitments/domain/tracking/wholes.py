"""Check the target of a whole against those of its parts, by the indicator's aggregation."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from commitments import assessment
from commitments.assessment import ClashKind, Figure
from commitments.choices import Doubt
from commitments.domain.evaluation import evaluations
from commitments.domain.platform.errors import Question
from commitments.domain.tracking import directions, grouping
from commitments.models import Commitment, Target

MORE_THAN_THE_WHOLE = {ClashKind.SUM, ClashKind.EXCEEDS, ClashKind.MAXIMUM, ClashKind.LARGER}


def questions_around(commitment: Commitment, *, at: str = "value") -> Iterator[Question]:
    """What contradicts among a commitment, its parts, and what it is part of."""
    yield from questions(commitment, at=at)
    if commitment.parent is not None:
        yield from questions(commitment.parent, at=at)


def questions(whole: Commitment, *, at: str = "value") -> Iterator[Question]:
    """What the parts' targets, as far as they have the unit of the whole's, do not come to.

    More than "at least" asks for, and less than "at most" allows, is no contradiction.
    """
    target = Target.objects.filter(commitment=whole, is_current=True).select_related("indicator")
    own = target.first()
    if own is None:
        return
    parts = whole.parts.exclude(workflow__in=evaluations.NO_PART)
    same = Target.objects.filter(
        commitment__in=parts, is_current=True, indicator__unit=own.indicator.unit, change=own.change
    )
    figures = tuple(Figure(value) for value in same.values_list("value", flat=True))
    found = assessment.clash(
        grouping.plain(Figure(own.value)),
        [grouping.plain(figure) for figure in figures],
        across=assessment.Across(own.indicator.across),
        is_complete=len(figures) == parts.count(),
        unit=own.indicator.unit,
    )
    if found is None or _is_allowed(own, found):
        return
    words = grouping.in_words(found, _("the parts"), own.indicator.unit)
    yield Question(Doubt.PARTS, at, words)


def _is_allowed(own: Target, found: assessment.Clash) -> bool:
    if own.value_max is not None and found.whole <= found.high <= own.value_max:
        return True
    if found.kind not in MORE_THAN_THE_WHOLE:
        return False
    if own.comparator in directions.FLOORS:
        return found.low > found.whole
    return own.comparator in directions.CEILINGS and found.high < found.whole
