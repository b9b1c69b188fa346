"""Everybody looks after every step: what happens, who is told of it, and which planted word may be found by whom."""

import os
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from blueprints.shared import events_in
from models.db import db
from models.outbox import Mail
from tests import stages
from tests.blueprints import planted
from tests.blueprints.crawling import Answer, Crawler, Seen, addresses
from tests.blueprints.planted import EXPERTS, TOLD, Mark, Play, marks, open_play, planted_in, word_of
from workflow.notices import announce
from workflow.notices.mail import letter_of

#: Everybody after every step; otherwise those whom a step may tell something, and the steps up to the agenda.
LOOKS_AT_ALL = os.environ.get("MERCE_TEST_BLINDNESS") == "all"
PLANTED = marks()


def parts(words: str) -> frozenset[str]:
    """The names in a line."""
    return frozenset(words.split())


class Turn(NamedTuple):
    """What happens; who is to see anything of it (of those who are COMPARED); who looks afterwards in the short form.

    `days` go by before it, after which no page is as it was.
    """

    name: str
    act: Callable[[Play], Any]
    tells: frozenset[str] = frozenset()
    looked_at_by: frozenset[str] = frozenset()
    days: int = 0


AUTHORS = parts("expert_a spare control")
APPLICANT = parts("staff representative")
#: Whose pages may change by nothing but what they are told of.
COMPARED = parts("expert_a expert_b reserve spare control outsider without_role administrator excluded_member")
SHORT = (
    Turn("submitted", planted.plays(stages.submit)),
    Turn("assigned", planted.plays(stages.assign)),
    Turn("accepted", planted.plays(stages.accept)),
    Turn("invited", planted.plays(stages.invite), parts("expert_a expert_b"), parts("reserve")),
    Turn("a_accepts", planted.accepts("expert_a"), parts("expert_a"), parts("expert_a reserve")),
    Turn("b_declines", planted.declines("expert_b"), parts("expert_b reserve")),
    Turn("begun", planted.accepts("reserve", word_of("reserve", "turn")), parts("reserve"), parts("expert_a")),
    Turn("proposed", planted.proposes("expert_a"), parts("expert_a")),
    Turn("asked", planted.asks, parts("expert_a")),
    Turn("answered", planted.answers, parts("expert_a reserve"), parts("expert_a")),
    Turn("half_written", planted.writes("reserve", half=True), parts("reserve")),
    Turn("released", planted.releases("reserve"), parts("reserve")),
    Turn("replaced", planted.invites("spare"), parts("spare")),
    Turn("begun_again", planted.accepts("spare"), parts("spare"), parts("expert_a reserve staff")),
    Turn("a_closes", planted.closes("expert_a"), parts("expert_a")),
    Turn("reopened", planted.reopens("expert_a"), parts("expert_a")),
    Turn("a_closes_again", planted.closes("expert_a"), parts("expert_a"), parts("expert_a spare")),
    Turn("diverging", planted.closes("spare"), parts("spare")),
    Turn("called", planted.plays(stages.call_control), parts("control"), parts("observer")),
    Turn("control_accepts", planted.accepts("control"), parts("control"), parts("control")),
    Turn("consolidation", planted.closes("control"), parts("control"), parts("expert_a co_writer administrator")),
    Turn("sent", planted.plays(stages.send_assessment), AUTHORS, parts("expert_a control staff stranger nobody")),
    Turn("waived", planted.plays(stages.waive_remarks)),
    # A conflict can be reported from the review until the case is on an agenda.
    Turn("listed", planted.lists, AUTHORS | parts("excluded_member"), parts("member excluded_member")),
)
#: The vote for another round, and the round until its experts have accepted: whom it concerns is told by the rules.
REST = (
    Turn("resolved", planted.resolves, days=30),
    Turn("certified", planted.plays(stages.certify), parts("excluded_member")),
    Turn("issued", planted.plays(stages.issue), AUTHORS | parts("excluded_member")),
    Turn("revising", planted.plays(stages.write_changes)),
    # Who reviewed the programme is asked first about the revised one, and sees what differs.
    Turn("resubmitted", planted.plays(stages.resubmit), AUTHORS | parts("excluded_member")),
    Turn("accepted_again", planted.plays(stages.accept)),
    Turn("invited_again", planted.invites_again, AUTHORS),
    Turn("a_accepts_again", planted.accepts("expert_a"), parts("expert_a")),
    Turn("spare_accepts_again", planted.accepts("spare"), parts("spare")),
)
PLAY = (*SHORT, *REST) if LOOKS_AT_ALL else SHORT
NAMES = [turn.name for turn in (*SHORT, *REST)]


class Allowed(NamedTuple):
    """These people may find these kinds of words, of these experts, from this step on."""

    people: frozenset[str]
    kinds: frozenset[str]
    of: frozenset[str]
    after: str


