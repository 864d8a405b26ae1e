"""The inbox on the start page: duties of a unit, and what the office waits for."""

from datetime import date

import pytest

from commitments.domain.reporting import duties, progress
from tests import factories as make
from tests.admin import reminding

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make.unit("区体育局")


def start(client, person):
    client.force_login(person)
    return client.get("/admin/").content.decode()


def test_overdue_report_links_to_its_form(client, unit):
    commitment, _duty = reminding.late(unit)

    content = start(client, make.reporter(unit))

    assert "逾期" in content
    assert "2026年1月" in content
    assert f"/progressupdate/add/?commitment={commitment.pk}" in content


def test_returned_report_links_to_its_form(client, unit):
    commitment, duty = reminding.late(unit)
    clerk, office = make.reporter(unit), make.supervisor()
    update = progress.draft(
        commitment.pk, by=clerk, reported_on=duty.period_end, narrative="持续推进中"
    )
    progress.submit(update.pk, by=clerk)
    progress.return_to_unit(update.pk, by=office, reason="请写明数据")

    content = start(client, clerk)

    assert "请写明数据" in content
    assert f"/progressupdate/{update.pk}/change/" in content
    assert content.count("ct-duty-sent_back") == 1


def test_existing_draft_is_continued_instead_of_a_new_one(client, unit):
    commitment, duty = reminding.late(unit)
    clerk = make.reporter(unit)
    update = progress.draft(
        commitment.pk, by=clerk, reported_on=duty.period_end, narrative="已建成"
    )

    content = start(client, clerk)

    inbox = content[content.index('id="inbox"') : content.index("我的承诺事项")]
    assert f"/progressupdate/{update.pk}/change/" in inbox
    assert "/progressupdate/add/" not in inbox


def test_head_sees_duties_and_signs_but_gets_no_form(client, unit):
    commitment, _duty = reminding.late(unit)

    content = start(client, make.user(role="head", unit=unit))

    assert "ct-duty-overdue" in content
    assert "/progressupdate/add/" not in content
    assignment = commitment.assignments.get()
    address = f"/admin/commitments/commitment/{commitment.pk}/acknowledge/{assignment.pk}/"
    assert address in content
    assert client.post(address, {"next": "start"}).url == "/admin/"
    assignment.refresh_from_db()
    assert assignment.acknowledged_at


def test_inbox_shows_nothing_of_other_units(client, unit):
    reminding.slip(reminding.late(unit)[1])

    content = start(client, make.reporter(make.unit("区教委")))

    assert "ct-duty-overdue" not in content
    assert "ct-receipt-open" not in content
    assert "暂无待办" in content


def test_office_sees_late_units_and_unsigned_slips(client, unit):
    issued = reminding.slip(reminding.late(unit)[1])

    content = start(client, make.supervisor())

    assert "逾期未报送" in content
    assert f"state=overdue&amp;unit={unit.pk}" in content
    assert issued.code in content


def test_reader_has_an_empty_inbox(client, unit):
    reminding.late(unit)

    content = start(client, make.user(role="reader"))

    assert 'id="inbox"' not in content
    assert 'id="late"' not in content


def test_person_without_role_sees_a_hint_and_no_data(client, unit):
    commitment, duty = reminding.late(unit)
    issued = reminding.slip(duty)

    content = start(client, make.user(unit=unit))

    assert "您的账号尚未分配角色" in content
    assert commitment.title not in content
    assert issued.code not in content


def test_periods_answered_by_one_report_share_a_line(client, unit):
    commitment, _duty = reminding.late(unit)
    duties.open_period(date(2026, 2, 10))

    content = start(client, make.reporter(unit))

    assert content.count("ct-duty-overdue") == 1
    assert "2026年1月、2026年2月" in content
    assert content.count(f"/progressupdate/add/?commitment={commitment.pk}") == 2
