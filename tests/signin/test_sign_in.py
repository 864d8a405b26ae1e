"""The sign-in page: guessing is stopped, the owner is not, and a session ends with the day."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings as installed
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from commitments.domain.accounts import guessing
from commitments.domain.platform.errors import NotAllowed
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE = "/admin/login/"
RIGHT = "a good password"


@pytest.fixture
def person():
    return make.supervisor("wang")


def sign_in(client, password=RIGHT, username="wang", **more):
    environ = {name: more.pop(name) for name in [*more] if name.isupper()}
    return client.post(PAGE, {"username": username, "password": password, **more}, **environ)


def guess(client, times=5, **more):
    for _attempt in range(times):
        answer = sign_in(client, "wrong", **more)
    return answer


def test_closes_after_five_wrong_passwords_and_says_until_when(client, person):
    answer = guess(client)

    until = timezone.localtime(timezone.now() + installed.AXES_COOLOFF_TIME)
    words = answer.content.decode()
    assert answer.status_code == 429
    assert "密码错误次数过多" in words
    assert (
        until.strftime("%H:%M") in words
        or (until - timedelta(minutes=1)).strftime("%H:%M") in words
    )
    # Now the right one does not help either, and says why.
    again = sign_in(client)
    assert again.status_code == 429
    assert "密码错误次数过多" in again.content.decode()
    assert "_auth_user_id" not in client.session


def test_refusal_is_in_english_where_the_page_is(client, person):
    client.cookies[installed.LANGUAGE_COOKIE_NAME] = "en"

    assert "Too many wrong passwords" in guess(client).content.decode()


def test_right_password_from_another_address_still_works(client, person):
    guess(client)

    assert sign_in(client, REMOTE_ADDR="10.1.2.3").status_code == 302


def test_another_account_from_the_same_address_still_works(client, person):
    make.supervisor("li")
    guess(client)

    assert sign_in(client, username="li").status_code == 302


@pytest.mark.parametrize("typed", ["WANG", " wang ", "ｗａｎｇ"])
def test_spelling_of_the_name_gives_no_more_attempts(client, person, typed):
    guess(client, times=4)
    sign_in(client, "wrong", username=typed)

    assert sign_in(client).status_code == 429


def test_unknown_names_are_closed_alike(client, person):
    assert guess(client, username="nobody").status_code == 429


def test_page_and_token_address_count_together(client, person):
    guess(client, times=3)
    for _attempt in range(2):
        client.post("/api/v1/token/", {"username": "wang", "password": "x"}, "application/json")

    assert sign_in(client).status_code == 429


def test_opens_again_after_the_pause(client, person):
    guess(client)
    AccessAttempt.objects.update(
        attempt_time=timezone.now() - installed.AXES_COOLOFF_TIME - timedelta(seconds=1)
    )

    assert sign_in(client).status_code == 302


def test_trying_on_does_not_prolong_the_pause(client, person):
    guess(client)
    before = guessing.locked_until("wang", "127.0.0.1")
    guess(client)

    assert guessing.locked_until("wang", "127.0.0.1") == before


def test_success_forgets_wrong_passwords(client, person):
    guess(client, times=4)
    sign_in(client)
    client.logout()

    assert guess(client, times=4).status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, "1.1.1.1", "127.0.0.1"),  # nobody is believed
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),  # what the visitor sent itself is not believed
        (2, "6.6.6.6, 1.1.1.1, 10.0.0.1", "1.1.1.1"),
        (1, "nonsense", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "::ffff:1.1.1.1", "1.1.1.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
    ],
)
def test_address_behind_proxies(client, person, settings, proxies, forwarded, counted):
    settings.PROXIES = proxies
    sign_in(client, "wrong", HTTP_X_FORWARDED_FOR=forwarded)

    assert AccessAttempt.objects.get().ip_address == counted


def test_password_is_never_kept_with_an_attempt(client, person):
    sign_in(client, "the wrong secret")

    assert "the wrong secret" not in str(AccessAttempt.objects.values().get())


def test_administrator_unlocks_in_the_list_of_users(client, person):
    guess(client)
    client.force_login(make.administrator())
    place = reverse("admin:auth_user_changelist")
    assert (
        "密码错误次数过多，已锁定"
        in client.get(reverse("admin:auth_user_change", args=[person.pk])).content.decode()
    )

    client.post(place, {"action": "unlock", "_selected_action": person.pk})

    client.logout()
    assert sign_in(client).status_code == 302


def test_only_an_administrator_unlocks(client, person):
    with pytest.raises(NotAllowed):
        guessing.unlock("wang", by=person)


def test_command_unlocks(client, person, capsys):
    guess(client)
    call_command("unlock", "wang")

    assert sign_in(client).status_code == 302
    with pytest.raises(CommandError, match="nobody"):
        call_command("unlock", "nobody")


def test_session_ends_with_the_browser_or_after_a_working_day(client, person):
    sign_in(client)

    assert client.session.get_expire_at_browser_close()
    assert client.session.get_expiry_age() == 12 * 60 * 60
    assert client.cookies["sessionid"]["max-age"] == ""


def test_session_stays_where_asked_for(client, person):
    sign_in(client, stays="on")

    assert not client.session.get_expire_at_browser_close()
    assert client.session.get_expiry_age() == pytest.approx(14 * 24 * 60 * 60, abs=60)
    assert client.cookies["sessionid"]["max-age"] > 24 * 60 * 60


def test_goes_where_the_person_wanted_and_to_no_other_site(client, person):
    place = reverse("admin:commitments_commitment_changelist")
    answer = client.post(f"{PAGE}?next={place}", {"username": "wang", "password": RIGHT})
    assert answer["Location"] == place
    client.logout()

    answer = client.post(f"{PAGE}?next=//evil.example", {"username": "wang", "password": RIGHT})
    assert answer["Location"] == reverse("admin:index")


def test_account_of_a_program_does_not_enter(client, person):
    person.is_staff = False
    person.save()

    assert sign_in(client).status_code == 200
    assert "_auth_user_id" not in client.session


def test_button_of_the_directory_only_where_one_is_set_up(client, settings):
    assert "统一身份认证登录" not in client.get(PAGE).content.decode()

    settings.OIDC_ISSUER = "https://id.example.gov.cn"
    content = client.get(f"{PAGE}?next=/admin/search/").content.decode()

    assert "统一身份认证登录" in content
    assert "/oidc/login/?next=%2Fadmin%2Fsearch%2F" in content


def test_oidc_addresses_do_not_exist_without_a_provider(client):
    assert client.get("/oidc/login/").status_code == 404
    assert client.get("/oidc/callback/").status_code == 404
