"""Read the environment; a value that makes no sense is one line that names its variable.

The checks return the value to use, or raise `ValueError` with what is wrong and what is allowed.
"""

import re
import sys
from collections.abc import Callable
from difflib import get_close_matches
from email.utils import parseaddr
from pathlib import Path
from typing import NoReturn, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from environs import Env, EnvError

BASE_DIR = Path(__file__).resolve().parent.parent
T = TypeVar("T")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
# With a star, all names; with a leading dot, those below, too.
HOST_NAME = re.compile(r"\*|\.?[\w-]+(?:\.[\w-]+)*\.?|\[[0-9A-Fa-f:.]+\]")
EXAMPLE_NAME = re.compile(r"(?m)^#([A-Z0-9_]+)=")
LEAST_KEY, LEAST_DIFFERENT = 32, 5
BROKERS = ("filesystem", "redis", "rediss", "sentinel", "amqp", "amqps", "pyamqp")


def time_zone(name: str) -> str:
    """
    >>> time_zone("Asia/Shanghai")
    'Asia/Shanghai'
    """
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise ValueError(f"{name!r} is no time zone. Give a name like Asia/Shanghai.") from None
    return name


def log_level(name: str) -> str:
    """
    >>> log_level("info")
    'INFO'
    """
    if name.upper() not in LEVELS:
        raise ValueError(f"{name!r} is no level. Give one of {', '.join(LEVELS)}.")
    return name.upper()


def origins(listed: str) -> list[str]:
    """Origins that forms may come from, separated by commas.

    Django compares letter by letter, and browsers send no slash at the end.

    >>> origins("https://a.gov.cn/, https://*.b.gov.cn")
    ['https://a.gov.cn', 'https://*.b.gov.cn']
    """
    return [web_address(origin).rstrip("/") for origin in listed_in(listed)]


def key(secret: str) -> str:
    """A key that signs sessions; empty where none is given.

    >>> key("")
    ''
    """
    if secret and (len(secret) < LEAST_KEY or len(set(secret)) < LEAST_DIFFERENT):
        raise ValueError(
            f"the key can be guessed. Give at least {LEAST_KEY} random characters, or leave it out."
        )
    return secret


def hosts(listed: str) -> list[str]:
    """Names by which browsers may address the service, separated by commas.

    >>> hosts("tracker.example.gov.cn, .b.gov.cn, [::1]")
    ['tracker.example.gov.cn', '.b.gov.cn', '[::1]']
    """
    names = listed_in(listed)
    if not names:
        raise ValueError("no name is given. Give names like tracker.example.gov.cn,127.0.0.1.")
    for name in names:
        if not HOST_NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a host. Give it without https:// and port.")
    return names


def listed_in(text: str) -> list[str]:
    """
    >>> listed_in("a, b,,")
    ['a', 'b']
    """
    return [part.strip() for part in text.split(",") if part.strip()]


def sender(address: str) -> str:
    """
    >>> sender("督查系统 <ducha@example.gov.cn>")
    '督查系统 <ducha@example.gov.cn>'
    """
    name, _at, place = parseaddr(address)[1].partition("@")
    if not name or not place:
        raise ValueError(f"{address!r} is no address of mail. Give name <user@host>.")
    return address


def folder(path: str, default: Path) -> Path:
    """A folder; a relative path counts from the program, wherever it is started from.

    >>> folder("", Path("/srv/var"))
    PosixPath('/srv/var')
    """
    return (BASE_DIR / Path(path.strip() or default).expanduser()).resolve()


def web_address(address: str) -> str:
    """An address with its scheme; empty where none is given.

    >>> web_address("https://tracker.example.gov.cn")
    'https://tracker.example.gov.cn'
    """
    parts = urlsplit(address)
    if address and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValueError(f"{address!r} has no http:// or https:// before its name.")
    return address


def broker_url(address: str) -> str:
    """
    >>> broker_url("redis://127.0.0.1:6379/0")
    'redis://127.0.0.1:6379/0'
    """
    hint = "Use redis://host:6379/0, amqp://user:password@host:5672// or leave it out."
    try:
        # Asking for the port checks it.
        scheme, _port = urlsplit(address).scheme, urlsplit(address.split(";")[0]).port
    except ValueError as error:
        raise ValueError(f"the address of the broker makes no sense: {error}. {hint}") from None
    if scheme not in BROKERS:
        raise ValueError(f"{scheme or address!r} is no known kind of broker. {hint}")
    return address


def database_name(vendor: str, name: str, base: Path) -> str:
    """The name of the database; a relative path counts from the folder of the program.

    >>> database_name("postgresql", "tracker", Path("/srv"))
    'tracker'
    """
    if not name or name == ":memory:":
        raise ValueError(
            "names no database. Use postgres://user:password@host:5432/name "
            "or sqlite:////folder/db.sqlite3."
        )
    return str(base / name) if vendor == "sqlite3" else name


def refuse(variable: str, problem: object, hint: str) -> NoReturn:
    """Stop with one line; a traceback would hide what the administrator must change."""
    sys.stderr.write(f"{variable}: {problem} {hint}".rstrip() + "\n")
    raise SystemExit(2)


def unreadable_line(path: Path) -> int | None:
    """The first line that the reader of the file would pass over with no more than a warning."""
    with path.open(encoding="utf-8-sig") as lines:
        return next((found.original.line for found in parse_stream(lines) if found.error), None)


def misspelt(path: Path, example: Path) -> list[tuple[str, str]]:
    """Names in `.env` that nothing reads, each with the name that was probably meant."""
    if not (path.exists() and example.exists()):
        return []
    known = set(EXAMPLE_NAME.findall(example.read_text(encoding="utf-8")))
    names = [name for name in dotenv_values(path, encoding="utf-8-sig") if name not in known]
    close = {name: get_close_matches(name.upper(), known, n=1, cutoff=0.7) for name in names}
    return [(name, meant[0]) for name, meant in close.items() if meant]


def read_env() -> Env:
    """The environment, with what `.env` beside the program adds."""
    found, path = Env(), BASE_DIR / ".env"
    if not path.exists():
        return found
    try:
        if line := unreadable_line(path):
            refuse(".env", f"line {line} makes no sense.", "Write NAME=value, and close quotes.")
        found.read_env(path, recurse=False)
    except UnicodeDecodeError:
        refuse(".env", "the file is not written in UTF-8.", "Save it as UTF-8.")
    except OSError as error:
        refuse(".env", error.strerror, "Make the file readable for who starts the program.")
    return found


env = read_env()


def read_checked(variable: str, default: str, check: Callable[[str], T]) -> T:
    """A value that one of the checks above lets pass."""
    try:
        return check(env.str(variable, default))
    except ValueError as error:
        refuse(variable, error, "")


def read_number(variable: str, default: int, *, least: int, most: int) -> int:
    try:
        number = env.int(variable, default)
    except EnvError as error:
        refuse(variable, error, f"Give a whole number from {least} to {most}.")
    if not least <= number <= most:
        refuse(variable, f"{number} is out of range.", f"Give {least} to {most}.")
    return int(number)


def read_choice(variable: str, default: str, allowed: tuple[str, ...]) -> str:
    value = env.str(variable, default)
    if value not in allowed:
        refuse(variable, f"{value} is unknown.", f"Give one of {', '.join(allowed)}.")
    return str(value)


def read_flag(variable: str, default: bool) -> bool:
    try:
        return bool(env.bool(variable, default))
    except EnvError as error:
        refuse(variable, error, "Give true or false.")
