"""What a later document says of earlier targets: values in, values out."""

from commitments.matching.index import Index
from commitments.matching.inputs import Paper, Statement, Tracked
from commitments.matching.proposals import Outcome, Proposal, Tier
from commitments.matching.rank import match

__all__ = ["Index", "Outcome", "Paper", "Proposal", "Statement", "Tier", "Tracked", "match"]
