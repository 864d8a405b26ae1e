"""Sign-in by LDAP, against a real slapd with a folder and a port of its own."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import ldap as _needed  # noqa: F401  # `make ldap` brings it, and `make test` does
import pytest
from django.contrib.auth.models import User

from commitments.models import DirectoryIdentity
from tests import factories as make
from tests.services.programs import Program, free_port, listens
from tests.signin import second_factors as factor
from tracker import access

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BASE = "dc=example,dc=cn"
CONFIG = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/slapd.pid
database mdb
directory {folder}/data
suffix "dc=example,dc=cn"
rootdn "cn=root,dc=example,dc=cn"
rootpw root
access to attrs=userPassword by anonymous auth by * none
access to * by * read
"""
ENTRIES = """
dn: dc=example,dc=cn
objectClass: dcObject
objectClass: organization
dc: example
o: 海淀区

dn: ou=people,dc=example,dc=cn
objectClass: organizationalUnit
ou: people

dn: ou=groups,dc=example,dc=cn
objectClass: organizationalUnit
ou: groups

dn: uid=wang,ou=people,dc=example,dc=cn
objectClass: inetOrgPerson
uid: wang
cn: 王小明
sn: 王
mail: wang@example.gov.cn
departmentNumber: 区体育局
userPassword: directory secret

dn: uid=admin,ou=people,dc=example,dc=cn
objectClass: inetOrgPerson
uid: admin
cn: 冒名
sn: 冒
userPassword: directory secret

dn: cn=ducha,ou=groups,dc=example,dc=cn
objectClass: groupOfNames
cn: ducha
member: uid=wang,ou=people,dc=example,dc=cn
"""


class Environment:
    """The part of `.env` that speaks of the directory."""

    def __init__(self, **given: str) -> None:
        self.given = given

    def str(self, name: str, default: str = "") -> str:
        return self.given.get(name, default)

    def bool(self, name: str, default: bool) -> bool:
        return default


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("slapd")
    (folder / "data").mkdir()
    config = folder / "slapd.conf"
    config.write_text(CONFIG.format(folder=folder), encoding="utf-8")
    # Where it is installed, and not everybody's path.
    slapd = shutil.which("slapd", path="/usr/sbin:/usr/local/sbin:/usr/bin") or "slapd"
    subprocess.run(
        [slapd, "-T", "add", "-f", str(config)], input=ENTRIES.encode(), check=True, timeout=60
    )
    port = free_port()
    address = f"ldap://127.0.0.1:{port}"
    command = [slapd, "-f", str(config), "-h", address, "-d", "0"]
    running = Program.start(command, log=folder / "slapd.log")
    running.wait_until(lambda: listens(port))
    yield address
    running.stop()


@pytest.fixture
def office(settings, directory):
    """The installation, with this directory."""
    settings.LDAP_GROUPS = f"ou=groups,{BASE}"
    settings.LDAP_USERNAME_ATTRIBUTE = "uid"
    given = Environment(LDAP_USERS=f"ou=people,{BASE}")
    for name, value in access.ldap(given, directory, "uid", settings.LDAP_GROUPS).items():
        setattr(settings, name, value)
    settings.AUTHENTICATION_BACKENDS = [*access.BACKENDS, access.LDAP_BACKEND]
    return settings


def sign_in(client, username="wang", password="directory secret"):
    return client.post("/admin/login/", {"username": username, "password": password})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_a_person_comes_in_with_role_and_unit(client, office):
    office.DIRECTORY_ROLES = {"ducha": "supervisor"}
    office.LDAP_UNIT_ATTRIBUTE, office.DIRECTORY_SAYS_UNITS = "departmentNumber", True
    unit = make.unit("海淀区体育局", short_name="区体育局")

    sign_in(client, "WANG")

    user = User.objects.get(username="wang")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (user.get_full_name(), user.email) == ("王小明", "wang@example.gov.cn")
    assert user.groups.get().name == "supervisor"
    assert user.memberships.get().organization == unit
    assert client.get("/admin/").status_code == 200


def test_coming_again_makes_no_second_account(client, office):
    for name in ("wang", "Wang"):
        sign_in(client, name)
        client.logout()

    assert DirectoryIdentity.objects.get().subject == "wang"


@pytest.mark.parametrize("password", ["wrong", "", "*"])
def test_wrong_passwords_open_nothing(client, office, password):
    sign_in(client, password=password)

    assert not is_signed_in(client)
    assert not User.objects.filter(username="wang").exists()


@pytest.mark.parametrize("name", ["*", "wa*", "wang)(uid=*", "uid=wang"])
def test_names_are_no_search_patterns(client, office, name):
    sign_in(client, name)

    assert not is_signed_in(client)


def test_guessing_is_counted(client, office):
    for _attempt in range(5):
        sign_in(client, password="wrong")

    assert sign_in(client).status_code == 429
    assert not is_signed_in(client)


def test_local_account_is_not_taken_over_and_the_person_is_told(client, office):
    make.supervisor("wang")

    answer = sign_in(client)

    assert not is_signed_in(client)
    assert "同名本地账户" in answer.content.decode()
    sign_in(client, password="a good password")
    assert is_signed_in(client)


def test_administrators_are_not_taken_over(client, office):
    User.objects.create_superuser("admin", password="a good password")

    sign_in(client, "admin")

    assert not is_signed_in(client)


def test_second_factor_is_asked_here_too(client, office):
    sign_in(client)
    client.logout()
    factor.set_up(User.objects.get(username="wang"))

    assert sign_in(client)["Location"] == "/admin/login/second-step/"


def test_no_token_for_an_account_of_the_directory(client, office):
    given = {"username": "wang", "password": "directory secret"}

    assert client.post("/api/v1/token/", given, "application/json").status_code == 403


def test_a_directory_that_is_away_leaves_local_accounts_open(client, office):
    office.AUTH_LDAP_SERVER_URI = f"ldap://127.0.0.1:{free_port()}"
    make.supervisor("li")

    assert sign_in(client).status_code == 200
    sign_in(client, "li", "a good password")
    assert is_signed_in(client)
