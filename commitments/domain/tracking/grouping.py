"""Check figures by place or group against their whole, and say in words what contradicts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments import assessment, figures
from commitments.assessment import ClashKind, Figure
from commitments.domain.platform.errors import Invalid
from commitments.models import Dimension, Indicator


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The parts of a figure in one dimension; `is_complete` where no group is left out."""

    dimension: Dimension
    parts: tuple[Figure, ...]
    is_complete: bool


def check(
    whole: Figure,
    parts: Mapping[int, Figure],
    indicator: Indicator,
    *,
    up_to: Decimal | None = None,
) -> None:
    """Refuse parts, given by their groups' ids, that contradict the whole (or a range of it)."""
    for breakdown in by_dimension(parts):
        found = clash(whole, breakdown, indicator)
        if found is None or (up_to is not None and found.whole <= found.high <= up_to):
            continue
        raise Invalid(in_words(found, breakdown.dimension.name, indicator.unit), field="groups")


def clash(whole: Figure, breakdown: Breakdown, indicator: Indicator) -> assessment.Clash | None:
    return assessment.clash(
        plain(whole),
        [plain(part) for part in breakdown.parts],
        across=assessment.Across(indicator.across),
        is_complete=breakdown.is_complete,
        unit=indicator.unit,
    )


def whole_of(parts: Mapping[int, Figure], indicator: Indicator) -> Figure | None:
    """The whole that follows from the parts, where every group of a dimension has one."""
    wholes = (
        assessment.whole_of(
            breakdown.parts,
            across=assessment.Across(indicator.across),
            is_complete=breakdown.is_complete,
            unit=indicator.unit,
        )
        for breakdown in by_dimension(parts)
    )
    return next((whole for whole in wholes if whole is not None), None)


def by_dimension(parts: Mapping[int, Figure]) -> Iterator[Breakdown]:
    """What belongs together; a group that does not exist is refused."""
    dimensions = Dimension.objects.filter(groups__in=parts.keys()).distinct()
    members = {row: [*row.groups.all()] for row in dimensions.prefetch_related("groups")}
    known = {group.pk for groups in members.values() for group in groups}
    if not parts.keys() <= known:
        raise Invalid(_("There is no such group."), field="groups")
    for dimension, groups in members.items():
        given = [parts[group.pk] for group in groups if group.pk in parts]
        yield Breakdown(dimension, tuple(given), is_complete=len(given) == len(groups))


def in_words(found: assessment.Clash, parts: str, unit: str) -> str:
    """各街镇合计38，与总数40相差2."""
    return _WORDS[found.kind]() % {
        "dimension": parts,
        "whole": written(found.whole, unit),
        "low": written(found.low, unit),
        "high": written(found.high, unit),
        "difference": written(found.difference, unit),
    }


def written(value: Decimal, unit: str) -> str:
    """A figure in words of the language of the moment, with every digit."""
    is_chinese = (get_language() or "zh").startswith("zh")
    write = figures.chinese_figure if is_chinese else figures.english_figure
    return write(value, unit, exact=True)


_WORDS = {
    ClashKind.SUM: lambda: _(
        "By %(dimension)s they add up to %(low)s; that differs from the whole, %(whole)s, "
        "by %(difference)s."
    ),
    ClashKind.EXCEEDS: lambda: _(
        "Those given by %(dimension)s add up to %(low)s already; that is %(difference)s more "
        "than the whole, %(whole)s."
    ),
    ClashKind.OUTSIDE: lambda: _(
        "The whole, %(whole)s, does not lie between the lowest (%(low)s) and the highest "
        "(%(high)s) by %(dimension)s; it is %(difference)s off."
    ),
    ClashKind.MAXIMUM: lambda: _(
        "The highest by %(dimension)s is %(low)s; that differs from the whole, %(whole)s, "
        "by %(difference)s."
    ),
    ClashKind.LARGER: lambda: _(
        "The highest by %(dimension)s is %(low)s; that is %(difference)s more than the whole, "
        "%(whole)s."
    ),
    ClashKind.RATIO: lambda: _(
        "Numerators and denominators by %(dimension)s make %(low)s; that differs from the whole, "
        "%(whole)s, by %(difference)s."
    ),
}


def plain(figure: Figure) -> Figure:
    """As exact as it was meant: the tables hold six decimals of everything."""
    return Figure(_trimmed(figure.value), figure.numerator, figure.denominator)


def _trimmed(value: Decimal) -> Decimal:
    short = value.normalize()
    return value.quantize(Decimal(1)) if short == value.to_integral_value() else short
