"""Take secrets and personal text out of what goes into a log."""

import re

SECRETS = (
    # Passwords in addresses of databases, brokers and mail servers.
    (re.compile(r"(\w://[^\s:/@]*:)[^\s@/]+@"), r"\1***@"),
    (re.compile(r"(?i)\b((?:token|bearer|basic)\s+)[A-Za-z0-9+/=._-]{16,}"), r"\1***"),
    # What PostgreSQL quotes from the row that it refuses.
    (re.compile(r"(?m)^(DETAIL|CONTEXT|LINE \d+):.*$"), r"\1: ***"),
    (re.compile(r"[\w.+-]+@([\w-]+\.[\w.-]+|localhost)"), r"***@\1"),
)


def scrub(text: str) -> str:
    """Hide what is nobody's business who reads logs."""
    for pattern, replacement in SECRETS:
        text = pattern.sub(replacement, text)
    return text
