"""An empty list says what to do next, or why it fills by itself."""

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
def test_lists_without_add_form_do_not_offer_adding(client, model):
    client.force_login(make.supervisor())

    expected = shown(client, model)

    assert ADDING not in expected
    assert str(OURS[model].empty_text) in expected


def test_empty_list_of_duties_explains_the_calendar(client):
    client.force_login(make.supervisor())
    assert "自动生成" in shown(client, Duty)


def test_empty_lists_offer_adding_only_with_permission(client):
    client.force_login(make.supervisor())
    assert f"{ADDING}文件" in shown(client, Document)

    client.force_login(make.user(role="reader"))
    assert ADDING not in shown(client, Document)


def test_search_without_result_says_so(client):
    client.force_login(make.supervisor())

    for query in ({"q": "没有这个"}, {"state": "overdue"}):
        expected = shown(client, Duty, **query)
        assert "没有符合查询条件的内容" in expected
        assert "清除筛选" in expected
        assert "自动生成" not in expected


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_every_list_without_add_form_explains_why_it_is_empty(rf, model):
    request = rf.get("/")
    request.user = make.administrator()
    pages = OURS[model]

    assert pages.has_add_permission(request) or pages.empty_text
