"""Give a document the day that it bears, and what started on the day of its upload with it."""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from commitments.domain.evaluation import assess
from commitments.domain.platform import audit, rights
from commitments.domain.platform.errors import Invalid
from commitments.domain.tracking import measuring
from commitments.models import Commitment, Document


@transaction.atomic
def set_day(document_id: int, *, published_on: date, by: User) -> list[Commitment]:
    """Enter or correct the day of a document; return the commitments that start with it now.

    A commitment follows if nobody gave it another start than the one proposed: the former day of
    the document, or the day of the registration where it had none. What is due before the new day
    keeps its start.
    """
    rights.require_permission(by, "add_document", _("You may not add documents."))
    measuring.not_in_future(published_on, "published_on")
    found = Document.objects.select_for_update().without_text().filter(pk=document_id)
    document = found.first()
    if document is None:
        raise Invalid(_("There is no such document."))
    former, document.published_on = document.published_on, published_on
    audit.save(document, by=by, fields=["published_on"])
    cited = Commitment.objects.filter(citations__document=document).distinct()
    rows = Commitment.objects.select_for_update().filter(pk__in=cited.values("pk"))
    moved = [row for row in rows.order_by("pk") if _follows(row, former, published_on)]
    reason = _("The document is dated %(day)s.") % {"day": published_on.isoformat()}
    for row in moved:
        row.starts_on = published_on
        audit.save(row, by=by, reason=reason, fields=["starts_on"])
    assess.assess_all(ids=[row.pk for row in moved])
    return moved


def _follows(row: Commitment, former: date | None, day: date) -> bool:
    proposed = former or timezone.localdate(row.registered_at)
    return row.starts_on == proposed != day and (row.due_on is None or row.due_on >= day)
