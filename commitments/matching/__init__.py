"""What a later document says of earlier targets: values in, values out."""

from commitments.matching.index import Index
from commitments.matching.inputs import Paper, Statement, Tracked
from commitments.matching.proposals import Proposal, Tier, Verdict
from commitments.matching.rank import match

__all__ = ["Index", "Paper", "Proposal", "Statement", "Tier", "Tracked", "Verdict", "match"]
