"""What every answer tells the browser, and what the settings refuse."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

ASKED = "import django; django.setup(); from django.conf import settings as s; print(s.{0})"


def asked(name: str, **given: str) -> subprocess.CompletedProcess[str]:
    """A setting as a fresh process reads it."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "tracker.settings"} | given
    return subprocess.run(
        [sys.executable, "-c", ASKED.format(name)],
        env=env,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/login/", "/api/docs/", "/api/v1/units/", "/nowhere/"])
def test_every_answer_carries_the_policies(client, path):
    headers = client.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "script-src 'self' 'unsafe-eval'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS"]
)
def test_https_makes_cookies_secure_and_tells_browsers_to_stay_with_it(name):
    assert asked(name, HTTPS="false").stdout.strip() in ("False", "0")
    assert asked(name, HTTPS="true").stdout.strip() in ("True", str(365 * 24 * 60 * 60))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"OIDC_ISSUER": "https://id.example"}, "OIDC_ISSUER: the client is not named."),
        ({"DIRECTORY_ROLES": "督查组"}, "DIRECTORY_ROLES: this is no list of pairs."),
        ({"PROXIES": "99"}, "PROXIES: 99 is out of range."),
        ({"LDAP_URL": "ldap://127.0.0.1"}, "LDAP_URL:"),
    ],
)
def test_nonsense_is_refused_in_one_line(given, said):
    refused = asked("PROXIES", **given)

    assert refused.returncode == 2
    assert refused.stderr.startswith(said)
    assert len(refused.stderr.splitlines()) == 1


def test_a_mapping_is_read_with_blanks_and_chinese():
    given = " 督查组 = supervisor ;报送组=reporter; "

    assert asked("DIRECTORY_ROLES", DIRECTORY_ROLES=given).stdout.strip() == str(
        {"督查组": "supervisor", "报送组": "reporter"}
    )
