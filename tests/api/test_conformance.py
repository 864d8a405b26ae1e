"""Whatever is asked, by whichever role: no fault of ours, no answer outside the description."""

from datetime import date
from decimal import Decimal

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.authtoken.models import Token
from schemathesis import checks
from schemathesis.generation import GenerationMode

from commitments.api.urls import router
from commitments.domain.batches import running
from commitments.domain.reporting import progress, status_reports
from commitments.domain.tracking import breakdowns
from commitments.models import Organization
from tests import factories
from tests.api.test_queries import move_along
from tests.domain.batches.books import finish

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

EXAMPLES = 12
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
MODELS = {prefix: viewset.queryset.model for prefix, viewset, _name in router.registry}


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("commitments.api.documents.tasks.dispatch", lambda job: None)


@pytest.fixture(autouse=True)
def _connection_kept(db):
    """A served request ends by closing its connection: here that is the test's own."""
    signals = [request_started, request_finished]
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def bureau_with_one_of_everything(bureau):
    by = factories.supervisor()
    commitment = factories.assigned(bureau)
    factories.candidate()
    factories.candidate()
    update = progress.draft(
        commitment.pk,
        by=by,
        reported_on=date(2026, 3, 31),
        narrative="进展",
        readings=(progress.ReportedValue(date(2026, 3, 31), Decimal("3.2")),),
    )
    progress.attach_file(update.pk, b"photo", by=by, filename="a.txt")
    move_along(commitment, by)
    status_reports.issue("2026", by=by)
    asked = running.select(
        [commitment.pk],
        changes={"due_on": "2029-12-31"},
        by=factories.administrator(),
        reason="提前",
    )
    finish(asked)
    breakdowns.create(
        "街镇",
        by=by,
        groups=[breakdowns.GroupEntry("学院路街道"), breakdowns.GroupEntry("上地街道")],
    )
    return bureau


@pytest.fixture
def schema(_connection_kept):
    return schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application())


def person(role: str, unit: Organization):
    if role == "administrator":
        return factories.administrator()
    return factories.user(role=role, unit=unit if role == "reporter" else None)


def known_ids(path: str) -> list[int]:
    """Ids that are there, so that not every question ends at "not found"."""
    resource = path.split("/")[3]
    return list(MODELS[resource].objects.values_list("pk", flat=True)[:3])


@pytest.mark.parametrize(
    ("role", "mode"),
    [
        ("administrator", GenerationMode.POSITIVE),
        ("reporter", GenerationMode.POSITIVE),
        ("reader", GenerationMode.POSITIVE),
        # Whom nothing is forbidden meets every check of what is sent.
        ("administrator", GenerationMode.NEGATIVE),
    ],
    ids=lambda value: getattr(value, "name", value).lower(),
)
def test_responses_match_schema(role, mode, schema, bureau_with_one_of_everything):
    token = Token.objects.create(user=person(role, bureau_with_one_of_everything))
    # The client within this process takes compressed bytes for text.
    headers = {"Authorization": f"Token {token.key}", "Accept-Encoding": "identity"}

    for found in schema.get_all_operations():
        operation = found.ok()
        if mode == GenerationMode.NEGATIVE and not (operation.query or operation.body):
            continue

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
        def ask(case, data):
            if "id" in case.path_parameters:
                ids = known_ids(case.path)
                case.path_parameters["id"] = data.draw(st.sampled_from([*ids, 0, 10**12]))
            # Else most would only hear that their key was used before.
            case.headers.pop("Idempotency-Key", None)
            response = case.call(headers=headers)
            case.validate_response(response, checks=CHECKS, headers=headers)

        ask()
