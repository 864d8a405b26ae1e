"""A draft is its author's, its unit's and the office's; others see the update once submitted."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from commitments.domain.platform.errors import Invalid
from commitments.domain.reporting import progress
from commitments.domain.tracking import assign
from commitments.models import Evidence, Measurement, ProgressUpdate
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)
SECRET = "尚未定稿"


@pytest.fixture
def district():
    return make.unit("海淀区政府")


@pytest.fixture
def lead(district):
    return make.unit("区体育局", parent=district)


@pytest.fixture
def support(district):
    return make.unit("区教委", parent=district)


@pytest.fixture
def clerk(lead):
    return make.reporter(lead, "clerk")


@pytest.fixture
def commitment(lead, support):
    made = make.assigned(lead)
    assign.assign(made.pk, support.pk, by=make.supervisor(), role="support")
    return made


@pytest.fixture
def draft(commitment, clerk):
    update = progress.draft(
        commitment.pk,
        by=clerk,
        reported_on=DAY,
        narrative=f"{SECRET}的进展",
        readings=(progress.ReportedValue(DAY, Decimal("3.1"), note=f"{SECRET}的备注"),),
    )
    progress.attach_file(
        update.pk, f"{SECRET}的正文".encode(), by=clerk, filename="a.txt", title=f"{SECRET}的佐证"
    )
    return update


@pytest.fixture
def people(district, lead, support, clerk):
    return {
        "author": clerk,
        "colleague": make.reporter(lead),
        "superior unit": make.user(role="head", unit=district),
        "office": make.supervisor(),
        "administrator": make.administrator(),
        "supporting unit": make.reporter(support),
        "reader": make.user(role="reader"),
        "reviewer": make.user(role="reviewer"),
        "program": make.user(role="api_client"),
    }


INSIDE = ["author", "colleague", "superior unit", "office", "administrator"]
OUTSIDE = ["supporting unit", "reader", "reviewer", "program"]
TABLES = [ProgressUpdate, Measurement, Evidence]


def pages(update) -> list[str]:
    """Every place that could show an update, its values or its evidence."""
    proof, commitment = update.evidence.get(), update.commitment_id
    value = update.measurements.get()
    api = [
        *("updates/", "measurements/", "evidence/", f"updates/{update.pk}/"),
        *(f"measurements/{value.pk}/", f"evidence/{proof.pk}/", f"evidence/{proof.pk}/file/"),
        *(f"commitments/{commitment}/", f"commitments/{commitment}/history/"),
        *(f"commitments/{commitment}/series/", f"updates/?q={SECRET}", "notices/", "duties/"),
    ]
    tables = "/admin/commitments"
    return [
        *(f"/api/v1/{path}" for path in api),
        *("/admin/", f"/admin/search/?s={SECRET}", f"{tables}/commitment/{commitment}/change/"),
        *(f"{tables}/progressupdate/", f"{tables}/progressupdate/{update.pk}/change/"),
        *(f"{tables}/progressupdate/{update.pk}/history/", f"{tables}/evidence/"),
        *(f"{tables}/progressupdate/?q={SECRET}的", f"{tables}/evidence/{proof.pk}/change/"),
        *(f"{tables}/evidence/{proof.pk}/history/", f"{tables}/commitment/{commitment}/history/"),
    ]


def leaks(person, update) -> list[str]:
    client = Client(raise_request_exception=False)
    client.force_login(person)
    found = []
    for path in pages(update):
        answer = client.get(path)
        assert answer.status_code < 500, path
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        # What was searched for is repeated in the search field.
        words = content.decode(errors="replace").replace(f'value="{SECRET}', "")
        if any(f"{SECRET}的{part}" in words for part in ("进展", "备注", "佐证", "正文")):
            found.append(path)
    return found


@pytest.mark.parametrize("name", INSIDE)
def test_insiders_see_the_draft(people, draft, name):
    for table in TABLES:
        assert table.objects.visible_to(people[name]).exists(), table
    if name != "superior unit":
        assert f"/api/v1/updates/{draft.pk}/" in leaks(people[name], draft)


@pytest.mark.parametrize("name", OUTSIDE)
def test_nobody_else_sees_it_anywhere(people, draft, name):
    for table in TABLES:
        assert not table.objects.visible_to(people[name]).exists(), table
    assert leaks(people[name], draft) == []


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_cached_answer_is_not_confirmed_to_them(people, draft, name):
    inside, outside = Client(), Client()
    inside.force_login(people["author"])
    outside.force_login(people[name])
    place = f"/api/v1/updates/{draft.pk}/"

    tag = inside.get(place)["ETag"]

    assert outside.get(place, headers={"If-None-Match": tag}).status_code == 404


@pytest.mark.parametrize("name", OUTSIDE)
def test_once_submitted_they_see_it_but_not_what_it_was_before(people, draft, clerk, name):
    progress.rewrite(draft.pk, by=clerk, narrative="定稿")
    kept = draft.measurements.get()
    progress.measure(draft.pk, progress.ReportedValue(DAY, Decimal("3.2"), note="定稿"), by=clerk)
    proof = draft.evidence.get()
    progress.remove(proof, by=clerk)
    progress.attach_file(draft.pk, "定稿".encode(), by=clerk, filename="b.txt", title="定稿")
    assert draft.measurements.get() == kept
    progress.submit(draft.pk, by=clerk)

    for table in TABLES:
        assert table.objects.visible_to(people[name]).exists(), table
    assert leaks(people[name], draft) == []
    assert "/api/v1/commitments/" in str(leaks(people["author"], draft))


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_withdrawn_update_is_a_draft_again(people, draft, clerk, name):
    progress.submit(draft.pk, by=clerk)
    progress.withdraw(draft.pk, by=clerk)

    for table in TABLES:
        assert not table.objects.visible_to(people[name]).exists(), table


def test_a_reporter_measures_only_what_its_commitments_are_measured_by(draft, clerk):
    foreign = make.assigned(make.unit("区民政局"), indicator="学位").target.indicator

    with pytest.raises(Invalid, match="指标"):
        progress.measure(
            draft.pk,
            progress.ReportedValue(DAY, Decimal(5), indicator_id=foreign.pk),
            by=clerk,
        )
    assert not Measurement.objects.filter(indicator=foreign).exists()


def test_a_reporter_measures_the_indicator_of_another_commitment_of_its_own(draft, clerk, lead):
    own = make.assigned(lead, indicator="健身步道").target.indicator
    reading = progress.ReportedValue(DAY, Decimal(5), indicator_id=own.pk)

    assert progress.measure(draft.pk, reading, by=clerk).indicator == own


def test_the_office_measures_any_indicator(draft):
    foreign = make.assigned(make.unit("区民政局"), indicator="学位").target.indicator
    reading = progress.ReportedValue(DAY, Decimal(5), indicator_id=foreign.pk)

    assert progress.measure(draft.pk, reading, by=make.supervisor()).indicator == foreign
