"""Every list of choices: the axes of the domain, each a field of its own.

A commitment's place in the office's procedure (`Workflow`), how well it goes (`Progress`) and
what a unit has handed in (`UpdateState`) are never mixed. Colours are a display matter.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentKind(TextChoices):
    NEWSPAPER = "newspaper", _("Newspaper")
    WORK_REPORT = "work_report", _("Government work report")
    PLAN = "plan", _("Plan")
    RESOLUTION = "resolution", _("Resolution")
    MEASURES = "measures", _("Policy measures")
    MINUTES = "minutes", _("Meeting minutes")
    OTHER = "other", _("Other document")


class DocumentState(TextChoices):
    RECEIVED = "received", pgettext_lazy("document", "Received")
    READING = "reading", pgettext_lazy("document", "Being read")
    READ = "read", pgettext_lazy("document", "Read")
    FAILED = "failed", pgettext_lazy("document", "Could not be read")


class OrganizationKind(TextChoices):
    GOVERNMENT = "government", _("Government or Party body")
    STREET = "street", _("Street office or township")
    INSTITUTION = "institution", _("Public institution")
    COMPANY = "company", _("Company")
    OTHER = "other", _("Other organization")


class ClaimKind(TextChoices):
    """What a passage says; same values as `extraction.spans.Kind`."""

    TARGET = "target", _("Quantified target")
    LEVEL = "level", _("Reported level")
    RELATIVE = "relative", _("Relative aim")
    DELIVERABLE = "deliverable", _("Deliverable")
    ACTION = "action", _("Promised effort")


class Comparator(TextChoices):
    EQ = "eq", _("equals")
    GTE = "gte", _("at least")
    GT = "gt", _("more than")
    LTE = "lte", _("at most")
    LT = "lt", _("less than")
    BETWEEN = "between", _("between")
    APPROX = "approx", _("about")


class Change(TextChoices):
    LEVEL = "level", _("reaches a level")
    GROWTH = "growth", _("rate of growth")
    INCREASE = "increase", _("amount added")
    DECREASE = "decrease", _("amount taken off")


class Priority(TextChoices):
    """How closely the office watches a commitment (督办等级); most have none."""

    KEY = "key", _("key matter")
    URGENT = "urgent", _("urgent matter")


class Frequency(TextChoices):
    ANNUAL = "annual", _("each year")
    CUMULATIVE = "cumulative", _("cumulative")


class CandidateState(TextChoices):
    PENDING = "pending", pgettext_lazy("candidate", "Pending")
    ACCEPTED = "accepted", pgettext_lazy("candidate", "Accepted")
    MERGED = "merged", pgettext_lazy("candidate", "Merged")
    REJECTED = "rejected", pgettext_lazy("candidate", "Rejected")


class Workflow(TextChoices):
    REGISTERED = "registered", _("Registered")
    ASSIGNED = "assigned", _("Assigned")
    IN_PROGRESS = "in_progress", _("In progress")
    COMPLETION_REQUESTED = "completion_requested", _("Completion requested")
    COMPLETED = "completed", _("Completed")
    CLOSED = "closed", _("Closed")
    RETURNED = "returned", pgettext_lazy("workflow", "Returned")
    SUSPENDED = "suspended", _("Suspended")
    TERMINATED = "terminated", _("Terminated")
    MERGED = "merged", pgettext_lazy("workflow", "Merged")


class Transition(TextChoices):
    """What can be done with a commitment; `domain.tracking.workflow` says by whom and when."""

    ASSIGN = "assign", pgettext_lazy("move", "Assign")
    ACKNOWLEDGE = "acknowledge", pgettext_lazy("move", "Acknowledge receipt")
    BEGIN = "begin", pgettext_lazy("move", "Begin work")
    REQUEST_COMPLETION = "request_completion", pgettext_lazy("move", "Request completion")
    COMPLETE = "complete", pgettext_lazy("move", "Complete")
    CLOSE = "close", pgettext_lazy("move", "Close")
    RETURN = "return", pgettext_lazy("move", "Return")
    SUSPEND = "suspend", pgettext_lazy("move", "Suspend")
    RESUME = "resume", pgettext_lazy("move", "Resume")
    TERMINATE = "terminate", pgettext_lazy("move", "Terminate")
    MERGE = "merge", pgettext_lazy("move", "Merge into another")
    SPLIT = "split", pgettext_lazy("move", "Split into parts")
    REQUEST_EXTENSION = "request_extension", pgettext_lazy("move", "Ask for a later date")
    EXTEND = "extend", pgettext_lazy("move", "Grant a later date")


class ExtensionState(TextChoices):
    REQUESTED = "requested", pgettext_lazy("extension", "Requested")
    APPROVED = "approved", pgettext_lazy("extension", "Granted")
    REFUSED = "refused", pgettext_lazy("extension", "Refused")


class Progress(TextChoices):
    """How a commitment stands on a day; same values as `assessment.Progress`."""

    NOT_ASSESSED = "not_assessed", _("Not assessed")
    NOT_STARTED = "not_started", _("Not started")
    BEHIND = "behind", _("Behind schedule")
    ON_SCHEDULE = "on_schedule", _("On schedule")
    AHEAD = "ahead", _("Ahead of schedule")
    ACHIEVED = "achieved", _("Achieved")
    MISSED = "missed", _("Missed")


class Direction(TextChoices):
    """Which way an indicator should go; same values as `assessment.Direction`."""

    UP = "up", _("Up")
    DOWN = "down", _("Down")
    KEEP_ABOVE = "keep_above", _("Keep above")
    KEEP_BELOW = "keep_below", _("Keep below")
    WITHIN = "within", _("Keep within")
    COUNT = "count", _("Count to N")
    YES_NO = "yes_no", _("Yes or no")

    def of_figures(self, change: str) -> "Direction":
        """Which way the reported figures go: a fall (下降3.5%) is told by its size."""
        falls = self is Direction.DOWN and change == Change.DECREASE
        return Direction.UP if falls else self


class Doubt(TextChoices):
    """What is asked about implausible input; the label stands beside the box that confirms it."""

    DIRECTION = "direction", _("The direction is right")
    MAGNITUDE = "magnitude", _("The figure is right, however large or small")
    REVERSAL = "reversal", _("It did go the other way")
    SHARE = "share", _("More than the whole is right")
    PARTS = "parts", _("The parts need not agree with the whole")


class Aggregation(TextChoices):
    """How an indicator's values add up over periods; same values as `assessment.Aggregation`."""

    LATEST = "latest", _("Latest value")
    SUM = "sum", _("Sum")
    AVERAGE = "average", _("Average")
    MAXIMUM = "maximum", _("Maximum")
    RATIO = "ratio", _("Ratio of sums")


