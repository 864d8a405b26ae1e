"""Notices of one person, read one by one or all at once."""

import pytest
from django.urls import reverse

from commitments.choices import NoticeKind
from commitments.domain.notices import notices
from commitments.models import Notice
from tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "/admin/commitments/notice/"


@pytest.fixture
def clerk():
    return make.reporter(make.unit("区体育局"))


@pytest.fixture
def notice(clerk):
    commitment = make.commitment(title="新建社区健身设施")
    notices.notify([clerk], NoticeKind.RETURNED, commitment=commitment, reason="请写明数据")
    return Notice.objects.get(person=clerk, kind=NoticeKind.RETURNED)


def test_new_notice_stays_on_start_page_until_read(client, clerk, notice):
    client.force_login(clerk)
    assert "请写明数据" in client.get("/admin/").content.decode()

    client.post(reverse("admin:commitments_notice_read"), {"notice": notice.pk})

    assert "请写明数据" not in client.get("/admin/").content.decode()
    assert "请写明数据" in client.get(LIST).content.decode()
    assert "请写明数据" not in client.get(f"{LIST}?read=no").content.decode()


def test_other_people_cannot_see_or_mark_a_notice(client, notice):
    client.force_login(make.administrator())

    assert "请写明数据" not in client.get(LIST).content.decode()
    client.post(reverse("admin:commitments_notice_read"), {"notice": [notice.pk, "x"]})

    notice.refresh_from_db()
    assert notice.read_at is None


def test_list_marks_several_notices_as_read(client, clerk, notice):
    client.force_login(clerk)

    client.post(LIST, {"action": "mark_read", "_selected_action": [notice.pk]})

    notice.refresh_from_db()
    assert notice.read_at


def test_notice_links_to_its_subject(client, clerk, notice):
    client.force_login(clerk)

    answer = client.get(reverse("admin:commitments_notice_change", args=[notice.pk]))

    assert answer.url.endswith(f"/commitment/{notice.commitment_id}/change/")
