"""`manage.py unlock NAME`: open an account again that too many wrong passwords have closed."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.domain.accounts import guessing


class Command(BaseCommand):
    help = "Forget the wrong passwords given for an account, from whatever address."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["username"]
        if not guessing.unlock(name) and not User.objects.filter(username__iexact=name).exists():
            raise CommandError(f"There is no account {name}.", returncode=2)
        self.stdout.write(f"{name} may sign in again.")
