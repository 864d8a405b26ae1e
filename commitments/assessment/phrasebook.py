"""What a language needs to bring for sentences about evaluations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commitments.assessment.outcome import ReasonCode
from commitments.assessment.values import Aggregation, Comparator, Progress


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Templates and words of one language.

    `bodies` say why, without the evaluation; `remarks` are appended to them. Their fields are those
    of `explain`. `asked` is keyed by whether the value is to fall and whether the path is a
    straight line, `share_of_plan` by the latter, `gained` by the former, and `missing` by whether
    the value lies above what it should be (None: neither, it only must not equal it).
    """

    day: Callable[[date], str]
    figure: Callable[[Decimal, str], str]
    period: Callable[[int, int], str]
    nameless: str
    subject: str
    parts: str
    measured: str
    dated: str
    head: str
    unmeasured_head: str
    comma: str
    full_stop: str
    labels: Mapping[Aggregation, str]
    grew: str
    fell: str
    growth: str
    decline: str
    targets: Mapping[Comparator, str]
    asked: Mapping[tuple[bool, bool], str]
    share_of_plan: Mapping[bool, str]
    gained: Mapping[bool, str]
    missing: Mapping[bool | None, str]
    share_of_target: str
    against: str
    overdue: str
    lower: str
    higher: str
    milestone: str
    first_milestone: str
    bodies: Mapping[ReasonCode, str]
    remarks: Mapping[ReasonCode, str]
    conclusions: Mapping[Progress, str]
    progress: Mapping[Progress, str]
    late: str
    computed: str
    overridden: str
