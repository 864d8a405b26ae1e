"""Addresses for machines that watch the service: /healthz, /readyz, /metrics."""

import hmac
import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from commitments.domain.operations import checks
from tracker import metrics

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")


def health(_request: HttpRequest) -> HttpResponse:
    """The process lives and answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


def readiness(_request: HttpRequest) -> HttpResponse:
    """200 where requests can be served, else 503; each check by name."""
    found = checks.readiness()
    ready = all(state == checks.OK for state in found.values())
    return JsonResponse(
        {"status": "ready" if ready else "not ready", "checks": found},
        status=200 if ready else 503,
    )


def scrape(request: HttpRequest) -> HttpResponse:
    """The metrics, for whoever has the token; without one, for this machine only."""
    if not _may_scrape(request):
        return HttpResponse("Forbidden\n", status=403, content_type="text/plain")
    return HttpResponse(metrics.exposition(), content_type=metrics.CONTENT_TYPE)


def _may_scrape(request: HttpRequest) -> bool:
    token: str = settings.METRICS_TOKEN
    if token:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    # Behind a proxy on this machine everybody seems to come from it.
    if settings.SESSION_COOKIE_SECURE or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _read_only(
    answer: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def answered(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        response = answer(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    return answered


PROBES = {
    "/healthz": _read_only(health),
    "/readyz": _read_only(readiness),
    "/metrics": _read_only(scrape),
}
