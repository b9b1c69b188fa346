"""A whole world for the access matrix: everybody, and a record for every address, each in the state that it needs."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select, update

from blueprints.joining import signer as joining_signer
from models.attachment import Attachment
from models.case import Case
from models.co_writer import CoWriter
from models.criteria_life import CriteriaComment
from models.criteria_set import CriteriaSet
from models.db import db
from models.organisation import Organisation, Part
from models.outbox import Mail
from models.programme import Programme
from models.setting import DayKind
from models.states import CaseState, CriteriaSetState, LegalForm, MeetingState, Outcome, Role
from models.user import Appointment, User
from tests import stages
from tests.cast import Cast, a_person, a_relation, the_people
from tests.factories import LISTED, REVIEWED, REVIEWED_AGAIN, a_case, play
from tests.workflow.importing.making import txt_of
from workflow.acts import (
    agenda_keeping,
    attaching,
    calendar_keeping,
    calibrating,
    clarifying,
    co_writing,
    communicating,
    composing,
    criteria_adopting,
    criteria_commenting,
    criteria_drafting,
    drafting,
    importing,
    joining,
    practising,
    registering,
    releasing,
    standard_items,
    uploading,
)
from workflow.acts.erasing import preview_place
from workflow.acts.reviewing import Judgement
from workflow.acts.uploading import Annex
from workflow.calendar.stored import stored_calendar
from workflow.clock import now, today
from workflow.deadlines import add_working_days
from workflow.importing.placing import lay
from workflow.importing.reading import read
from workflow.notices import announce
from workflow.notices.errands import do_errands, entrust
from workflow.queries.attachments import attachments_of
from workflow.storage import Store

S, C = CaseState, CriteriaSetState
SENTENCE = {"fields": "C1, C2", "missing": "Nincs hely.", "to_supply": "Kérjük a nevét.", "legal_basis": "J8"}
OUTCOME = Outcome.ACCREDITED_WITH_CONDITIONS
STATES = (
    S.DRAFT,
    S.SUBMITTED,
    S.UNDER_FORMAL_CHECK,
    S.COMPLETION_REQUESTED,
    S.COMPLETION_RECEIVED,
    S.ACCEPTED_FOR_REVIEW,
    S.EXPERTS_BEING_INVITED,
    S.UNDER_EXPERT_REVIEW,
    S.CONSOLIDATION,
    S.WAITING_FOR_APPLICANTS_REMARKS,
    S.WAITING_FOR_A_MEETING,
    S.ON_THE_AGENDA,
    S.DECISION_BEING_ISSUED,
    S.ACCREDITED_WITH_CONDITIONS,
    S.RETURNED_FOR_REVISION,
)

#: What somebody says who would like to join.
WISH = {
    "family_name": "Kerti",
    "given_name": "Kata",
    "part": Part.STAFF,
    "organisation_name": "Kertszomszédok Egyesülete",
    "legal_form": LegalForm.ASSOCIATION,
    "county_code": "20",
}

#: Who writes with the applicant, is asked to, and did so once.
WRITING = ("co_writer", "invited_co_writer", "former_co_writer")


@dataclass
class World:
    """Ids only, because requests have sessions of their own.

    `people` maps a part to what the session cookie holds of the person, `at` a name to a record's id (or its text).
    """

    people: dict[str, str] = field(default_factory=dict)
    at: dict[str, int | str] = field(default_factory=dict)


def a_world(store: Store) -> World:
    """Build and commit it; needs the application's context.  Every annex is the same small file."""
    world, cast = World(), the_people()
    for expert in cast.experts:
        expert.yearly_limit = expert.parallel_limit = 100
    cases = {state: a_case(state, cast=cast, outcome=OUTCOME) for state in STATES}
    stages.item(cases[S.UNDER_FORMAL_CHECK], cast)
    world.at |= {state.value: case.id for state, case in cases.items()}
    world.people = everybody(cast)
    world.at |= (
        reviews(cases, cast)
        | agendas(cases, cast)
        | papers(cases, cast)
        | keeping(cast)
        | practice(cast)
        | joinings(cast)
    )
    world.at |= criteria_sets(cast)
    world.at |= co_writers(cases[S.DRAFT], cast, world.people)
    stored = store.keep("irat.pdf", b"%PDF-1.7 irat")
    db.session.execute(update(Attachment).values(sha256=stored.sha256))
    db.session.commit()
    world.at |= errands(cast) | readings(cases, cast, store) | files(cases, cast, store)
    return world


