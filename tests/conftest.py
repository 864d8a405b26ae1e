"""What every test finds: a data folder of its own, a database of either kind, real services.

`pytest` runs on SQLite; `pytest --postgres -m database` runs what touches a database on a
private PostgreSQL, or on the server that TEST_DATABASE_URL names.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.services.programs import Program

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "worker"}

# A busy machine is no failure. The gate tries the same examples each time, so that it judges the
# change alone; `make fuzz` looks for new ones.
hypothesis.settings.register_profile(
    "gate",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "fuzz", hypothesis.settings.get_profile("gate"), derandomize=False, max_examples=2000
)
hypothesis.settings.load_profile("gate")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgres",
        action="store_true",
        help="run on PostgreSQL: TEST_DATABASE_URL, else a private server",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose the surroundings before Django reads its settings, which it does once."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        scratch = tempfile.mkdtemp(prefix="commitments-tests-")
        config.add_cleanup(lambda: shutil.rmtree(scratch, ignore_errors=True))
        os.environ["DATA_DIR"] = scratch
        os.environ["DATABASE_URL"] = _choose_database(config)
        os.environ["CELERY_BROKER_URL"] = "filesystem://localhost//"
    else:
        os.environ["DATA_DIR"] = str(Path(os.environ["DATA_DIR"]) / worker)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    _adapt_settings()
    # Processes that share the work must come here too before Django reads its settings.
    del os.environ["DJANGO_SETTINGS_MODULE"]


def _choose_database(config: pytest.Config) -> str:
    if not config.getoption("postgres"):
        return f"sqlite:///{os.environ['DATA_DIR']}/unused.sqlite3"
    if given := os.environ.get("TEST_DATABASE_URL"):
        return given
    from tests.services.postgres import Postgres

    server = Postgres.start()
    config.add_cleanup(server.stop)
    return server.url


def _adapt_settings() -> None:
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        # A file, as in an installation: other processes and threads must see it.
        database.setdefault("TEST", {})["NAME"] = str(settings.DATA_DIR / "test.sqlite3")
    # Straight from the packages; `manage.py up` collects them, and has a test of its own.
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.WHITENOISE_USE_FINDERS = True
    # Each test has a client of its own, which would look through all packages for their files.
    settings.WHITENOISE_AUTOREFRESH = True
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    # Sign-ins by the hundred need no slow hash.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker("database")
        if "page" in fixtures:
            item.add_marker("browser")
        if "worker" in fixtures:
            item.add_marker("worker")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the garbage collector need not look through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, request: pytest.FixtureRequest
) -> None:
    """Begin with a copy of a migrated database, unless it is on somebody else's server."""
    from django.conf import settings

    from tests.services import migrated

    database, cache = settings.DATABASES["default"], request.config.cache.mkdir("migrated")
    if database["ENGINE"] == "django.db.backends.sqlite3":
        migrated.copy_to(Path(database["TEST"]["NAME"]), cache=cache)
    elif "TEST_DATABASE_URL" not in os.environ:
        template = migrated.template_on(os.environ["DATABASE_URL"], cache=cache)
        database.setdefault("TEST", {})["TEMPLATE"] = template


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Whether the database is there already; the scratch folder goes away at the end."""
    from django.conf import settings

    return settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path) -> Iterator["Program"]:
    """A real Celery worker process that works on this test's database."""
    from tests.services import worker as service

    running = service.start(tmp_path / "worker.log")
    yield running
    running.stop()
    # Shown by pytest where the test failed.
    print(running.output())


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    from tests.services.browser import launch

    # Playwright keeps an event loop in this thread, which Django takes for an async caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with launch() as running:
        yield running


@pytest.fixture
def page(browser: "Browser", live_server: "object") -> Iterator["Page"]:
    """A page of a Chinese browser on an office screen; an error on it fails the test."""
    from tests.services.browser import watched_page

    with watched_page(browser, str(live_server)) as watched:
        yield watched
