"""Which programme is played how far: at least one for every state that a step of the table leads to.

`under_appeal` has no story: no step of the table leads there yet.
"""

from models.states import Outcome
from workflow.demo import arriving as a
from workflow.demo import deciding as d
from workflow.demo import judging as j
from workflow.demo.stage import Deed, Story

Way = tuple[tuple[int, Deed], ...]

DRAFT: Way = ((0, a.open_draft), (1, a.write_half))
WRITTEN_TOGETHER: Way = (*DRAFT, (1, a.invite_co_writer), (1, a.begin_co_writing))
READY: Way = ((0, a.open_draft), (2, a.write_all))
SUBMITTED: Way = (*READY, (1, a.submit))
ASSIGNED: Way = (*SUBMITTED, (1, a.assign))
UNDER_CHECK: Way = (*ASSIGNED, (2, a.begin_check))
CHECKED: Way = (*UNDER_CHECK, (1, a.sign_check))
ACCEPTED: Way = (*CHECKED, (1, a.accept))
REJECTED: Way = (*ASSIGNED, (2, a.fail_check), (1, a.reject))
REQUESTED: Way = (*ASSIGNED, (2, a.request_completion), (1, a.open_letters))
COMPLETED: Way = (*REQUESTED, (6, a.complete))
TERMINATED: Way = (*REQUESTED, (14, a.terminate))
#: Terminated for want of the completion; the head of office has to decide on the request to be excused.
TO_EXCUSE: Way = (*TERMINATED, (2, a.ask_excuse))
INVITED: Way = (*ACCEPTED, (2, j.invite), (1, j.accept_first))
REVIEWED: Way = (*INVITED, (1, j.accept_second))
HALF: Way = (*REVIEWED, (5, j.close_first), (2, j.begin_second))
WITHDRAWN: Way = (*REVIEWED, (2, a.withdraw))
CLOSED: Way = (*REVIEWED, (5, j.close_first), (2, j.close_second))
CONTROLLED: Way = (*CLOSED, (1, j.call_control), (1, j.accept_control))
REMARKABLE: Way = (*CLOSED, (2, j.send_assessment), (1, a.open_letters))
WAITING: Way = (*REMARKABLE, (2, j.remark))
LISTED: Way = (*WAITING, (1, d.put_on_agenda))
RESOLVED: Way = (*LISTED, (17, d.vote))
ISSUED: Way = (*RESOLVED, (6, d.issue), (3, a.open_letters))
#: The last deed of what the first meeting resolved: its day, and the days of ISSUED after the vote.
LONG_AGO = d.MEETINGS["first"] + 9


def stories() -> list[Story]:
    """A fresh set, in the order in which the cases get their numbers where their days are the same."""
    return [
        Story("kertek", ISSUED, LONG_AGO, Outcome.ACCREDITED, "first"),
        Story("mesek", ISSUED, LONG_AGO, Outcome.ACCREDITED, "first"),
        Story("palya", ISSUED, LONG_AGO, Outcome.ACCREDITED_WITH_CONDITIONS, "first"),
        Story("konyha", ISSUED, LONG_AGO, Outcome.RETURNED_FOR_REVISION, "first"),
        Story("kapocs", ISSUED, LONG_AGO, Outcome.REFUSED, "first", other_officer=True),
        Story("udvar", RESOLVED, d.MEETINGS["second"], Outcome.ACCREDITED_WITH_CONDITIONS, "second"),
        Story("lepcsohaz", RESOLVED, d.MEETINGS["third"], Outcome.ACCREDITED, "third"),
        Story("faluhaz", LISTED, d.MEETINGS["today"] - 16, Outcome.ACCREDITED, "today"),
        Story("hid", LISTED, d.MEETINGS["today"] - 16, Outcome.ACCREDITED_WITH_CONDITIONS, "today"),
        Story("tanyabusz", LISTED, -2, Outcome.RETURNED_FOR_REVISION, "next"),
        Story("forras", WAITING, -2, Outcome.ACCREDITED),
        Story("hangok", REMARKABLE, -2, Outcome.ACCREDITED_WITH_CONDITIONS),
        Story("hatar", CLOSED, -1, Outcome.ACCREDITED, other_officer=True),
        Story("orszem", CONTROLLED, -2, diverges=True),
        Story("varroda", CLOSED, -1, diverges=True),
        Story("tukor", HALF, -1, experts=("barna", "vera")),
        Story("kosar", (*REVIEWED, (3, j.ask_office)), -1, other_officer=True),
        Story("kolcson", INVITED, -1, experts=("cecilia", "vera")),
        Story("zene", ACCEPTED, -1),
        Story("vizpart", COMPLETED, -1),
        Story("kalaka", REQUESTED, -3),
        Story("gondozok", ((0, a.record),), -2),
        Story("olvaso", CHECKED, -1),
        Story("elso", UNDER_CHECK, -1, other_officer=True),
        Story("fak", SUBMITTED, -1),
        Story("idos", READY, -1),
        Story("ut", REJECTED, -9),
        Story("szomszedkert", WITHDRAWN, -12),
        Story("foltozo", TO_EXCUSE, -4),
        Story("hatter", WRITTEN_TOGETHER, -1),
    ]
