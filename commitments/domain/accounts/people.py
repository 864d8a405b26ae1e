"""How a person is called."""

from django.contrib.auth.models import User


def name_of(person: User) -> str:
    """A person's name, or the account name if none is set."""
    name = f"{person.last_name}{person.first_name}".strip()
    if not name.isascii():  # Chinese names: the family name first, nothing between
        return name
    return person.get_full_name() or person.get_username()
