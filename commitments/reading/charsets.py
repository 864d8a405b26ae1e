"""Which character sets a page or a letter may name, and what Python calls them.

Python's own list is no list of character sets: it holds `idna`, `rot13`, `zlib` and `undefined`,
which fail on text, change it, or unpack it.
"""

from typing import Final

# GB 2312 and GBK are parts of GB 18030, and pages that name them use the whole. A name given in
# the text itself cannot be UTF-16: nobody could have read it.
CHARSETS: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
}


def codec(name: str) -> str | None:
    """Python's codec for a declared character set; None for a name that is not on the list.

    >>> codec("GB2312"), codec("idna")
    ('gb18030', None)
    """
    return CHARSETS.get(name.strip().lower())
