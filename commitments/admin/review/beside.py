"""What the pages of a document show beside its text: what came with it, and what is not in it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commitments.models import Document


def beside(document: Document) -> dict[str, Any]:
    """The context of `document_beside.html`."""
    context: dict[str, Any] = {
        "letters": _shown(document.letters),
        "enclosures": _shown(document.enclosures),
        "unread_pages": ranges(document.unread_pages),
        "unread_parts": document.unread_parts,
        "struck_out": document.struck_out,
    }
    return context | {"has_beside": any(context.values())}


def ranges(pages: Sequence[int]) -> str:
    """Page numbers, those in a row together.

    >>> ranges([3, 4, 5, 8])
    '3—5、8'
    """
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    spans = (f"{run[0]}—{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
    return _(", ").join(spans)


def _shown(documents: Any) -> list[Document]:
    found: QuerySet[Document] = documents.without_text().order_by("pk")
    return list(found)
