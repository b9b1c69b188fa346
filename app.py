"""create_app(): settings, extensions, blueprints, commands.  No route and no rule stands here."""

import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, request, session
from flask_babel import Babel
from flask_login import current_user
from flask_migrate import Migrate
from flask_security import Security
from flask_wtf import CSRFProtect
from htmx_flask import Htmx

from blueprints import register_all
from blueprints.accounts import AccountMail, Accounts, SignIn
from blueprints.assets import set_up_assets
from blueprints.compression import set_up_compression
from blueprints.display import Environment
from blueprints.shared import Request
from models.db import db
from models.user import User

ROOT = Path(__file__).parent
LANGUAGES = ("hu", "en")
MODES = ("production", "demo", "development", "testing")
#: Without these a production server would be unsafe or mute: it does not start.
NEEDED = ("SECRET_KEY", "SECURITY_PASSWORD_SALT", "DATABASE_URL", "PUBLIC_URL", "SMTP_URL", "MAIL_FROM")
NAMES = (*NEEDED, "DATA_DIR", "REDIS_URL", "STORAGE_URL", "SCANNER_URL", "SCANNER_SILENT", "MERCE_MODE")
YEAR = 365 * 24 * 3600


def create_app(settings: dict[str, Any] | None = None) -> Flask:
    """The application.  `settings` go before the environment; names as in .env.example.

    In production a missing setting ends the process with one line that names it.
    """
    app = Flask(__name__, static_folder="static", template_folder="templates")
    app.request_class, app.jinja_environment = Request, Environment
    app.config.from_mapping(defaults(read_settings(settings or {})))
    set_up_compression(app)
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    Babel(
        app,
        locale_selector=chosen_language,
        default_locale="hu",
        default_translation_directories=str(ROOT / "translations"),
    )
    CSRFProtect(app)
    Htmx(app)
    app.request_class = Request
    Security(
        app,
        Accounts(db, User, None),
        mail_util_cls=AccountMail,
        login_form=SignIn,
        register_blueprint=True,
    )
    register_all(app)
    set_up_assets(app, ROOT / "static")
    return app


def read_settings(given: dict[str, Any]) -> dict[str, Any]:
    """The settings of the environment with `given` laid over them; ends the process when production lacks one."""
    found = {name: os.environ[name] for name in NAMES if os.environ.get(name)} | given
    mode = found.setdefault("MERCE_MODE", "development")
    if mode not in MODES:
        sys.exit(f"Mérce cannot start: MERCE_MODE is {mode!r}, it must be one of {', '.join(MODES)}.")
    if mode == "production":
        missing = [name for name in NEEDED if not found.get(name)]
        if missing:
            sys.exit(f"Mérce cannot start: set {', '.join(missing)} (see .env.example).")
    return found


def defaults(found: dict[str, Any]) -> dict[str, Any]:
    """Everything that Flask and its extensions are told."""
    data = Path(found.setdefault("DATA_DIR", str(ROOT / "var"))).resolve()
    data.mkdir(parents=True, exist_ok=True)
    secure = found["MERCE_MODE"] == "production"
    found.setdefault("SECRET_KEY", secrets.token_hex(32))
    found.setdefault("SECURITY_PASSWORD_SALT", secrets.token_hex(16))
    found.setdefault("PUBLIC_URL", "http://127.0.0.1:8000")
    found.setdefault("MAIL_FROM", "Mérce <merce@localhost>")
    found.setdefault("SCANNER_URL", "")
    found.setdefault("SCANNER_SILENT", "refuse")
    found.setdefault("STORAGE_URL", (data / "files").as_uri())
    url = str(found.get("DATABASE_URL") or f"sqlite:///{data / 'merce.db'}")
    return {
        "SQLALCHEMY_DATABASE_URI": url.replace("postgresql://", "postgresql+psycopg://", 1),
        "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,  # blueprints.files: more where files are sent
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 5000,  # a paper application is one form, and its schedule alone may have 1,400 cells
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_SECURE": secure,
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "SEND_FILE_MAX_AGE_DEFAULT": 3600,
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_TIMEZONE": "Europe/Budapest",
        **security(),
        **found,
    }


def security() -> dict[str, Any]:
    """Flask-Security: sign-in by password, reset by mail; answers never tell whether an account exists."""
    return {
        "SECURITY_LOGIN_URL": "/login",
        "SECURITY_LOGOUT_URL": "/logout",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_RESET_URL": "/reset",
        "SECURITY_CHANGE_URL": "/password",
        "SECURITY_RECOVERABLE": True,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_REGISTERABLE": False,
        "SECURITY_TRACKABLE": False,
        "SECURITY_CONFIRMABLE": False,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": True,
        "SECURITY_PASSWORD_LENGTH_MIN": 10,
        "SECURITY_PASSWORD_COMPLEXITY_CHECKER": None,
        "SECURITY_POST_LOGIN_VIEW": "/inbox/",
        "SECURITY_POST_LOGOUT_VIEW": "/",
        "SECURITY_POST_RESET_VIEW": "/login",
        "SECURITY_POST_CHANGE_VIEW": "/inbox/",
        "SECURITY_RESET_PASSWORD_WITHIN": timedelta(days=2),
        "SECURITY_AUTO_LOGIN_AFTER_RESET": False,
        "SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL": True,
        "SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS": False,
        "SECURITY_REDIRECT_VALIDATE_MODE": "regex",
        "SECURITY_REDIRECT_VALIDATE_RE": r"^/{4,}|\\{3,}|[\s\000-\037][/\\]{2,}",
        "SECURITY_DEFAULT_REMEMBER_ME": False,
        "SECURITY_EMAIL_SUBJECT_PASSWORD_RESET": "",
        "SECURITY_HASHING_SCHEMES": ["sha256_crypt"],
        "SECURITY_DEPRECATED_HASHING_SCHEMES": [],
        "SECURITY_JOIN_USER_ROLES": False,
        # /verify is ours: it is for certificates
        "SECURITY_VERIFY_URL": "/password/verification",
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},  # signing in asks no name server
        "SECURITY_I18N_DIRNAME": ["builtin", str(ROOT / "translations")],  # the later one wins
    }


def chosen_language() -> str:
    """The language that was switched to, else the person's, else Hungarian: what a browser prefers is not asked."""
    if not request:
        return "hu"
    if session.get("locale") in LANGUAGES:
        return str(session["locale"])
    known = getattr(current_user, "locale", None) if session.get("_user_id") else None
    return known if known in LANGUAGES else "hu"
