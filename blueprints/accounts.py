"""Accounts: how Flask-Security's mails reach the outbox, the sign-in form, inviting people."""

from typing import Any
from urllib.parse import urlsplit

from flask import url_for
from flask_security import LoginForm, MailUtil, SQLAlchemyUserDatastore
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.user import User
from workflow.clock import now
from workflow.notices import post

#: Which words of ours stand for which of Flask-Security's mails.
WORDINGS = {"reset_instructions": "reset", "reset_notice": "password-changed", "change_notice": "password-changed"}


class Accounts(SQLAlchemyUserDatastore):  # type: ignore[misc]
    """Finds whoever is signed in with their appointments and what they co-write: one query in every request."""

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> User | None:
        """The person by one attribute, or None (see Flask-Security)."""
        if "fs_uniquifier" not in wanted:
            found: User | None = super().find_user(case_insensitive=case_insensitive, **wanted)
            return found
        signed_in = select(User).where(User.fs_uniquifier == wanted["fs_uniquifier"])
        whole = signed_in.options(joinedload(User.appointments), joinedload(User.co_writings))
        return self.db.session.scalars(whole).unique().one_or_none()


class SignIn(LoginForm):  # type: ignore[misc]
    """E-mail and password; the way to a new password stands once, below the form."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.password.description = ""


class AccountMail(MailUtil):  # type: ignore[misc]
    """Puts every mail about an account into the same outbox as the notices."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: Any,
        sender: Any,
        body: str | None,
        html: str | None,
        **kwargs: Any,
    ) -> None:
        """Write the mail down; the worker sends it.  The address it links to is ours, whatever Host was asked for."""
        user: User = kwargs["user"]
        link = str(kwargs.get("reset_link") or url_for("security.forgot_password"))
        parts = urlsplit(link)
        kind = template.rsplit("/", 1)[-1]
        key = f"{kind}:{user.id}:{now().isoformat()}"
        post(user, wording=WORDINGS[kind], facts={"path": parts.path}, key=key)


def invite(user: User) -> None:
    """Send a person the link by which a password is chosen for the first time."""
    token = generate_reset_password_token(user)
    path = urlsplit(url_for("security.reset_password", token=token)).path
    user.invited_at = now()
    post(user, wording="invitation", facts={"path": path}, key=f"invitation:{user.id}:{now().isoformat()}")
