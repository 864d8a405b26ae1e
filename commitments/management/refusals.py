"""How a command refuses: one line on the error stream, and exit status 2."""

from typing import NoReturn

from django.core.management.base import BaseCommand

REFUSED = 2


def refuse(command: BaseCommand, error: Exception) -> NoReturn:
    command.stderr.write(" ".join(str(error).split()))
    raise SystemExit(REFUSED) from None