def everybody(cast: Cast) -> dict[str, str]:
    """Each part of the cast, and somebody for every role that nobody of it holds."""
    people = {
        **cast.by_part,
        "excluded_member": cast.members[4],
        "later_member": a_person(Role.WORKSHOP_MEMBER),
        "control_by_role": a_person(Role.CONTROL_EXPERT),
        "visitor_by_role": a_person(Role.PUBLIC_VISITOR),
        "without_role": a_person(),
        "co_writer": a_person(name="Társ Tünde"),
        "invited_co_writer": a_person(name="Meghívott Márk"),
        "former_co_writer": a_person(name="Távozott Tas"),
    }
    assert {held.role for person in people.values() for held in person.appointments} == set(Role)
    return {part: person.fs_uniquifier for part, person in people.items()}


def reviews(cases: dict[CaseState, Case], cast: Cast) -> dict[str, int]:
    """An invitation, an open and a closed review, a question that was proposed and one that was sent."""
    case = cases[S.UNDER_EXPERT_REVIEW]
    at_work = stages.assignment_of(case, cast.expert_a)
    for question in ("Hányan vettek részt az alkalmakon?", "Mikor volt az utolsó alkalom?"):
        clarifying.propose_clarification(at_work.review, by=cast.expert_a.user, question=question)
    db.session.flush()
    proposed, sent = stages.clarifications(case)
    clarifying.ask_clarification(sent, by=cast.officer, question=sent.question)
    releasing.report_conflict(
        stages.assignment_of(case, cast.expert_b), by=cast.expert_b.user, ground="KO9", reason="A városban dolgozom."
    )
    objected = a_case(S.ACCEPTED_FOR_REVIEW, cast=cast, A11=[["Szakértő Emma", "Versenytárs."], ["Ica", "Rokon."]])
    again = play(REVIEWED_AGAIN, cast=cast, outcome=Outcome.RETURNED_FOR_REVISION)
    diverging = play((*REVIEWED, (5, stages.diverge)), cast=cast, outcome=OUTCOME)
    return {
        "invitation": stages.assignment_of(cases[S.EXPERTS_BEING_INVITED], cast.expert_a).id,
        "standby": stages.assignment_of(cases[S.EXPERTS_BEING_INVITED], cast.reserve).id,
        "accepted_invitation": at_work.id,
        "review": at_work.review.id,
        "closed_review": stages.assignment_of(cases[S.CONSOLIDATION], cast.expert_a).review.id,
        "diverging": diverging.id,
        "circumstance": case.circumstances[0].id,
        "objected": objected.id,
        "objected_to": cast.spare.user_id,
        "review_again": stages.assignment_of(again, cast.expert_a).review.id,
        "own_of_the_chair": a_case(S.WAITING_FOR_A_MEETING, cast=cast, H1=cast.chair.display_name).id,
        "proposed": proposed.id,
        "sent": sent.id,
    }


def agendas(cases: dict[CaseState, Case], cast: Cast) -> dict[str, int | str]:
    """A meeting to come, one in session with an open vote, one that was held: from each item a member is excluded."""
    listed, done = cases[S.ON_THE_AGENDA].agenda_item, cases[S.ACCREDITED_WITH_CONDITIONS]
    voting = play((*LISTED, (30, _begin_vote)), cast=cast, outcome=OUTCOME).agenda_item
    _exclude(listed, cast)
    meeting = stages.meeting_in(cast, 60)
    topic, open_topic = stages.a_topic(meeting, cast), stages.a_topic(stages.meeting_in(cast, 60), cast)
    open_topic.meeting.state = MeetingState.IN_SESSION
    stages.certify(cases[S.DECISION_BEING_ISSUED], cast)
    return {
        "item": listed.id,
        "topic": topic.id,
        "topic_meeting": meeting.id,
        "open_topic": open_topic.id,
        "meeting": listed.meeting_id,
        "voting_item": voting.id,
        "voting_meeting": voting.meeting_id,
        "proposal": voting.proposals[-1].id,
        "closed_proposal": done.agenda_item.proposals[-1].id,
        "held_meeting": done.agenda_item.meeting_id,
        "number": done.accreditation.number,
        "code": done.accreditation.certificates[-1].code,
    }


