"""Uploaded files in a bucket of an S3-compatible store, for installations of several machines."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile, File
from storages.backends.s3 import S3Storage

CONNECT_SECONDS: Final = 5
ANSWER_SECONDS: Final = 30
ATTEMPTS: Final = 3
ABSENT: Final = ("404", "NoSuchKey")


class ObjectStorage(S3Storage):
    """Objects that only the application reads; errors are `OSError`, as with files on a disk."""

    def __init__(self, *, addressing: str = "auto", **options: Any) -> None:
        config = Config(
            s3={"addressing_style": addressing},
            signature_version="s3v4",
            connect_timeout=CONNECT_SECONDS,
            read_timeout=ANSWER_SECONDS,
            retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
            # Stores other than Amazon's refuse checksums that they were not asked for.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(client_config=config, file_overwrite=False, **options)

    def url(self, name: str, *args: object, **options: object) -> str:
        """Refuse: an address would let pass whoever knows it, without asking for rights."""
        raise NotImplementedError("Stored files have no address; the application serves them.")

    def check(self) -> None:
        """Raise `OSError` unless the bucket is there and this key may use it."""
        with _as_os_error():
            self.connection.meta.client.head_bucket(Bucket=self.bucket_name)

    def exists(self, name: str) -> bool:
        with _as_os_error():
            return bool(super().exists(name))

    def delete(self, name: str) -> None:
        with _as_os_error():
            super().delete(name)

    def size(self, name: str) -> int:
        with _as_os_error():
            return int(super().size(name))

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        """Fetch the whole object in one request, so that every error shows here."""
        if mode != "rb":
            raise ValueError("Objects are read as bytes, and written as a whole.")
        with _as_os_error():
            found = self.bucket.Object(self._normalize_name(name)).get()
            return ContentFile(found["Body"].read(), name)

    def _save(self, name: str, content: "File[bytes]") -> str:
        with _as_os_error():
            return str(super()._save(name, content))


@contextmanager
def _as_os_error() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        code = error.response["Error"]["Code"]
        kind = FileNotFoundError if code in ABSENT else OSError
        raise kind(f"The store of objects answers: {error}") from error
    except BotoCoreError as error:
        raise OSError(f"The store of objects cannot be reached: {error}") from error
