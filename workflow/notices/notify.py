"""Who hears of what: one line for every notice (procedure rules, 4.5 and 4.6).

Codes are the rules' (ERT-05); where the rules name a recipient and no code, it is the transition's (T09).
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import select

from models.db import db
from models.expert import Assignment, ExpertProfile
from models.joining import JoinRequest
from models.review import Review
from models.states import Outcome, Role
from models.user import User
from workflow import events as happened
from workflow.notices.hearing import Contact, Hearing, Personal
from workflow.permissions.criteria import COMMENTERS
from workflow.queries import people

#: From the mail straight to the work: the expert's own invitation and review in the case.
OWN_WORK = Personal(frozenset({"assignment_id", "review_id"}), lambda event, hearer: own_work(event.case_id, hearer.id))

People = Callable[[Any], Iterable[User]]


def applicants(event: happened.Event) -> Iterable[User]:
    """The applicant's representatives and staff (its contact)."""
    return people.applicants_of(event.case_id) if event.case_id else ()


def representatives(event: happened.Event) -> Iterable[User]:
    """Those who may sign for the applicant."""
    return people.representatives_of(event.case_id) if event.case_id else ()


def officer(event: happened.Event) -> Iterable[User]:
    """The officer of the case."""
    return people.officer_of(event.case_id) if event.case_id else ()


def county_developers(event: happened.Event) -> Iterable[User]:
    """The developers of the programme's county."""
    return people.developers_for(event.case_id) if event.case_id else ()


def experts_of_the_case(event: happened.Event) -> Iterable[User]:
    """Those whose reviews the decision rests on."""
    ids = select(ExpertProfile.user_id).join(Assignment).join(Review)
    return people.by_ids(
        db.session.scalars(
            ids.where(Assignment.case_id == event.case_id, Review.closed_at.is_not(None), Review.voided_at.is_(None))
        ).all()
    )


def own_work(case_id: int, user_id: int | None) -> dict[str, int | None]:
    """The ids of the expert's latest assignment in the case and of its review, None before it was accepted."""
    asked = (
        select(Assignment.id, Review.id)
        .join(ExpertProfile, Assignment.expert_id == ExpertProfile.id)
        .outerjoin(Review, Review.assignment_id == Assignment.id)
        .where(Assignment.case_id == case_id, ExpertProfile.user_id == user_id)
        .order_by(Assignment.id.desc())
        .limit(1)
    )
    assignment_id, review_id = db.session.execute(asked).one()
    return {"assignment_id": assignment_id, "review_id": review_id}


def named(fact: str) -> People:
    """The people whose id, or list of ids, is this fact of the event."""

    def to(event: happened.Event) -> Iterable[User]:
        ids = getattr(event, fact)
        return people.by_ids(ids if isinstance(ids, list) else [ids])

    return to


def all_with(*roles: Role) -> People:
    """Everybody who holds one of these roles today."""
    return lambda event: people.holders(*roles)


def reminded_before(*codes: str, to: People) -> People:
    """`to`, where the deadline is one of `codes` and still ahead."""
    return lambda event: to(event) if event.code in codes and event.days >= 0 else ()


def reminded_after(*codes: str, to: People) -> People:
    """`to`, where the deadline is one of `codes` and has passed."""
    return lambda event: to(event) if event.code in codes and event.days < 0 else ()


def whoever_asked_to_join(event: happened.JoiningRefused) -> Iterable[Contact]:
    """The address that the request was sent from: nobody with an account."""
    request = db.session.get_one(JoinRequest, event.request_id)
    return [Contact(request.email, request.display_name, request.locale)]


def if_accredited(to: People) -> People:
    """`to`, where the decision accredits."""
    return lambda event: to(event) if event.outcome in (Outcome.ACCREDITED, Outcome.ACCREDITED_WITH_CONDITIONS) else ()


def if_a_day_is_planned(to: People) -> People:
    """`to`, where there is a calibration day to come to."""
    return lambda event: to(event) if event.next_on else ()


def unless_a_day_is_planned(to: People) -> People:
    """`to`, where there is none yet."""
    return lambda event: () if event.next_on else to(event)


