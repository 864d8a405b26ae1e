"""Themes: kept by the office as a short tree, and what commitments are narrowed by."""

import pytest
from django.urls import reverse

from commitments.domain.tracking import themes
from commitments.models import Commitment, Theme
from tests import factories as make

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/commitments/theme/", "/admin/commitments/theme/add/"
COMMITMENTS = "/admin/commitments/commitment/"


@pytest.fixture
def office(client):
    person = make.supervisor()
    client.force_login(person)
    return person


@pytest.fixture
def livelihood(office):
    return themes.create("民生", by=office)


@pytest.fixture
def elderly(office, livelihood):
    return themes.create("养老", by=office, parent_id=livelihood.pk)


def test_the_tree_is_kept_by_the_office(client, office, livelihood):
    client.post(ADD, {"name": "养老", "parent": livelihood.pk, "order": "2"})

    theme = Theme.objects.get(name="养老")
    assert (str(theme), theme.order, theme.is_active) == ("民生·养老", 2, True)
    assert "民生·养老" in client.get(LIST).content.decode()
    address = reverse("admin:commitments_theme_change", args=[theme.pk])
    client.post(address, {"name": "为老服务", "order": "0", "version": theme.version})
    theme.refresh_from_db()
    assert (str(theme), theme.is_active) == ("为老服务", False)


def test_a_name_taken_and_a_stale_form_are_refused(client, office, livelihood):
    assert "已有同名主题" in client.post(ADD, {"name": "民生", "order": 0}).content.decode()
    address = reverse("admin:commitments_theme_change", args=[livelihood.pk])
    seen = {"name": "社会民生", "order": 0, "version": livelihood.version}
    client.post(address, seen)

    assert "已在别处" in client.post(address, seen).content.decode()


def test_a_unit_looks_only(client, livelihood):
    client.force_login(make.reporter(make.unit()))
    address = reverse("admin:commitments_theme_change", args=[livelihood.pk])

    assert "disabled" in client.get(address).content.decode()
    assert client.post(address, {"name": "x"}).status_code == 403
    assert client.get(ADD).status_code == 403


def test_the_list_shows_narrows_and_counts_by_theme(client, office, livelihood, elderly):
    inside, outside = make.commitment(), make.commitment(indicator="另一指标")
    themes.assign(inside.pk, [livelihood.pk, elderly.pk], by=office)

    shown = client.get(f"{COMMITMENTS}?themes={livelihood.pk}").content.decode()

    assert inside.code in shown
    assert outside.code not in shown
    assert "民生、民生·养老" in shown
    whole = client.get(COMMITMENTS).content.decode()
    for words in ("民生 (1)", "民生·养老 (1)", "未列入主题 (1)"):
        assert words in whole, words
    assert inside.code not in client.get(f"{COMMITMENTS}?themes=none").content.decode()
    assert client.get(f"{COMMITMENTS}?themes=x").status_code == 200


def test_a_form_keeps_a_theme_that_is_used_no_longer(client, office, livelihood, elderly):
    commitment = make.commitment()
    themes.assign(commitment.pk, [elderly.pk], by=office)
    themes.change(
        elderly.pk, by=office, name="养老", parent_id=livelihood.pk, order=0, is_active=False
    )
    address = reverse("admin:commitments_commitment_details", args=[commitment.pk])

    page = client.get(f"{COMMITMENTS}{commitment.pk}/change/").content.decode()
    client.post(address, {"title": commitment.title, "themes": [elderly.pk, livelihood.pk]})

    assert f'value="{elderly.pk}"' in page
    commitment = Commitment.objects.get(pk=commitment.pk)
    assert set(commitment.themes.all()) == {elderly, livelihood}
    record = client.get(f"{COMMITMENTS}{commitment.pk}/change/").content.decode()
    assert "民生·养老" in record


def test_themes_are_given_when_a_candidate_is_accepted(client, office, elderly):
    candidate = make.candidate()
    decide = reverse(
        "admin:commitments_document_decide", args=[candidate.document_id, candidate.pk]
    )
    given = {
        "decision": "accept",
        "title": "养老床位",
        "kind": "action",
        "starts_on": "2026-01-01",
        "themes": [elderly.pk],
    }

    client.post(decide, given)

    made = Commitment.objects.get(title="养老床位")
    assert [str(theme) for theme in made.themes.all()] == ["民生·养老"]
