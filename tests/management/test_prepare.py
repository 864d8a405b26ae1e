"""What is done once: tables, seed and an administrator whose password is shown once."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from commitments.management import first_start
from commitments.models import Document

pytestmark = pytest.mark.django_db


def test_the_first_time_gives_documents_and_a_password_that_works(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("prepare")

    said = capsys.readouterr().out
    [password] = re.findall(r"密码 Password +(\S+)", said)
    administrator = User.objects.get(username="admin")
    assert administrator.check_password(password)
    assert administrator.is_superuser
    assert Document.objects.exists()


def test_second_run_changes_nothing_and_prints_no_password(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("prepare")
    before = list(Document.objects.values()), list(User.objects.order_by("pk").values())
    capsys.readouterr()

    call_command("prepare")

    said = capsys.readouterr().out
    assert "已载入" not in said
    assert "密码 Password" not in said
    assert "manage.py changepassword admin" in said
    assert before == (list(Document.objects.values()), list(User.objects.order_by("pk").values()))


def test_an_administrator_of_another_name_is_enough() -> None:
    User.objects.create_superuser("zhang", password="a good password")

    administrator = first_start.ensure_administrator()

    assert administrator == first_start.Administrator("zhang", None)


def test_passwords_differ_and_can_be_read_aloud() -> None:
    passwords = {first_start.make_password() for _ in range(50)}

    assert len(passwords) == 50
    assert all(re.fullmatch(r"(?:[a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}", p) for p in passwords)
