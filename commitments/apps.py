"""The Django application."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_save
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "commitments"
    verbose_name = _("Commitment tracking")

    def ready(self) -> None:
        post_migrate.connect(ensure_roles, sender=self)
        post_migrate.connect(ensure_rules, sender=self)
        post_migrate.connect(ensure_kind, sender=self)
        pre_save.connect(end_tokens, sender="auth.User")


def ensure_roles(sender: AppConfig, using: str, **_kwargs: object) -> None:
    """The roles are part of what an installation is, like its tables."""
    from commitments.domain.platform import roles

    roles.ensure_roles(sender, using)


def ensure_rules(sender: AppConfig, using: str, **_kwargs: object) -> None:
    """An office begins with rules for reminders and edits them."""
    from commitments.domain.reminders import issuing

    issuing.ensure_rules(using)


def ensure_kind(sender: AppConfig, using: str, **_kwargs: object) -> None:
    """An office begins with one kind of status report and edits it."""
    from commitments.domain.reporting import kinds

    kinds.ensure_kind(using)


def end_tokens(**given: Any) -> None:
    """Accounts are saved in many places, Django's own among them; a token must not outlive any."""
    from commitments.domain.accounts import tokens

    tokens.end_where_rights_ended(**given)