class Across(TextChoices):
    """How an indicator's values add up over places and groups; as `assessment.Across`."""

    SUM = "sum", _("The sum of the parts")
    AVERAGE = "average", _("Between the lowest and the highest part")
    MAXIMUM = "maximum", _("The highest part")
    RATIO = "ratio", pgettext_lazy("across groups", "Ratio of sums")
    NONE = "none", _("Not comparable with its parts")


class MeasuredEvery(TextChoices):
    """How often an indicator is measured."""

    MONTH = "month", pgettext_lazy("measured", "Every month")
    QUARTER = "quarter", pgettext_lazy("measured", "Every quarter")
    HALF_YEAR = "half_year", pgettext_lazy("measured", "Every half-year")
    YEAR = "year", pgettext_lazy("measured", "Every year")


class Light(TextChoices):
    """The colours in which a plan shows its progress (红黄绿灯)."""

    RED = "red", _("Red")
    YELLOW = "yellow", _("Yellow")
    GREEN = "green", _("Green")
    BLUE = "blue", _("Blue")
    GREY = "grey", _("Grey")


class Path(TextChoices):
    """How the planned value of a day follows from a target; same values as `assessment.Path`."""

    STRAIGHT = "straight", _("Straight line")
    STEPS = "steps", _("Steps by milestones")
    NONE = "none", _("Nothing before the due date")


class Role(TextChoices):
    LEAD = "lead", _("Lead unit")
    SUPPORT = "support", _("Supporting unit")


class ReportEvery(TextChoices):
    """How often a unit reports; without one of these the setting of the office holds."""

    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    HALF_YEAR = "half_year", _("every half-year")
    YEAR = "year", _("every year")
    NEVER = "never", pgettext_lazy("report", "never")


class DutyState(TextChoices):
    """Where a duty to report stands on a day; follows from dates and the update, never stored."""

    NOT_YET_DUE = "not_yet_due", pgettext_lazy("duty", "Not yet due")
    DUE = "due", pgettext_lazy("duty", "Due")
    OVERDUE = "overdue", pgettext_lazy("duty", "Overdue")
    SUBMITTED = "submitted", pgettext_lazy("duty", "Submitted")
    SENT_BACK = "sent_back", pgettext_lazy("duty", "Sent back")
    ACCEPTED = "accepted", pgettext_lazy("duty", "Accepted")


