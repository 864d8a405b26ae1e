"""The embedded broker: messages appear whole or not at all, and none can break a worker."""

import threading
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

import tracker.celery  # noqa: F401  # names the transport
from tracker.broker import Channel


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    messages = tmp_path / "messages"
    messages.mkdir()
    return messages


@pytest.fixture
def channel(folder: Path) -> Channel:
    options = {
        "data_folder_in": str(folder),
        "data_folder_out": str(folder),
        "control_folder": str(folder.parent / "control"),
    }
    connection = Connection("filesystem://localhost//", transport_options=options)
    return connection.channel()


def test_message_round_trips_and_leaves_no_file(channel: Channel, folder: Path) -> None:
    channel._put("celery", {"body": "一"})

    assert channel._get("celery") == {"body": "一"}
    assert list(folder.iterdir()) == []
    with pytest.raises(Empty):
        channel._get("celery")


def test_queues_do_not_mix(channel: Channel) -> None:
    channel._put("background", {"body": 1})

    with pytest.raises(Empty):
        channel._get("celery")
    assert channel._get("background") == {"body": 1}


@pytest.mark.parametrize("content", [b"", b'{"body": "ha', b"\xff\xfe", b"[" * 5000])
def test_unreadable_message_is_put_aside(channel: Channel, folder: Path, content: bytes) -> None:
    (folder / "0_broken.celery.msg").write_bytes(content)
    channel._put("celery", {"body": 1})

    assert channel._get("celery") == {"body": 1}
    assert [path.name for path in folder.iterdir()] == ["0_broken.celery.unreadable"]


def test_half_written_message_is_none(channel: Channel, folder: Path) -> None:
    (folder / "0_half.celery.part").write_text('{"bo')

    with pytest.raises(Empty):
        channel._get("celery")


def test_concurrent_readers_take_each_message_once(channel: Channel) -> None:
    for number in range(200):
        channel._put("celery", {"body": number})
    taken: list[int] = []

    def read() -> None:
        while True:
            try:
                taken.append(channel._get("celery")["body"])
            except Empty:
                return

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert sorted(taken) == list(range(200))