def if_it_was_open(to: People) -> People:
    """`to`, where people were commenting on the draft."""
    return lambda event: to(event) if event.was_open else ()


commenters = all_with(*COMMENTERS)
head_of_office = all_with(Role.HEAD_OF_OFFICE)
workshop = all_with(Role.WORKSHOP_MEMBER, Role.WORKSHOP_CHAIR)
president = all_with(Role.PRESIDENT)
network = all_with(Role.REGIONAL_EXPERT, Role.EDITOR)
named_experts = named("expert_ids")
named_people = named("person_ids")

HEARERS: Mapping[type[happened.Event], tuple[Hearing, ...]] = {
    happened.Submitted: (Hearing("ERT-01", applicants), Hearing("ERT-02", head_of_office)),
    happened.SubmissionRecorded: (Hearing("ERT-01", applicants), Hearing("ERT-02", head_of_office)),
    happened.DraftAbandoned: (Hearing("ERT-40", applicants),),
    happened.DraftDiscarded: (Hearing("T03", named("applicant_ids")),),
    happened.CoWriterInvited: (Hearing("CO-WRITER", named("user_id")),),
    happened.CoWriterJoined: (Hearing("CO-WRITER", representatives, wording="CO-WRITER joined"),),
    happened.CoWriterRemoved: (Hearing("CO-WRITER", named("user_id"), wording="CO-WRITER removed"),),
    happened.CoWriterLeft: (Hearing("CO-WRITER", named("inviter_id"), wording="CO-WRITER left"),),
    happened.OfficerAssigned: (Hearing("ERT-03", named("officer_id")),),
    happened.AcceptanceSigned: (Hearing("T05", head_of_office),),
    happened.AcceptedForReview: (
        Hearing("ERT-04", applicants),
        Hearing("ERT-04", county_developers, wording="ERT-04 county"),
    ),
    happened.CompletionRequested: (Hearing("ERT-05", applicants, legal=True),),
    happened.ExtensionAsked: (Hearing("T08", head_of_office),),
    happened.CompletionExtended: (Hearing("ERT-07", applicants, legal=True),),
    happened.CompletionReceived: (Hearing("T09", officer),),
    happened.ExcuseAsked: (Hearing("T10b", head_of_office), Hearing("T10b", officer)),
    happened.ExcuseGranted: (Hearing("T10c", applicants, legal=True),),
    happened.ExcuseRefused: (Hearing("T10d", applicants, legal=True),),
    happened.TerminatedUnanswered: (Hearing("ERT-08", applicants, legal=True),),
    happened.RejectedOnFormalGrounds: (Hearing("ERT-09", applicants, legal=True),),
    happened.ExpertsInvited: (Hearing("ERT-10", named_experts, personal=OWN_WORK),),
    happened.ReplacementInvited: (Hearing("ERT-10", named_experts, personal=OWN_WORK),),
    happened.ControlExpertInvited: (Hearing("ERT-10", named_experts, personal=OWN_WORK),),
    happened.InvitationDeclined: (Hearing("T14", head_of_office),),
    # Each expert hears of the own day on accepting: a notice when both have would tell that there is another one.
    happened.InvitationAccepted: (Hearing("ERT-11", named("expert_id"), personal=OWN_WORK),),
    happened.ReviewBegun: (Hearing("T15", officer),),
    happened.ClarificationProposed: (Hearing("T16", officer),),
    happened.ClarificationAsked: (Hearing("ERT-14", applicants, legal=True),),
    happened.ClarificationAnswered: (Hearing("T16", named_experts, wording="T16 answered", personal=OWN_WORK),),
    happened.ReviewReopened: (Hearing("T16b", named("expert_id"), personal=OWN_WORK),),
    happened.ExpertReleased: (Hearing("ERT-13", named("expert_id")),),
    happened.ConflictReported: (Hearing("T17", head_of_office, wording="T17 reported"),),
    happened.AssessmentVoided: (Hearing("T17", applicants, wording="T17 applicant"),),
    happened.DivergenceFound: (Hearing("ERT-15", head_of_office),),
    happened.ConsolidationBegun: (Hearing("T19", officer),),
    happened.AssessmentSent: (Hearing("ERT-16", applicants, legal=True),),
    happened.RemarksReceived: (Hearing("T22", officer),),
    happened.MeetingConvened: (Hearing("T23", workshop),),
    happened.PutOnAgenda: (Hearing("ERT-17", workshop), Hearing("ERT-18", representatives)),
    happened.TakenOffAgenda: (Hearing("ERT-19", representatives),),
    happened.TopicListed: (Hearing("ERT-17", workshop, wording="ERT-17 topic"),),
    happened.TopicTakenOff: (Hearing("ERT-19", workshop, wording="ERT-19 topic"),),
    happened.ConsultationOpened: (Hearing("CRITERIA", commenters, wording="CRITERIA consultation"),),
    happened.CriteriaReturned: (Hearing("CRITERIA", head_of_office, wording="CRITERIA returned"),),
    happened.CriteriaDropped: (Hearing("CRITERIA", if_it_was_open(commenters), wording="CRITERIA dropped"),),
    happened.CriteriaAdopted: (Hearing("CRITERIA", president, wording="CRITERIA adopted"),),
    happened.CriteriaDated: (
        Hearing("CRITERIA", commenters, wording="CRITERIA dated"),
        Hearing("CRITERIA", all_with(Role.HEAD_OF_OFFICE, Role.CASE_OFFICER), wording="CRITERIA dated"),
    ),
    happened.CriteriaInForce: (Hearing("CRITERIA", head_of_office, wording="CRITERIA in force"),),
    happened.MinutesCertified: (Hearing("T25", president),),
    happened.DecisionIssued: (
        Hearing("ERT-20", applicants, legal=True),
        Hearing("ERT-21", experts_of_the_case),
        Hearing("ERT-22", if_accredited(county_developers)),
        Hearing("ERT-22", if_accredited(network)),
    ),
    happened.SentBack: (Hearing("T30", workshop),),
    happened.RevisedProgrammeSubmitted: (Hearing("T31", officer),),
    happened.TerminatedUnrevised: (Hearing("ERT-08", applicants, legal=True),),
    happened.Withdrawn: (Hearing("T33", named("assigned_ids"), wording="T33 assigned"),),
    happened.DeadlineNear: (
        Hearing("ERT-06", reminded_before("H03", "H03-extension", to=applicants)),
        Hearing("ERT-12", reminded_before("H07", "H10", to=named("person_ids")), personal=OWN_WORK),
        Hearing(
            "ERT-12", reminded_after("H07", "H10", to=named("person_ids")), wording="ERT-12 overdue", personal=OWN_WORK
        ),
        Hearing("ERT-12", reminded_after("H07", "H10", to=head_of_office), wording="ERT-12 office"),
    ),
    happened.DeadlineMissed: (Hearing("LATE", head_of_office),),
    happened.CalibrationOpened: (Hearing("CAL", named_people, wording="CALIBRATION"),),
    happened.CalibrationMoved: (Hearing("CAL", named_people, wording="CALIBRATION moved"),),
    happened.CalibrationDiscussed: (Hearing("CAL", named_people, wording="CALIBRATION discussed"),),
    happened.CalibrationClosed: (Hearing("CAL", named_people, wording="CALIBRATION trained"),),
    happened.TrainingLapses: (
        Hearing("ERT-38", if_a_day_is_planned(named_people)),
        Hearing("ERT-38", unless_a_day_is_planned(named_people), wording="ERT-38 no day"),
    ),
    happened.JoiningAsked: (Hearing("JOIN", head_of_office),),
    happened.JoiningRefused: (Hearing("JOIN", whoever_asked_to_join, wording="JOIN refused"),),
    happened.ErrandFinished: (Hearing("ERRAND", named("asked_by_id"), by_mail=False),),
    happened.ErrandFailed: (Hearing("ERRAND", named("asked_by_id"), wording="ERRAND failed", by_mail=False),),
}
#: Nobody is told of these: they change nothing that waits for somebody else, or another event says it.
UNHEARD = frozenset(
    {happened.DraftOpened, happened.ReviewClosed, happened.Resolved, happened.TopicResolved, happened.PeopleExported}
)
