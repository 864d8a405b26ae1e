"""The reader's warnings in words, for the reviewer to check before deciding."""

from django.utils.translation import gettext_lazy as _

from commitments.models import Candidate

EXPLAINED = {
    "period_conflict": _(
        "The period named contradicts another date in the text. Nothing was corrected: check "
        "the source and set the due date yourself."
    ),
    "duplicate": _("The same passage stands earlier in the text: merge or reject it."),
    "unit_missing": _("The text gives the number no unit."),
    "value_in_words": _("The value is written in words: check how it was read."),
    "table_unread": _("The columns of this table were not understood: read it in the source."),
    "column_unread": _("A figure of this row stands in a column that was not understood."),
    "chosen": _("Chosen by a person in the text: check value, unit and due date yourself."),
}
SHORT = {
    "period_conflict": _("Period in doubt"),
    "duplicate": _("Repeated"),
    "unit_missing": _("No unit"),
    "value_in_words": _("Value in words"),
    "table_unread": _("Table not read"),
    "column_unread": _("Column not read"),
    "chosen": _("Chosen by hand"),
}


def explained(candidate: Candidate) -> list[str]:
    """Each warning as a sentence; an unknown code is shown as it is."""
    found = []
    for code in candidate.warnings:
        sentence = str(EXPLAINED.get(code, code))
        if code == "period_conflict" and candidate.period:
            named = _("The text names: %(period)s.") % {"period": candidate.period}
            sentence = f"{sentence} {named}"
        found.append(sentence)
    return found


def short(code: str) -> str:
    return str(SHORT.get(code, code))
