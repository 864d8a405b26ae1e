"""Notices: one's own, in one's own language, read once."""

import pytest

from commitments.choices import NoticeKind
from commitments.domain.notices import notices
from commitments.models import Notice
from tests import factories


@pytest.fixture
def notice(clerk, bureau) -> Notice:
    commitment = factories.assigned(bureau)
    Notice.objects.all().delete()
    notices.notify([clerk.user], NoticeKind.RETURNED, commitment=commitment, reason="缺佐证")
    return Notice.objects.get()


def test_notice_is_a_sentence(clerk, notice):
    shown = clerk.get(f"notices/{notice.pk}/").json()

    assert (shown["kind"], shown["commitment"]) == ("returned", notice.commitment_id)
    assert "缺佐证" in shown["text"]
    assert notice.commitment.code in shown["text"]


def test_first_read_counts(clerk, notice):
    assert clerk.ids("notices/", is_read=False) == [notice.pk]
    read = clerk.post(f"notices/{notice.pk}/read/").json()
    assert read["read_at"]
    assert clerk.post(f"notices/{notice.pk}/read/").json() == read
    assert clerk.ids("notices/", is_read=True, kind="returned") == [notice.pk]


def test_notice_is_visible_to_recipient_only(office, reader, stranger, notice):
    for other in (office, reader, stranger):
        assert other.ids("notices/") == []
        assert other.get(f"notices/{notice.pk}/", 404)
        assert other.post(f"notices/{notice.pk}/read/", status=404)
    notice.refresh_from_db()
    assert notice.read_at is None
