"""Each role sees its own pages, and no others by guessing addresses."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db

EVERYBODY = {"supervisor", "reviewer", "reporter", "head", "reader"}
LISTS = {
    "commitments/document/": EVERYBODY,
    "commitments/candidate/": {"supervisor", "reviewer"},
    "commitments/commitment/": EVERYBODY,
    "commitments/progressupdate/": EVERYBODY,
    "commitments/evidence/": EVERYBODY,
    "commitments/duty/": EVERYBODY,
    "commitments/reminderslip/": EVERYBODY,
    "commitments/notice/": EVERYBODY,
    "commitments/reportissue/": EVERYBODY,
    "commitments/reportdraft/": {"supervisor"},
    "commitments/reportkind/": {"supervisor"},
    "commitments/reminderrule/": {"supervisor"},
    "commitments/plan/": EVERYBODY,
    "commitments/theme/": EVERYBODY,
    "commitments/indicator/": EVERYBODY,
    "commitments/dimension/": EVERYBODY,
    "commitments/organization/": EVERYBODY,
    "commitments/membership/": {"supervisor"},
    "commitments/job/": {"supervisor"},
    "auth/user/": set(),
    "auth/group/": set(),
    "django_celery_beat/periodictask/": set(),
}
FORMS = {
    "commitments/document/add/": {"supervisor"},
    "commitments/progressupdate/add/": {"supervisor", "reporter"},
    "commitments/reportissue/add/": {"supervisor"},
    "commitments/reportkind/add/": {"supervisor"},
    "commitments/reminderrule/add/": {"supervisor"},
    "commitments/plan/add/": {"supervisor"},
    "commitments/theme/add/": {"supervisor"},
    "commitments/organization/add/": {"supervisor"},
    "commitments/indicator/add/": {"supervisor"},
    "commitments/dimension/add/": {"supervisor"},
}
ROLES = tuple(sorted(EVERYBODY))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("address", [*LISTS, *FORMS])
def test_pages_open_only_for_their_roles(client, role, address):
    client.force_login(make.user(role=role, unit=make.unit()))

    answer = client.get(f"/admin/{address}")

    assert (answer.status_code == 200) == (role in (LISTS | FORMS)[address])
    assert answer.status_code in {200, 403}


@pytest.mark.parametrize("role", ROLES)
def test_menu_lists_only_permitted_pages(client, role):
    client.force_login(make.user(role=role, unit=make.unit()))

    content = client.get("/admin/").content.decode()

    for address, allowed in LISTS.items():
        assert (f'href="/admin/{address}"' in content) == (role in allowed), address


def test_account_that_is_not_staff_cannot_enter(client):
    person = make.supervisor()
    person.is_staff = False
    person.save()
    client.force_login(person)

    assert client.get("/admin/commitments/candidate/").status_code == 302


def test_program_account_uses_the_api_but_no_pages(client):
    person = make.user(role="api_client")
    person.is_staff = False
    person.save()
    make.assigned(make.unit())
    client.force_login(person)

    assert client.get("/admin/commitments/commitment/").status_code == 302
    assert len(client.get("/api/v1/commitments/").json()["results"]) == 1


def test_program_account_cannot_be_made_staff(client):
    client.force_login(make.administrator())
    person = make.user(role="api_client")
    address = f"/admin/auth/user/{person.pk}/change/"
    units = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    given = {"username": "dashboard", "is_active": "on", "groups": person.groups.get().pk, **units}

    refused = client.post(address, {**given, "is_staff": "on"}).content.decode()
    assert "接口用户的账号不能登录管理页面" in refused

    assert client.post(address, given).status_code == 302
    person.refresh_from_db()
    assert (person.username, person.is_staff) == ("dashboard", False)
