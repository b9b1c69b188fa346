"""One talk with a mail server, which can neither last too long nor leave us guessing more than it must."""

import os
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from threading import Timer
from urllib.parse import SplitResult, unquote, urlsplit

#: Here nobody listens in, and certificates are made by the machine itself.
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = {"smtp": 25, "smtps": 465}


class Down(Exception):
    """The server cannot be reached or does not let us in: no mail is to blame."""


class Refused(Exception):
    """The server certainly did not take this mail.  `final`: it says that it never will."""

    def __init__(self, answer: str, *, final: bool = False) -> None:
        super().__init__(answer)
        self.final = final


class Vanished(Exception):
    """The talk broke after the text had begun to go out: it may have arrived or not."""


class SmtpCarrier:
    """A connection to `smtp://user:password@host:port` (STARTTLS where offered) or `smtps://…`.

    `cap`: seconds of wall clock for connecting, and again for each mail.  smtplib limits single reads only,
    so a server that drips or stays silent would hold a worker for minutes.
    """

    def __init__(self, url: str, *, cap: float, host: str) -> None:
        self._url = urlsplit(url)
        self._cap = cap
        self._host = host
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> "SmtpCarrier":
        return self

    def __exit__(self, *trouble: object) -> None:
        if self._server is not None and self._server.sock is not None:
            with suppress(OSError, smtplib.SMTPException), _capped(self._server.sock, 1.0):
                self._server.quit()
        self._hang_up()

    def ready(self) -> None:
        """Be connected and signed in.  Raises `Down`."""
        if self._server is not None and self._server.sock is not None:
            return
        self._server = smtplib.SMTP(local_hostname=self._host, timeout=self._cap)
        try:
            _connect(self._server, self._url, self._cap)
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            raise Down(str(error)) from error

    def carry(self, message: EmailMessage, *, before_text: Callable[[], None]) -> None:
        """Hand one message over; `before_text` is called once the recipient is accepted, just before DATA.

        Raises `Refused` or `Vanished`.  What `before_text` raises goes through, and the text stays here.
        """
        server = self._server
        if server is None or server.sock is None:
            raise Refused("no connection")
        text = message.as_bytes()
        sender, recipient = (message[header].addresses[0].addr_spec for header in ("From", "To"))
        text_is_out = taken = False
        try:
            with _capped(server.sock, self._cap):
                _expect(server.mail(sender), 250)
                _expect(server.rcpt(recipient), 250, 251)
                before_text()
                text_is_out = True
                _expect(server.data(text), 250)
                taken = True
        except smtplib.SMTPResponseException as error:
            raise _refusal(error, text_is_out=text_is_out) from error
        except (OSError, smtplib.SMTPException) as error:
            raise (Vanished(str(error)) if text_is_out else Refused(str(error))) from error
        finally:
            if not taken:
                self._hang_up()

    def _hang_up(self) -> None:
        if self._server is not None:
            self._server.close()
        self._server = None


def _connect(server: smtplib.SMTP, url: SplitResult, cap: float) -> None:
    host, encrypted = url.hostname or "localhost", url.scheme == "smtps"
    line = socket.create_connection((host, url.port or PORTS[url.scheme]), cap)
    server.sock = line
    with _capped(line, cap):
        if encrypted:
            server.sock = ssl.create_default_context().wrap_socket(line, server_hostname=host)
        _expect(server.getreply(), 220)
        server.ehlo_or_helo_if_needed()
        if not encrypted and host not in LOCAL and server.has_extn("starttls"):
            _expect(server.docmd("STARTTLS"), 220)
            # not smtplib's starttls(): it only knows the host's name when it has connected by itself
            server.sock = ssl.create_default_context().wrap_socket(server.sock, server_hostname=host)
            server.file = server.ehlo_resp = server.helo_resp = None
            server.ehlo()
            encrypted = True
        if url.username:
            if not encrypted and host not in LOCAL:
                raise smtplib.SMTPNotSupportedError(f"{host} offers no TLS: the password stays here")
            server.login(unquote(url.username), unquote(url.password or ""))


def _expect(answer: tuple[int, bytes], *codes: int) -> None:
    if answer[0] not in codes:
        raise smtplib.SMTPResponseException(*answer)


def _refusal(error: smtplib.SMTPResponseException, *, text_is_out: bool) -> Refused | Vanished:
    words = error.smtp_error.decode(errors="replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
    answer = f"{error.smtp_code} {words}"
    if text_is_out and not 400 <= error.smtp_code <= 599:
        return Vanished(answer)  # an answer that is none
    return Refused(answer, final=error.smtp_code >= 500)


@contextmanager
def _capped(line: socket.socket, seconds: float) -> Iterator[None]:
    """Shut the line after so many seconds, whoever is reading from it: the read ends at once."""
    watched = socket.socket(fileno=os.dup(line.fileno()))  # its own handle: TLS takes the first one over
    watchdog = Timer(seconds, _shut, (watched,))
    watchdog.daemon = True
    watchdog.start()
    try:
        yield
    finally:
        watchdog.cancel()
        watched.close()


def _shut(line: socket.socket) -> None:
    with suppress(OSError):  # already gone
        line.shutdown(socket.SHUT_RDWR)
