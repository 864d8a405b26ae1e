"""Tasks that no child process should survive, for the tests of `isolated`."""

import ctypes
import os


def bomb(data: bytes) -> int:
    held = []
    while True:
        held.append(bytearray(50_000_000))


def loop(data: bytes) -> None:
    while True:
        pass


def sleeper(data: bytes) -> None:
    os.system("sleep 1000")


def abort(data: bytes) -> None:
    os.abort()


def silent(data: bytes) -> None:
    os._exit(0)


def failing(data: bytes) -> None:
    raise AttributeError("no such part")


def segfault(data: bytes) -> None:
    ctypes.string_at(0)


def chatty(data: bytes) -> str:
    print("a library prints")
    os.write(1, b"and so does C")
    return data.decode()


def surroundings(data: bytes) -> list[str]:
    return sorted(os.environ)
