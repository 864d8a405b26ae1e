"""Who sees which page of the admin: each role its own, and nothing by guessing addresses."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db

LISTS = {
    "commitments/document/": {"supervisor", "reporter", "head", "reader"},
    "commitments/candidate/": {"supervisor"},
    "commitments/commitment/": {"supervisor", "reporter", "head", "reader"},
    "commitments/progressupdate/": {"supervisor", "reporter", "head", "reader"},
    "commitments/evidence/": {"supervisor", "reporter", "head", "reader"},
    "commitments/duty/": {"supervisor", "reporter", "head", "reader"},
    "commitments/slip/": {"supervisor", "reporter", "head", "reader"},
    "commitments/notice/": {"supervisor", "reporter", "head", "reader"},
    "commitments/reportissue/": {"supervisor", "reporter", "head", "reader"},
    "commitments/reminderrule/": {"supervisor"},
    "commitments/plan/": {"supervisor", "reporter", "head", "reader"},
    "commitments/indicator/": {"supervisor", "reporter", "head", "reader"},
    "commitments/organization/": {"supervisor", "reporter", "head", "reader"},
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
    "commitments/reminderrule/add/": {"supervisor"},
    "commitments/plan/add/": {"supervisor"},
    "commitments/organization/add/": {"supervisor"},
    "commitments/indicator/add/": {"supervisor"},
}
ROLES = ("supervisor", "reporter", "head", "reader")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("address", [*LISTS, *FORMS])
def test_a_page_opens_for_its_roles_only(client, role, address):
    client.force_login(make.user(role=role, unit=make.unit()))

    answer = client.get(f"/admin/{address}")

    assert (answer.status_code == 200) == (role in (LISTS | FORMS)[address])
    assert answer.status_code in {200, 403}


@pytest.mark.parametrize("role", ROLES)
def test_the_start_page_and_its_menu_lead_nowhere_forbidden(client, role):
    client.force_login(make.user(role=role, unit=make.unit()))

    content = client.get("/admin/").content.decode()

    for address, allowed in LISTS.items():
        assert (f'href="/admin/{address}"' in content) == (role in allowed), address


def test_whoever_is_no_staff_stays_outside(client):
    person = make.supervisor()
    person.is_staff = False
    person.save()
    client.force_login(person)

    assert client.get("/admin/commitments/candidate/").status_code == 302
