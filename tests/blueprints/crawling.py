"""One person who opens everything: every address that the application knows, and every link that is shown there."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import quote, unquote, urljoin, urlsplit

import pypdf
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from models.attachment import Attachment, Upload
from models.case import Case
from models.co_writer import CoWriter
from models.db import db
from models.document import Document
from models.errand import Errand
from models.expert import Assignment, Clarification, ExpertProfile
from models.meeting import AgendaItem, Meeting, Proposal
from models.outbox import Mail
from models.programme import Accreditation
from models.reading import Reading
from models.review import Review
from models.user import User

#: Whose ids stand in an address that begins so; the longest beginning counts.
KINDS: dict[str, type] = {
    "/cases/": Case, "/assignments/": Assignment, "/reviews/": Review, "/clarifications/": Clarification,
    "/letters/": Document, "/attachments/": Attachment, "/meetings/": Meeting, "/agenda-items/": AgendaItem,
    "/proposals/": Proposal, "/people/": User, "/errands/": Errand, "/imports/": Reading, "/uploads/": Upload,
    "/co-writers/": CoWriter, "/mails/": Mail,
}  # fmt: skip
#: What other arguments of addresses may be.
FILLED = {"number": ("1.0", "2.0"), "section": ("B", "E"), "year": ("2026",), "part": ("K1",), "code": ("no-code",)}
#: Not for blindness to say: files of the interface, ways out, pages that change what one speaks.
LEFT_OUT = ("/static/", "/fs-static/", "/logout", "/language", "/demo/", "/healthz", "/readyz", "/styleguide")
#: The same for everybody: in the short form only whoever is signed out looks there.
PUBLIC = (
    "/registry",
    "/procedure",
    "/quick-check",
    "/experts/",
    "/accessibility",
    "/privacy",
    "/verify",
    "/join/",
    "/cases/new",
    "/password",
)
LINKS = re.compile(r'(?:href|hx-get|src|action)="(/[^"#]*)')
#: What differs from one answer to the next and tells nothing: marks of forms, lengths of what is packed.
PASSING = re.compile(r'[0-9a-f]{32}|(?<=name="window" value=")[0-9a-f]{8}')
UNTELLING = frozenset({"Date", "Set-Cookie", "Content-Length"})
#: So many addresses at all; and so many questions put to one page by its filters, of which thousands can be combined.
MOST, MOST_QUESTIONS = 900, 40
#: What nobody but the applicant and the office can open, by the paper: the whole form tries them all.
SELDOM = re.compile(r"/receipt|/preview|/settlements|/opening$|/people/\d|/people/appointments|/draft/[A-Z]$")


@dataclass(frozen=True)
class Answer:
    """What somebody was answered: the words (of a PDF what it says and what it says of itself), headers included."""

    status: int
    words: str
    media: str

    @property
    def still(self) -> str:
        """The answer without what differs each time."""
        return f"{self.status} {PASSING.sub('·', self.words)}"


@dataclass
class Seen:
    """Everything that one person was shown, by address."""

    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def pages(self) -> dict[str, Answer]:
        """What was not refused."""
        return {address: answer for address, answer in self.answers.items() if answer.status < 300}


def addresses(app: Flask, *, forms: bool = True) -> list[str]:
    """Every address of the application that can be opened, filled with the ids of everything that there is.

    Without `forms` what is only read, and not the accounts.
    """
    ids = {kind: [str(id) for id in db.session.scalars(select(kind.id).order_by(kind.id))] for kind in KINDS.values()}
    ids[User] = [str(id) for id in db.session.scalars(select(ExpertProfile.user_id))]
    numbers = [quote(number, safe="") for number in db.session.scalars(select(Accreditation.number))]
    found = [
        address
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.rule.startswith(LEFT_OUT)
        if forms or ("POST" not in (rule.methods or ()) and not rule.rule.startswith(PUBLIC))
        for address in _filled(rule, ids, numbers)
        if forms or not SELDOM.search(address)
    ]
    return sorted(set(found))


def _filled(rule: Rule, ids: dict[type, list[str]], numbers: list[str]) -> Iterator[str]:
    kind = next((kind for beginning, kind in KINDS.items() if rule.rule.startswith(beginning)), None)
    filled = [rule.rule]
    for name in rule.arguments:
        choices: Iterable[str] = FILLED.get(name, ("1",))
        if name == "number" and rule.rule.startswith("/registry"):
            choices = numbers
        elif name == "id":
            choices = ids[kind] if kind else ("1",)
        filled = [re.sub(rf"<(?:\w+:)?{name}>", choice, one) for one in filled for choice in choices]
    yield from filled


class Crawler:
    """Opens addresses as one person.  Papers never change, so what was read of a PDF is kept for the next round."""

    def __init__(self, client: FlaskClient, *, is_signed_in: bool) -> None:
        self.client, self.is_signed_in = client, is_signed_in
        self._read: dict[str, Answer] = {}

    def open(self, address: str) -> Answer:
        """One answer; redirects are followed by whoever reads `Location` among the words."""
        if address in self._read:
            return self._read[address]
        response = self.client.get(address)
        headers = " ".join(f"{name}: {unquote(value)}" for name, value in response.headers if name not in UNTELLING)
        body = _words(response.mimetype, response.data)
        answer = Answer(response.status_code, f"{body} {headers}", response.mimetype)
        if response.mimetype == "application/pdf" and response.status_code == 200:
            self._read[address] = answer
        return answer

    def visit(self, first: Iterable[str], *, whole: bool) -> Seen:
        """`first`, and whatever can be reached from there by link, by form or by a piece that a page fetches.

        Not `whole`: without what is SELDOM, PUBLIC pages for whoever is signed out, and of every page three questions.
        """
        seen, waiting, asked = Seen(), list(first), Counter[str]()
        left_out = LEFT_OUT if whole or not self.is_signed_in else LEFT_OUT + PUBLIC
        while waiting:
            address = waiting.pop()
            if address in seen.answers or address.startswith(left_out) or (not whole and SELDOM.search(address)):
                continue
            asked[address.partition("?")[0]] += 1
            if asked[address.partition("?")[0]] > (MOST_QUESTIONS if whole else 3):
                continue
            answer = seen.answers[address] = self.open(address)
            assert len(seen.answers) < MOST, sorted(seen.answers)[-20:]
            if answer.status < 300 and answer.media == "text/html":
                waiting += [one for one in links_of(answer.words, address) if one not in seen.answers]
        return seen


def links_of(page: str, address: str) -> list[str]:
    """The addresses of this house that a page leads to."""
    found = (unescape(link) for link in LINKS.findall(page))
    return [link for link in dict.fromkeys(found) if urlsplit(urljoin(address, link)).netloc == ""]


def _words(media: str, body: bytes) -> str:
    if media != "application/pdf":
        return unescape(body.decode("utf-8", "replace"))
    paper = pypdf.PdfReader(io.BytesIO(body))
    said = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    return f"{said} {dict(paper.metadata or {})}"
