"""One sentence that says why a commitment stands where it stands."""

from datetime import date
from decimal import Decimal

from commitments.assessment.outcome import End, Evaluation, Reason, Result
from commitments.assessment.phrasebook import Phrasebook
from commitments.assessment.phrases_en import ENGLISH
from commitments.assessment.phrases_zh import CHINESE
from commitments.assessment.planned import baseline_of
from commitments.assessment.values import Comparator, Direction, Facts, Goal, Path
from commitments.figures import percent, threshold

PHRASEBOOKS = {"zh-hans": CHINESE, "en": ENGLISH}
PERCENTAGE_POINTS = "百分点"
# A name that ends so says already that a rate of growth, or of a fall, is meant.
NAMES_OF_RATES = ("增速", "增长率", "增幅", "增长", "涨幅", "growth", "rate")
NAMES_OF_FALLS = ("降幅", "下降率", "降低率", "下降", "降低", "reduction", "decline", "fall")
FALLS = {Direction.DOWN, Direction.KEEP_BELOW}


def sentence(evaluation: Evaluation, language: str = "zh-hans") -> str:
    """Why the evaluation is what it is; under an override both evaluations are named."""
    book, result = PHRASEBOOKS[language], evaluation.result
    override = evaluation.facts.override
    if override is None or not evaluation.overridden:
        return _said(evaluation, result, book, _conclusion(result, book))
    computed = book.computed.format(progress=book.progress[result.progress])
    overridden = book.overridden.format(
        progress=book.progress[override.progress],
        why=override.reason.strip(),
        until=book.day(override.ends_on),
    )
    return _said(evaluation, result, book, computed + overridden)


def original_sentence(evaluation: Evaluation, language: str = "zh-hans") -> str:
    """The same against the first target; empty where the target was never revised."""
    book, result = PHRASEBOOKS[language], evaluation.original
    if result is None:
        return ""
    return _said(evaluation, result, book, _conclusion(result, book))


def _conclusion(result: Result, book: Phrasebook) -> str:
    return book.late if result.end is End.LATE else book.conclusions[result.progress]


def _said(evaluation: Evaluation, result: Result, book: Phrasebook, conclusion: str) -> str:
    text = book.comma.join((*_why(evaluation, result, book), conclusion)) + book.full_stop
    if text.startswith(book.nameless):
        text = text[0].upper() + text[1:]
    return text


def _why(evaluation: Evaluation, result: Result, book: Phrasebook) -> list[str]:
    fields = _fields(evaluation, result, book)
    deciding, *remarks = result.reasons
    return [
        book.bodies[deciding.code].format_map(fields | _params(deciding, book)),
        *(book.remarks[each.code].format_map(_params(each, book)) for each in remarks),
    ]


def _fields(evaluation: Evaluation, result: Result, book: Phrasebook) -> dict[str, str]:
    """What every template may name, as far as the result has it."""
    facts, goal = evaluation.facts, result.goal
    fields = {
        "on": book.day(evaluation.on),
        "name": _name(facts, goal, book),
    }
    fields["subject"] = book.subject.format_map(fields)
    fields["head"] = book.unmeasured_head.format_map(fields)
    due = (goal.due if goal else None) or facts.due_on
    if due is not None:
        fields["due"] = book.day(due)
        days = (evaluation.on - due).days
        fields["overdue"] = book.overdue.format(days=days) if days > 0 else ""
    fields |= _silence_fields(facts, result, book)
    if goal is None:
        return fields
    fields |= _goal_fields(goal, fields["name"], book)
    if result.actual is None or result.measured_on is None:
        return fields
    fields |= _figure_fields(goal, result.actual, result.measured_on, fields["name"], book)
    fields |= _missing_fields(goal, result, fields, book)
    dated = result.measured_on != evaluation.on
    fields["dated"] = book.dated.format_map(fields) if dated else ""
    fields["head"] = book.head.format_map(fields)
    return fields | _path_fields(evaluation, result, goal, book)


def _name(facts: Facts, goal: Goal | None, book: Phrasebook) -> str:
    """What the sentence speaks of; what the parts come to is told in its own words."""
    if facts.of_parts and goal is not None:
        return book.parts
    return (goal.name if goal else "") or facts.title or book.nameless


def _silence_fields(facts: Facts, result: Result, book: Phrasebook) -> dict[str, str]:
    spoken = [day for day in (facts.reported_on, result.measured_on) if day is not None]
    fields = {"against": ""}
    if spoken and facts.silent_after is not None:
        limit = facts.silent_after
        fields["spoken_on"] = book.day(max(spoken))
        fields["silence"] = book.period(limit.months, limit.days)
    return fields


