"""Themes (主题): what commitments are about, across units and documents; a short tree."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.models.versioned import Versioned

MOST_LEVELS = 3
PATH_SEPARATOR = "·"
# A cell of a ledger names several themes with one of these between them.
NOT_IN_A_NAME = frozenset("、，,；;/\n" + PATH_SEPARATOR)


class ThemeQuerySet(models.QuerySet["Theme"]):
    def active(self) -> "ThemeQuerySet":
        return self.filter(is_active=True)

    def in_tree_order(self) -> "ThemeQuerySet":
        """Each theme below the one it belongs to, brothers in their order; with their paths."""
        has_parent = Q(parent__isnull=False)
        has_grandparent = Q(parent__parent__isnull=False)
        keys = []
        for name, nothing in (("order", Value(-1)), ("name", Value(""))):
            keys.append(
                (
                    Coalesce(f"parent__parent__{name}", f"parent__{name}", name),
                    Case(
                        When(has_grandparent, then=F(f"parent__{name}")),
                        When(has_parent, then=F(name)),
                        default=nothing,
                    ),
                    Case(When(has_grandparent, then=F(name)), default=nothing),
                )
            )
        levels = [key for level in zip(*keys, strict=True) for key in level]
        return self.select_related("parent__parent").order_by(*levels)

    def below(self, theme_id: int) -> set[int]:
        """The id given, with those of everything below it."""
        within = Q(pk=theme_id) | Q(parent=theme_id) | Q(parent__parent=theme_id)
        return set(self.filter(within).values_list("pk", flat=True))

    def having(self, theme_id: int) -> "models.QuerySet[CommitmentTheme, int]":
        """The ids of the commitments that have a theme, or one below it."""
        rows = CommitmentTheme.objects.filter(theme__in=self.below(theme_id))
        return rows.values_list("commitment", flat=True)


class Theme(Versioned):
    """A subject such as 养老; what is no longer used is kept for the commitments that have it."""

    name = models.CharField(_("name"), max_length=40)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    objects = ThemeQuerySet.as_manager()
    history = HistoricalRecords(verbose_name=_("change record"))

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="theme_has_name"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="theme_not_its_own_parent",
                violation_error_message=_("A theme cannot belong to itself."),
            ),
            models.UniqueConstraint(
                fields=["parent", "name"],
                name="theme_name_unique_below_parent",
                violation_error_message=_("There is a theme of this name already."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(parent=None),
                name="theme_name_unique_at_top",
                violation_error_message=_("There is a theme of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return PATH_SEPARATOR.join(theme.name for theme in self.way_down())

    def way_down(self) -> list["Theme"]:
        """From the top of the tree to this theme."""
        way: list[Theme] = []
        theme: Theme | None = self
        while theme is not None and len(way) < MOST_LEVELS:
            way.insert(0, theme)
            theme = theme.parent
        return way

    def clean(self) -> None:
        """Neither circles nor a tree deeper than anybody reads, nor names that cells cut apart."""
        if NOT_IN_A_NAME & set(self.name):
            raise ValidationError({"name": _("A name has no 、 , ; / or · in it.")})
        if self.pk is not None and self.parent_id in Theme.objects.below(self.pk):
            raise ValidationError({"parent": _("This theme belongs to the one being edited.")})
        above = len(self.parent.way_down()) if self.parent else 0
        if above + self._levels() > MOST_LEVELS:
            raise ValidationError({"parent": _("The tree of themes has three levels at most.")})

    def _levels(self) -> int:
        """This theme and the levels below it."""
        if self.pk is None:
            return 1
        if Theme.objects.filter(parent__parent=self.pk).exists():
            return 3
        return 2 if Theme.objects.filter(parent=self.pk).exists() else 1


class CommitmentTheme(models.Model):
    """A commitment has a theme; a theme that is in use is not deleted."""

    commitment = models.ForeignKey(
        "commitments.Commitment",
        verbose_name=_("commitment"),
        on_delete=models.CASCADE,
        related_name="theme_rows",
    )
    theme = models.ForeignKey(
        Theme, verbose_name=_("theme"), on_delete=models.PROTECT, related_name="rows"
    )

    class Meta:
        verbose_name = _("theme of a commitment")
        verbose_name_plural = _("themes of commitments")
        constraints = [
            models.UniqueConstraint(fields=["commitment", "theme"], name="commitment_theme_unique")
        ]

    def __str__(self) -> str:
        return f"{self.commitment} {self.theme}"
