"""All settings of Samspil; everything that differs between installations is read from the environment."""

from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from samspil.config import environment

SOURCE = Path(__file__).resolve().parents[1]
PROJECT = SOURCE.parents[1]
BUILD = Path(environment.text("BUILD", str(PROJECT / "build")))

DEMO = environment.flag("DEMO")
DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.text("SECRET_KEY")
# Keys for sensitive fields: the first encrypts, all decrypt; the index key makes addresses findable.
FIELD_KEYS = environment.words("FIELD_KEYS")
INDEX_KEY = environment.text("INDEX_KEY")
ALLOWED_HOSTS = environment.words("HOSTS", "localhost,127.0.0.1,[::1]")
ORIGIN = environment.text("ORIGIN", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [ORIGIN]
# The name until somebody writes one under "Kommunens side".
MUNICIPALITY = environment.text("MUNICIPALITY", "Bakkekøbing Kommune")
# The region it lies in: open data asks for it in every address.
REGION = environment.text("REGION", "Region Sjælland")
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 0)

INSTALLED_APPS = [
    "samspil.config",
    "samspil.front.finding",
    "samspil.front.open_data",
    "samspil.front.home",
    "samspil.front.demo",
    "samspil.work.involvement",
    "samspil.work.plans",
    "samspil.work.projects",
    "samspil.commons.lexicon",
    "samspil.commons.interests",
    "samspil.commons.inputs",
    "samspil.commons.decisions",
    "samspil.commons.gatherings",
    "samspil.commons.advice",
    "samspil.commons.news",
    "samspil.commons.offers",
    "samspil.commons.leaflets",
    "samspil.base.people",
    "samspil.base.places",
    "samspil.base.topics",
    "samspil.base.municipality",
    "samspil.base.files",
    "samspil.base.outbox",
    "samspil.base.audit",
    "samspil.base.search",
    "samspil.kit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pgtrigger",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samspil.base.people.middleware.BrowserMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samspil.base.audit.middleware.LookMiddleware",
    "samspil.base.people.middleware.SecondFactorMiddleware",
    "samspil.base.municipality.middleware.PartMiddleware",
    "samspil.kit.middleware.DoorMiddleware",
    "samspil.kit.middleware.ExplainMiddleware",
]

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
ROOT_URLCONF = "samspil.config.urls"
WSGI_APPLICATION = "samspil.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "samspil.kit.templatetags.kit",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samspil.kit.context.page",
                "samspil.base.municipality.context.face",
                "samspil.front.home.context.navigation",
            ],
        },
    }
]
FORM_RENDERER = "samspil.kit.forms.Renderer"
COTTON_DIR = "components"

# The application's role may read and write rows; only the owner's may change the tables themselves.
DATABASE_APP = environment.database(environment.database_address())
DATABASE_OWNER = environment.database(environment.owner_address())
DATABASES = {"default": dict(DATABASE_OWNER if environment.flag("AS_OWNER") else DATABASE_APP)}
DATABASES["default"]["CONN_MAX_AGE"] = environment.number("DATABASE_KEEP_SECONDS", 600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# A database that is gone is said to be so, not waited for; what DATABASE_URL says comes first.
DATABASES["default"]["OPTIONS"] = {
    "connect_timeout": 5,
    "tcp_user_timeout": 30_000,
    **DATABASES["default"]["OPTIONS"],
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Counters of log-in attempts must be shared by all web processes, and PostgreSQL is the one service there is.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "rate_limit_cache",
        # With the default of 300, somebody who tries many addresses would push out the counts of others.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_page"
ACCOUNT_LOGOUT_REDIRECT_URL = "front_page"
ACCOUNT_ADAPTER = "samspil.base.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Samspil"
# WebAuthn without TLS exists on localhost only, which is where the demo and the tests are.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ORIGIN.startswith("http://")

LANGUAGE_CODE = "da"
# More languages by adding one here and a folder under locale/. Each name is in its own language.
LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [SOURCE / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = BUILD / "static"
STATICFILES_DIRS = [BUILD / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
HTTPS = ORIGIN.startswith("https://")
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "samspil_session"
CSRF_COOKIE_NAME = "samspil_csrf"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_FAILURE_VIEW = "samspil.kit.errors.csrf_failure"

# smtp://user:password@host:port (smtps:// for TLS from the start) or inbox: for the local inbox page.
MAIL_TRANSPORT = environment.text("MAIL_TRANSPORT", "inbox:")
MAIL_FROM = environment.text("MAIL_FROM", "Samspil <samspil@example.invalid>")
# As many as an Exchange server takes from one sender by default (Postfix: 50); a server that takes
# fewer says so, and what it refuses waits. See docs/running.md.
MAIL_CONNECTIONS = environment.number("MAIL_CONNECTIONS", 20)
DEFAULT_FROM_EMAIL = MAIL_FROM
MAILERS = {"default": {"BACKEND": "samspil.base.outbox.backend.OutboxBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {
        "database_gone": {"()": "samspil.kit.logs.DatabaseGoneFilter"},
        "secrets": {"()": "samspil.kit.logs.SecretsFilter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["database_gone", "secrets"],
        }
    },
    "root": {
        "handlers": ["console"],
        "level": environment.text("LOG_LEVEL", "WARNING"),
    },
}
# The address is unique without regard to case by a constraint that the check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
