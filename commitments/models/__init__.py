"""The tables: what is known, and what must never be true of it."""

from commitments.models.assignment import Assignment
from commitments.models.candidate import Candidate
from commitments.models.commitment import Citation, Commitment
from commitments.models.document import Document
from commitments.models.duty import Duty
from commitments.models.evaluation import Evaluation
from commitments.models.evidence import Evidence
from commitments.models.extension import Extension
from commitments.models.indicator import Indicator, Target
from commitments.models.job import Job
from commitments.models.milestone import Milestone
from commitments.models.notice import Notice
from commitments.models.numbering import Counter
from commitments.models.organization import Membership, Organization, OrganizationAlias
from commitments.models.override import Override
from commitments.models.plan import Plan
from commitments.models.reminder import ReminderRule, Slip
from commitments.models.report import ReportIssue
from commitments.models.update import Measurement, ProgressUpdate

__all__ = [
    "Assignment",
    "Candidate",
    "Citation",
    "Commitment",
    "Counter",
    "Document",
    "Duty",
    "Evaluation",
    "Evidence",
    "Extension",
    "Indicator",
    "Job",
    "Measurement",
    "Membership",
    "Milestone",
    "Notice",
    "Organization",
    "OrganizationAlias",
    "Override",
    "Plan",
    "ProgressUpdate",
    "ReminderRule",
    "ReportIssue",
    "Slip",
    "Target",
]
