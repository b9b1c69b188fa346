"""What a permission is: who may, and when; the permissions of the table's steps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models.case import Case
from models.states import Role
from workflow.engine import NotYours, is_possible, stale
from workflow.parties import holds
from workflow.refusals import Refused
from workflow.transitions import TRANSITIONS, leaving


@dataclass(frozen=True)
class May:
    """A permission: `who` may at all (else 403), and `when` the record lets them (else 409)."""

    who: Callable[[Any, Any], bool]
    when: Callable[[Any], bool] = lambda record: True

    def __call__(self, person: object, record: Any = None) -> bool:
        return self.who(person, record) and self.when(record)


def holding(*roles: Role) -> Callable[[object, object], bool]:
    """Who holds any of `roles` today, whatever the record."""
    return lambda person, record: holds(person, *roles)


def demand(may: May, person: object, record: Any = None) -> None:
    """Raise NotYours if somebody else may, Refused if nobody may as the record stands."""
    if not may.who(person, record):
        raise NotYours(repr(record))
    if not may.when(record):
        raise Refused([stale()])


def step(name: str) -> May:
    """The permission of the step `name`: its row's party; its states and standing guards."""
    row = TRANSITIONS[name]
    return May(who=row.who.is_, when=lambda case: is_possible(row, case))


def steps_for(person: Any, case: Case) -> list[str]:
    """The names of the steps that this person may take now, in the order of the table."""
    return [row.name for row in leaving(case.state) if row.who.is_(person, case) and is_possible(row, case)]


# The steps of the table: who and when, read from its rows

may_submit = step("submit")
may_discard = step("discard")
may_assign_officer = step("assign_officer")
may_accept = step("accept")
may_request_completion = step("request_completion")
may_request_completion_again = step("request_completion_again")
may_reject = step("reject")
may_extend_completion = step("extend_completion")
may_complete = step("complete")
may_ask_excuse = step("ask_excuse")
may_grant_excuse = step("grant_excuse")
may_refuse_excuse = step("refuse_excuse")
may_ask_excuse_after = step("ask_excuse_after")
may_grant_excuse_after = step("grant_excuse_after")
may_refuse_excuse_after = step("refuse_excuse_after")
may_terminate_unanswered = step("terminate_unanswered")
may_accept_completed = step("accept_completed")
may_reject_uncompleted = step("reject_uncompleted")
may_invite_experts = step("invite_experts")
may_ask_clarification = step("ask_clarification")
may_reopen_review = step("reopen_review")
may_release_expert = step("release_expert")
may_release_control = step("release_control")
may_call_control = step("call_control")
may_send_assessment = step("send_assessment")
may_close_remarks = step("close_remarks")
may_put_on_agenda = step("put_on_agenda")
may_take_off_agenda = step("take_off_agenda")
may_send_back = step("send_back")
may_resubmit = step("resubmit")
may_terminate_unrevised = step("terminate_unrevised")
may_withdraw = step("withdraw")
may_accredit = step("accredit")
may_accredit_with_conditions = step("accredit_with_conditions")
may_return_for_revision = step("return_for_revision")
may_refuse = step("refuse")
