"""Notices: one's own, read one by one or all at once."""

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


def test_what_is_new_stands_on_the_start_page_until_it_is_read(client, clerk, notice):
    client.force_login(clerk)
    assert "请写明数据" in client.get("/admin/").content.decode()

    client.post(reverse("admin:commitments_notice_read"), {"notice": notice.pk})

    assert "请写明数据" not in client.get("/admin/").content.decode()
    assert "请写明数据" in client.get(LIST).content.decode()
    assert "请写明数据" not in client.get(f"{LIST}?read=no").content.decode()


def test_others_neither_see_it_nor_mark_it(client, notice):
    client.force_login(make.administrator())

    assert "请写明数据" not in client.get(LIST).content.decode()
    client.post(reverse("admin:commitments_notice_read"), {"notice": [notice.pk, "x"]})

    notice.refresh_from_db()
    assert notice.read_at is None


def test_several_are_marked_in_the_list(client, clerk, notice):
    client.force_login(clerk)

    client.post(LIST, {"action": "mark_read", "_selected_action": [notice.pk]})

    notice.refresh_from_db()
    assert notice.read_at


def test_a_notice_leads_to_what_it_speaks_of(client, clerk, notice):
    client.force_login(clerk)

    answer = client.get(reverse("admin:commitments_notice_change", args=[notice.pk]))

    assert answer.url.endswith(f"/commitment/{notice.commitment_id}/change/")
