"""The door in a real browser: no page breaks the policy, and the way in works on a phone too."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from commitments.domain.accounts import second_factor
from tests import factories as make
from tests.rights import addresses, world
from tests.signin import second_factors as factor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PHONE = {"width": 390, "height": 844}


def sign_in(page, username: str) -> None:
    page.goto("/admin/login/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill("a good password")
    page.get_by_role("button", name="登录").click()


def fits(page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def pages_of(administrator: User) -> list[str]:
    """One address of each kind of page, as far as it is a page and no file."""
    client = Client(raise_request_exception=False)
    client.force_login(administrator)
    found: dict[str, str] = {}
    for place in addresses.all_addresses(world.build().objects):
        if place.route in found or "logout" in place.path:
            continue
        answer = client.get(place.path)
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        is_page = is_page and not answer.has_header("Content-Disposition")
        if is_page and answer.status_code == 200:
            found[place.route] = place.path
    return [*found.values(), "/api/docs/"]


def test_no_page_breaks_the_content_security_policy(page):
    administrator = make.administrator()
    paths = pages_of(administrator)
    assert len(paths) > 40
    sign_in(page, administrator.username)
    page.wait_for_url("**/admin/")
    for path in paths:
        # The fixture fails on every line that the browser writes about the policy.
        page.goto(path)
    assert page.locator("body").is_visible()


def test_script_in_a_page_does_not_run(browser, live_server):
    context = browser.new_context(base_url=str(live_server))
    page = context.new_page()
    page.goto("/admin/login/")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.intruder = true";
            document.body.append(script);
        }"""
    )

    assert page.evaluate("window.intruder") is None
    context.close()


@pytest.mark.parametrize("size", [{"width": 1366, "height": 768}, PHONE])
def test_the_whole_way_in_with_a_second_factor(page, size):
    person = make.supervisor("wang")
    second_factor.require(person.groups.get(), True, by=make.administrator())
    page.set_viewport_size(size)

    sign_in(page, "wang")
    page.wait_for_url("**/second-step/")
    assert page.locator(".ct-totp svg").is_visible()
    assert fits(page)
    page.get_by_label("动态码").fill(factor.code(person))
    page.get_by_role("button", name="启用").click()
    assert page.locator(".ct-codes li").count() == 10
    assert fits(page)
    page.get_by_role("link", name="我已妥善保存").click()

    page.wait_for_url("**/admin/")


def test_the_page_says_until_when_the_account_is_closed(browser, live_server):
    make.supervisor("wang")
    context = browser.new_context(locale="zh-CN", viewport=PHONE, base_url=str(live_server))
    page = context.new_page()
    for _attempt in range(5):
        page.goto("/admin/login/")
        page.get_by_label("用户名").fill("wang")
        page.get_by_label("密码").fill("wrong")
        page.get_by_role("button", name="登录").click()

    assert page.get_by_role("alert").get_by_text("密码错误次数过多").is_visible()
    assert fits(page)
    context.close()
