"""One sentence that says why a commitment stands where it stands."""

from datetime import date
from decimal import Decimal

from commitments.assessment.outcome import Evaluation, Reason, Result
from commitments.assessment.phrasebook import Phrasebook
from commitments.assessment.phrases_en import ENGLISH
from commitments.assessment.phrases_zh import CHINESE
from commitments.assessment.planned import baseline_of
from commitments.assessment.values import Comparator, Direction, Goal, Path
from commitments.figures import percent, threshold

PHRASEBOOKS = {"zh-hans": CHINESE, "en": ENGLISH}
FALLS = {Direction.DOWN, Direction.KEEP_BELOW}


def sentence(evaluation: Evaluation, language: str = "zh-hans") -> str:
    """Why the evaluation is what it is; under an override both evaluations are named."""
    book, result = PHRASEBOOKS[language], evaluation.result
    override = evaluation.facts.override
    if override is None or not evaluation.overridden:
        return _said(evaluation, result, book, book.conclusions[result.progress])
    computed = book.computed.format(
        conclusion=book.conclusions[result.progress], progress=book.progress[result.progress]
    )
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
    return _said(evaluation, result, book, book.conclusions[result.progress])


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
        "name": (goal.name if goal else "") or facts.title or book.nameless,
    }
    fields["subject"] = book.subject.format_map(fields)
    fields["head"] = book.unmeasured_head.format_map(fields)
    due = (goal.due if goal else None) or facts.due_on
    if due is not None:
        fields["due"] = book.day(due)
    if goal is None:
        return fields
    fields |= _goal_fields(goal, book)
    if result.actual is None or result.measured_on is None:
        return fields
    fields |= _figure_fields(goal, result.actual, result.measured_on, book)
    dated = result.measured_on != evaluation.on
    fields["dated"] = book.dated.format_map(fields) if dated else ""
    fields["head"] = book.head.format_map(fields)
    return fields | _path_fields(evaluation, result, goal, book)


def _goal_fields(goal: Goal, book: Phrasebook) -> dict[str, str]:
    fields = {}
    if goal.value is not None:
        low = high = goal.value
        if goal.comparator is Comparator.BETWEEN and goal.value_max is not None:
            low, high = sorted((goal.value, goal.value_max))
        fields["target"] = book.targets[goal.comparator].format(
            value=book.figure(low, goal.unit), value_max=book.figure(high, goal.unit)
        )
    if goal.frequency is not None:
        fields["frequency"] = book.period(goal.frequency.months, goal.frequency.days)
    return fields


def _figure_fields(goal: Goal, actual: Decimal, on: date, book: Phrasebook) -> dict[str, str]:
    fields = {"actual": book.figure(actual, goal.unit), "measured_on": book.day(on)}
    fields["measure"] = book.measured.format(label=book.labels[goal.aggregation], **fields)
    baseline = baseline_of(goal)
    if baseline is not None:
        fields["baseline"] = book.figure(baseline, goal.unit)
        fields["than"] = book.lower if actual < baseline else book.higher
    return fields


def _path_fields(
    evaluation: Evaluation, result: Result, goal: Goal, book: Phrasebook
) -> dict[str, str]:
    fields = {}
    if result.expected is not None:
        fields["expected"] = book.figure(result.expected, goal.unit)
        way = goal.direction in FALLS, goal.path is Path.STRAIGHT
        fields["asked"] = book.asked[way].format_map(fields)
    ratio = result.achievement
    if ratio is not None:
        bands = (evaluation.rules.on_schedule, evaluation.rules.ahead)
        fields["achievement"] = percent(ratio, min((b for b in bands if b > ratio), default=None))
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
