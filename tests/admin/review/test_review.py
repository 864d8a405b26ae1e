"""The review page: the text with its candidates, and one decision on each."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from commitments.domain.documents import ingest, review
from commitments.models import Candidate, Commitment
from tests import factories as make

pytestmark = pytest.mark.django_db

SCRIPT = {"HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture
def reviewer(client):
    person = make.supervisor()
    client.force_login(person)
    return person


def page(document, **query):
    return reverse("admin:commitments_document_review", args=[document.pk], query=query)


def decide(client, candidate, decision, *, script=False, **fields):
    address = reverse(
        "admin:commitments_document_decide", args=[candidate.document_id, candidate.pk]
    )
    extra = SCRIPT if script else {}
    return client.post(address, {"decision": decision, **fields}, **extra)


def filled(**fields):
    return {
        "title": "人均体育场地面积不低于3.7平方米",
        "kind": "target",
        "indicator": "人均体育场地面积",
        "comparator": "gte",
        "value": "3.7",
        "unit": "平方米",
        "starts_on": "2025-11-23",
        "due_on": "2030-12-31",
        "direction": "up",
    } | fields


def test_first_pending_candidate_is_selected(client, reviewer):
    candidate = make.candidate()

    answer = client.get(page(candidate.document))

    content = answer.content.decode()
    assert f'data-c="{candidate.pk}"' in content
    assert "ct-selected" in content
    assert "人均体育场地面积不低于3.7平方米" in content


def test_document_text_is_escaped(client, reviewer):
    text = "<script>alert(1)</script>人均体育场地面积达到3.7平方米<img src=x onerror=alert(2)>"
    quote = "<script>alert(1)</script>人均体育场地面积达到3.7平方米"
    candidate = make.candidate(
        make.document(text), quote=quote, speaker="<b>张三</b>", reasons=["<i>x</i>"]
    )

    content = client.get(page(candidate.document)).content.decode()

    for markup in ("<script>alert", "<img src=x", "<b>张三", "<i>x"):
        assert markup not in content


def test_accept_registers_corrections_and_opens_next(client, reviewer):
    document = make.document()
    first = make.candidate(document)
    second = make.candidate(document, quote="备案助餐点293家", kind="level", metric="助餐点")
    unit = make.unit("区体育局")

    answer = decide(client, first, "accept", **filled(value="4", lead=unit.pk))

    assert answer.url == page(document, candidate=second.pk)
    commitment = Commitment.objects.get()
    assert commitment.target.value == 4
    assert commitment.lead == unit
    first.refresh_from_db()
    assert (first.state, first.decided_by) == ("accepted", reviewer)


def test_script_receives_next_panel_and_counts(client, reviewer):
    document = make.document()
    first = make.candidate(document)
    second = make.candidate(document, quote="备案助餐点293家")

    answer = decide(client, first, "reject", script=True, reason="仅陈述现状").json()

    assert answer["selected"] == second.pk
    assert answer["counts"]["pending"] == 1
    assert "ct-state-rejected" in answer["css"]
    assert f'data-id="{second.pk}"' in answer["panel"]


def test_form_errors_are_shown_at_fields_with_input_preserved(client, reviewer):
    candidate = make.candidate()

    answer = decide(
        client, candidate, "accept", script=True, **filled(title="", value="很多", indicator="场地")
    )

    assert answer.json()["ok"] is False
    assert answer.json()["panel"].count('class="ct-error"') == 2
    assert 'value="很多"' in answer.json()["panel"]
    assert not Commitment.objects.exists()


def test_domain_refusal_is_shown_at_its_field(client, reviewer):
    candidate = make.candidate()

    answer = decide(client, candidate, "accept", **filled(due_on="2020-01-01"))

    assert answer.status_code == 422
    assert "完成时限早于开始日期" in answer.content.decode()
    assert not Commitment.objects.exists()


def test_range_requires_both_ends(client, reviewer):
    answer = decide(client, make.candidate(), "accept", **filled(comparator="between"))

    assert "区间目标须填写上限" in answer.content.decode()


def test_second_decision_is_refused_with_input_preserved(client, reviewer):
    candidate = make.candidate()
    other = make.supervisor("先到者")
    review.reject(candidate.pk, by=other, reason="笼统")

    answer = decide(client, candidate, "accept", script=True, **filled(title="我改过的标题"))

    assert answer.json()["ok"] is False
    panel = answer.json()["panel"]
    assert "先到者" in panel
    assert "我改过的标题" in panel
    candidate.refresh_from_db()
    assert (candidate.state, candidate.decision_reason) == ("rejected", "笼统")
    assert not Commitment.objects.exists()


def test_second_decision_without_javascript_is_a_conflict(client, reviewer):
    candidate = make.candidate()
    review.reject(candidate.pk, by=make.supervisor("先到者"), reason="笼统")

    answer = decide(client, candidate, "reject", reason="我的理由")

    assert answer.status_code == 409
    assert "我的理由" in answer.content.decode()


def test_merge_adds_citation_to_commitment(client, reviewer):
    candidate, commitment = make.candidate(), make.commitment()

    decide(client, candidate, "merge", into=commitment.pk)

    candidate.refresh_from_db()
    assert (candidate.state, candidate.commitment) == ("merged", commitment)
    assert commitment.citations.get().quote == candidate.quote


def test_merge_requires_a_commitment(client, reviewer):
    answer = decide(client, make.candidate(), "merge", script=True)

    assert answer.json()["ok"] is False
    assert "ct-error" in answer.json()["panel"]


def test_rejection_requires_a_reason(client, reviewer):
    candidate = make.candidate()

    answer = decide(client, candidate, "reject", reason=" ")

    assert answer.status_code == 422
    assert "请填写不立项理由" in answer.content.decode()


def test_rejection_can_be_reopened(client, reviewer):
    candidate = make.candidate()
    decide(client, candidate, "reject", reason="误判")

    decide(client, candidate, "reopen")

    candidate.refresh_from_db()
    assert candidate.state == Candidate.State.PENDING


def test_conflicting_periods_are_explained_not_decided(client, reviewer):
    candidate = make.candidate(warnings=["period_conflict"], period="“十四五”时期")

    content = client.get(page(candidate.document)).content.decode()

    assert "原文所称时期与文中其他日期矛盾" in content
    assert "“十四五”时期" in content


def test_offers_to_add_an_unknown_unit(client, reviewer):
    candidate = make.candidate(owners=["共绩科技"])

    content = client.get(page(candidate.document)).content.decode()

    assert "共绩科技" in content
    assert reverse("admin:commitments_organization_add") in content


def test_orders_by_lowest_confidence_on_request(client, reviewer):
    document = make.document()
    make.candidate(document, confidence=0.9)
    doubtful = make.candidate(document, quote="备案助餐点293家", confidence=0.4)

    content = client.get(page(document, order="doubt")).content.decode()

    assert f'class="ct-candidate" data-id="{doubtful.pk}"' in content


def test_filters_by_kind(client, reviewer):
    document = make.document()
    target = make.candidate(document)
    level = make.candidate(document, quote="备案助餐点293家", kind="level")

    content = client.get(page(document, kind="level")).content.decode()

    assert f'data-c="{level.pk}"' in content
    assert f'data-c="{target.pk}"' not in content


def test_citation_is_marked_in_the_text(client, reviewer):
    document = make.document()

    content = client.get(page(document, start=0, end=4)).content.decode()

    assert '<span class="ct-mark ct-cited">区体育局</span>' in content


@pytest.mark.parametrize("span", [(4, 4), (5, 2), (0, 10**8), ("x", 3), ("9" * 40, 1)])
def test_ignores_place_outside_the_text(client, reviewer, span):
    document = make.document()

    answer = client.get(page(document, start=span[0], end=span[1]))

    assert answer.status_code == 200
    assert "ct-cited" not in answer.content.decode()


def test_unread_document_says_so_and_reloads(client, reviewer):
    content = client.get(page(make.document())).content.decode()

    assert "正在识别文件" in content
    assert "data-waiting" in content


def test_failed_reading_is_shown_without_reloading(client, reviewer):
    document = make.document()
    ingest.note_failure(str(document.pk), "ValueError: 版面异常")

    content = client.get(page(document)).content.decode()

    assert "版面异常" in content
    assert "data-waiting" not in content


def test_reporter_sees_text_without_candidates(client):
    candidate = make.candidate()
    client.force_login(make.reporter(make.unit()))

    content = client.get(page(candidate.document, start=0, end=4)).content.decode()

    assert "ct-cited" in content
    assert "data-c=" not in content
    assert decide(client, candidate, "accept", **filled()).status_code == 403


def test_decisions_require_sign_in(client):
    candidate = make.candidate()

    answer = decide(client, candidate, "reject", reason="x")

    assert answer.status_code == 302
    candidate.refresh_from_db()
    assert candidate.state == Candidate.State.PENDING


def test_candidate_of_another_document_is_not_found(client, reviewer):
    candidate, other = make.candidate(), make.document()

    assert client.get(page(other, candidate=candidate.pk)).status_code == 404


def test_large_document_takes_few_queries(client, reviewer, django_assert_max_num_queries):
    document = make.document("区体育局要求，" + "人均体育场地面积达到3.7平方米。" * 300)
    for number in range(60):
        Candidate.objects.create(
            document=document,
            start=7 + number,
            end=20 + number,
            quote=document.text[7 + number : 20 + number],
            statement="x",
            kind="target",
            confidence=0.9,
        )

    with django_assert_max_num_queries(45):
        client.get(page(document))


def accepted(client, candidate, **fields):
    """What the page says to a form that is refused."""
    return decide(client, candidate, "accept", **filled(**fields)).content.decode()


def test_missing_baseline_is_asked_for_on_the_spot(client, reviewer):
    candidate = make.candidate()

    assert "不填则无法计算序时进度。" in client.get(page(candidate.document)).content.decode()

    decide(client, candidate, "accept", **filled(baseline="3.2"))
    assert Commitment.objects.get().target.baseline == Decimal("3.2")


def test_direction_stands_beside_the_target(client, reviewer):
    candidate = make.candidate(comparator="lte", value=Decimal(30), baseline=Decimal(34))

    content = client.get(page(candidate.document)).content.decode()

    form, _more = content.split("<details")[:2]
    assert '<option value="down" selected>' in form


def test_contradictory_direction_is_refused_until_it_is_confirmed(client, reviewer):
    candidate = make.candidate()
    given = {"comparator": "eq", "value": "30", "baseline": "34", "confirm": ""}

    content = accepted(client, candidate, **given)
    assert "与指标方向“上升”相反" in content
    assert 'value="direction@direction"> 方向确认无误' in content
    assert 'name="baseline" value="34"' in content  # nothing typed is lost
    assert not Commitment.objects.exists()

    decide(client, candidate, "accept", **filled(**given | {"confirm": "direction@direction"}))
    assert Commitment.objects.get().target.direction_confirmed


def test_direction_left_open_follows_from_the_target(client, reviewer):
    candidate = make.candidate()
    given = {"comparator": "eq", "value": "30", "baseline": "34", "direction": ""}

    decide(client, candidate, "accept", **filled(**given))

    assert Commitment.objects.get().target.indicator.direction == "down"


def test_box_that_was_set_stays_set_when_something_else_is_refused(client, reviewer):
    wrong = {"baseline": "34", "value": "30", "confirm": "direction@direction"}
    content = accepted(client, make.candidate(), title="", **wrong)

    assert 'value="direction@direction" checked' in content


def test_steps_are_set_with_the_target(client, reviewer):
    candidate = make.candidate()
    given = {"path": "steps", "due_on": "2026-12-31"}

    assert "请填写各阶段的目标值。" in accepted(client, candidate, **given)
    content = accepted(client, candidate, steps="2026-06-30 9", **given)
    assert "2026年6月30日的阶段目标值背离目标。" in content
    decide(client, candidate, "accept", **filled(steps="2026-06-30 3.5", **given))

    assert Commitment.objects.get().milestones.get().planned == Decimal("3.5")


def test_undated_document_says_so_and_takes_its_day(client, reviewer):
    document = make.document(published_on=None)
    assert "本文件未填成文日期。" in client.get(page(document)).content.decode()

    address = reverse("admin:commitments_document_day", args=[document.pk])
    client.post(address, {"published_on": "2026年1月15日"})

    assert "本文件未填成文日期。" not in client.get(page(document)).content.decode()
    document.refresh_from_db()
    assert document.published_on == date(2026, 1, 15)
    refused = client.post(address, {"published_on": "明天"}, follow=True).content.decode()
    assert "请输入日期" in refused
