"""The ways on from a case: every step and every other act that this person may take now, with its address.

A step shows exactly when its permission holds, so a visible button always works.
"""

from typing import NamedTuple

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from blueprints.language import language
from models.case import Case
from workflow import permissions
from workflow.engine import is_possible
from workflow.labels import ACTS_NEXT
from workflow.permissions.may import step
from workflow.transitions import TRANSITIONS, leaving


class Way(NamedTuple):
    """A link on the case page; the first one of a case is its primary action unless it ends the case."""

    label: str
    address: str
    is_step: bool
    ends_case: bool = False


#: The page of each step of the table that a person takes on the case itself.
STEP_PAGES = {
    "submit": "answers.check",
    "discard": "drafts.discard",
    "assign_officer": "cases.assign_officer",
    "accept": "cases.accept",
    "accept_completed": "cases.accept",
    "request_completion": "completions.send",
    "request_completion_again": "completions.send",
    "reject": "cases.reject",
    "reject_uncompleted": "cases.reject",
    "extend_completion": "cases.extend_completion",
    "complete": "completions.complete",
    "ask_excuse": "excuses.ask",
    "grant_excuse": "excuses.grant",
    "refuse_excuse": "excuses.refuse",
    "ask_excuse_after": "excuses.ask",
    "grant_excuse_after": "excuses.grant",
    "refuse_excuse_after": "excuses.refuse",
    "terminate_unanswered": "cases.terminate",
    "terminate_unrevised": "cases.terminate",
    "invite_experts": "experts.invite",
    "reopen_review": "experts.reopen",
    "release_expert": "experts.release",
    "release_control": "experts.release_control",
    "call_control": "experts.call_control",
    "send_assessment": "assessments.send",
    "close_remarks": "assessments.remark",
    "put_on_agenda": "agendas.put",
    "take_off_agenda": "agendas.take_off",
    "accredit": "decisions.issue",
    "accredit_with_conditions": "decisions.issue",
    "return_for_revision": "decisions.issue",
    "refuse": "decisions.issue",
    "send_back": "decisions.send_back",
    "resubmit": "changes.resubmit",
    "withdraw": "cases.withdraw",
}
#: Acts that are no step of the table.
OTHER_WAYS = (
    (permissions.may_edit_draft, "drafts.show", _("Write the application")),
    (permissions.may_keep_co_writers, "co_writers.index", _("Co-writers")),
    (permissions.may_check, "checks.show", _("Check-list")),
    (permissions.may_prepare_request, "completions.prepare", _("Prepare the completion request")),
    (permissions.may_judge_items, "completions.judge", _("Judge the completion")),
    (permissions.may_edit_completion, "completions.show", _("Answer the completion request")),
    (permissions.may_ask_extension, "completions.ask_extension", _("Ask for more time")),
    (permissions.may_edit_revision, "drafts.revise", _("Revise the programme")),
    (permissions.may_edit_revision, "changes.write", _("Table of changes")),
    (permissions.must_decide_objections, "conflicts.show", _("Decide on the applicant's objections")),
    (permissions.may_invite_replacement, "experts.replace", _("Invite another expert")),
)
#: An expert's question on its way to the applicant (T16).
QUESTIONS = (
    (permissions.may_send_clarification, "reviews.send_clarification", _("Send the expert's question")),
    (permissions.may_answer_clarification, "reviews.answer_clarification", _("Answer the expert's question")),
)
#: Their pages stand alone: the answers are read through before, or what is written is kept by a script of the page.
READ_FIRST = frozenset({"submit", "send_assessment", "close_remarks"})
LAST = frozenset(
    {
        *("withdraw", "discard", "reject", "reject_uncompleted", "send_back", "take_off_agenda"),
        *("reopen_review", "release_expert", "release_control", "refuse_excuse", "refuse_excuse_after"),
    }
)


def ways_for(case: Case) -> list[Way]:
    """What this person may do with the case now; what ends it or takes it back stands last."""
    locale, person = language(), current_user._get_current_object()
    steps = [
        Way(
            row.label.in_(locale),
            url_for(STEP_PAGES[row.name], id=case.id),
            row.name not in READ_FIRST,
            row.name in LAST,
        )
        for row in leaving(case.state)
        if row.name in STEP_PAGES and step(row.name)(person, case)
    ]
    others = [
        Way(str(words), url_for(endpoint, id=case.id), False)
        for may, endpoint, words in OTHER_WAYS
        if may(person, case)
    ]
    return sorted([*others, *questions(case), *steps], key=lambda way: way.ends_case)


def questions(case: Case) -> list[Way]:
    """The experts' questions that wait for this person: for the office to send on, for the applicant to answer."""
    if not is_possible(TRANSITIONS["ask_clarification"], case):
        return []
    return [
        Way(str(words), url_for(endpoint, id=clarification.id), False)
        for clarification in case.clarifications
        for may, endpoint, words in QUESTIONS
        if may(current_user, clarification)
    ]


def who_acts(case: Case) -> str:
    """Who takes the next step, in words."""
    for decides in (TRANSITIONS["grant_excuse"], TRANSITIONS["grant_excuse_after"]):
        if is_possible(decides, case):
            return decides.who.label.in_(language())
    acts = ACTS_NEXT.get(case.state)
    return acts.in_(language()) if acts else gettext("nobody: the case is closed")
