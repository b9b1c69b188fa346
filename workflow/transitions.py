"""THE table: every step of an accreditation case from draft to decision (procedure rules, 4.5, T01–T33).

Buttons, guards, permissions, notices, the diagram, the public page and the tests are read from these rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from models.states import OPEN_BEFORE_DECISION, REPLACEABLE, CaseState, Direction, Outcome
from workflow import events as happened
from workflow.guards import (
    agenda,
    answers,
    arrival,
    check,
    circumstance,
    completion,
    consolidation,
    excuse,
    gaps,
    review,
    revision,
    sheet,
    workshop,
)
from workflow.parties import (
    ANY_OFFICER,
    APPLICANT,
    CHAIR,
    HEAD,
    INVITED_EXPERT,
    OFFICER,
    PRESIDENT,
    REPRESENTATIVE,
    THE_SYSTEM,
    Party,
)
from workflow.refusals import Guard
from workflow.text import Text

S = CaseState
IN, OUT, INSIDE = Direction.INCOMING, Direction.OUTGOING, Direction.INTERNAL
#: The control expert may have a review to lose here.
AFTER_CALL = REPLACEABLE - {S.EXPERTS_BEING_INVITED, S.UNDER_EXPERT_REVIEW}
#: In `ends`: every deadline of the case that is still alive.
ALL = ("*",)


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One row.  `guards` ask how the case stands (so they also decide whether the button shows); `needs` ask what
    was handed in.  `to` is None where the case ceases to exist; `from_` is empty where it begins."""

    code: str
    name: str
    label: Text
    from_: frozenset[CaseState]
    to: CaseState | None
    who: Party
    event: type[happened.Event]
    guards: tuple[Guard, ...] = ()
    needs: tuple[Guard, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    documents: tuple[tuple[Direction, str], ...] = ()

    @property
    def number(self) -> str:
        """The code as people are shown it: 3, 17b."""
        return self.code.removeprefix("T").lstrip("0")

    @property
    def stays(self) -> bool:
        """Whether the case is in the same state after it."""
        return self.to is not None and self.from_ == {self.to}


def _row(
    code: str,
    name: str,
    hu: str,
    en: str,
    from_: CaseState | Iterable[CaseState],
    to: CaseState | None,
    who: Party,
    event: type[happened.Event],
    **more: tuple[object, ...],
) -> Transition:
    states = frozenset({from_} if isinstance(from_, CaseState) else from_)
    return Transition(
        code=code, name=name, label=Text(hu=hu, en=en), from_=states, to=to, who=who, event=event,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


# fmt: off
ROWS: tuple[Transition, ...] = (
    # Arrival
    _row("T01", "open_draft", "Új program", "New programme", (), S.DRAFT, APPLICANT, happened.DraftOpened,
         needs=(arrival.title_is_given,)),
    _row("T02", "submit", "Benyújtás", "Submit", S.DRAFT, S.SUBMITTED, REPRESENTATIVE, happened.Submitted,
         needs=(arrival.application_is_complete, answers.self_assessment_is_given,
                answers.places_are_told_apart), starts=("H01", "H02"),
         documents=((IN, "application"),)),
    _row("T02b", "record", "Papíron vagy e-mailben érkezett kérelem rögzítése", "Record a paper or e-mail submission",
         (), S.SUBMITTED, ANY_OFFICER, happened.SubmissionRecorded,
         needs=(arrival.title_is_given, arrival.sender_is_given, arrival.arrival_is_recorded),
         starts=("H01", "H02"), documents=((IN, "application"),)),
    _row("T03", "discard", "Piszkozat törlése", "Discard the draft", S.DRAFT, None, APPLICANT | THE_SYSTEM,
         happened.DraftDiscarded),
    _row("T04", "assign_officer", "Iktatás és szignálás", "Register and assign", S.SUBMITTED, S.UNDER_FORMAL_CHECK,
         HEAD, happened.OfficerAssigned, needs=(arrival.officer_is_named,), ends=("H01",)),
    # Formal check and completion
    _row("T05", "accept", "Befogadás", "Accept for review", S.UNDER_FORMAL_CHECK, S.ACCEPTED_FOR_REVIEW, HEAD,
         happened.AcceptedForReview, guards=(check.check_is_signed, check.check_is_passed),
         ends=("H02",), starts=("H05", "H33"), documents=((OUT, "acceptance"),)),
    _row("T06", "request_completion", "Hiánypótlási felhívás", "Request completion", S.UNDER_FORMAL_CHECK,
         S.COMPLETION_REQUESTED, OFFICER, happened.CompletionRequested,
         guards=(completion.first_request_for_version, completion.request_has_items),
         ends=("H02",), starts=("H03",), stops=("H33",), documents=((OUT, "completion_request"),)),
    _row("T06b", "request_completion_again", "Második hiánypótlási felhívás", "Request completion again",
         S.COMPLETION_RECEIVED, S.COMPLETION_REQUESTED, OFFICER, happened.CompletionRequested,
         guards=(completion.first_request_for_version, completion.request_has_items, completion.every_item_is_supplied,
                 gaps.items_name_new_gaps),
         ends=("H04",), starts=("H03",), stops=("H33",), documents=((OUT, "completion_request"),)),
    _row("T07", "reject", "Formai elutasítás", "Reject on formal grounds", S.UNDER_FORMAL_CHECK,
         S.REJECTED_ON_FORMAL_GROUNDS, HEAD, happened.RejectedOnFormalGrounds, guards=(check.fatal_item_failed,),
         needs=(check.reason_is_given,), ends=ALL, starts=("H17",), documents=((OUT, "formal_rejection"),)),
    _row("T08", "extend_completion", "Határidő-hosszabbítás", "Extend the deadline", S.COMPLETION_REQUESTED,
         S.COMPLETION_REQUESTED, HEAD | PRESIDENT, happened.CompletionExtended,
         guards=(completion.extension_was_asked,), documents=((OUT, "extension"),)),
    _row("T09", "complete", "Hiánypótlás benyújtása", "Submit the completion", S.COMPLETION_REQUESTED,
         S.COMPLETION_RECEIVED, REPRESENTATIVE, happened.CompletionReceived, guards=(completion.completion_in_time,),
         needs=(completion.every_item_is_answered, completion.recorded_data_are_confirmed,
                answers.what_was_written_is_right, completion.nothing_else_is_changed,
                answers.places_are_told_apart),
         ends=("H03",), starts=("H04",), resumes=("H33",), documents=((IN, "completion"),)),
    _row("T10", "terminate_unanswered", "Elmulasztott hiánypótlás: megszüntetés", "Terminate for want of completion",
         S.COMPLETION_REQUESTED, S.TERMINATED, HEAD, happened.TerminatedUnanswered,
         guards=(completion.completion_is_late, excuse.no_excuse_is_pending), ends=ALL, starts=("H17",),
         documents=((OUT, "termination"),)),
    _row("T10b", "ask_excuse", "Igazolási kérelem", "Ask to be excused", S.COMPLETION_REQUESTED,
         S.COMPLETION_REQUESTED, REPRESENTATIVE, happened.ExcuseAsked,
         guards=(completion.completion_is_late, excuse.excuse_is_possible),
         needs=(excuse.obstacle_is_given, excuse.obstacle_ended_lately, excuse.proof_is_given),
         documents=((IN, "excuse_request"),)),
    _row("T10c", "grant_excuse", "Igazolás: a kérelem elfogadása", "Grant the excuse", S.COMPLETION_REQUESTED,
         S.COMPLETION_REQUESTED, HEAD, happened.ExcuseGranted, guards=(excuse.excuse_is_pending,),
         ends=("H03",), starts=("H03",), documents=((OUT, "excuse_granted"),)),
    _row("T10d", "refuse_excuse", "Igazolás: a kérelem elutasítása", "Refuse the excuse", S.COMPLETION_REQUESTED,
         S.COMPLETION_REQUESTED, HEAD, happened.ExcuseRefused, guards=(excuse.excuse_is_pending,),
         needs=(excuse.refusal_is_given,), documents=((OUT, "excuse_refused"),)),
    _row("T10e", "ask_excuse_after", "Igazolási kérelem megszüntetés után", "Ask to be excused after the termination",
         S.TERMINATED, S.TERMINATED, REPRESENTATIVE, happened.ExcuseAsked,
         guards=(excuse.ended_for_want_of_completion, excuse.excuse_is_possible, excuse.no_other_case_is_open),
         needs=(excuse.obstacle_is_given, excuse.obstacle_ended_lately, excuse.proof_is_given),
         documents=((IN, "excuse_request"),)),
    _row("T10f", "grant_excuse_after", "Igazolás: az eljárás folytatása", "Grant the excuse: the procedure goes on",
         S.TERMINATED, S.COMPLETION_REQUESTED, HEAD, happened.ExcuseGranted,
         guards=(excuse.excuse_is_pending, excuse.no_other_case_is_open), ends=ALL, starts=("H03",),
         documents=((OUT, "excuse_granted"),)),
    _row("T10g", "refuse_excuse_after", "Igazolás elutasítása megszüntetés után",
         "Refuse the excuse after the termination", S.TERMINATED, S.TERMINATED, HEAD, happened.ExcuseRefused,
         guards=(excuse.excuse_is_pending,), needs=(excuse.refusal_is_given,),
         documents=((OUT, "excuse_refused"),)),
    _row("T11", "accept_completed", "Befogadás hiánypótlás után", "Accept after completion", S.COMPLETION_RECEIVED,
         S.ACCEPTED_FOR_REVIEW, HEAD, happened.AcceptedForReview,
         guards=(completion.every_item_is_supplied, check.check_is_signed, check.check_is_passed),
         ends=("H04",), starts=("H05", "H33"), documents=((OUT, "acceptance"),)),
    _row("T12", "reject_uncompleted", "Formai elutasítás hiánypótlás után", "Reject after completion",
         S.COMPLETION_RECEIVED, S.REJECTED_ON_FORMAL_GROUNDS, HEAD, happened.RejectedOnFormalGrounds,
         guards=(completion.some_item_is_not_supplied,), needs=(check.reason_is_given,), ends=ALL, starts=("H17",),
         documents=((OUT, "formal_rejection"),)),
    # Expert review
    _row("T13", "invite_experts", "Szakértők kijelölése", "Invite experts", S.ACCEPTED_FOR_REVIEW,
         S.EXPERTS_BEING_INVITED, HEAD, happened.ExpertsInvited, needs=(review.experts_are_fit,),
         ends=("H05",), documents=((OUT, "expert_request"),)),
    _row("T14", "decline_invitation", "Felkérés elutasítása vagy válasz elmaradása", "Decline the invitation",
         S.EXPERTS_BEING_INVITED, S.EXPERTS_BEING_INVITED, INVITED_EXPERT | THE_SYSTEM, happened.InvitationDeclined,
         documents=((IN, "refusal_of_request"),)),
    _row("T15", "begin_review", "Mindkét felkérés elfogadva", "Both experts have accepted", S.EXPERTS_BEING_INVITED,
         S.UNDER_EXPERT_REVIEW, THE_SYSTEM, happened.ReviewBegun, guards=(review.both_have_accepted,),
         documents=((IN, "declarations"),)),
    _row("T16", "ask_clarification", "Tisztázó kérdés", "Ask for clarification", S.UNDER_EXPERT_REVIEW,
         S.UNDER_EXPERT_REVIEW, OFFICER, happened.ClarificationAsked, needs=(review.question_is_given,),
         documents=((OUT, "clarification"),)),
    _row("T16b", "reopen_review", "Lezárt értékelés újranyitása", "Reopen a closed review", S.UNDER_EXPERT_REVIEW,
         S.UNDER_EXPERT_REVIEW, HEAD, happened.ReviewReopened, guards=(sheet.a_review_is_closed,),
         needs=(sheet.closed_review_is_chosen, sheet.reason_is_given)),
    _row("T17", "release_expert", "Szakértő felmentése", "Relieve an expert", REPLACEABLE,
         S.EXPERTS_BEING_INVITED, HEAD | THE_SYSTEM, happened.ExpertReleased, guards=(review.reviewer_is_at_work,),
         needs=(review.release_is_due,), ends=("H11", "H12"), resumes=("H33",), documents=((OUT, "release"),)),
    _row("T17b", "release_control", "Kontrollszakértő felmentése", "Relieve the control expert", AFTER_CALL,
         S.UNDER_THIRD_REVIEW, HEAD | THE_SYSTEM, happened.ExpertReleased, guards=(review.control_is_at_work,),
         needs=(review.release_is_due,), ends=("H11", "H12"), resumes=("H33",), documents=((OUT, "release"),)),
    _row("T18", "call_control", "Kontrollszakértő felkérése", "Call a control expert", S.UNDER_EXPERT_REVIEW,
         S.UNDER_THIRD_REVIEW, HEAD, happened.ControlExpertInvited, guards=(review.reviews_diverge,),
         needs=(review.control_is_fit,), ends=("H09",), documents=((OUT, "expert_request"),)),
    _row("T19", "begin_consolidation", "Két értékelés lezárva, nincs eltérés", "Both reviews closed, no divergence",
         S.UNDER_EXPERT_REVIEW, S.CONSOLIDATION, THE_SYSTEM, happened.ConsolidationBegun,
         guards=(review.reviews_agree,), starts=("H11",), documents=((IN, "reviews"),)),
    _row("T20", "consolidate_after_control", "Kontrollértékelés lezárva", "Control review closed",
         S.UNDER_THIRD_REVIEW, S.CONSOLIDATION, THE_SYSTEM, happened.ConsolidationBegun,
         guards=(review.two_reviews_are_closed, review.third_review_is_closed), starts=("H11",),
         documents=((IN, "reviews"),)),
    _row("T21", "send_assessment", "Összesítő kiadása észrevételre", "Send the assessment for remarks",
         S.CONSOLIDATION, S.WAITING_FOR_APPLICANTS_REMARKS, OFFICER, happened.AssessmentSent,
         guards=(review.two_reviews_are_closed, circumstance.circumstances_are_decided),
         needs=(consolidation.summary_is_given, consolidation.weaknesses_are_given,
                consolidation.points_answer_the_scores),
         ends=("H11",), starts=("H12",), stops=("H33",), documents=((OUT, "assessment"),)),
    _row("T22", "close_remarks", "Észrevétel", "Remarks", S.WAITING_FOR_APPLICANTS_REMARKS, S.WAITING_FOR_A_MEETING,
         REPRESENTATIVE | THE_SYSTEM, happened.RemarksReceived, needs=(consolidation.remarks_are_in_order,),
         ends=("H12",), resumes=("H33",), documents=((IN, "remarks"),)),
    # Workshop and decision
    _row("T23", "put_on_agenda", "Napirendre tűzés", "Put on the agenda", S.WAITING_FOR_A_MEETING, S.ON_THE_AGENDA,
         HEAD | CHAIR, happened.PutOnAgenda, guards=(workshop.two_closed_reviews,),
         needs=(agenda.lister_has_no_conflict, agenda.meeting_is_open_for_papers, agenda.rapporteur_is_fit),
         starts=("H14",), documents=((INSIDE, "agenda_paper"),)),
    _row("T24", "take_off_agenda", "Levétel a napirendről, elnapolás", "Take off the agenda", S.ON_THE_AGENDA,
         S.WAITING_FOR_A_MEETING, CHAIR, happened.TakenOffAgenda, guards=(agenda.item_is_listed,),
         needs=(workshop.reason_is_given, agenda.not_adjourned_for_that_before), ends=("H14",)),
    _row("T25", "resolve", "Szavazás", "Vote", S.ON_THE_AGENDA, S.DECISION_BEING_ISSUED, CHAIR, happened.Resolved,
         guards=(workshop.vote_is_quorate, workshop.two_closed_reviews),
         needs=(workshop.departure_is_allowed, workshop.points_are_complete, workshop.proposal_is_carried),
         ends=("H14",), starts=("H15", "H16")),
    *(
        _row(code, name, hu, en, S.DECISION_BEING_ISSUED, S(outcome.value), PRESIDENT, happened.DecisionIssued,
             guards=(workshop.minutes_are_certified, workshop.outcome_is(outcome), workshop.two_closed_reviews),
             documents=documents, **deadlines)
        for code, name, hu, en, outcome, documents, deadlines in (
            ("T26", "accredit", "Határozat kiadása: akkreditálva", "Issue: accredited", Outcome.ACCREDITED,
             ((OUT, "decision"), (OUT, "certificate")), {"ends": ALL, "starts": ("H17", "H19")}),
            ("T27", "accredit_with_conditions", "Határozat kiadása: feltételekkel akkreditálva",
             "Issue: accredited with conditions", Outcome.ACCREDITED_WITH_CONDITIONS,
             ((OUT, "decision"), (OUT, "certificate")), {"ends": ALL, "starts": ("H17", "H19", "H20")}),
            ("T28", "return_for_revision", "Határozat kiadása: átdolgozásra visszaadva",
             "Issue: returned for revision", Outcome.RETURNED_FOR_REVISION,
             ((OUT, "decision"),), {"ends": ("H15", "H16"), "starts": ("H17", "H22"), "stops": ("H33",)}),
            ("T29", "refuse", "Határozat kiadása: elutasítva", "Issue: refused", Outcome.REFUSED,
             ((OUT, "decision"),), {"ends": ALL, "starts": ("H17",)}),
        )
    ),
    _row("T30", "send_back", "Elnöki visszaküldés", "Send back to the workshop", S.DECISION_BEING_ISSUED,
         S.ON_THE_AGENDA, PRESIDENT, happened.SentBack, guards=(workshop.may_still_be_sent_back,),
         needs=(workshop.reason_is_given, workshop.next_meeting_is_named), ends=("H15", "H16"),
         documents=((INSIDE, "send_back"),)),
    # Revision, termination, withdrawal
    _row("T31", "resubmit", "Átdolgozott program benyújtása", "Submit the revised programme",
         S.RETURNED_FOR_REVISION, S.UNDER_FORMAL_CHECK, REPRESENTATIVE, happened.RevisedProgrammeSubmitted,
         guards=(revision.revision_in_time,),
         needs=(revision.every_task_is_answered, answers.what_was_written_is_right, answers.what_was_there_is_kept,
                answers.self_assessment_is_given, answers.places_are_told_apart),
         ends=("H17", "H22"),
         starts=("H02",), resumes=("H33",), documents=((IN, "revised_application"),)),
    _row("T32", "terminate_unrevised", "Átdolgozás elmaradt: megszüntetés", "Terminate for want of revision",
         S.RETURNED_FOR_REVISION, S.TERMINATED, HEAD | THE_SYSTEM, happened.TerminatedUnrevised,
         guards=(revision.revision_is_late,), ends=ALL, starts=("H17",), documents=((OUT, "termination"),)),
    _row("T33", "withdraw", "Visszalépés", "Withdraw", OPEN_BEFORE_DECISION, S.WITHDRAWN_BY_APPLICANT,
         REPRESENTATIVE, happened.Withdrawn, needs=(arrival.statement_is_given,), ends=ALL,
         documents=((IN, "withdrawal"),)),
)
# fmt: on

TRANSITIONS: dict[str, Transition] = {row.name: row for row in ROWS}


def leaving(state: CaseState) -> list[Transition]:
    """The rows that start from `state`, in the order of the table."""
    return [row for row in ROWS if state in row.from_]
