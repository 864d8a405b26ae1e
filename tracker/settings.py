"""Settings: everything that differs between installations comes from the environment.

A value that makes no sense stops the start with one line that names the variable and says
how to mend it. The table of all variables is in README.md.
"""

import fcntl
import os
from contextlib import suppress
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _
from environs import EnvError

from commitments import queues
from tracker import VERSION as VERSION
from tracker import access, environment, hours, logs, openapi, theme
from tracker.environment import (
    BASE_DIR,
    env,
    read_checked,
    read_choice,
    read_flag,
    read_number,
    refuse,
)

# Whatever a process of the service writes (database, uploads, key, messages) is for its own
# account on the machine alone.
os.umask(0o077)

# The host means nothing, but without one Celery warns at every connection.
EMBEDDED_BROKER = "filesystem://localhost//"
EMAIL_HINT = "Use submission://user:password@host:587, smtps://… or smtp://…"


def read_secret_key(data_dir: Path) -> str:
    """The key in the data folder, created at first use so that sessions survive restarts.

    Where the folder cannot be written (reading a file needs no data folder) a key that lives
    as long as the process serves; `manage.py up` reports such a folder.
    """
    path = data_dir / "secret_key"
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        if path.exists() and (kept := path.read_text(encoding="utf-8").strip()):
            return kept
        # Processes that begin at once share the key of the first.
        with path.open("a+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            if not (key := file.read().strip()):
                key = get_random_secret_key()
                file.write(key)
            return key
    except UnicodeDecodeError:
        refuse("SECRET_KEY", f"{path} is damaged.", "Put it back from a backup, or delete it.")
    except OSError:
        return get_random_secret_key()


def read_databases(data_dir: Path) -> dict[str, dict[str, object]]:
    default = f"sqlite:///{data_dir / 'db.sqlite3'}"
    try:
        config = dict(env.dj_db_url("DATABASE_URL", default=default))
    except EnvError as error:
        refuse("DATABASE_URL", error, "Use postgres://user:password@host:5432/name.")
    try:
        vendor = config["ENGINE"].rpartition(".")[2]
        config["NAME"] = environment.database_name(vendor, config["NAME"], BASE_DIR)
    except ValueError as error:
        refuse("DATABASE_URL", error, "")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        # Writers queue for the lock at BEGIN instead of failing in mid-transaction.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    elif config["ENGINE"] == "django.db.backends.postgresql":
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"] = {"connect_timeout": 5}
    else:
        refuse("DATABASE_URL", f"{config['ENGINE']} is not supported.", "Use postgres or sqlite.")
    return {"default": config}


def read_broker_options(url: str, folder: Path) -> dict[str, object]:
    """Messages of the embedded broker are files; their folder must exist before the first one."""
    if not url.startswith("filesystem://"):
        return {"visibility_timeout": 3600}
    messages = folder / "messages"
    with suppress(OSError):  # as above: `manage.py up` reports a folder that cannot be written
        messages.mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(messages),
        "data_folder_out": str(messages),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.1,
    }


def read_email() -> dict[str, Any]:
    """How mail leaves; without EMAIL_URL none is sent."""
    try:
        email = dict(env.dj_email_url("EMAIL_URL", default="console:"))
    except (EnvError, ValueError) as error:
        refuse("EMAIL_URL", error, EMAIL_HINT)
    if "EMAIL_BACKEND" not in email:
        refuse("EMAIL_URL", "the kind of server is unknown.", EMAIL_HINT)
    return email


def read_mapping(variable: str) -> dict[str, str]:
    """Pairs such as `督查组=supervisor; 报送组=reporter`."""
    pairs = [pair.partition("=") for pair in env.str(variable, "").split(";") if pair.strip()]
    if not all(key.strip() and value.strip() for key, _equals, value in pairs):
        refuse(variable, "this is no list of pairs.", "Write group=value; group=value.")
    return {key.strip(): value.strip() for key, _equals, value in pairs}


