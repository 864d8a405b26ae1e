"""Tell what may be a key of a row from what else an address or a form may hold."""

MOST_DIGITS = 9


def is_key(value: str) -> bool:
    """Whether a text is a number that a row may have; a longer one would overflow the database."""
    return value.isdecimal() and len(value) <= MOST_DIGITS


def as_key(value: str) -> int | None:
    """The number, where it may be a key.

    >>> as_key("12"), as_key("-1"), as_key("9" * 30)
    (12, None, None)
    """
    return int(value) if is_key(value) else None
