"""Who may come in: the libraries that guard the door, and the headers of every answer."""

from collections.abc import Callable
from typing import Any

from corsheaders.defaults import default_headers
from django.http import HttpRequest, HttpResponse
from environs import Env

APPS = [
    "corsheaders",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
# The first of all: what others answer gets the headers too.
POLICY = "tracker.access.PolicyMiddleware"
MIDDLEWARE = [
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]

# What is the same in every installation: settings of the libraries.
FIXED: dict[str, object] = {
    "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
    "AXES_RESET_ON_SUCCESS": True,
    "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
    "AXES_DISABLE_ACCESS_LOG": True,
    # The log is the administrator's; passwords are left out in any case.
    "AXES_SENSITIVE_PARAMETERS": [],
    "AXES_ENABLE_ADMIN": False,
    "AXES_VERBOSE": False,
    "AXES_CLIENT_IP_CALLABLE": "commitments.signin.lockout.client_address",
    "AXES_USERNAME_CALLABLE": "commitments.signin.lockout.account_name",
    "AXES_LOCKOUT_CALLABLE": "commitments.signin.lockout.as_refusal",
    # The name under which an authenticator app lists the account.
    "OTP_TOTP_ISSUER": "承诺事项督办",
    "SOCIALACCOUNT_ADAPTER": "commitments.signin.oidc.Adapter",
    "SOCIALACCOUNT_ONLY": True,
    "SOCIALACCOUNT_LOGIN_ON_GET": True,
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "CORS_URLS_REGEX": r"^/api/",
    "CORS_ALLOW_HEADERS": [*default_headers, "idempotency-key", "if-match", "if-none-match"],
    "CORS_EXPOSE_HEADERS": ["ETag", "Idempotent-Replayed", "Retry-After", "X-Request-ID"],
}
LDAP_BACKEND = "commitments.signin.ldap.LdapBackend"
LDAP_SECONDS = 5
# The name of the one provider within django-allauth.
PROVIDER = "office"

VALIDATION = "django.contrib.auth.password_validation"
PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": "commitments.domain.accounts.passwords.EasilyGuessedValidator"},
]

POLICIES = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'self'",
            # The admin theme's scripts are expressions in attributes, which need eval.
            "script-src 'self' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ]
    ),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class PolicyMiddleware:
    """Tell the browser what a page of ours may do, so that foreign script in it does nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, policy in POLICIES.items():
            response.headers.setdefault(name, policy)
        return response


def providers(issuer: str, client: str, secret: str) -> dict[str, Any]:
    """The OpenID Connect provider of the installation, as django-allauth wants it."""
    app = {
        "provider_id": PROVIDER,
        "name": PROVIDER,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def ldap(env: Env, url: str, name: str, groups: str) -> dict[str, Any]:
    """The directory of the installation, as django-auth-ldap wants it."""
    import ldap
    from django_auth_ldap.config import GroupOfNamesType, LDAPSearch

    return {
        "AUTH_LDAP_SERVER_URI": url,
        "AUTH_LDAP_BIND_DN": env.str("LDAP_BIND_DN", ""),
        "AUTH_LDAP_BIND_PASSWORD": env.str("LDAP_BIND_PASSWORD", ""),
        "AUTH_LDAP_START_TLS": env.bool("LDAP_START_TLS", False),
        "AUTH_LDAP_CONNECTION_OPTIONS": {
            ldap.OPT_NETWORK_TIMEOUT: LDAP_SECONDS,
            ldap.OPT_TIMEOUT: LDAP_SECONDS,
            ldap.OPT_REFERRALS: 0,
        },
        "AUTH_LDAP_USER_SEARCH": LDAPSearch(
            env.str("LDAP_USERS"), ldap.SCOPE_SUBTREE, f"({name}=%(user)s)"
        ),
        "AUTH_LDAP_GROUP_SEARCH": groups
        and LDAPSearch(groups, ldap.SCOPE_SUBTREE, "(objectClass=groupOfNames)"),
        "AUTH_LDAP_GROUP_TYPE": GroupOfNamesType(),
        # The account is found and described by our own rules.
        "AUTH_LDAP_ALWAYS_UPDATE_USER": False,
    }
