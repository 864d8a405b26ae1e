"""The axes of a report: progress, workflow, comparator, ends, and why a count changes."""

from enum import StrEnum


class Progress(StrEnum):
    """Where a commitment stands, in the order in which reports print it."""

    ACHIEVED = "achieved"
    AHEAD = "ahead"
    ON_SCHEDULE = "on_schedule"
    BEHIND = "behind"
    MISSED = "missed"
    NOT_STARTED = "not_started"
    NOT_ASSESSED = "not_assessed"


NEEDS_ATTENTION = (Progress.MISSED, Progress.BEHIND)


class Workflow(StrEnum):
    """How far the handling of a commitment has come."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    COMPLETION_REQUESTED = "completion_requested"
    COMPLETED = "completed"
    CLOSED = "closed"
    RETURNED = "returned"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    MERGED = "merged"


class Comparator(StrEnum):
    EQ = "eq"
    GTE = "gte"
    GT = "gt"
    LTE = "lte"
    LT = "lt"
    BETWEEN = "between"
    APPROX = "approx"


# Work on these has stopped: they are listed, and no part of the denominators.
HALTED = (Workflow.SUSPENDED, Workflow.TERMINATED)


class End(StrEnum):
    """What became of a commitment whose due date has passed."""

    ON_TIME = "on_time"
    LATE = "late"
    NOT_DONE = "not_done"


class Crossing(StrEnum):
    """Why a commitment is counted now and was not before, or the other way round."""

    REGISTERED = "registered"
    RESUMED = "resumed"
    STANDS_ALONE = "stands_alone"
    MERGED = "merged"
    TERMINATED = "terminated"
    SUSPENDED = "suspended"
    BECAME_PART = "became_part"
    PUT_OFF = "put_off"
