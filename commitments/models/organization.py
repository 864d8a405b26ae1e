"""Units: who promises, who is responsible, under all the names that texts give them."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.choices import OrganizationKind
from commitments.models.versioned import Versioned

MOST_LEVELS = 20
UNITS_CACHE = "_unit_ids"


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def active(self) -> "OrganizationQuerySet":
        return self.filter(is_active=True)

    def called(self, name: str) -> "Organization | None":
        """The unit that goes by this name, short name or alias: 区体育局 = 海淀区体育局."""
        name = name.strip()
        named = Q(name=name) | Q(short_name=name) | Q(aliases__name=name)
        return self.filter(named).distinct().first() if name else None

    def of_user(self, user: User | AnonymousUser) -> set[int]:
        """Ids of the units a person works for, with everything below them.

        Asked for once for each user object, as Django does with permissions: a page asks often.
        """
        if user.pk is None:
            return set()
        known: set[int] | None = getattr(user, UNITS_CACHE, None)
        if known is None:
            own = self.filter(memberships__user_id=user.pk).values_list("pk", flat=True)
            known = self.below(own)
            setattr(user, UNITS_CACHE, known)
        return known

    def below(self, units: Iterable[int]) -> set[int]:
        """The ids given, with those of everything below them in the tree."""
        found = set(units)
        level = found
        for _level in range(MOST_LEVELS):
            level = set(self.filter(parent_id__in=level).values_list("pk", flat=True)) - found
            if not level:
                break
            found |= level
        return found


class Organization(Versioned):
    """A body that promises or is responsible; a tree, because offices have offices."""

    Kind = OrganizationKind

    name = models.CharField(_("name"), max_length=120, unique=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.GOVERNMENT)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("superior unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = OrganizationQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="organization_not_its_own_parent",
                violation_error_message=_("A unit cannot be its own superior."),
            ),
            models.UniqueConstraint(
                fields=["short_name"],
                condition=~Q(short_name=""),
                name="organization_short_name_unique",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def clean(self) -> None:
        """A constraint sees one row only, so it cannot detect a cycle in the tree."""
        above = self.parent
        for _level in range(MOST_LEVELS):
            if above is None:
                return
            if above.pk == self.pk and self.pk is not None:
                raise ValidationError({"parent": _("This unit is below the one being edited.")})
            above = above.parent
        raise ValidationError({"parent": _("The tree of units is too deep.")})


class OrganizationAlias(models.Model):
    """Another name of a unit, as texts write it."""

    organization = models.ForeignKey(
        Organization, verbose_name=_("unit"), on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField(_("alias"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(Versioned):
    """A person works for a unit, on a post; duties stay with the post when the person goes."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    organization = models.ForeignKey(
        Organization, verbose_name=_("unit"), on_delete=models.CASCADE, related_name="memberships"
    )
    post = models.CharField(_("post"), max_length=60, blank=True)

    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "organization"], name="membership_unique")
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.post} {self.user}"