class RemindedOf(TextChoices):
    DUTY = "duty", _("Reporting duty")
    COMMITMENT = "commitment", _("Due date of the commitment")


class Rank(TextChoices):
    """Rank of the recipient of a reminder, from the person in charge upwards."""

    HANDLER = "handler", _("Person in charge")
    HEAD = "head", _("Head of the unit")
    LEADER = "leader", _("Leader above the unit")


class NoticeKind(TextChoices):
    SLIP = "slip", _("Reminder slip")
    SLIP_CANCELLED = "cancelled", _("Reminder slip cancelled")
    ASSIGNED = "assigned", _("New assignment")
    HANDED_OVER = "handed_over", _("Duties taken over")
    RETURNED = "returned", _("Report sent back")
    APPROVED = "approved", _("Report accepted")
    REPORT = "report", _("Status report issued")


class UpdateState(TextChoices):
    DRAFT = "draft", pgettext_lazy("update", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("update", "Submitted")
    RETURNED = "returned", pgettext_lazy("update", "Returned")
    APPROVED = "approved", pgettext_lazy("update", "Approved")


class EvidenceKind(TextChoices):
    FILE = "file", _("File")
    LINK = "link", _("Link")
    CITATION = "citation", _("Citation")


class EvidenceState(TextChoices):
    DRAFT = "draft", pgettext_lazy("evidence", "Draft")
    IN_REVIEW = "in_review", pgettext_lazy("evidence", "In review")
    VERIFIED = "verified", pgettext_lazy("evidence", "Verified")
    REJECTED = "rejected", pgettext_lazy("evidence", "Rejected")
    EXPIRED = "expired", pgettext_lazy("evidence", "Expired")


class BatchSource(TextChoices):
    SELECTION = "selection", _("Bulk edit")
    LEDGER = "ledger", _("Ledger in Excel")


class BatchState(TextChoices):
    PREPARING = "preparing", pgettext_lazy("batch", "Being checked")
    READY = "ready", pgettext_lazy("batch", "To be confirmed")
    APPLYING = "applying", pgettext_lazy("batch", "Being made")
    APPLIED = "applied", pgettext_lazy("batch", "Made")
    UNDOING = "undoing", pgettext_lazy("batch", "Being taken back")
    UNDONE = "undone", pgettext_lazy("batch", "Taken back")
    FAILED = "failed", pgettext_lazy("batch", "Failed")


class BatchRowState(TextChoices):
    WAITING = "waiting", pgettext_lazy("batch row", "Not checked yet")
    PROPOSED = "proposed", pgettext_lazy("batch row", "Can be made")
    REFUSED = "refused", pgettext_lazy("batch row", "Not possible")
    APPLIED = "applied", pgettext_lazy("batch row", "Made")
    UNDONE = "undone", pgettext_lazy("batch row", "Taken back")


class JobKind(TextChoices):
    EXTRACT = "extract", _("Read a document")
    ASSESS = "assess", _("Assess all commitments")
    REPORT = "report", _("Draft a status report")
    ARCHIVE = "archive", _("Archive the files of a status report")
    DELIVER = "deliver", _("Send a status report by e-mail")
    DUTIES = "duties", _("Open reporting duties and see what to remind of")
    REMIND = "remind", _("Issue reminder slips")
    DIGEST = "digest", _("Send a person's notices by e-mail")
    BATCH = "batch", _("Check, make or take back a batch of changes")
    BACKUP = "backup", _("Back up the installation")


class DraftState(TextChoices):
    """The way of a status report: drafted, signed with its number, issued."""

    DRAFT = "draft", pgettext_lazy("report", "Draft")
    SIGNED = "signed", pgettext_lazy("report", "Signed")
    ISSUED = "issued", pgettext_lazy("report", "Issued")
    DISCARDED = "discarded", pgettext_lazy("report", "Discarded")


class ServicePart(TextChoices):
    WEB = "web", _("Web server")
    WORKER = "worker", _("Worker")
    SCHEDULER = "scheduler", _("Scheduler")


class JobState(TextChoices):
    QUEUED = "queued", pgettext_lazy("job", "Queued")
    RUNNING = "running", pgettext_lazy("job", "Running")
    DONE = "done", pgettext_lazy("job", "Done")
    FAILED = "failed", pgettext_lazy("job", "Failed")
