"""Issuing a status report from its page."""

import pytest

from commitments.models import ReportIssue
from tests import factories as make

pytestmark = pytest.mark.django_db

ADD = "/admin/commitments/reportissue/add/"


@pytest.fixture
def office(client):
    person = make.supervisor()
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2026年10月", "2026-10"),
        ("2026年 一季度", "2026-Q1"),
        ("2026年第二季度", "2026-Q2"),
        ("２０２６年上半年", "2026-H1"),
        ("2025年", "2025"),
        ("2026-03", "2026-03"),
    ],
)
def test_understands_periods_in_words(client, office, written, period):
    answer = client.post(ADD, {"period": written})

    assert answer.status_code == 302
    assert ReportIssue.objects.get().period == period


def test_refuses_unknown_period_and_shows_what_was_written(client, office):
    content = client.post(ADD, {"period": "去年冬天"}).content.decode()

    assert "去年冬天" in content
    assert "ct-error" in content
    assert not ReportIssue.objects.exists()


def test_offers_recent_periods_in_words(client, office):
    content = client.get(ADD).content.decode()

    assert "年一季度" in content
    assert "-Q1" not in content


def test_reader_cannot_issue_a_report(client):
    client.force_login(make.user(role="reader"))

    assert client.post(ADD, {"period": "2026-03"}).status_code == 403