#: Everybody finds what they said or were told themselves; beyond that:
ALLOWED = (
    # Opinions without names: the applicant and their authors, once they are sent (BR-16, 4.2).
    Allowed(APPLICANT | AUTHORS, parts("total") | frozenset(TOLD), AUTHORS, "sent"),
    # Members of the workshop read names and opinions once the item is on their agenda (4.2); in the history stands,
    # too, who declined and who was relieved.
    Allowed(parts("member"), parts("name total") | frozenset(TOLD), AUTHORS, "listed"),
    Allowed(parts("member"), parts("name"), parts("expert_b reserve"), "listed"),
    # For the revision a co-writer needs what was said of the programme.
    Allowed(parts("co_writer"), parts("total") | frozenset(TOLD), AUTHORS, "issued"),
    # Whoever enters a paper application chooses among all organisations, the experts' employers among them.
    Allowed(parts("other_officer"), parts("employer"), frozenset(EXPERTS), "submitted"),
    # Accounts are the administrator's to keep: names and addresses, nothing of a case (BR-36).
    Allowed(parts("administrator"), parts("name employer"), frozenset(EXPERTS), "submitted"),
)


def may_find(part: str, mark: Mark, step: str) -> bool:
    """What ALLOWED says."""
    return part == mark.part or any(
        part in row.people
        and mark.kind in row.kinds
        and mark.part in row.of
        and NAMES.index(step) >= NAMES.index(row.after)
        for row in ALLOWED
    )


class Blindness:
    """The play with everybody who looks at it; `found` is what nobody should have, in sentences."""

    def __init__(self, app: Flask, clock: time_machine.Traveller) -> None:
        self.app, self.clock = app, clock
        with app.app_context():
            self.play: Play = open_play()
            db.session.commit()
        self.crawlers = {part: Crawler(self.client(part), is_signed_in=part != "nobody") for part in self.play.people}
        self.before: dict[str, Seen] = {}
        self.told: set[str] = set()
        self.found: list[str] = []
        self.pages = self.looks = 0

    def take(self, turn: Turn) -> None:
        """One step, with its notices."""
        if turn.days:
            self.clock.shift(turn.days * 86400)
            self.before.clear()
        with self.app.app_context():
            announce(*events_in(turn.act(self.play)))
        self.told |= turn.tells

    def look_after(self, turn: Turn) -> None:
        """Whoever looks after this step opens everything."""
        lookers = frozenset(self.play.people) if LOOKS_AT_ALL else turn.looked_at_by
        with self.app.app_context():
            first = addresses(self.app, forms=False)
        for part in sorted(lookers):
            self._look(part, turn.name, first)
        self.told -= lookers

    def look_deep(self, step: str) -> None:
        """Everybody tries every form, account and question, too."""
        with self.app.app_context():
            first = addresses(self.app)
        for part, crawler in self.crawlers.items():
            seen = crawler.visit(first, whole=True)
            self.found += [f"{step}: {part} finds {one}" for one in self._hits(part, seen, step)]
            self.pages += len(seen.answers)

    def _look(self, part: str, step: str, first: list[str]) -> None:
        seen = self.crawlers[part].visit(first, whole=False)
        seen.answers |= self._mails(part)
        self.found += [f"{step}: {part} finds {one}" for one in self._hits(part, seen, step)]
        if part in self.before and part in COMPARED - self.told:
            changed = differences(self.before[part], seen)
            self.found += [f"{step}: {part} is shown something else at {one}" for one in changed]
        self.before[part] = seen
        self.pages += len(seen.answers)
        self.looks += 1

    def client(self, part: str) -> FlaskClient:
        """A browser in which this person is signed in; nobody is in that of "nobody"."""
        client, person = self.app.test_client(), self.play.people[part]
        if person is not None:
            with client.session_transaction() as cookie:
                cookie.update({"_user_id": person[0], "_fresh": True})
        return client

    def _mails(self, part: str) -> dict[str, Answer]:
        person = self.play.people[part]
        if person is None:
            return {}
        with self.app.app_context():
            mails = db.session.scalars(select(Mail).where(Mail.address == person[1]).order_by(Mail.id)).all()
            letters = [letter_of(mail) for mail in mails]
        read = [f"{letter.subject} {letter.text} {letter.html}" for letter in letters]
        return {f"mail {number}": Answer(200, words, "text/plain") for number, words in enumerate(read)}

    def _hits(self, part: str, seen: Seen, step: str) -> Iterator[str]:
        for address, answer in seen.answers.items():
            for mark in planted_in(answer.words, PLANTED):
                if not may_find(part, mark, step):
                    yield f"{mark.name} ({mark.word}) at {address}"


def differences(before: Seen, after: Seen) -> list[str]:
    """Addresses that answer otherwise than before, and new ones that answer at all."""
    return [
        address
        for address, answer in after.answers.items()
        if (answer.still != before.answers[address].still if address in before.answers else answer.status < 300)
    ]