def read_object_storage(bucket: str) -> dict[str, object]:
    """Where the bucket is, and with which key it is opened; without one, with the machine's own."""
    endpoint = env.str("S3_ENDPOINT", "")
    if endpoint and not endpoint.startswith(("http://", "https://")):
        refuse("S3_ENDPOINT", f"{endpoint} is no address.", "Use https://host:port.")
    key, secret = env.str("S3_ACCESS_KEY", ""), env.str("S3_SECRET_KEY", "")
    if bool(key) != bool(secret):
        refuse("S3_SECRET_KEY", "key and secret belong together.", "Set both or neither.")
    return {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "access_key": key or None,
        "secret_key": secret or None,
        "region_name": env.str("S3_REGION", "") or None,
        "addressing": read_choice("S3_ADDRESSING", "auto", ("auto", "path", "virtual")),
    }


# --- Data folder and databases ---------------------------------------------------------------
# A relative path counts from the program, wherever it is started from.
DATA_DIR = environment.folder(env.str("DATA_DIR", ""), BASE_DIR / "var")
SEEDS_DIR = BASE_DIR / "seeds"
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "static/"
DATABASES = read_databases(DATA_DIR)
# How long a start waits for a database server that is just starting.
DATABASE_WAIT = timedelta(seconds=read_number("DATABASE_WAIT_SECONDS", 30, least=0, most=3600))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Names in `.env` that nothing reads, with what was probably meant; `manage.py up` says them.
MISSPELT_NAMES = environment.misspelt(BASE_DIR / ".env", BASE_DIR / ".env.example")

# --- Serving ---------------------------------------------------------------------------------
DEBUG = read_flag("DEBUG", False)
SECRET_KEY = read_checked("SECRET_KEY", "", environment.key) or read_secret_key(DATA_DIR)
HOST = env.str("HOST", "127.0.0.1")
PORT = read_number("PORT", 8000, least=1, most=65535)
ALLOWED_HOSTS = read_checked("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]", environment.hosts)
CSRF_TRUSTED_ORIGINS = read_checked("CSRF_TRUSTED_ORIGINS", "", environment.origins)
# Servers whose pages may read the API with a token; no cookie goes with it.
CORS_ALLOWED_ORIGINS = read_checked("CORS_ORIGINS", "", environment.origins)
WEB_THREADS = read_number("WEB_THREADS", 4, least=1, most=64)
ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

