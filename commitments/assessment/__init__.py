"""Where a commitment stands on a day: targets, values and dates in, an evaluation out."""

from commitments.assessment.bounds import is_kept
from commitments.assessment.breakdown import Across, Clash, ClashKind, Figure, clash, whole_of
from commitments.assessment.evaluating import evaluate, recompute
from commitments.assessment.explain import original_sentence, sentence
from commitments.assessment.outcome import (
    RULE_VERSION,
    End,
    Evaluation,
    Reason,
    ReasonCode,
    Result,
)
from commitments.assessment.parts import Part, completion, normalised, with_parts
from commitments.assessment.path import Point, expected_share, measured_path, planned_path
from commitments.assessment.shares import shares
from commitments.assessment.values import (
    Aggregation,
    Comparator,
    Direction,
    Facts,
    Goal,
    Halt,
    HaltKind,
    Milestone,
    Override,
    Path,
    Period,
    Progress,
    Rules,
    Step,
    Value,
)

__all__ = [
    "RULE_VERSION",
    "Across",
    "Aggregation",
    "Clash",
    "ClashKind",
    "Comparator",
    "Direction",
    "End",
    "Evaluation",
    "Facts",
    "Figure",
    "Goal",
    "Halt",
    "HaltKind",
    "Milestone",
    "Override",
    "Part",
    "Path",
    "Period",
    "Point",
    "Progress",
    "Reason",
    "ReasonCode",
    "Result",
    "Rules",
    "Step",
    "Value",
    "clash",
    "completion",
    "evaluate",
    "expected_share",
    "is_kept",
    "measured_path",
    "normalised",
    "original_sentence",
    "planned_path",
    "recompute",
    "sentence",
    "shares",
    "whole_of",
    "with_parts",
]
