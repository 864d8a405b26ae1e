"""Saved filters: kept, shared, renamed and deleted by whose they are."""

import pytest

from commitments.domain.platform import saved_filters
from commitments.domain.platform.errors import Invalid, NotAllowed
from commitments.models import SavedFilter
from tests import factories as make

pytestmark = pytest.mark.django_db

LATE = "progress=missed"


def save(by, query=LATE, name="超期", list_name="commitment", **given):
    return saved_filters.save_filter(list_name, query, name=name, by=by, **given)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?progress=missed&p=3", "progress=missed"),
        ("q=&progress=missed&_facets=True&e=1&all=", "progress=missed"),
        ("progress=missed&due=year", "due=year&progress=missed"),
        ("due=year&progress=missed", "due=year&progress=missed"),
        ("q=体育 场地", "q=%E4%BD%93%E8%82%B2+%E5%9C%BA%E5%9C%B0"),
        ("o=-5", "o=-5"),
        ("?p=2", ""),
        ("", ""),
    ],
)
def test_normalises_equal_queries(query, kept):
    assert saved_filters.normalised(query) == kept
    assert saved_filters.normalised(kept) == kept


def test_filter_is_private_to_its_owner():
    office, colleague = make.supervisor(), make.supervisor()

    kept = save(office, "?progress=missed&p=4", name="  超期   事项 ")

    assert (kept.query, kept.name, kept.is_shared) == (LATE, "超期 事项", False)
    assert list(SavedFilter.objects.offered_to(office)) == [kept]
    assert list(SavedFilter.objects.offered_to(colleague)) == []


def test_shared_filter_is_offered_to_colleagues():
    office, colleague = make.supervisor(), make.supervisor()

    kept = save(office, is_shared=True)

    assert list(SavedFilter.objects.offered_to(colleague)) == [kept]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"query": "?p=2"}, "query"),
        ({"query": "q=" + "体" * 400}, "query"),
        ({"name": " "}, "name"),
        ({"name": "长" * 41}, "name"),
        ({"list_name": "candidate"}, "list"),
        ({"list_name": ""}, "list"),
    ],
)
def test_rejects_unsavable_filter_with_message(given, field):
    with pytest.raises(Invalid) as refusal:
        save(make.supervisor(), **given)

    assert refusal.value.field == field
    assert not SavedFilter.objects.exists()


def test_name_is_unique_per_person_and_list():
    office = make.supervisor()
    save(office)
    save(make.supervisor())
    save(office, "state=overdue", list_name="duty")

    with pytest.raises(Invalid) as refusal:
        save(office, "progress=behind")

    assert refusal.value.field == "name"


def test_limits_number_of_filters(monkeypatch):
    office = make.supervisor()
    monkeypatch.setattr(saved_filters, "MOST_OF_ONE_LIST", 2)
    save(office, name="一")
    save(office, name="二")

    with pytest.raises(Invalid):
        save(office, name="三")


def test_rejects_filter_of_unreadable_list():
    with pytest.raises(NotAllowed):
        save(make.user())


def test_owner_renames_shares_and_deletes():
    office = make.supervisor()
    kept = save(office)

    saved_filters.change(kept.pk, by=office, name="逾期", is_shared=True)
    kept.refresh_from_db()
    assert (kept.name, kept.is_shared, kept.query) == ("逾期", True, LATE)
    saved_filters.change(kept.pk, by=office, is_shared=False)
    kept.refresh_from_db()
    assert (kept.name, kept.is_shared) == ("逾期", False)

    saved_filters.delete(kept.pk, by=office)
    assert not SavedFilter.objects.exists()


def test_rename_needs_free_name():
    office = make.supervisor()
    kept, other = save(office), save(office, "due=past", name="到期")

    saved_filters.change(kept.pk, by=office, name="超期")
    with pytest.raises(Invalid):
        saved_filters.change(other.pk, by=office, name="超期")


@pytest.mark.parametrize("is_shared", [False, True])
def test_cannot_change_filter_of_another(is_shared):
    kept, colleague = save(make.supervisor(), is_shared=is_shared), make.supervisor()

    with pytest.raises(Invalid):
        saved_filters.change(kept.pk, by=colleague, name="我的")
    with pytest.raises(Invalid):
        saved_filters.delete(kept.pk, by=colleague)
    with pytest.raises(Invalid):
        saved_filters.delete(kept.pk + 1, by=colleague)

    assert SavedFilter.objects.get() == kept


def test_administrator_deletes_shared_but_not_private_filters():
    office, admin = make.supervisor(), make.administrator()
    shared, private = save(office, is_shared=True), save(office, name="我的")

    saved_filters.delete(shared.pk, by=admin)
    with pytest.raises(Invalid):
        saved_filters.delete(private.pk, by=admin)

    assert SavedFilter.objects.get() == private
