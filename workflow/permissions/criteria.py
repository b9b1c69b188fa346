"""Who may do what with a criteria set (permission matrix of 4.2: the office drafts, experts and developers propose, the
workshop votes, the president issues; 4.12)."""

from models.criteria_life import CriteriaComment
from models.criteria_set import CriteriaSet
from models.states import PUBLIC_CRITERIA, CriteriaSetState, Role
from workflow.clock import today
from workflow.criteria_path import TURNS, hindrances
from workflow.guards.criteria import is_open_for_comments
from workflow.parties import holds
from workflow.permissions.may import May, holding
from workflow.permissions.seeing import is_

S = CriteriaSetState
#: Who comments on a draft: those who judge and support programmes, and those who will vote on it.
COMMENTERS = (
    Role.COUNTY_EXPERT,
    Role.REGIONAL_EXPERT,
    Role.COUNTY_DEVELOPER,
    Role.WORKSHOP_MEMBER,
    Role.WORKSHOP_CHAIR,
)
#: Who reads it once it is no longer the office's own paper.
READERS = (*COMMENTERS, Role.PRESIDENT, Role.WORKSHOP_SECRETARY, Role.CERTIFIER)


def step(name: str) -> May:
    """The permission of a row of the table: its roles, and how the set stands."""
    return May(lambda person, _: TURNS[name].is_for(person), lambda row: not hindrances(name, row))


def may_see_criteria_drafts(person: object, _: object = None) -> bool:
    """Who has anything to do with sets that are under way."""
    return holds(person, Role.HEAD_OF_OFFICE, *READERS)


def may_see_criteria_set(person: object, row: CriteriaSet) -> bool:
    """A draft is the office's own paper; from the consultation on those read it who speak about it; then everybody."""
    if holds(person, Role.HEAD_OF_OFFICE) or row.state in PUBLIC_CRITERIA:
        return True
    return row.state in {S.CONSULTATION, S.WORKSHOP, S.ADOPTED} and holds(person, *READERS)


def is_writable(row: CriteriaSet) -> bool:
    """A draft, and what the comments changed once the consultation is over; never while people comment on it."""
    return row.state == S.DRAFT or (row.state == S.CONSULTATION and not is_open_for_comments(row, today()))


def takes_comments(row: CriteriaSet) -> bool:
    """In its consultation, to the end of the last day."""
    return row.state == S.CONSULTATION and is_open_for_comments(row, today())


def may_see_comment(person: object, said: CriteriaComment) -> bool:
    """The office and the author at once; everybody who reads the set when the consultation is over."""
    if not may_see_criteria_set(person, said.criteria_set):
        return False
    own = is_(person, said.author_id)
    return own or holds(person, Role.HEAD_OF_OFFICE) or not takes_comments(said.criteria_set)


may_begin_criteria = May(holding(Role.HEAD_OF_OFFICE))
may_edit_criteria = May(holding(Role.HEAD_OF_OFFICE), is_writable)
may_consult_on_criteria = step("consult")
may_bring_criteria_to_workshop = step("bring_to_workshop")
may_return_criteria = step("return_to_draft")
may_drop_criteria = step("drop")
may_set_day_of_criteria = step("set_day")
may_comment_criteria = May(holding(*COMMENTERS), takes_comments)
may_change_criteria_comment = May(
    lambda person, said: is_(person, said.author_id), lambda said: takes_comments(said.criteria_set)
)
may_answer_criteria_comment = May(
    holding(Role.HEAD_OF_OFFICE),
    lambda said: said.criteria_set.state == S.CONSULTATION and not takes_comments(said.criteria_set),
)
