import pytest

from commitments.domain.documents import extract
from commitments.domain.platform.errors import Unreadable
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_candidates_keep_their_offsets():
    document = factories.document()

    added = extract.extract_document(document.pk)

    candidates = list(document.candidates.all())
    assert added == len(candidates) >= 2
    for candidate in candidates:
        assert document.text[candidate.start : candidate.end] == candidate.quote
    document.refresh_from_db()
    assert document.read_at is not None
    assert document.reader_version


def test_extracting_again_adds_nothing_and_keeps_decisions():
    document = factories.document()
    extract.extract_document(document.pk)
    before = list(document.candidates.order_by("pk").values())

    assert extract.extract_document(document.pk) == 0
    assert list(document.candidates.order_by("pk").values()) == before


def test_many_candidates_are_written_a_few_at_a_time(monkeypatch):
    monkeypatch.setattr(extract, "PORTION", 2)
    passages = "\n\n".join(
        f"到2030年底，新建{number}号公园{number}处。" for number in range(20, 30)
    )
    document = factories.document(f"{passages}\n\n到2030年底，新建20号公园20处。\n")

    effect = extract.prepare(document.pk)
    document.refresh_from_db()
    assert document.state == "reading"
    stored = document.candidates.count()
    assert stored > 2

    assert effect() == stored == document.candidates.count()
    document.refresh_from_db()
    assert document.state == "read"
    assert [h.state for h in document.history.order_by("pk")] == ["received", "read"]
    assert extract.extract_document(document.pk) == 0
    assert document.candidates.exclude(duplicate_of=None).exists()


@pytest.mark.parametrize("limit", ["MOST_CLAIMS", "MOST_SET_ASIDE"])
def test_refuses_more_than_a_document_may_say_and_writes_nothing(monkeypatch, limit):
    monkeypatch.setattr(extract, limit, 0)
    document = factories.document("到2030年底，新建公园20处。\n一、总则（二）编号17。\n")

    with pytest.raises(Unreadable):
        extract.extract_document(document.pk)

    assert not document.candidates.exists()


def test_duplicate_points_to_original():
    passage = "到2030年底，人均体育场地面积达到3.7平方米。"
    document = factories.document(f"{passage}\n\n会议强调，要抓好落实。\n\n{passage}\n")

    extract.extract_document(document.pk)

    first, second = document.candidates.filter(kind="target").in_text_order()
    assert first.duplicate_of is None
    assert second.duplicate_of == first


def test_candidate_has_history_row():
    document = factories.document()
    extract.extract_document(document.pk)

    for candidate in document.candidates.all():
        assert candidate.history.get().history_user.username == "system"