def _goal_fields(goal: Goal, name: str, book: Phrasebook) -> dict[str, str]:
    fields = {}
    if goal.value is not None:
        low = high = goal.value
        if goal.comparator is Comparator.BETWEEN and goal.value_max is not None:
            low, high = sorted((goal.value, goal.value_max))
        fields["target"] = book.targets[goal.comparator].format(
            value=book.figure(low, goal.unit), value_max=book.figure(high, goal.unit)
        )
        if _says_change(goal, name):
            fields["target"] = (book.decline if goal.is_fall else book.growth).format_map(fields)
    if goal.frequency is not None:
        fields["frequency"] = book.period(goal.frequency.months, goal.frequency.days)
    return fields


def _says_change(goal: Goal, name: str) -> bool:
    """Whether "grew" or "fell" must be said, since the name does not say it."""
    said = NAMES_OF_FALLS if goal.is_fall else NAMES_OF_RATES
    return goal.is_rate and not name.endswith(said)


def _figure_fields(
    goal: Goal, actual: Decimal, on: date, name: str, book: Phrasebook
) -> dict[str, str]:
    fields = {"actual": book.figure(actual, goal.unit), "measured_on": book.day(on)}
    label, shown = book.labels[goal.aggregation], fields["actual"]
    if _says_change(goal, name):
        fell = (actual < 0) is not goal.is_fall
        label, shown = (book.fell if fell else book.grew), book.figure(abs(actual), goal.unit)
    fields["measure"] = book.measured.format(label=label, actual=shown)
    baseline = baseline_of(goal)
    if baseline is not None:
        fields["baseline"] = book.figure(baseline, goal.unit)
        fields["than"] = book.lower if actual < baseline else book.higher
    return fields


def _missing_fields(
    goal: Goal, result: Result, said: dict[str, str], book: Phrasebook
) -> dict[str, str]:
    """How far the value lies from the target: always an answer, whatever else is not known."""
    actual, gap = result.actual, result.gap
    # They come together.
    assert actual is not None
    assert gap is not None
    above = _is_above(goal, actual) if gap > 0 else None
    difference = book.figure(abs(gap), _of_difference(goal.unit))
    missing = book.missing[above].format(target=said["target"], gap=difference)
    if gap > 0 and not above and not _in_points(goal) and (share := _share(goal, actual)):
        missing += book.share_of_target.format(share=percent(share, Decimal(1)))
    return {"missing": missing, "against": book.against.format(missing=missing)}


def _is_above(goal: Goal, actual: Decimal) -> bool:
    assert goal.value is not None  # a goal without a value has no gap
    return actual > goal.value


def _share(goal: Goal, actual: Decimal) -> Decimal | None:
    """The plain quotient, where it means something: 3.5 of 3.7 are 94.6 %."""
    return actual / goal.value if goal.value and goal.value > 0 and actual > 0 else None


def _in_points(goal: Goal) -> bool:
    return goal.is_rate or goal.unit in ("%", "％")


def _of_difference(unit: str) -> str:
    """The unit of a difference: between two percentages lie percentage points."""
    return PERCENTAGE_POINTS if unit in ("%", "％") else unit


def _path_fields(
    evaluation: Evaluation, result: Result, goal: Goal, book: Phrasebook
) -> dict[str, str]:
    fields: dict[str, str] = {}
    if result.expected is None or result.actual is None:
        return fields
    falls, straight = goal.direction in FALLS, goal.path is Path.STRAIGHT
    fields["expected"] = book.figure(result.expected, goal.unit)
    fields["asked"] = book.asked[falls, straight].format_map(fields)
    ratio, baseline = result.achievement, baseline_of(goal)
    if ratio is None:
        return fields
    bands = (evaluation.rules.on_schedule, evaluation.rules.ahead)
    fields["achievement"] = percent(ratio, min((b for b in bands if b > ratio), default=None))
    if not baseline:
        fields["way"] = book.share_of_plan[straight].format_map(fields)
        return fields
    unit = _of_difference(goal.unit)
    fields["baseline"] = book.figure(baseline, goal.unit)
    fields["gain"] = book.figure(abs(result.actual - baseline), unit)
    fields["asked_gain"] = book.figure(abs(result.expected - baseline), unit)
    fields["way"] = book.gained[falls].format_map(fields)
    return fields


def _params(reason: Reason, book: Phrasebook) -> dict[str, str]:
    """The reason's own parameters in words: the only plain figures among them are thresholds."""
    words = {}
    for name, value in reason.params.items():
        if isinstance(value, date):
            words[name] = book.day(value)
        elif isinstance(value, Decimal):
            words[name] = threshold(value)
        elif name == "milestone":
            words[name] = book.milestone.format(title=value) if value else book.first_milestone
        else:
            words[name] = str(value)
    return words
