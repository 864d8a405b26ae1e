"""Tokens: a user name and a password once, then `Authorization: Token …`."""

import hashlib
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.authtoken.models import Token
from rest_framework.authtoken.serializers import AuthTokenSerializer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from commitments.api.base import JsonAlways, StrictJson, refuse_oversize
from commitments.api.fields import Input


class CredentialsSerializer(Input):
    """Who is asking for a token."""

    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=4096, trim_whitespace=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        checked: dict[str, Any] = AuthTokenSerializer(context=self.context).validate(attrs)
        return checked


class TokenSerializer(serializers.Serializer[Any]):
    """What to send as `Authorization: Token …`."""

    token = serializers.CharField()


class GuessingThrottle(SimpleRateThrottle):
    """A few attempts a minute at each account, wherever they come from."""

    scope = "token"

    def get_cache_key(self, request: Request, view: Any) -> str:
        given = request.data
        name = str(given.get("username", "")) if isinstance(given, dict) else ""
        # Hashed: a cache key is short, and a name may hold anything.
        account = hashlib.sha256(name.strip().casefold().encode(errors="replace")).hexdigest()
        return self.cache_format % {"scope": self.scope, "ident": account}


class TokenView(APIView):
    """Tokens do not run out; an administrator can delete one."""

    authentication_classes = []
    permission_classes = []
    parser_classes = [StrictJson]
    throttle_classes = [GuessingThrottle]
    content_negotiation_class = JsonAlways

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_oversize(request)
        super().initial(request, *args, **kwargs)

    @extend_schema(request=CredentialsSerializer, responses=TokenSerializer, tags=["token"])
    def post(self, request: Request) -> Response:
        """Get a token for a user name and a password.

        The same one each time. Ten attempts a minute are answered for an account.
        """
        given = CredentialsSerializer(data=request.data, context={"request": request})
        given.is_valid(raise_exception=True)
        token, _created = Token.objects.get_or_create(user=given.validated_data["user"])
        return Response({"token": token.key})
