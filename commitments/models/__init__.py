"""The tables: what is known, and what must never be true of it."""

from commitments.models.access import DirectoryIdentity, SecondFactorDemand
from commitments.models.assignment import Assignment
from commitments.models.batch import Batch, BatchRow
from commitments.models.breakdown import Dimension, Group, GroupTarget, GroupValue
from commitments.models.candidate import Candidate
from commitments.models.commitment import Citation, Commitment
from commitments.models.document import Document
from commitments.models.duty import Duty
from commitments.models.evaluation import Evaluation
from commitments.models.evidence import Evidence
from commitments.models.extension import DeadlineExtension
from commitments.models.idempotency import IdempotentRequest
from commitments.models.indicator import Indicator, Target
from commitments.models.job import Job
from commitments.models.milestone import Milestone
from commitments.models.notice import Notice
from commitments.models.numbering import Counter
from commitments.models.organization import Membership, Organization, OrganizationAlias
from commitments.models.override import Override
from commitments.models.plan import Plan
from commitments.models.process import ServiceProcess
from commitments.models.reminder import ReminderRule, ReminderSlip
from commitments.models.report import IssuedFile, ReportIssue
from commitments.models.report_draft import ReportDraft
from commitments.models.report_kind import ReportKind
from commitments.models.saved_filter import SavedFilter
from commitments.models.system_actor import SystemActor
from commitments.models.theme import CommitmentTheme, Theme
from commitments.models.update import Measurement, ProgressUpdate

__all__ = [
    "Assignment",
    "Batch",
    "BatchRow",
    "Candidate",
    "Citation",
    "Commitment",
    "CommitmentTheme",
    "Counter",
    "DeadlineExtension",
    "Dimension",
    "DirectoryIdentity",
    "Document",
    "Duty",
    "Evaluation",
    "Evidence",
    "Group",
    "GroupTarget",
    "GroupValue",
    "IdempotentRequest",
    "Indicator",
    "IssuedFile",
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
    "ReminderSlip",
    "ReportDraft",
    "ReportIssue",
    "ReportKind",
    "SavedFilter",
    "SecondFactorDemand",
    "ServiceProcess",
    "SystemActor",
    "Target",
    "Theme",
]
