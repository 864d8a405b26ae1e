"""Look before starting: each thing that would stop the service is one line, not a traceback."""

import errno
import socket
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TextIO

from celery import current_app
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection

from commitments.management import privacy

BROKER_TIMEOUT = 5
DATABASE_PAUSE = 0.5
# What a server says that is there and does not want us: waiting would change nothing.
UNWILLING = ("authentication failed", "does not exist", "pg_hba.conf", "no password supplied")


class Unready(Exception):
    """Something outside the program must be mended first; the text says what and how."""


def check_data_folder(folder: Path) -> None:
    """Uploads, the embedded database and the embedded broker all live there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Unready(
            f"DATA_DIR: cannot write to {folder}: {error.strerror}. "
            "Make the folder writable or name another one."
        ) from error
    try:
        privacy.close(folder, privacy.database())
    except OSError as error:
        raise Unready(
            f"DATA_DIR: cannot close {error.filename} to other users: {error.strerror}. "
            "Give the folder to the account that runs the service."
        ) from error


def say_misspelt_names(out: TextIO) -> None:
    """A line for each name in `.env` that looks like a setting and is none; it may be another's."""
    for name, meant in settings.MISSPELT_NAMES:
        out.write(f".env: {name} is no setting and changes nothing. Is {meant} meant?\n")


def check_port(host: str, port: int) -> None:
    """Bind the address and let go of it at once; the web server shares ports without asking."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with closing(socket.socket(family, kind, protocol)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as error:
        raise Unready(
            f"HOST: {host} is not an address: {error.strerror}. Use 127.0.0.1 or 0.0.0.0."
        ) from error
    except OSError as error:
        raise Unready(_port_refusal(host, port, error)) from error


def _port_refusal(host: str, port: int, error: OSError) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return (
                f"PORT: {port} on {host} is in use. "
                f"Stop the other program or choose another port, for example PORT={port + 1}."
            )
        case errno.EACCES:
            return (
                f"PORT: {port} needs more rights. Choose a port from 1024, for example PORT=8000."
            )
        case errno.EADDRNOTAVAIL:
            return f"HOST: {host} is no address of this machine. Use 127.0.0.1 or 0.0.0.0."
        case _:
            return f"PORT: cannot listen on {host}:{port}: {error.strerror}."


def wait_for_database(out: TextIO) -> None:
    """Connect; a server that is just starting gets the time that it needs.

    The driver's first line says what is wrong.
    """
    deadline = time.monotonic() + settings.DATABASE_WAIT.total_seconds()
    told = False
    while True:
        try:
            connection.ensure_connection()
        except DatabaseError as error:
            if not may_be_starting(error) or time.monotonic() >= deadline:
                raise Unready(_database_refusal(error)) from error
            if not told:
                out.write("等待数据库 … Waiting for the database ...\n")
                out.flush()
            told = True
            time.sleep(DATABASE_PAUSE)
        else:
            return


def may_be_starting(error: DatabaseError) -> bool:
    """Whether the server is absent or not ready yet, rather than unwilling."""
    text = str(error)
    return connection.vendor == "postgresql" and not any(said in text for said in UNWILLING)


def _database_refusal(error: DatabaseError) -> str:
    return (
        f"DATABASE_URL: the database cannot be reached: {_first_line(error)}. "
        "Check that it runs, and the address, user, password and name."
    )


def check_broker(url: str) -> None:
    """Shake hands with the message broker; the embedded one is a folder, made here."""
    try:
        with current_app.connection_for_write(url, connect_timeout=BROKER_TIMEOUT) as broker:
            broker.ensure_connection(max_retries=1, timeout=BROKER_TIMEOUT)
    except Exception as error:  # every transport has errors of its own
        raise Unready(
            f"CELERY_BROKER_URL: the broker cannot be reached: {_first_line(error)}. "
            "Check that it runs, and the address and password."
        ) from error


def check_store() -> None:
    """Ask for the bucket of uploaded files; the data folder is looked at by itself."""
    if not settings.S3_BUCKET:
        return
    try:
        default_storage.check()  # type: ignore[attr-defined]  # tracker.storage.ObjectStorage
    except OSError as error:
        raise Unready(
            f"S3_BUCKET: {settings.S3_BUCKET} cannot be used: {_first_line(error)}. "
            "Check S3_ENDPOINT, S3_REGION, the keys, and that the bucket exists."
        ) from error


def check_directory() -> None:
    """A role that does not exist would be given to nobody, without a word."""
    # Brings the models, which whoever holds the folder's lock may do without.
    from commitments.domain.platform.roles import ROLES

    for role in settings.DIRECTORY_ROLES.values():
        if role not in ROLES:
            raise Unready(f"DIRECTORY_ROLES: {role} is no role. Give one of {', '.join(ROLES)}.")


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(". ")
