"""Sentences about evaluations in English."""

from commitments.assessment.outcome import ReasonCode
from commitments.assessment.phrasebook import Phrasebook
from commitments.assessment.values import Aggregation, Comparator, Progress
from commitments.figures import english_day, english_figure

PROGRESS = {
    Progress.NOT_ASSESSED: "not assessed",
    Progress.NOT_STARTED: "not started",
    Progress.BEHIND: "behind",
    Progress.ON_SCHEDULE: "on schedule",
    Progress.AHEAD: "ahead",
    Progress.ACHIEVED: "achieved",
    Progress.MISSED: "missed",
}

BODIES = {
    ReasonCode.SUSPENDED: "{name} has been suspended since {since}",
    ReasonCode.TERMINATED: "{name} was terminated on {since}",
    ReasonCode.COMPLETED: "{name} was completed on {done_on}",
    ReasonCode.COMPLETED_LATE: "{name} was completed on {done_on}, after it was due on {due}",
    ReasonCode.OVERDUE: "{subject} has not been completed; it was due on {due}{overdue}",
    ReasonCode.BEFORE_START: "{name} starts on {start}, which on {on} is still to come",
    ReasonCode.NOTHING_REPORTED: "{subject} has nothing reported",
    ReasonCode.REPORTED_IN_TIME: "{name} was reported on {reported_on} and is due on {due}",
    ReasonCode.SILENT: "{name} was last reported on {spoken_on}, over {silence} ago",
    ReasonCode.NO_DUE_DATE: "{head}{against}has no due date to be compared with",
    ReasonCode.MILESTONE_OVERDUE: (
        "{subject} has overdue milestones: {count}, {milestone} due on {due}"
    ),
    ReasonCode.MILESTONES_KEPT: "{subject} has milestones done: {done}, due so far: {asked}",
    ReasonCode.MILESTONES_AHEAD: "{subject} has milestones done: {done}, due so far: {asked}",
    ReasonCode.GOAL_INCOMPLETE: "{name} has an incomplete target",
    ReasonCode.GOAL_CONTRADICTORY: "{name} has a comparator that contradicts its direction",
    ReasonCode.NO_VALUE: "{subject} has no measured value",
    ReasonCode.NO_VALUE_BY_DUE: "{subject} has no value by its due date, {due}{overdue}",
    ReasonCode.NO_RATIO: "{subject} has values without a usable numerator and denominator",
    ReasonCode.STALE: "{name} was last measured on {measured_on} ({actual}), over {frequency} ago",
    ReasonCode.MET: "{head}meets the target ({target})",
    ReasonCode.MET_BY_DUE: "{name}, due on {due}, {measure} by then and met the target ({target})",
    ReasonCode.MET_LATE: "{head}meets the target ({target}), but only after it was due on {due}",
    ReasonCode.NOT_MET: "{head}{missing} and was due on {due}{overdue}",
    ReasonCode.AHEAD_OF_PATH: "{head}{way}, which reaches {threshold}",
    ReasonCode.ON_PATH: "{head}{way}, which reaches {threshold}",
    ReasonCode.BEHIND_PATH: "{head}{way}, which is below {threshold}",
    ReasonCode.BETTER_THAN_PLANNED: "{head}is better than the {expected} planned so far",
    ReasonCode.AS_PLANNED: "{head}{asked}, so it is as planned",
    ReasonCode.SHORT_OF_PLANNED: "{head}{asked}, so it falls short of the plan",
    ReasonCode.NO_GAIN: "{head}equals the baseline of {baseline}",
    ReasonCode.FELL_BACK: "{head}is {than} the baseline of {baseline}",
    ReasonCode.NOTHING_ASKED_YET: "{head}{against}is not asked for anything yet",
    ReasonCode.NO_START_DATE: "{head}{against}lacks the start date that a straight path needs",
    ReasonCode.NO_BASELINE: "{head}{against}lacks the baseline that a straight path needs",
    ReasonCode.NO_STEPS: "{head}{against}lacks the planned values of its steps",
    ReasonCode.HOLDS: "{head}keeps to {target}",
    ReasonCode.BROKEN: "{head}{missing}",
    ReasonCode.KEPT: "{name}, due on {due}, {measure} by then and kept to {target}",
    ReasonCode.NOT_KEPT: "{name}, due on {due}, {measure} by then; it {missing}",
}


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


ENGLISH = Phrasebook(
    day=english_day,
    figure=english_figure,
    period=lambda months, days: " and ".join(
        part for part in (_counted(months, "month"), _counted(days, "day")) if part
    ),
    nameless="this commitment",
    subject="As of {on}, {name}",
    parts="the weighted completion of the parts",
    measured="{label} {actual}",
    dated=" (value of {measured_on})",
    head="{subject} {measure}{dated}; it ",
    unmeasured_head="{subject} ",
    comma=", ",
    full_stop=".",
    labels={
        Aggregation.LATEST: "stood at",
        Aggregation.SUM: "added up to",
        Aggregation.AVERAGE: "averaged",
        Aggregation.MAXIMUM: "peaked at",
        Aggregation.RATIO: "stood at",
    },
    grew="grew by",
    fell="fell by",
    growth="growth of {target}",
    decline="a fall of {target}",
    targets={
        Comparator.EQ: "{value}",
        Comparator.GTE: "at least {value}",
        Comparator.GT: "more than {value}",
        Comparator.LTE: "at most {value}",
        Comparator.LT: "less than {value}",
        Comparator.BETWEEN: "{value} to {value_max}",
        Comparator.APPROX: "about {value}",
    },
    asked={
        (False, True): "should be {expected} on a straight line",
        (False, False): "should be {expected} by plan",
        (True, True): "should be down to {expected} on a straight line",
        (True, False): "should be down to {expected} by plan",
    },
    share_of_plan={
        True: "is at {achievement} of the {expected} due on a straight line",
        False: "is at {achievement} of the {expected} planned",
    },
    gained={
        False: (
            "{asked}; {gain} above the baseline of {baseline} is {achievement} of the {asked_gain}"
            " asked for"
        ),
        True: (
            "{asked}; {gain} below the baseline of {baseline} is {achievement} of the {asked_gain}"
            " asked for"
        ),
    },
    missing={
        False: "is {gap} below the target ({target})",
        True: "is {gap} above the target ({target})",
        None: "misses the target ({target})",
    },
    share_of_target=", at {share} of it",
    against="{missing} and ",
    overdue=", {days} days ago",
    lower="below",
    higher="above",
    milestone="“{title}”",
    first_milestone="the first",
    bodies=BODIES,
    remarks={
        ReasonCode.LOST_AGAIN: "after meeting the target on {met_on}",
        ReasonCode.COMPLETED_UNMET: "although it was closed on {done_on}",
        ReasonCode.DUE_TODAY: "due today",
    },
    conclusions={progress: f"rated {label}" for progress, label in PROGRESS.items()},
    progress=PROGRESS,
    late="rated achieved, but late",
    computed="computed as {progress}",
    overridden="; overridden as {progress} until {until} ({why})",
)
