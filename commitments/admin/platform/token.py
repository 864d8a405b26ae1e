"""Tokens of programs: whose they are, and an end to them."""

from django.contrib import admin
from rest_framework.authtoken.admin import TokenAdmin as BaseTokenAdmin
from rest_framework.authtoken.models import TokenProxy

from commitments.admin.common.base import BoundedLookups

admin.site.unregister(TokenProxy)


@admin.register(TokenProxy)
class TokenAdmin(BoundedLookups, BaseTokenAdmin):
    """The list of the library, whose filters survive impossible dates."""

    list_select_related = ("user",)
