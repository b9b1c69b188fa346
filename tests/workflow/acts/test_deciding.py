"""The president issues what the workshop resolved; accreditation, certificate and register follow."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from models.db import db
from models.programme import Accreditation, Certificate
from models.setting import NumberSeries
from models.states import AccreditationStatus, CaseState, DeadlineState, Direction, ItemStage, Outcome
from tests import stages
from tests.cast import Cast
from tests.factories import RESOLVED, a_case, play
from tests.ready import issue_by
from workflow.acts import deciding, submitting
from workflow.acts.papers import composed, letter_to_come
from workflow.clock import now
from workflow.deadlines import expiry
from workflow.engine import NotYours
from workflow.events import DecisionIssued, SentBack
from workflow.numbering import is_well_formed
from workflow.permissions import steps_for

S = CaseState
FAULT = "A meghívót két tag nem kapta meg."


def resolved(cast: Cast, outcome: Outcome = Outcome.ACCREDITED_WITH_CONDITIONS, *, certified: bool = True):
    way = (*RESOLVED, (1, stages.certify)) if certified else RESOLVED
    return play(way, cast=cast, outcome=outcome)


def test_a_decision_is_issued_only_on_certified_minutes(cast: Cast, refused) -> None:
    case = resolved(cast, certified=False)

    with refused("minutes_uncertified"):
        stages.issue(case, cast)

    assert db.session.scalar(select(NumberSeries.last).where(NumberSeries.series == "RPA")) is None
    assert (case.state, case.decision.issued_at) == (S.DECISION_BEING_ISSUED, None)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_president_issues_what_the_workshop_resolved_and_nothing_else(cast: Cast, outcome: Outcome) -> None:
    case = resolved(cast, outcome)
    step = {
        Outcome.ACCREDITED: "accredit",
        Outcome.ACCREDITED_WITH_CONDITIONS: "accredit_with_conditions",
        Outcome.RETURNED_FOR_REVISION: "return_for_revision",
        Outcome.REFUSED: "refuse",
    }[outcome]
    # the sending back is possible for five working days from the meeting
    assert [name for name in steps_for(cast.president, case) if name != "send_back"] == [step]

    event = stages.issue(case, cast)

    positive = outcome in deciding.POSITIVE
    assert event == DecisionIssued(
        case_id=case.id,
        by_id=cast.president.id,
        title=case.title,
        case_number=case.number,
        document_id=case.decision.document_id or case.decision.document.id,
        outcome=outcome.value,
        resolution_number=case.decision.resolution_number,
        accreditation_number="RPA/2026/0001" if positive else None,
    )
    assert case.state == S(outcome.value)
    assert (case.decision.issued_at, case.decision.issued_by_id) == (now(), cast.president.id)
    out = [d.kind for d in case.documents if d.direction == Direction.OUTGOING][-2:]
    assert out == (["decision", "certificate"] if positive else ["assessment", "decision"])
    assert len(case.programme.accreditations) == positive


@pytest.mark.parametrize(
    ("outcome", "codes"),
    [
        (Outcome.ACCREDITED, {"H17", "H19"}),
        (Outcome.ACCREDITED_WITH_CONDITIONS, {"H17", "H19", "H20"}),
        (Outcome.RETURNED_FOR_REVISION, {"H17", "H22", "H33"}),
        (Outcome.REFUSED, {"H17"}),
    ],
)
def test_the_decision_starts_its_own_deadlines_and_ends_the_rest(cast: Cast, outcome: Outcome, codes: set) -> None:
    case = resolved(cast, outcome)
    stages.issue(case, cast)

    assert {d.code for d in case.deadlines if d.ended_at is None} == codes
    if outcome == Outcome.RETURNED_FOR_REVISION:
        assert case.deadline("H33").state == DeadlineState.STOPPED


def test_the_accreditation_is_valid_for_five_years_from_the_day_of_the_decision(cast: Cast) -> None:
    case = a_case(S.ACCREDITED, cast=cast)
    accreditation = case.programme.accreditations[0]

    decided = case.decision.decided_on
    assert decided == date(2026, 9, 13)  # the meeting, two days before the issue
    assert (accreditation.valid_from, accreditation.valid_to) == (decided, expiry(decided))
    assert accreditation.valid_to == date(2031, 9, 13)
    assert accreditation.status == AccreditationStatus.IN_FORCE


def test_conditions_run_inside_the_same_five_years(cast: Cast) -> None:
    case = a_case(S.ACCREDITED_WITH_CONDITIONS, cast=cast)
    accreditation = case.programme.accreditations[0]

    assert accreditation.status == AccreditationStatus.IN_FORCE_WITH_OPEN_CONDITIONS
    assert accreditation.valid_to == date(2031, 9, 13)
    assert [point.due_on for point in case.decision.points] == [date(2026, 12, 14)]
    assert case.deadline("H20").due_on == date(2026, 12, 14)


def test_h20_is_the_last_of_the_conditions_and_says_how_it_was_counted(cast: Cast) -> None:
    case = resolved(cast)
    case.decision.points[0].due_days = 120
    stages.issue(case, cast)

    h20 = case.deadline("H20")
    assert (h20.due_on, h20.rule_hu) == (date(2027, 1, 13), "120 naptári nap a döntés közlésétől")


def test_the_public_history_begins_with_the_resolution_and_names_nobody(cast: Cast) -> None:
    case = a_case(S.ACCREDITED, cast=cast)
    accreditation = case.programme.accreditations[0]

    assert [(change.status, change.on, change.ground) for change in accreditation.changes] == [
        (AccreditationStatus.IN_FORCE, date(2026, 9, 13), case.decision.resolution_number)
    ]
    public = " ".join(str(getattr(accreditation, column.key)) for column in Accreditation.__table__.columns)
    for person in [*cast.members, cast.president, *(expert.user for expert in cast.experts)]:
        assert person.display_name not in public
        assert person.email not in public


def test_the_register_keeps_the_programme_as_it_stood_on_that_day(cast: Cast) -> None:
    case = a_case(S.ACCREDITED, cast=cast, title="Kertek alatt – őszi kör")
    accreditation = case.programme.accreditations[0]

    assert (accreditation.title, accreditation.holder) == ("Kertek alatt – őszi kör", cast.organisation.name)
    assert (accreditation.places, accreditation.county_codes) == ("Zalaszentgrót, Türje, Zalabér", ["20"])
    assert accreditation.programme_types == ["neighbourhood_programme", "volunteering"]
    assert "kertek alatt" in accreditation.searched
    assert accreditation.case_id == case.id


def test_without_consent_to_publication_the_programme_is_accredited_all_the_same(cast: Cast) -> None:
    case = stages.draft(cast)
    submitting.submit(
        case, by=cast.representative, declarations=[f"N{nth}" for nth in range(1, 9)], signatory="Minta Anna"
    )
    assert "N9" not in case.version.answers
    for stage in (stages.assign, stages.accept, stages.invite, stages.accept_all):
        stage(case, cast)
    stages.review(case, cast, Outcome.ACCREDITED)
    for stage in (stages.send_assessment, stages.waive_remarks, stages.put_on_agenda):
        stage(case, cast)
    with time_machine.travel(now() + timedelta(days=30), tick=False):
        stages.resolve(case, cast, Outcome.ACCREDITED)
        stages.certify(case, cast)
        stages.issue(case, cast)

    public = " ".join(str(getattr(case.accreditation, column.key)) for column in Accreditation.__table__.columns)
    assert case.state == S.ACCREDITED
    assert case.title in public
    assert case.version.answers["G3"] not in public


def test_the_certificate_is_numbered_on_issue_without_gaps(cast: Cast, refused) -> None:
    waiting = resolved(cast, certified=False)
    first = a_case(S.ACCREDITED, cast=cast)
    with refused("minutes_uncertified"):
        stages.issue(waiting, cast)
    second = a_case(S.ACCREDITED_WITH_CONDITIONS, cast=cast)
    a_case(S.REFUSED, cast=cast)
    with time_machine.travel(now() + timedelta(days=120), tick=False):
        of_next_year = a_case(S.ACCREDITED, cast=cast)

    numbers = [case.programme.accreditations[0].number for case in (first, second, of_next_year)]
    assert numbers == ["RPA/2026/0001", "RPA/2026/0002", "RPA/2027/0001"]


def test_the_certificate_holds_what_it_prints_and_a_code_of_its_own(cast: Cast) -> None:
    a_case(S.ACCREDITED, cast=cast)
    a_case(S.ACCREDITED_WITH_CONDITIONS, cast=cast)
    plain, conditional = db.session.scalars(select(Certificate).order_by(Certificate.id)).all()

    assert plain.code != conditional.code
    assert is_well_formed(plain.code)
    assert plain.facts["verification_url"] == f"https://merce.example/verify/{plain.code}"
    assert plain.facts["conditions"] == []
    assert conditional.facts["conditions"] == ["K4: javítani kell."]
    assert (plain.facts["valid_from"], plain.facts["valid_until"]) == ("2026-09-13", "2031-09-13")
    assert plain.facts["president"] == cast.president.display_name


def test_a_refusal_is_reasoned_by_criterion_in_both_languages(cast: Cast) -> None:
    case = a_case(S.REFUSED, cast=cast)
    letter = next(d for d in case.documents if d.kind == "decision")

    for locale, name in (("hu", "Részvétel és bevonás"), ("en", "Participation and involvement")):
        words = str(composed(letter, locale))
        assert name in words
        assert "K1: javítani kell." in words


def test_the_letter_is_read_before_it_is_issued_and_takes_no_number(cast: Cast) -> None:
    case = resolved(cast)
    read = str(letter_to_come(deciding.decision_paper(case, case.decision, by=cast.president), "hu"))

    assert deciding.NUMBER_TO_COME in read
    assert db.session.scalars(select(NumberSeries.series)).all().count("RPA") == 0
    assert case.state == S.DECISION_BEING_ISSUED


def test_a_decision_is_issued_once(cast: Cast, refused) -> None:
    case = a_case(S.ACCREDITED, cast=cast)

    with refused("wrong_state"):
        stages.issue(case, cast)

    assert len(case.programme.accreditations) == 1


@pytest.mark.parametrize("part", ["chair", "head", "officer", "administrator", "representative", "certifier"])
def test_nobody_issues_but_the_president(cast: Cast, part: str) -> None:
    case = resolved(cast)

    with pytest.raises(NotYours):
        issue_by(case, cast.by_part[part])


def test_nothing_is_issued_that_was_not_resolved(cast: Cast, refused) -> None:
    with refused("undecided"):
        stages.issue(a_case(S.ON_THE_AGENDA, cast=cast), cast)


# Sending back


def test_the_president_sends_a_decision_back_for_a_fault_of_procedure_once(cast: Cast, refused) -> None:
    case = resolved(cast)
    first, meeting = case.decision, stages.meeting_in(cast)

    event = deciding.send_back(case, by=cast.president, reason=FAULT, meeting=meeting)

    assert event == SentBack(
        case_id=case.id,
        by_id=cast.president.id,
        title=case.title,
        case_number=case.number,
        meeting_number="2/2026",
        reason=FAULT,
    )
    assert (case.state, case.decision, first.sent_back_reason) == (S.ON_THE_AGENDA, None, FAULT)
    assert (case.agenda_item.meeting, case.agenda_item.stage) == (meeting, ItemStage.LISTED)
    assert case.agenda_item.rapporteur == case.agenda_items[0].rapporteur
    with time_machine.travel(now() + timedelta(days=30), tick=False):
        stages.resolve(case, cast)
        with refused("sent_back_before"):
            deciding.send_back(case, by=cast.president, reason=FAULT, meeting=stages.meeting_in(cast))
        stages.certify(case, cast)
        stages.issue(case, cast)
    assert case.state == S.ACCREDITED_WITH_CONDITIONS
    assert [d.resolution_number[:10] for d in case.decisions] == ["OFM 1/2026", "OFM 2/2026"]


def test_it_is_sent_back_within_five_working_days_of_the_meeting(cast: Cast, refused) -> None:
    case = resolved(cast, certified=False)
    assert case.decision.decided_on == date(2026, 9, 15)

    with time_machine.travel(now() + timedelta(days=8), tick=False), refused("send_back_late"):
        deciding.send_back(case, by=cast.president, reason=FAULT, meeting=stages.meeting_in(cast))
    with time_machine.travel(now() + timedelta(days=7), tick=False):
        deciding.send_back(case, by=cast.president, reason=FAULT, meeting=stages.meeting_in(cast))

    assert case.state == S.ON_THE_AGENDA


def test_sending_back_needs_its_reason_and_another_planned_meeting(cast: Cast, refused) -> None:
    case = resolved(cast)

    with refused("reason_missing", "meeting_missing"):
        deciding.send_back(case, by=cast.president, reason="nem", meeting=None)
    with refused("meeting_missing", "meeting_again", field="meeting"):
        deciding.send_back(case, by=cast.president, reason=FAULT, meeting=case.agenda_item.meeting)
