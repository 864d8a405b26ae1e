"""Saved filters: a person's questions to a list, kept under a name."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def offered_to(self, user: User) -> "SavedFilterQuerySet":
        """The person's own, and what colleagues share."""
        return self.filter(Q(owner=user) | Q(is_shared=True))


class SavedFilter(models.Model):
    """The query of a list's address, as the filters and the search field made it."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.CASCADE,
        related_name="saved_filters",
    )
    list = models.CharField(_("list"), max_length=40, help_text=_("Name of the table."))
    name = models.CharField(_("name"), max_length=40)
    query = models.CharField(_("query"), max_length=1000)
    is_shared = models.BooleanField(_("shared with colleagues"), default=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["list", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "list", "name"],
                name="saved_filter_name_once",
                violation_error_message=_("You have a filter of this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(query=""), name="saved_filter_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.name
