"""One spelling of a user name, whoever types it."""

import unicodedata

LONGEST = 150


def normalised(name: str) -> str:
    """Full-width letters, capitals and blanks around it make no other name.

    >>> normalised(" ＺｈａｎｇＳａｎ ")
    'zhangsan'
    """
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    return "".join(c for c in plain if c.isprintable())[:LONGEST]
