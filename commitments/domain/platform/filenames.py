"""Make the file name that a browser sent safe to store and to show."""

import unicodedata

LONGEST = 200


def plain(filename: str) -> str:
    """The last part of a path, printable, short enough for the column.

    >>> plain("C:\\\\temp\\\\来文\\x00.txt")
    '来文.txt'
    """
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in name if unicodedata.category(c)[0] != "C")[-LONGEST:]
