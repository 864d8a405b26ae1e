"""Someone who asks over HTTP, and what to expect of the answer."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from rest_framework.test import APIClient


@dataclass(frozen=True, slots=True)
class Caller:
    """A person and the client that speaks for them."""

    user: User
    client: APIClient

    def get(self, path: str, status: int = 200, **query: object):
        return self._checked(self.client.get(f"/api/v1/{path}", query), status)

    def post(self, path: str, data: object = None, status: int = 200, format: str = "json"):
        response = self.client.post(f"/api/v1/{path}", data or {}, format=format)
        return self._checked(response, status)

    def patch(self, path: str, data: object, status: int = 200, if_match: str = "*"):
        response = self.client.patch(
            f"/api/v1/{path}", data, format="json", headers={"If-Match": if_match}
        )
        return self._checked(response, status)

    def ids(self, path: str, **query: object) -> list[int]:
        return [row["id"] for row in self.get(path, **query).json()["results"]]

    def delete(self, path: str, status: int = 204):
        return self._checked(self.client.delete(f"/api/v1/{path}"), status)

    @staticmethod
    def _checked(response, status: int):
        said = "a file" if response.streaming else response.content.decode()[:2000]
        assert response.status_code == status, said
        return response


def caller(user: User) -> Caller:
    client = APIClient()
    client.force_authenticate(user)
    return Caller(user, client)
