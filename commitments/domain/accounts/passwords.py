"""Refuse passwords that people around here try first.

What is easily guessed in a password (words, dates, telephone numbers, rows of keys) is taken out;
what is left has to be long enough to keep a stranger out.
"""

import re
from functools import cache

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LEAST_LEFT = 6
# Read letters that stand for others before looking for words.
LOOKALIKES = str.maketrans("@$0!|431", "asoilaei")
ROWS = (
    *("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz"),
    *("1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp", "!@#$%^&*()"),
    *("1q2w3e4r5t6y7u8i9o0p", "!qaz@wsx#edc$rfv", "q1w2e3r4t5y6"),
)
SHORTEST_ROW = 3
WORDS = (
    *("password", "passwd", "pwd", "passw", "pass", "admin", "administrator", "root", "system"),
    *("user", "guest", "test", "demo", "login", "welcome", "master", "public", "default"),
    *("woaini", "iloveyou", "aini", "zhongguo", "china", "beijing", "haidian", "shanghai"),
    *("zhengfu", "renmin", "bangong", "duban", "ducha", "jiguan", "mima", "huanying", "nihao"),
    *("5201314", "1314520", "1314", "520", "668", "888", "666", "168"),
)
DATES = (
    r"(?:19|20)\d\d[-./年]?(?:1[0-2]|0?[1-9])[-./月]?(?:3[01]|[12]\d|0?[1-9])日?",
    r"(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])(?:19|20)\d\d",
    r"\d\d(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])",
    r"(?:19|20)\d\d",
)
TELEPHONES = (r"(?:\+?86)?1[3-9]\d{9}", r"0\d{2,3}-?\d{7,8}")
REPEATED = r"(.{1,4}?)\1{2,}"


class EasilyGuessedValidator:
    """Refuses what is made of easily guessed parts and little else."""

    def validate(self, password: str, user: User | None = None) -> None:
        if len(_rest(password, _own_names(user))) < LEAST_LEFT:
            raise ValidationError(
                _(
                    "This password is easily guessed: it is made of common words, dates, telephone "
                    "numbers, neighbouring keys or your own name."
                ),
                code="password_easily_guessed",
            )

    def get_help_text(self) -> str:
        return _(
            "Common words, dates, telephone numbers, neighbouring keys (1qaz2wsx) and your own "
            "name do not count."
        )


def _rest(password: str, names: tuple[str, ...]) -> str:
    """What is left once everything that is easily guessed is taken out."""
    rest = password.casefold()
    for pattern in (*TELEPHONES, *DATES, *map(re.escape, names), _easy_parts()):
        rest = re.sub(pattern, "", rest)
    rest = rest.translate(LOOKALIKES)
    for pattern in (*map(re.escape, names), _any_of(WORDS)):
        rest = re.sub(pattern, "", rest)
    return re.sub(REPEATED, r"\1", rest)


def _own_names(user: User | None) -> tuple[str, ...]:
    if user is None:
        return ()
    given = (user.username, user.last_name, user.first_name, user.email.partition("@")[0])
    return tuple(name.casefold() for name in given if len(name) > 1)


@cache
def _easy_parts() -> str:
    return _any_of((*_stretches(), *WORDS))


def _stretches() -> tuple[str, ...]:
    """Three neighbouring keys and more, in either direction."""
    rows = [line for row in ROWS for line in (row, row[::-1])]
    return tuple(
        line[start:end]
        for line in rows
        for start in range(len(line))
        for end in range(start + SHORTEST_ROW, len(line) + 1)
    )


def _any_of(parts: tuple[str, ...]) -> str:
    """A pattern of all parts, the longest first."""
    return "|".join(map(re.escape, sorted({*parts}, key=len, reverse=True)))
