"""Bring an installation up to date: tables, static files, the seed, an administrator."""

import secrets
import shutil
from dataclasses import dataclass
from typing import TextIO

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import OperationalError

from commitments.domain import seeds
from commitments.management.preflight import Unready

ADMINISTRATOR = "admin"
# Without letters and digits that are mistaken for one another when read from a screen.
PASSWORD_CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789"
PASSWORD_GROUPS, GROUP_LENGTH = 4, 4


@dataclass(frozen=True, slots=True)
class Administrator:
    """Who may sign in first; the password is known only when it was made just now."""

    username: str
    password: str | None


def prepare(out: TextIO) -> None:
    """Migrate, collect static files, load the seed; running it again changes nothing.

    Raises `Unready` where the disk is full.
    """
    out.write("正在准备 … Preparing, up to a minute ...\n")
    out.flush()
    try:
        call_command("migrate", verbosity=0, interactive=False)
        if not settings.DEBUG:
            _collect_static_files()
    except (OSError, OperationalError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unready(
            f"DATA_DIR: {settings.DATA_DIR} could not be prepared: {reason}. "
            "Make room, see that the database answers, and start again."
        ) from error
    loaded = seeds.load(settings.SEEDS_DIR)
    if loaded.documents:
        out.write(
            f"已载入 Loaded: {loaded.documents} 份文件 documents, {loaded.candidates} 条"
            f"待立项事项 candidates, {loaded.commitments} 项承诺事项 commitments\n"
        )


def _collect_static_files() -> None:
    try:
        call_command("collectstatic", verbosity=0, interactive=False)
    except OSError:
        # A file that was cut short is newer than its source and would pass for it.
        shutil.rmtree(settings.STATIC_ROOT, ignore_errors=True)
        raise


def ensure_administrator() -> Administrator:
    """Make the administrator with a random password, unless there is one already."""
    existing = User.objects.filter(is_superuser=True).order_by("pk").first()
    if existing:
        return Administrator(existing.username, None)
    password = make_password()
    User.objects.create_superuser(ADMINISTRATOR, password=password)
    return Administrator(ADMINISTRATOR, password)


def sign_in_lines(administrator: Administrator) -> list[str]:
    """Return the lines that say how to sign in."""
    name = f"用户名 User name    {administrator.username}"
    if administrator.password is None:
        reset = f"manage.py changepassword {administrator.username}"
        return [name, f"重设密码 Reset with {reset}"]
    return [
        name,
        f"密码 Password      {administrator.password}",
        "密码只显示这一次。 The password is shown only this once.",
    ]


def make_password() -> str:
    return "-".join(
        "".join(secrets.choice(PASSWORD_CHARACTERS) for _ in range(GROUP_LENGTH))
        for _ in range(PASSWORD_GROUPS)
    )
