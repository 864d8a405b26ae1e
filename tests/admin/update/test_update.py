"""A unit reports, the office approves or returns, and the status follows."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from commitments.models import ProgressUpdate
from tests import factories as make

pytestmark = pytest.mark.django_db

ADD = "/admin/commitments/progressupdate/add/"


@pytest.fixture
def unit():
    return make.unit("区体育局")


@pytest.fixture
def commitment(unit):
    return make.commitment(lead=unit)


@pytest.fixture
def clerk(client, unit):
    person = make.reporter(unit)
    client.force_login(person)
    return person


def page(update):
    return reverse("admin:commitments_progressupdate_change", args=[update.pk])


def report(client, commitment, *, button="save", **fields):
    given = {"reported_on": str(timezone.localdate()), "narrative": "新建场地2处", button: "1"}
    return client.post(f"{ADD}?commitment={commitment.pk}", given | fields)


def act(client, update, verb, **fields):
    return client.post(
        reverse(f"admin:commitments_progressupdate_{verb}", args=[update.pk]), fields
    )


def test_draft_stores_value_and_evidence(client, clerk, commitment):
    upload = SimpleUploadedFile("验收单.pdf", b"%PDF-1.4 x")

    report(client, commitment, value="3.5", numerator="7", denominator="2", file=upload)

    update = ProgressUpdate.objects.get()
    assert (update.state, update.author) == ("draft", clerk)
    assert update.measurements.get().value == 3.5
    assert update.evidence.get().filename == "验收单.pdf"


def test_status_follows_approval_and_withdrawal(client, clerk, commitment):
    report(client, commitment, button="submit", value="3.9")
    update = ProgressUpdate.objects.get()
    assert update.state == "submitted"

    client.force_login(make.supervisor())
    act(client, update, "return", reason="请附验收材料")
    client.force_login(clerk)
    content = client.get(page(update)).content.decode()
    assert "请附验收材料" in content
    client.post(
        page(update),
        {
            "reported_on": str(timezone.localdate()),
            "narrative": "已验收",
            "value": "3.9",
            "url": "https://example.org/a",
            "submit": "1",
        },
    )
    client.force_login(make.supervisor())
    act(client, update, "approve")

    commitment.refresh_from_db()
    assert commitment.evaluation.progress == "achieved"
    client.force_login(clerk)
    act(client, update, "withdraw")
    commitment.refresh_from_db()
    assert commitment.evaluation.progress != "achieved"


def test_changed_date_moves_value_and_empty_value_deletes_it(client, clerk, commitment):
    report(client, commitment, value="3.5")
    update = ProgressUpdate.objects.get()
    yesterday = str(timezone.localdate() - timedelta(days=1))

    client.post(
        page(update),
        {"reported_on": yesterday, "narrative": "x", "value": "3.4", "save": "1"},
    )
    assert [str(m.measured_on) for m in update.measurements.all()] == [yesterday]

    client.post(page(update), {"reported_on": yesterday, "narrative": "x", "save": "1"})
    assert not update.measurements.exists()


def test_evidence_can_be_removed_from_a_draft(client, clerk, commitment):
    report(client, commitment, url="https://example.org/a")
    update = ProgressUpdate.objects.get()

    client.post(
        page(update),
        {
            "reported_on": str(timezone.localdate()),
            "narrative": "x",
            "remove": [update.evidence.get().pk],
            "save": "1",
        },
    )

    assert not update.evidence.exists()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"narrative": ""}, "请填写工作进展"),
        ({"value": "不少"}, "请输入数字"),
        ({"reported_on": "2999-01-01"}, "日期不能晚于今天"),
        ({"value": "1", "numerator": "1"}, "分子与分母须同时填写"),
        ({"numerator": "1", "denominator": "2"}, "请同时填写完成值"),
        ({"file": SimpleUploadedFile("空.pdf", b"")}, "ct-error"),
        (
            {"url": "https://a.cn", "period_start": "2026-02-01", "period_end": "2026-01-01"},
            "时段止早于时段起",
        ),
    ],
)
def test_invalid_update_shows_errors_and_stores_nothing(client, clerk, commitment, given, expected):
    content = report(client, commitment, **given).content.decode()

    assert expected in content
    assert not ProgressUpdate.objects.exists()


def test_return_requires_a_reason(client, clerk, commitment):
    report(client, commitment, button="submit")
    update = ProgressUpdate.objects.get()
    client.force_login(make.supervisor())

    content = act(client, update, "return", reason="").content.decode()

    assert "请填写退回理由" in content
    update.refresh_from_db()
    assert update.state == "submitted"


def test_new_update_can_start_from_the_last_one(client, clerk, commitment):
    report(client, commitment, button="submit", next_steps="年底前完成验收")

    blank = client.get(f"{ADD}?commitment={commitment.pk}")
    start = client.get(f"{ADD}?commitment={commitment.pk}&start=last")

    assert blank.context["form"].initial.get("narrative") is None
    assert start.context["form"].initial["next_steps"] == "年底前完成验收"


def test_other_unit_cannot_see_or_write_updates(client, clerk, commitment):
    report(client, commitment)
    update = ProgressUpdate.objects.get()
    client.force_login(make.reporter(make.unit()))

    assert client.get(page(update)).status_code == 302
    assert report(client, commitment).status_code == 404
    assert act(client, update, "withdraw").status_code == 404


def test_supporting_unit_cannot_change_lead_units_draft(client, clerk, commitment):
    helper = make.unit()
    commitment.assignments.create(organization=helper, role="support")
    report(client, commitment)
    update = ProgressUpdate.objects.get()
    client.force_login(make.reporter(helper))

    client.post(page(update), {"narrative": "改写", "reported_on": "2026-01-01", "save": "1"})

    update.refresh_from_db()
    assert update.narrative == "新建场地2处"


def test_reader_cannot_report(client, commitment):
    client.force_login(make.user(role="reader"))

    assert report(client, commitment).status_code == 403
    assert not ProgressUpdate.objects.exists()


def test_clerk_cannot_approve(client, clerk, commitment):
    report(client, commitment, button="submit")
    update = ProgressUpdate.objects.get()

    act(client, update, "approve")

    update.refresh_from_db()
    assert update.state == "submitted"


def test_evidence_is_downloaded_only_by_those_who_see_the_update(client, clerk, commitment):
    report(client, commitment, file=SimpleUploadedFile("a.pdf", b"%PDF-1.7 <script>"))
    evidence = ProgressUpdate.objects.get().evidence.get()
    address = reverse("admin:commitments_evidence_file", args=[evidence.pk])

    answer = client.get(address)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    client.force_login(make.reporter(make.unit()))
    assert client.get(address).status_code == 404


def test_commitment_without_figure_is_reported_as_kept(client, clerk, unit):
    bare = make.commitment(lead=unit, target=None)

    report(client, bare, button="submit", is_done="on")

    assert ProgressUpdate.objects.get().is_done


def test_stale_form_is_refused_and_lists_changes(client, clerk, commitment, unit):
    report(client, commitment)
    update = ProgressUpdate.objects.get()
    given = {"reported_on": str(timezone.localdate()), "save": "1"}
    seen = str(update.version)
    client.force_login(make.reporter(unit, "同事"))
    client.post(page(update), given | {"narrative": "同事写的", "version": seen})
    client.force_login(clerk)

    content = client.post(
        page(update), given | {"narrative": "我写的", "version": seen}
    ).content.decode()

    assert "已在别处" in content
    assert "同事写的" in content
    assert "我写的" in content
    update.refresh_from_db()
    assert update.narrative == "同事写的"


def test_stale_approval_is_refused(client, clerk, commitment):
    report(client, commitment, button="submit")
    update = ProgressUpdate.objects.get()
    seen = str(update.version)
    act(client, update, "withdraw", version=seen)
    client.post(
        page(update),
        {"reported_on": str(timezone.localdate()), "narrative": "另一番话", "submit": "1"},
    )
    client.force_login(make.supervisor())

    act(client, update, "approve", version=seen)

    update.refresh_from_db()
    assert update.state == "submitted"