def papers(cases: dict[CaseState, Case], cast: Cast) -> dict[str, int]:
    """Letters, annexes, and what belongs to the other applicant."""
    for state in (S.ACCREDITED_WITH_CONDITIONS, S.COMPLETION_REQUESTED):
        db.session.refresh(cases[state])
    opened = next(document for document in cases[S.COMPLETION_REQUESTED].documents if document.to_applicant)
    communicating.open_letter(opened, by=cast.staff)
    of_kind = {document.kind: document.id for document in cases[S.ACCREDITED_WITH_CONDITIONS].documents}
    elsewhere = db.session.scalars(select(Organisation).where(Organisation.name.startswith("Távoli"))).one()
    foreign, _ = drafting.open_draft("Távoli program", elsewhere, by=cast.stranger, token=stages.token())
    annex = attaching.attach(foreign, foreign.version, by=cast.stranger, kind="M1", title="M1", file=stages.a_file())
    db.session.flush()
    return {
        "letter": of_kind["decision"],
        "opened_letter": opened.id,
        "application_paper": of_kind["application"],
        "expert_request": of_kind["expert_request"],
        "annex": attachments_of(cases[S.DRAFT])[0].id,
        "annex_under_review": attachments_of(cases[S.UNDER_EXPERT_REVIEW])[0].id,
        "foreign_draft": foreign.id,
        "foreign_annex": annex.id,
    }


def practice(cast: Cast) -> dict[str, int]:
    """A calibration day that is planned, one that the experts score, one whose answers are laid open."""
    days = []
    for name in ("Tervezett nap", "Pontozható nap", "Megbeszélt nap"):
        day = calibrating.plan(by=cast.head, title=name, held_on=today(), place="Budapest", leader=cast.head)
        days.append(composing.take_sample(day, by=cast.head))
    for day in days[1:]:
        announce(calibrating.open_scoring(day, by=cast.head))
    own = [next(one for one in day.sheets if one.user_id == cast.expert_a.user_id) for day in days[1:]]
    for sheet, closes in zip(own, (False, True), strict=True):
        parts = {code: Judgement(3, stages.LONG, "E1") for code in practising.parts_of(sheet)[: 9 if closes else 2]}
        practising.write_practice(sheet, by=cast.expert_a.user, parts=parts)
    practising.close_practice(own[1], by=cast.expert_a.user)
    announce(calibrating.begin_discussion(days[2], by=cast.head))
    tie = a_relation(cast.spare.user, cast.organisation, to_on=today())
    pause = registering.pause(cast.spare, by=cast.head, from_on=today() - timedelta(days=90), to_on=today())
    db.session.flush()
    ids = dict(zip(("planned_day", "open_day", "discussed_day"), (day.id for day in days), strict=True))
    found = {
        "practice": own[0].id,
        "closed_practice": own[1].id,
        "pause": pause.id,
        "tie": tie.id,
        "expert": cast.spare.user_id,
    }
    return {**ids, **found}


def keeping(cast: Cast) -> dict[str, int]:
    """A person to keep, an appointment to end, a moved day, a mail."""
    kept = a_person(Role.OBSERVER, name="Távozó Tivadar")
    eve = today().replace(month=12, day=24)
    day = calendar_keeping.move_day(eve, by=cast.head, kind=DayKind.REST, source="rendelet")
    announce(stages.submit(stages.draft(cast), cast))
    return {
        "person": kept.id,
        "appointment": db.session.scalars(select(Appointment.id).where(Appointment.user_id == kept.id)).one(),
        "moved_day": day.id,
        "standard_item": standard_items.write_standard_item(None, by=cast.officer, **SENTENCE).id,
        "mail": db.session.scalars(select(Mail.id)).first() or 0,
    }


def joinings(cast: Cast) -> dict[str, int | str]:
    """One that waits for the office, one that is settled, one whose link was not followed yet."""
    asked = [joining.ask(**WISH, email=f"{name}@kert.example") for name in ("var", "kesz", "uj")]
    waiting, settled, fresh = (request for request in asked if request is not None)
    announce(*joining.confirm(waiting), *joining.confirm(settled))
    announce(joining.refuse(settled, by=cast.head, reason="Ilyen szervezet nincs."))
    link = joining_signer().dumps(fresh.id)
    return {"join_request": waiting.id, "join_settled": settled.id, "join_link": str(link)}


