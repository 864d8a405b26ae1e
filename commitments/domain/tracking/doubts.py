"""What is implausible about a figure, and is asked once before it counts.

A figure may be a slip of the finger or true. It is refused with a question at its field until the
person who enters it confirms that very doubt; whoever sends it again with the confirmation is not
asked again, nor whoever saves a draft with the figure that was confirmed in it.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _

from commitments.choices import Aggregation, Change, Direction, Doubt
from commitments.domain.platform.errors import Question, Unconfirmed
from commitments.domain.tracking import directions
from commitments.domain.tracking.grouping import written
from commitments.models import Measurement, Target

NONE: frozenset[str] = frozenset()
# A slipped point makes a factor of ten, of a figure that moved a little since.
SLIPPED = Decimal(8)
PERCENT = {"%", "％"}
WHOLE = Decimal(100)
SHARE = re.compile(r"(?<!增长)(?<!增)(?:率|占比|比重|比例|份额)(?:[（(].*)?$")


def ask(questions: Iterable[Question], confirmed: Iterable[str]) -> None:
    """Refuse with what nobody confirmed yet."""
    known = set(confirmed)
    open_ = tuple(question for question in questions if question.doubt not in known)
    if open_:
        raise Unconfirmed(open_)


def of_target(target: Target, *, at: str = "direction") -> Iterator[Question]:
    """What is implausible about a version of a target; `at` is the input to blame for its way."""
    indicator = target.indicator
    way = Direction(indicator.direction)
    said = {
        "direction": way.label,
        "value": written(target.value, indicator.unit),
        "comparator": target.get_comparator_display(),
    }
    if directions.contradicts_comparator(way, target.comparator, target.change):
        words = _(
            "The direction is “%(direction)s”, but the target reads “%(comparator)s %(value)s”."
        )
        yield Question(Doubt.DIRECTION, at, words % said)
    elif directions.contradicts_baseline(way, target.value, target.baseline, target.change):
        assert target.baseline is not None
        words = _(
            "From the baseline %(baseline)s to the target %(value)s it goes the other way than the "
            "direction, “%(direction)s”, says."
        )
        said["baseline"] = written(target.baseline, indicator.unit)
        yield Question(Doubt.DIRECTION, at, words % said)
    if is_share(target) and max(target.value, target.value_max or target.value) > WHOLE:
        yield _too_large_share(target, target.value_max or target.value)


def of_indicator(target: Target, direction: str) -> Iterator[Question]:
    """Whether an indicator that is there already goes the other way than was said of the target."""
    registered = target.indicator.direction
    if directions.opposed(registered, direction):
        words = _(
            "“%(indicator)s” is registered with the direction “%(registered)s”, which counts here "
            "too. Is this right? Otherwise change the indicator."
        )
        said = {
            "indicator": target.indicator.name,
            "registered": target.indicator.get_direction_display(),
        }
        yield Question(Doubt.DIRECTION, "direction", words % said)


def of_revision(former: Target, revised: Target) -> Iterator[Question]:
    """What is implausible about a change of the target."""
    pairs = (
        ("value", former.value, revised.value),
        ("value_max", former.value_max, revised.value_max),
        ("baseline", former.baseline, revised.baseline),
    )
    for field, before, after in pairs:
        if before is None or after is None or not _slipped(after, before):
            continue
        words = _("%(after)s instead of %(before)s: is the point in the right place?")
        unit = revised.indicator.unit
        said = {"before": written(before, unit), "after": written(after, unit)}
        yield Question(Doubt.MAGNITUDE, field, words % said)
        break


def of_value(target: Target, value: Decimal, last: Measurement | None) -> Iterator[Question]:
    """What is implausible about a measured value, beside the last one before it."""
    unit = target.indicator.unit
    if _is_implausibly_large_or_small(target, value, last):
        near = last.value if last is not None else target.value
        words = (
            _("%(value)s after %(near)s on %(day)s: is the point in the right place?")
            if last is not None
            else _("%(value)s for a target of %(near)s: is the point in the right place?")
        )
        said = {"value": written(value, unit), "near": written(near, unit)}
        if last is not None:
            said["day"] = formats.date_format(last.measured_on, "DATE_FORMAT")
        yield Question(Doubt.MAGNITUDE, "value", words % said)
    elif goes_back(target, value, last):
        before = last.value if last is not None else target.baseline
        assert before is not None
        words = _("%(value)s after %(before)s: the direction is “%(direction)s”. Is this right?")
        said = {
            "value": written(value, unit),
            "before": written(before, unit),
            "direction": target.indicator.get_direction_display(),
        }
        yield Question(Doubt.REVERSAL, "value", words % said)
    elif target.change == Change.DECREASE and value < 0 < target.value:
        words = _("A fall is told by its size: is %(value)s a rise?")
        yield Question(Doubt.REVERSAL, "value", words % {"value": written(value, unit)})
    if is_share(target) and value > WHOLE:
        yield _too_large_share(target, value)


def is_share(target: Target) -> bool:
    """Whether the figure is part of a whole, which more than 100 % cannot be."""
    indicator = target.indicator
    if indicator.unit not in PERCENT or target.change not in ("", Change.LEVEL):
        return False
    return bool(indicator.numerator or SHARE.search(indicator.name))


def goes_back(target: Target, value: Decimal, last: Measurement | None) -> bool:
    """Whether the value moved against the direction; figures of single periods may."""
    way = target.indicator.direction
    if (
        way not in directions.ON_A_WAY
        or target.change in (Change.GROWTH, Change.DECREASE)
        or target.indicator.aggregation != Aggregation.LATEST
    ):
        return False
    before = last.value if last is not None else target.baseline
    if before is None:
        return False
    return bool(value > before if way == Direction.DOWN else value < before)


def _is_implausibly_large_or_small(
    target: Target, value: Decimal, last: Measurement | None
) -> bool:
    """Whether the point slipped: what lies between the last value and the target is on its way."""
    bounds = [target.value, target.value_max, last.value if last is not None else target.baseline]
    known = [bound for bound in bounds if bound is not None]
    if min(known) <= value <= max(known):
        return False
    if last is not None:
        return _slipped(value, last.value)
    counts_up = target.indicator.direction == Direction.COUNT or target.change in (
        Change.INCREASE,
        Change.DECREASE,
        Change.GROWTH,
    )
    if (counts_up or target.indicator.aggregation != Aggregation.LATEST) and abs(value) < abs(
        target.value
    ):
        return False
    return all(_slipped(value, bound) for bound in known)


def _slipped(value: Decimal, near: Decimal) -> bool:
    if not value or not near:
        return False
    ratio = abs(value / near)
    return ratio >= SLIPPED or ratio <= 1 / SLIPPED


def _too_large_share(target: Target, value: Decimal) -> Question:
    words = _("“%(indicator)s” is a share: can it be %(value)s?")
    said = {"indicator": target.indicator.name, "value": written(value, target.indicator.unit)}
    return Question(Doubt.SHARE, "value", words % said)
