"""The embedded message broker: Celery's file transport, whose messages appear whole or not at all.

kombu's transport writes a message where others look for it, so that a worker can meet half of one
and end with it. Here a message is written aside and renamed. One that cannot be read is put aside:
the job that it speaks of is a row, and the sweep sends it again.
"""

import logging
from pathlib import Path
from queue import Empty
from time import monotonic
from typing import Any
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.json import dumps, loads

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    """One folder of files: those named `….QUEUE.msg` are messages, any other is none."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:
        folder = Path(self.data_folder_out)
        message = folder / f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg"
        written = message.with_suffix(".part")
        written.write_text(dumps(payload), encoding="utf-8")
        written.rename(message)

    def _get(self, queue: str) -> Any:
        """Take the oldest message that can be read; another process cannot take it too."""
        for message in sorted(Path(self.data_folder_in).glob(f"*.{queue}.msg")):
            taken = message.with_suffix(".taken")
            try:
                message.rename(taken)
            except FileNotFoundError:  # another process was faster
                continue
            try:
                payload = loads(taken.read_text(encoding="utf-8"))
            except (ValueError, RecursionError):
                logger.warning("A message cannot be read and is put aside: %s", taken)
                taken.rename(message.with_suffix(".unreadable"))
                continue
            taken.unlink()
            return payload
        raise Empty


class Transport(filesystem.Transport):
    """What `filesystem://` means here."""

    Channel = Channel
