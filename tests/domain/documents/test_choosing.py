"""A person makes a candidate of words in which the reader saw none."""

import pytest

from commitments.domain.documents import choosing, extract
from commitments.domain.platform.errors import Invalid, NotAllowed
from commitments.models import Candidate
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = "某区2026年工作要点\n到2026年6月底，新增停车位500个，编号17。\n"


@pytest.fixture
def document():
    return make.document(TEXT)


def choose(document, words, by=None):
    start = document.text.index(words)
    return choosing.choose(
        document.pk, start=start, end=start + len(words), by=by or make.supervisor()
    )


def test_makes_a_pending_candidate_of_the_words(document):
    candidate = choose(document, "  编号17"[2:])

    assert (candidate.quote, candidate.state) == ("编号17", "pending")
    assert document.text[candidate.start : candidate.end] == "编号17"
    assert "chosen" in candidate.warnings


def test_history_names_who_chose(document):
    person = make.supervisor("督查员")

    candidate = choose(document, "编号17", by=person)

    assert candidate.history.get().history_user == person


def test_same_words_chosen_again_are_the_same_candidate(document):
    assert choose(document, "编号17", make.supervisor("甲")) == choose(
        document, "编号17", make.supervisor("乙")
    )
    assert Candidate.objects.count() == 1


def test_leaves_blanks_around_the_words_out(document):
    candidate = choose(document, "编号17。\n")

    assert candidate.quote == "编号17。"


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (9, 3), (0, 10_000), (10**12, 10**13)])
def test_refuses_a_stretch_that_is_not_in_the_text(document, start, end):
    with pytest.raises(Invalid):
        choosing.choose(document.pk, start=start, end=end, by=make.supervisor())


def test_refuses_blanks_and_chapters(document):
    long = make.document("甲" * (choosing.LONGEST + 1))
    with pytest.raises(Invalid):
        choosing.choose(long.pk, start=0, end=len(long.text), by=make.supervisor())
    blank = make.document("甲\n \n乙")
    with pytest.raises(Invalid):
        choosing.choose(blank.pk, start=1, end=3, by=make.supervisor("丙"))


def test_refuses_one_who_may_not_decide(document):
    with pytest.raises(NotAllowed):
        choose(document, "编号17", by=make.reporter(make.unit()))
    assert not Candidate.objects.exists()


def test_reads_a_stretch_of_a_long_text_at_its_place():
    text = "甲" * 30 + "。\n" + "今天天气很好。\n" * 8000 + "到2026年6月底，建成公园3个。\n"
    document = make.document(text)

    candidate = choose(document, "建成公园3个")

    assert document.text[candidate.start : candidate.end] == candidate.quote == "建成公园3个"
    assert candidate.value == 3


def test_extraction_stores_what_was_set_aside_with_its_reason(document):
    extract.extract_document(document.pk)
    document.refresh_from_db()

    aside = {TEXT[start:end]: reason for start, end, _, reason in document.set_aside}
    assert aside["17"]
    assert "500" not in aside