def co_writers(draft: Case, cast: Cast, people: dict[str, str]) -> dict[str, int]:
    """One who writes all that the organisation writes, one who is asked to, one who does so no longer."""
    named = {part: db.session.scalars(select(User).filter_by(fs_uniquifier=people[part])).one() for part in WRITING}
    rows = {}
    for part in WRITING[1:]:
        person = named[part]
        rows[part], event = co_writing.invite(draft, by=cast.staff, email=person.email, family_name=person.family_name)
        announce(event)
    announce(co_writing.end(rows["former_co_writer"], by=cast.staff))
    moment = now()
    own = select(Case).join(Programme).where(Programme.organisation_id == cast.organisation.id)
    db.session.add_all(
        CoWriter(
            case=case, user=named["co_writer"], invited_by=cast.staff, invited_at=moment, expires_at=moment,
            accepted_at=moment,
        )
        for case in db.session.scalars(own).unique()
    )  # fmt: skip
    return {"co_writing": rows["invited_co_writer"].id, "ended_co_writing": rows["former_co_writer"].id}


def criteria_sets(cast: Cast) -> dict[str, int]:
    """One in its consultation, one whose consultation is over, one before the workshop, and a draft."""
    first = db.session.scalars(select(CriteriaSet)).one()
    row = criteria_drafting.begin(by=cast.head, version="1.1", change_log="Más súlyok.")
    calendar = stored_calendar(db.session())
    announce(criteria_adopting.consult(row, by=cast.head, until=add_working_days(today(), 15, calendar=calendar)))
    said = criteria_commenting.comment(row, by=cast.expert_a.user, criterion="K1", text="Legyen pontosabb.")
    others = {
        state: CriteriaSet(
            version=f"1.{number}", state=state, content=first.content, replaces=first, created_at=now(),
            crosswalk=row.crosswalk, consultation_from=today(), consultation_until=today() - timedelta(days=1),
        )
        for number, state in enumerate((C.CONSULTATION, C.WORKSHOP, C.DRAFT), start=2)
    }  # fmt: skip
    db.session.add_all(others.values())
    over = CriteriaComment(criterion="K1", author=cast.expert_a.user, text="Legyen rövidebb.", written_at=now())
    others[C.CONSULTATION].comments.append(over)
    db.session.flush()
    return {
        "criteria_set": row.id,
        "criteria_comment": said.id,
        "criteria_over": others[C.CONSULTATION].id,
        "answerable_comment": over.id,
        "criteria_workshop": others[C.WORKSHOP].id,
        "criteria_draft": others[C.DRAFT].id,
    }


def errands(cast: Cast) -> dict[str, int]:
    """One that is done and has its file, one that waits for a worker."""
    head, wanted = cast.head, {"language": "hu"}
    done = entrust("cases_export", by=head, arguments=wanted, token="done").id
    do_errands()
    waiting = entrust("cases_export", by=head, arguments=wanted, token="waiting").id
    return {"errand": done, "waiting_errand": waiting}


def readings(cases: dict[CaseState, Case], cast: Cast, store: Store) -> dict[str, int]:
    """A document that was read for a draft, one whose application is no longer written, one that came by e-mail."""
    file = vars(store.keep("program.txt", txt_of(), media_type="text/plain"))
    reading = importing.bring(cases[S.DRAFT], by=cast.staff, file=file)
    late = importing.bring(cases[S.DRAFT], by=cast.staff, file=file)
    office = importing.bring_to_office(by=cast.officer, file=file)
    for one in (reading, late, office):
        importing.enter(one.id, lay(read(txt_of())))
    late.case = cases[S.SUBMITTED]
    db.session.commit()
    return {"reading": reading.id, "late_reading": late.id, "office_reading": office.id}


def files(cases: dict[CaseState, Case], cast: Cast, store: Store) -> dict[str, int]:
    """A picture that is shown small, a file that is on its way, one that came too late."""
    annex = attachments_of(cases[S.UNDER_EXPERT_REVIEW])[1]
    annex.has_preview = True
    store.put(
        preview_place(annex.sha256), b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
    )
    draft = cases[S.DRAFT]
    said = Annex("M6", "Segédanyag", None, personal_data=False)
    late, coming = (
        uploading.begin(draft, draft.version, said, by=cast.staff, mark=name, file_name=name, size=4000)
        for name in ("regi.pdf", "uj.pdf")
    )
    uploading.give_up(late, by=cast.staff)
    db.session.commit()
    return {"pictured_annex": annex.id, "upload": coming.id, "expired_upload": late.id}


def _begin_vote(case: Case, cast: Cast) -> None:
    stages.open_meeting(case, cast)
    _exclude(case.agenda_item, cast)
    stages.propose(case, cast, OUTCOME)


def _exclude(item: object, cast: Cast) -> None:
    agenda_keeping.exclude(item, by=cast.chair, member_id=cast.members[4].id, ground="KO9", note="")
