"""The one place that renders and sends mail."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any, Protocol

from flask import current_app

from models.outbox import Mail
from workflow.clock import now
from workflow.notices.smtp import SmtpCarrier
from workflow.notices.wording import neutral, say
from workflow.notices.words import WORDINGS
from workflow.text import Text

GREETING = Text("Tisztelt {name}!", "Dear {name},")
GREETING_WITHOUT_NAME = Text("Tisztelt Címzett!", "Dear Sir or Madam,")
CLOSING = Text("Üdvözlettel:", "Kind regards,")
OFFICE = Text(
    "Közösségfejlesztők Egyesülete, akkreditációs iroda",
    "Accreditation office, Közösségfejlesztők Egyesülete (Hungarian Association for Community Development)",
)
FOOT = Text(
    "Ezt a levelet a Mérce küldte, az egyesület akkreditációs felülete. Kérjük, erre a címre ne válaszoljon.",
    "This letter was sent by Mérce, where the association's accreditation is done. Please do not reply to it.",
)
#: The one template pair; the words differ by data (`WORDINGS`).
TEMPLATE = "mail/notice"
#: The longest talk with the mail server about one mail; shorter than a lease (`claims.LEASE_SECONDS`).
CAP_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it is read: for the envelope, for the demonstration's mailbox, for tests."""

    subject: str
    text: str
    html: str


class Carrier(Protocol):
    """Takes letters out of the house.  Open it in a `with`."""

    def ready(self) -> None:
        """Be connected.  Raises `smtp.Down`: then no mail should be claimed."""

    def carry(self, message: EmailMessage, *, before_text: Callable[[], None]) -> None:
        """Hand the message over, calling `before_text` just before its text goes out.

        Raises `smtp.Refused` when it was certainly not taken, `smtp.Vanished` when nobody can know.
        """


def letter_of(mail: Mail) -> Letter:
    """The mail in its recipient's words.  A sent account mail has forgotten its facts: KeyError."""
    return render(mail.template, mail.facts, recipient=mail.recipient, locale=mail.locale)


def render(wording: str, facts: Mapping[str, Any], *, recipient: str, locale: str) -> Letter:
    """The letter with the words of `wording`, in `locale`; everything that people typed is made harmless."""
    said = say(WORDINGS[wording], facts, locale)
    name = neutral(recipient)
    words = {
        "subject": said.subject,
        "greeting": (GREETING if name else GREETING_WITHOUT_NAME).in_(locale).format(name=name),
        "said": said.said,
        "todo": said.todo,
        "paragraphs": [text for text in (*said.said, said.todo) if text],
        "link": said.link,
        "address": (current_app.config.get("PUBLIC_URL") or "").rstrip("/") + said.path,
        "closing": CLOSING.in_(locale),
        "office": OFFICE.in_(locale),
        "foot": FOOT.in_(locale),
        # the layout asks for the language of the page; here it is the reader's
        "get_locale": lambda: locale,
    }
    text, html = (current_app.jinja_env.get_template(f"{TEMPLATE}.{kind}").render(words) for kind in ("txt", "html"))
    return Letter(subject=said.subject, text=text.strip() + "\n", html=html)


def envelope(letter: Letter, *, address: str, recipient: str, locale: str, message_id: str) -> EmailMessage:
    """The message as it goes out.  ValueError for an address that is none, or would break a header."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = letter.subject
    message["From"] = _sender()
    message["To"] = Address(display_name=neutral(recipient), addr_spec=address)
    message["Date"] = format_datetime(now())
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"  # no out-of-office answers, please
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    message["Content-Language"] = locale  # after the parts: earlier, the first of them would take it
    return message


def carrier() -> AbstractContextManager[Carrier]:
    """The way out of this installation: SMTP_URL; a demonstration sends nothing, whatever is set."""
    settings = current_app.config
    if settings["MERCE_MODE"] == "demo" or not settings.get("SMTP_URL"):
        return Shelf()
    return SmtpCarrier(settings["SMTP_URL"], cap=float(settings.get("MAIL_CAP_SECONDS", CAP_SECONDS)), host=our_name())


def our_name() -> str:
    """How we greet a mail server: the domain of MAIL_FROM (asking the resolver can take seconds)."""
    return parseaddr(current_app.config["MAIL_FROM"])[1].rpartition("@")[2] or "localhost"


class Shelf:
    """Where mail stays in a demonstration, and while developing without a server: /demo/mailbox reads it."""

    def __enter__(self) -> "Shelf":
        return self

    def __exit__(self, *trouble: object) -> None:
        """Nothing to close."""

    def ready(self) -> None:
        """Always."""

    def carry(self, message: EmailMessage, *, before_text: Callable[[], None]) -> None:
        """Written out in full, so that a letter that cannot be written fails here too."""
        before_text()
        message.as_bytes()


def _sender() -> Address:
    name, address = parseaddr(current_app.config["MAIL_FROM"])
    return Address(display_name=name, addr_spec=address)
