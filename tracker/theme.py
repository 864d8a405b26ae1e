"""How the admin looks: names, colours and the menu of django-unfold."""

from django.utils.translation import gettext_lazy as _

UNFOLD = {
    "SITE_TITLE": _("Commitment tracking"),
    "SITE_HEADER": _("Commitment tracking"),
    "SITE_SYMBOL": "fact_check",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "4px",
}
