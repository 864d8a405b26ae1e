"""Errors of the domain, each with a message for the person who asked."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.functional import Promise


class DomainError(Exception):
    """A refusal. `field` names the input to mend, where there is one."""

    code = "refused"

    def __init__(self, message: str | Promise, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class Invalid(DomainError):
    """The input is invalid."""

    code = "invalid"


@dataclass(frozen=True, slots=True)
class Question:
    """Something implausible that a person may confirm: which doubt, at which input, in words."""

    doubt: str
    field: str | None
    message: str


class Unconfirmed(Invalid):
    """The input is implausible: nothing is written until a person confirms each of `questions`."""

    code = "unconfirmed"

    def __init__(self, questions: tuple[Question, ...]) -> None:
        self.questions = questions
        super().__init__(" ".join(q.message for q in questions), field=questions[0].field)


class Conflict(DomainError):
    """The row is no longer in the state that the request assumes."""

    code = "conflict"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after a change; related rows are given by id."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of a row: who, when, and which fields."""

    at: datetime
    by: User | None
    reason: str
    fields: tuple[FieldChange, ...]


class Stale(Conflict):
    """The request is based on an outdated version; `edits` lists the changes since."""

    code = "stale"

    def __init__(self, message: str | Promise, *, current: int, edits: tuple[Edit, ...]) -> None:
        super().__init__(message)
        self.current = current
        self.edits = edits


class NotAllowed(DomainError):
    """The person lacks the permission."""

    code = "not_allowed"


class Unreadable(Invalid):
    """A file that gives no text."""

    code = "unreadable"


class Tampered(Conflict):
    """The bytes in the store are not those that were put there."""

    code = "tampered"


class FileMissing(Conflict):
    """A file that should be in the store is not there."""

    code = "file_missing"


class AlreadyKnown(Conflict):
    """The same bytes were received before."""

    code = "already_known"


class StoreUnavailable(DomainError):
    """The store of files cannot be reached, or takes no more; trying again later may help."""

    code = "store_unavailable"
