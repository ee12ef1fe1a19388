"""Django's settings for the tests: made once, for the tests of Django and of its REST framework."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test.utils import setup_test_environment

if TYPE_CHECKING:
    from integrations.conftest import Server

_MIDDLEWARE = (
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
)


def set_up() -> None:
    """Configure Django, if nobody has."""
    if settings.configured:
        return
    contrib = ("admin", "auth", "contenttypes", "messages", "sessions")
    settings.configure(
        SECRET_KEY="of no use to anybody",  # noqa: S106 - made here
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=[
            *(f"django.contrib.{app}" for app in contrib),
            "rest_framework",
            "integrations.registry",
        ],
        MIDDLEWARE=list(_MIDDLEWARE),
        MIGRATION_MODULES={"registry": None},
        ROOT_URLCONF="integrations.registry.urls",
        ALLOWED_HOSTS=["testserver"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
    )
    django.setup()
    setup_test_environment()


def close() -> None:
    """Close the data base: Django keeps one that is in memory."""
    raw = connections["default"].connection
    if raw is not None:
        raw.close()


def use(server: Server | None) -> None:
    """Make a data base the default one, with empty tables."""
    name: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    if server:
        name = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": server.name,
            "USER": server.user,
            "HOST": server.host,
            "PORT": server.port,
        }
    close()
    del connections["default"]
    connections.settings = connections.configure_settings({"default": name})
    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
