"""The admin: parse what a person asks for, call one verb of the domain, show what came of it."""

from commitments.admin import (
    account,
    candidate,
    commitment,
    document,
    evidence,
    job,
    registers,
    report,
    schedule,
    update,
)

__all__ = [
    "account",
    "candidate",
    "commitment",
    "document",
    "evidence",
    "job",
    "registers",
    "report",
    "schedule",
    "update",
]
