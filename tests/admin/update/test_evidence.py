"""Evidence on its pages: cited, verified, rejected, expired."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commitments.domain.reporting import progress
from commitments.models import Evidence
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make.unit("区体育局")


@pytest.fixture
def clerk(unit):
    return make.reporter(unit)


@pytest.fixture
def update(unit, clerk):
    return progress.draft(
        make.assigned(unit).pk, by=clerk, reported_on=timezone.localdate(), narrative="已建成"
    )


@pytest.fixture
def link(update, clerk):
    row = progress.attach_link(update.pk, "https://a.cn", by=clerk, title="新闻报道")
    progress.submit(update.pk, by=clerk)
    return row


def decide(client, row, **fields):
    return client.post(reverse("admin:commitments_evidence_decide", args=[row.pk]), fields)


def shown(client, update):
    address = reverse("admin:commitments_progressupdate_change", args=[update.pk])
    return client.get(address).content.decode()


def test_office_verifies_until_a_date(client, link, update):
    office = make.supervisor()
    client.force_login(office)
    assert "/decide/" in shown(client, update)
    until = timezone.localdate() + timedelta(days=30)

    decide(client, link, verify="1", expires_on=str(until))

    link.refresh_from_db()
    assert (link.state, link.expires_on, link.decided_by) == ("verified", until, office)
    content = shown(client, update)
    assert "已核实" in content
    assert "有效期至" in content
    Evidence.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert "已过期" in shown(client, update)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"reject": "1"}, "请填写理由"),
        ({"verify": "1", "expires_on": "2020-01-01"}, "该日期已过"),
        ({"verify": "1", "expires_on": "明天"}, "请输入日期"),
    ],
)
def test_rejects_incomplete_verification_at_its_field(client, link, given, expected):
    client.force_login(make.supervisor())

    content = decide(client, link, **given).content.decode()

    assert expected in content
    assert "ct-invalid" in content
    link.refresh_from_db()
    assert link.state == "in_review"


def test_unit_sees_the_reason_of_rejected_evidence(client, link, update, clerk):
    client.force_login(make.supervisor())
    decide(client, link, reject="1", reason="与本事项无关")

    client.force_login(clerk)
    content = shown(client, update)
    assert "不采信" in content
    assert "与本事项无关" in content


def test_unit_cannot_verify_its_own_evidence(client, link, update, clerk):
    client.force_login(clerk)

    assert "/decide/" not in shown(client, update)
    assert decide(client, link, verify="1").status_code == 403


def test_cites_quote_across_line_breaks(client, update, clerk):
    document = make.document()
    client.force_login(clerk)
    address = reverse("admin:commitments_evidence_cite", args=[update.pk])
    assert address in shown(client, update)

    client.post(address, {"document": document.pk, "words": "人均体育场地\n面积达到3.7平方米"})

    row = update.evidence.get()
    assert row.quote == make.QUOTE
    assert row.title == document.title
    client.force_login(make.supervisor())
    progress.submit(update.pk, by=clerk)
    assert f"/review/?start={row.start}&amp;end={row.end}" in shown(client, update)


def test_rejects_quote_that_is_not_in_the_document(client, update, clerk):
    client.force_login(clerk)
    given = {"document": make.document().pk, "words": "人均体育场地面积达到9平方米"}

    answer = client.post(reverse("admin:commitments_evidence_cite", args=[update.pk]), given)

    assert "文件中没有这段文字" in answer.content.decode()
    assert not update.evidence.exists()


def test_other_unit_cannot_cite_evidence(client, update):
    client.force_login(make.reporter(make.unit("区教委")))

    answer = client.post(reverse("admin:commitments_evidence_cite", args=[update.pk]))

    assert answer.status_code == 404
