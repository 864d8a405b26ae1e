"""The ledger over HTTP: the list of commitments as a workbook to be filled in."""

from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import pgettext
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request

from commitments.api import downloads
from commitments.api.base import OwnResource
from commitments.domain.batches.ledger import exporting
from commitments.models import Commitment
from commitments.rendering import FORMATS

XLSX = FORMATS["xlsx"].media_type


class InLedger(OwnResource):
    """Adds the export to the resource of commitments."""

    @extend_schema(responses={(200, XLSX): OpenApiTypes.BINARY}, filters=True)
    @action(detail=False, pagination_class=None)
    def ledger(self, request: Request) -> FileResponse:
        """The commitments as an Excel ledger.

        The same filters as the list. Filled in, it is sent to `batches/`.
        """
        found = self.filter_queryset(self.get_queryset())
        rows = Commitment.objects.filter(pk__in=found.values("pk")).order_by("code")
        day = timezone.localdate()
        return downloads.made(
            exporting.workbook(rows),
            name=f"{pgettext('ledger', 'Ledger')}-{day}.xlsx",
            plain_name=f"ledger-{day}.xlsx",
            media_type=XLSX,
        )
