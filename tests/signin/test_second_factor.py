"""The second factor: demanded by role, asked at every sign-in, never half signed in."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from commitments.domain.accounts import second_factor
from commitments.domain.platform.errors import Conflict, Invalid, NotAllowed
from tests import factories as make
from tests.signin import second_factors as factor
from tests.signin.test_sign_in import sign_in

pytestmark = pytest.mark.django_db
STEP = "/admin/login/second-step/"
OWN = "/admin/second-factor/"


@pytest.fixture
def person():
    return make.supervisor("wang")


@pytest.fixture
def administrator():
    return make.administrator()


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def rested(person) -> None:
    """As after the pause that follows wrong codes."""
    TOTPDevice.objects.filter(user=person).update(
        throttling_failure_timestamp=None, throttling_failure_count=0, last_t=-1
    )


def test_whoever_needs_none_is_asked_for_none(client, person):
    assert sign_in(client)["Location"] == "/admin/"
    assert is_signed_in(client)


def test_password_alone_opens_nothing_where_one_is_in_use(client, person):
    factor.set_up(person)

    assert sign_in(client)["Location"] == STEP
    assert not is_signed_in(client)
    assert client.get("/admin/").status_code == 302
    assert client.get("/api/v1/commitments/").status_code == 401


def test_code_completes_the_sign_in(client, person):
    factor.set_up(person)
    place = reverse("admin:commitments_commitment_changelist")
    client.post(
        f"/admin/login/?next={place}",
        {"username": "wang", "password": "a good password", "stays": "on"},
    )

    answer = client.post(STEP, {"code": factor.code(person)})

    assert answer["Location"] == place
    assert is_signed_in(client)
    assert not client.session.get_expire_at_browser_close()


def test_wrong_codes_are_refused_in_chinese_and_slowed_down(client, person):
    factor.set_up(person)
    sign_in(client)

    answer = client.post(STEP, {"code": factor.wrong(person)})

    assert "动态码不正确或已使用" in answer.content.decode()
    # A right one right after it comes too early.
    client.post(STEP, {"code": factor.code(person)})
    assert not is_signed_in(client)
    rested(person)
    client.post(STEP, {"code": factor.code(person)})
    assert is_signed_in(client)


def test_code_works_once(person):
    factor.set_up(person)
    code = factor.code(person)
    second_factor.check(person, code)

    with pytest.raises(Invalid):
        second_factor.check(person, code)


def test_recovery_code_opens_once_however_it_is_typed(client, person):
    codes = factor.set_up(person)
    sign_in(client)

    client.post(STEP, {"code": f" {codes[0].upper()} "})

    assert is_signed_in(client)
    with pytest.raises(Invalid):
        second_factor.check(person, codes[0])
    assert len({*codes}) == 10


def test_recovery_codes_are_not_stored_readably(person):
    codes = factor.set_up(person)

    kept = {*StaticToken.objects.values_list("token", flat=True)}
    assert not kept & {code.replace("-", "") for code in codes}


def test_codes_of_another_person_open_nothing(person):
    other = make.supervisor()
    factor.set_up(person)
    codes = factor.set_up(other)

    for code in (codes[0], factor.code(other)):
        with pytest.raises(Invalid):
            second_factor.check(person, code)


def test_first_step_is_forgotten_after_ten_minutes(client, person):
    factor.set_up(person)
    sign_in(client)
    session = client.session
    session["sign_in_pending"] |= {"until": 0}
    session.save()

    assert client.post(STEP, {"code": factor.code(person)})["Location"] == "/admin/login/"
    assert not is_signed_in(client)


def test_account_closed_between_the_steps_stays_out(client, person):
    factor.set_up(person)
    sign_in(client)
    person.is_active = False
    person.save()

    client.post(STEP, {"code": factor.code(person)})
    assert not is_signed_in(client)


def test_second_step_without_a_first_leads_back(client):
    assert client.get(STEP)["Location"] == "/admin/login/"


def test_demand_of_a_role_leads_through_the_set_up(client, person, administrator):
    second_factor.require(person.groups.get(), True, by=administrator)
    sign_in(client)
    page = client.get(STEP).content.decode()
    assert "<svg" in page
    assert "您的角色要求" in page
    assert not is_signed_in(client)

    done = client.post(STEP, {"code": factor.code(person)}).content.decode()

    assert is_signed_in(client)
    assert "恢复码" in done
    assert second_factor.is_set_up(person)


def test_key_stays_the_same_until_it_is_in_use(client, person, administrator):
    second_factor.require(person.groups.get(), True, by=administrator)
    sign_in(client)
    client.get(STEP)
    key = TOTPDevice.objects.get().key
    client.get(STEP)

    assert TOTPDevice.objects.get().key == key


def test_picture_asks_nobody_outside(client, person):
    client.force_login(person)
    page = client.get(OWN).content.decode()

    picture = page[page.index("<svg") : page.index("</svg>")]
    assert "http" not in picture.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "no-store" in client.get(OWN)["Cache-Control"]


def test_demand_holds_for_administrators_too(person, administrator):
    assert not second_factor.is_demanded_of(administrator)
    second_factor.require(Group.objects.get(name="reporter"), True, by=administrator)

    assert second_factor.is_demanded_of(administrator)
    assert not second_factor.is_demanded_of(person)


def test_demand_signs_out_who_has_none(client, person, administrator):
    client.force_login(person)
    second_factor.require(person.groups.get(), True, by=administrator)

    assert client.get("/admin/").status_code == 302


def test_administrator_demands_it_on_the_page_of_the_role(client, person, administrator):
    client.force_login(administrator)
    role = person.groups.get()
    place = reverse("admin:auth_group_change", args=[role.pk])
    kept = [*role.permissions.values_list("pk", flat=True)]

    for is_demanded in (True, False):
        given = {"needs_second_factor": "on"} if is_demanded else {}
        given |= {"name": role.name, "permissions": kept}
        assert client.post(place, given).status_code == 302
        assert second_factor.is_demanded_of(person) is is_demanded


def test_only_an_administrator_demands_or_resets(person):
    with pytest.raises(NotAllowed):
        second_factor.require(person.groups.get(), True, by=person)
    with pytest.raises(NotAllowed):
        second_factor.reset(person, by=person)


def test_administrator_resets_it(client, person, administrator):
    factor.set_up(person)
    client.force_login(administrator)
    chosen = {"action": "reset_second_factor", "_selected_action": person.pk}

    client.post(reverse("admin:auth_user_changelist"), chosen)

    assert not second_factor.is_set_up(person)
    assert not StaticToken.objects.exists()
    history = client.get(reverse("admin:auth_user_history", args=[person.pk])).content.decode()
    assert "重置两步验证" in history


def test_moving_to_another_phone_needs_a_code_of_the_present_one(client, person):
    factor.set_up(person)
    client.force_login(person)

    client.post(OWN, {"code": factor.wrong(person)})
    assert second_factor.is_set_up(person)
    rested(person)
    client.post(OWN, {"code": factor.code(person)})

    assert not second_factor.is_set_up(person)


def test_set_up_twice_is_refused(person):
    factor.set_up(person)

    with pytest.raises(Conflict):
        second_factor.begin(person)


def test_keys_are_on_no_page_of_the_admin(client, administrator):
    client.force_login(administrator)

    for place in ("otp_totp/totpdevice", "otp_static/staticdevice", "socialaccount/socialapp"):
        assert client.get(f"/admin/{place}/").status_code == 404
