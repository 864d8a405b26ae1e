"""An empty list says truthfully what to do next, or why it fills by itself."""

import pytest
from django.contrib import admin
from django.urls import reverse

from commitments.models import Candidate, Commitment, Document, Duty, ReminderSlip
from tests import factories as make

pytestmark = pytest.mark.django_db
ADDING = "新建"
OURS = {
    model: pages
    for model, pages in admin.site._registry.items()
    if model._meta.app_label == "commitments"
}


def shown(client, model, **query) -> str:
    address = reverse(f"admin:commitments_{model._meta.model_name}_changelist")
    page = client.get(address, query).content.decode()
    return page[page.index("ct-empty") :].split("</div>")[0]


@pytest.mark.parametrize("model", [Candidate, Commitment, Duty, ReminderSlip])
def test_what_nobody_adds_by_hand_does_not_speak_of_adding(client, model):
    client.force_login(make.supervisor())

    told = shown(client, model)

    assert ADDING not in told
    assert str(OURS[model].empty_text) in told


def test_duties_come_from_the_calendar(client):
    client.force_login(make.supervisor())
    assert "自动生成" in shown(client, Duty)


def test_what_is_added_by_hand_offers_to_add_it_to_those_who_may(client):
    client.force_login(make.supervisor())
    assert f"{ADDING}文件" in shown(client, Document)

    client.force_login(make.user(role="reader"))
    assert ADDING not in shown(client, Document)


def test_a_search_without_a_result_says_so(client):
    client.force_login(make.supervisor())

    for query in ({"q": "没有这个"}, {"state": "overdue"}):
        told = shown(client, Duty, **query)
        assert "没有符合查询条件的内容" in told
        assert "清除筛选" in told
        assert "自动生成" not in told


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_every_list_that_cannot_be_added_to_explains_itself(rf, model):
    request = rf.get("/")
    request.user = make.administrator()
    pages = OURS[model]

    assert pages.has_add_permission(request) or pages.empty_text
