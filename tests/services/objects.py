"""A private store of objects that speaks S3: own port, kept in memory, gone at the end."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import boto3
from botocore.config import Config

from tests.services.programs import Program, free_port, listens

BUCKET = "tracker"
# The server takes any key; a real one would be made for the application alone.
ACCESS_KEY, SECRET_KEY = "only-for", "tests"
REGION = "us-east-1"


@dataclass(frozen=True, slots=True)
class Store:
    """A running server with one bucket."""

    port: int
    program: Program

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What `.env` says of it."""
        return {
            "S3_ENDPOINT": self.endpoint,
            "S3_BUCKET": BUCKET,
            "S3_ACCESS_KEY": ACCESS_KEY,
            "S3_SECRET_KEY": SECRET_KEY,
            "S3_REGION": REGION,
        }

    @property
    def setting(self) -> dict[str, object]:
        """What STORAGES says of it."""
        options = {
            "bucket_name": BUCKET,
            "endpoint_url": self.endpoint,
            "access_key": ACCESS_KEY,
            "secret_key": SECRET_KEY,
            "region_name": REGION,
        }
        return {"BACKEND": "tracker.storage.ObjectStorage", "OPTIONS": options}

    def client(self) -> "boto3.client":
        """Past the application, as an administrator of the store looks into it."""
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
            region_name=REGION,
            config=Config(retries={"total_max_attempts": 1}),
        )

    def names(self) -> set[str]:
        pages = self.client().get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        return {found["Key"] for page in pages for found in page.get("Contents", ())}


@contextmanager
def running(log: Path) -> Iterator[Store]:
    """A server with an empty bucket that lives as long as the block."""
    port = free_port()
    program = Program.start(
        [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)], log=log
    )
    store = Store(port, program)
    try:
        program.wait_until(lambda: listens(port))
        store.client().create_bucket(Bucket=BUCKET)
        yield store
    finally:
        program.stop()
