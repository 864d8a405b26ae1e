"""The day of a document can be entered afterwards, and what started with the upload follows."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from commitments.domain.documents import dating, review
from commitments.domain.platform.errors import Invalid, NotAllowed
from commitments.domain.tracking import registration
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 15)


@pytest.fixture
def office():
    return factories.supervisor()


@pytest.fixture
def undated(office):
    return factories.document(published_on=None)


def test_commitments_that_started_with_the_upload_start_on_the_day(undated, office):
    candidate = factories.candidate(undated)
    commitment = review.accept(candidate.pk, by=office)
    assert commitment.starts_on == timezone.localdate()

    moved = dating.set_day(undated.pk, published_on=DAY, by=office)

    assert [row.pk for row in moved] == [commitment.pk]
    commitment.refresh_from_db()
    undated.refresh_from_db()
    assert (commitment.starts_on, undated.published_on) == (DAY, DAY)
    assert commitment.history.first().history_user == office


def test_start_that_somebody_chose_stays(undated, office):
    candidate = factories.candidate(undated)
    start = timezone.localdate() - timedelta(days=7)
    proposal = factories.proposal(starts_on=start)
    commitment = review.accept(candidate.pk, by=office, proposal=proposal)

    assert dating.set_day(undated.pk, published_on=DAY, by=office) == []
    commitment.refresh_from_db()
    assert commitment.starts_on == start


def test_corrected_day_takes_along_what_started_with_the_former(office):
    document = factories.document(published_on=date(2026, 1, 5))
    commitment = review.accept(factories.candidate(document).pk, by=office)

    dating.set_day(document.pk, published_on=DAY, by=office)

    commitment.refresh_from_db()
    assert commitment.starts_on == DAY


def test_next_candidate_is_proposed_with_the_day(undated, office):
    dating.set_day(undated.pk, published_on=DAY, by=office)

    candidate = factories.candidate(undated)
    candidate.refresh_from_db()
    assert registration.propose(candidate).starts_on == DAY


def test_refuses_a_future_day_and_who_may_not(undated, office):
    with pytest.raises(Invalid) as refusal:
        dating.set_day(undated.pk, published_on=timezone.localdate() + timedelta(days=1), by=office)
    assert refusal.value.field == "published_on"
    with pytest.raises(NotAllowed):
        dating.set_day(undated.pk, published_on=DAY, by=factories.reporter(factories.unit()))
