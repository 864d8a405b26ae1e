"""What surrounds every request: its id, its line in the log, its count in the metrics."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from commitments.domain.platform import tracing
from tracker import metrics, probes

logger = logging.getLogger(__name__)
HEADER = "X-Request-ID"


class RequestMiddleware:
    """The outermost middleware.

    Probes are answered here, before hosts are checked and sessions opened: a load balancer asks by
    address, and an answer must not depend on what it asks about.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with tracing.following(tracing.accepted(request.headers.get(HEADER, ""))) as request_id:
            began = time.perf_counter()
            answer = probes.PROBES.get(request.path_info)
            response = answer(request) if answer else self.get_response(request)
            seconds = time.perf_counter() - began
            response.headers[HEADER] = request_id
            if not answer:
                metrics.observe(request, response.status_code, seconds)
            self._log(request, response.status_code, seconds)
            return response

    def _log(self, request: HttpRequest, status: int, seconds: float) -> None:
        """Without the query and without names: what people search for is theirs."""
        is_routine = request.path_info in probes.PROBES or request.path_info.startswith(
            f"/{settings.STATIC_URL.lstrip('/')}"
        )
        logger.log(
            logging.DEBUG if is_routine else logging.INFO,
            "%s %s %s %.0f ms",
            request.method,
            request.path_info.encode("unicode_escape").decode(),
            status,
            seconds * 1000,
        )