INSTALLED_APPS = [
    "commitments",  # before the rest: our templates and translations win
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.simple_history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "rest_framework.authtoken",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "simple_history",
    "django_celery_beat",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "tracker.conditional.Compression",
    "tracker.conditional.Tags",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tracker.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Collected by `manage.py up` under names that carry their hash, so that browsers can cache
# them forever; with DEBUG they are served from the packages, uncollected.
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "tracker.disk.DiskStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# --- Uploaded files on S3 --------------------------------------------------------------------
# In MEDIA_ROOT, unless a bucket that several machines share is named.
if S3_BUCKET := env.str("S3_BUCKET", ""):
    if find_spec("storages") is None:
        refuse("S3_BUCKET", "the packages for it are not installed.", "Run `make s3`.")
    STORAGES["default"] = {
        "BACKEND": "tracker.storage.ObjectStorage",
        "OPTIONS": read_object_storage(S3_BUCKET),
    }

# --- Who may come in -------------------------------------------------------------------------
INSTALLED_APPS += access.APPS
MIDDLEWARE = [access.POLICY, *MIDDLEWARE, *access.MIDDLEWARE]
AUTHENTICATION_BACKENDS = list(access.BACKENDS)
AUTH_PASSWORD_VALIDATORS = access.PASSWORD_VALIDATORS
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
# A working day, or until the browser is closed; whoever asks to stay signed in, stays longer.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
STAY_SIGNED_IN = timedelta(days=read_number("STAY_SIGNED_IN_DAYS", 14, least=1, most=90))
# Set where TLS ends at this service or at a proxy that sends X-Forwarded-Proto.
if read_flag("HTTPS", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
X_FRAME_OPTIONS, SECURE_REFERRER_POLICY = "DENY", "same-origin"
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
# How many proxies stand in front: so many addresses of X-Forwarded-For are believed.
PROXIES = read_number("PROXIES", 0, least=0, most=5)
AXES_FAILURE_LIMIT = read_number("SIGN_IN_ATTEMPTS", 5, least=3, most=100)
AXES_COOLOFF_TIME = timedelta(minutes=read_number("SIGN_IN_PAUSE_MINUTES", 15, least=1, most=1440))
# Directories that say who somebody is; docs/sign-in.md explains each value.
OIDC_ISSUER = env.str("OIDC_ISSUER", "").rstrip("/")
OIDC_NAME = env.str("OIDC_NAME", "") or _("Unified sign-in")
OIDC_USERNAME_CLAIM = env.str("OIDC_USERNAME_CLAIM", "preferred_username")
OIDC_GROUPS_CLAIM = env.str("OIDC_GROUPS_CLAIM", "groups")
OIDC_UNIT_CLAIM = env.str("OIDC_UNIT_CLAIM", "")
OIDC_HAS_SECOND_FACTOR = read_flag("OIDC_HAS_SECOND_FACTOR", False)
OIDC_CLIENT = (env.str("OIDC_CLIENT_ID", ""), env.str("OIDC_CLIENT_SECRET", ""))
LDAP_USERNAME_ATTRIBUTE = env.str("LDAP_USERNAME_ATTRIBUTE", "uid")
LDAP_GROUPS = env.str("LDAP_GROUPS", "")
LDAP_UNIT_ATTRIBUTE = env.str("LDAP_UNIT_ATTRIBUTE", "")
DIRECTORY_ROLES = read_mapping("DIRECTORY_ROLES")
DIRECTORY_UNITS = read_mapping("DIRECTORY_UNITS")
DIRECTORY_SAYS_UNITS = bool(OIDC_UNIT_CLAIM or LDAP_UNIT_ATTRIBUTE)
DIRECTORY_LINKS_LOCAL_ACCOUNTS = read_flag("DIRECTORY_LINKS_LOCAL_ACCOUNTS", False)
SOCIALACCOUNT_PROVIDERS = access.providers(OIDC_ISSUER, *OIDC_CLIENT) if OIDC_ISSUER else {}
if OIDC_ISSUER and not all(OIDC_CLIENT):
    refuse("OIDC_ISSUER", "the client is not named.", "Set OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.")
if LDAP_URL := env.str("LDAP_URL", ""):
    AUTHENTICATION_BACKENDS.append(access.LDAP_BACKEND)
    try:
        AUTH_LDAP = access.ldap(env, LDAP_URL, LDAP_USERNAME_ATTRIBUTE, LDAP_GROUPS)
    except ImportError:
        refuse("LDAP_URL", "what speaks LDAP is not installed.", "Run `make ldap`.")
    except EnvError as error:
        refuse("LDAP_URL", error, "Set what docs/sign-in.md names.")
    globals().update(AUTH_LDAP)
globals().update(access.FIXED)

# --- Language and time -----------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
# One catalog for all of our texts, the settings' own included; it wins over the libraries'.
LOCALE_PATHS = [BASE_DIR / "commitments" / "locale"]
TIME_ZONE = read_checked("TIME_ZONE", "Asia/Shanghai", environment.time_zone)
USE_TZ = True

# --- Background work -------------------------------------------------------------------------
CELERY_BROKER_URL = read_checked("CELERY_BROKER_URL", EMBEDDED_BROKER, environment.broker_url)
CELERY_BROKER_TRANSPORT_OPTIONS = read_broker_options(CELERY_BROKER_URL, DATA_DIR / "broker")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker, however long
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A worker without --queues serves both; `manage.py up` starts one worker for each.
CELERY_TASK_QUEUES = {name: {"exchange": name, "routing_key": name} for name in queues.ALL}
CELERY_TASK_DEFAULT_QUEUE = queues.BACKGROUND
CELERY_TASK_ROUTES = {"commitments.tasks.sweep_jobs": {"queue": queues.INTERACTIVE}}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
# A job whose worker has been silent for this long is given to another one.
JOB_LEASE = timedelta(seconds=read_number("JOB_LEASE_SECONDS", 60, least=5, most=3600))
JOB_SWEEP = timedelta(seconds=read_number("JOB_SWEEP_SECONDS", 30, least=1, most=3600))
# A text that takes longer than this to read is given up, so that no document holds a worker.
READING_TIME = timedelta(seconds=read_number("READING_SECONDS", 1800, least=1, most=86400))

CELERY_BEAT_SCHEDULER = "tracker.scheduler:Scheduler"
CELERY_RESULT_EXPIRES = None
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "补发后台任务": {
        "task": "commitments.tasks.sweep_jobs",
        "schedule": JOB_SWEEP,
        # While no worker runs, sweeps must not pile up in the queue.
        "options": {"expire_seconds": JOB_SWEEP.total_seconds()},
    },
    **hours.OF_THE_CALENDAR,
}

# --- Reporting duties and reminders ----------------------------------------------------------
# For lead units; an assignment may say otherwise.
REPORT_EVERY = read_choice("REPORT_EVERY", "month", ("month", "quarter", "half_year", "year"))
# Working days after the end of a period within which its report is due.
REPORT_WITHIN_DAYS = read_number("REPORT_WITHIN_DAYS", 3, least=0, most=30)
SENDS_MAIL = bool(env.str("EMAIL_URL", ""))
_email = read_email()
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email["EMAIL_HOST"]
EMAIL_PORT = _email["EMAIL_PORT"]
EMAIL_HOST_USER = _email["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _email["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _email["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = read_checked("EMAIL_FROM", "tracker@localhost", environment.sender)
# Where people open the application, for the link in the mail.
SITE_URL = read_checked("SITE_URL", "", environment.web_address)

# --- What may come in ------------------------------------------------------------------------
UPLOAD_LIMIT = read_number("UPLOAD_LIMIT_MB", 50, least=1, most=1024) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT + 1024 * 1024

# --- Interfaces ------------------------------------------------------------------------------
# Of the first report kind, read once; then the office keeps its kinds.
REPORT_ISSUER = env.str("REPORT_ISSUER", "督查室")
REPORT_TITLE = env.str("REPORT_TITLE", "承诺事项进展情况通报")
UNFOLD = theme.UNFOLD
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "commitments.api.schema.AutoSchema",
    "EXCEPTION_HANDLER": "commitments.api.problems.handle",
    "COERCE_DECIMAL_TO_STRING": False,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = openapi.SPECTACULAR

# Reasons of changes have no limit of length.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# --- Watching and backups --------------------------------------------------------------------
LOG_LEVEL = read_checked("LOG_LEVEL", "INFO", environment.log_level)
LOG_FORMAT = read_choice("LOG_FORMAT", "text", tuple(logs.FORMATS))
LOGGING: dict[str, Any] = logs.configuration(form=LOG_FORMAT, level=LOG_LEVEL)
# Under `manage.py up` the log is also kept in files, rotated by size.
LOG_DIR = DATA_DIR / "logs"
LOG_FILE_BYTES = read_number("LOG_FILE_MB", 10, least=1, most=1024) * 1024 * 1024
LOG_FILES = read_number("LOG_FILES", 10, least=1, most=1000)
# Without a token only this machine may read /metrics.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")
METRICS_DIR = DATA_DIR / "metrics"
# prometheus-client reads it when it is imported.
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS_DIR)
MIDDLEWARE.insert(0, "tracker.requests.RequestMiddleware")
BACKUP_DIR = environment.folder(env.str("BACKUP_DIR", ""), DATA_DIR / "backups")
# 0 for an installation that is backed up by other means.
BACKUP_WARN_AFTER = timedelta(days=read_number("BACKUP_WARN_DAYS", 2, least=0, most=366))
