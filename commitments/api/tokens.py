"""Tokens: a user name and a password once, then `Authorization: Token …`."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.authtoken.serializers import AuthTokenSerializer
from rest_framework.exceptions import ErrorDetail, Throttled
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from commitments.api.base import JsonAlways, StrictJson, refuse_oversize
from commitments.api.fields import Input
from commitments.domain.accounts import guessing, tokens
from commitments.signin import lockout


class CredentialsSerializer(Input):
    """Who is asking for a token."""

    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=4096, trim_whitespace=False)
    code = serializers.CharField(
        max_length=40,
        required=False,
        help_text="Of the authenticator app, or a recovery code, where a second factor is in use.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        checked: dict[str, Any] = AuthTokenSerializer(context=self.context).validate(attrs)
        return attrs | checked


class TokenSerializer(serializers.Serializer[Any]):
    """What to send as `Authorization: Token …`."""

    token = serializers.CharField()


class TokenView(APIView):
    """Tokens last until the password changes, the account is closed or somebody deletes them."""

    authentication_classes = []
    permission_classes = []
    parser_classes = [StrictJson]
    content_negotiation_class = JsonAlways

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_oversize(request)
        super().initial(request, *args, **kwargs)

    @extend_schema(request=CredentialsSerializer, responses=TokenSerializer, tags=["token"])
    def post(self, request: Request) -> Response:
        """Get a token for a user name and a password.

        The same one each time. After several wrong passwords from one address the account stays
        closed to that address for a while (429 with `Retry-After`). Where a second factor is in
        use, `code` carries it.
        """
        given = CredentialsSerializer(data=request.data, context={"request": request})
        _refuse_locked(request)
        given.is_valid(raise_exception=True)
        token = tokens.of(given.validated_data["user"], code=given.validated_data.get("code", ""))
        return Response({"token": token.key})


def _refuse_locked(request: Request) -> None:
    """Before the password is looked at: a right one does not help while the account is closed."""
    given = request.data
    name = str(given.get("username", "")) if isinstance(given, dict) else ""
    until = guessing.locked_until(name, lockout.client_address(request))
    if until is not None:
        refusal = Throttled(wait=(until - timezone.now()).total_seconds())
        refusal.detail = ErrorDetail(lockout.said(until), refusal.default_code)
        raise refusal
