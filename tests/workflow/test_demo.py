"""The demonstration has everybody and every state, made as the rules make them; its copies keep every rule too."""

from collections import Counter
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from models.case import Case
from models.db import db
from models.document import Document
from models.expert import ExpertProfile
from models.meeting import Meeting
from models.organisation import Organisation
from models.outbox import EventRow, Mail, MailStatus
from models.programme import Accreditation, Certificate, Programme, Version
from models.setting import NumberSeries
from models.states import DECIDED, AssignmentPart, CaseState, MeetingState, Role
from models.user import Appointment
from tests.cast import a_person
from tests.demonstration import a_demonstration
from workflow.application import FIELDS, fingerprint
from workflow.application.limits import problems
from workflow.clock import day_of, now, today
from workflow.deadlines import working_day_from
from workflow.demo import multiply
from workflow.demo.people import DESCRIBED
from workflow.demo.texts import PROGRAMMES, application
from workflow.guards.review import closed_grades
from workflow.keeping import next_number
from workflow.numbering import document_number, is_well_formed
from workflow.transitions import ROWS

MEMBERS = (Role.WORKSHOP_MEMBER, Role.WORKSHOP_CHAIR)
#: No step of the table leads to an appeal yet.
REACHED = set(CaseState) - {CaseState.UNDER_APPEAL}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    with a_demonstration(tmp_path_factory.mktemp("demo")) as app:
        yield app


@pytest.fixture
def played(demonstration):
    with demonstration.app_context():
        yield db.session
        db.session.rollback()


@pytest.fixture(scope="module")
def multiplied(tmp_path_factory):
    with a_demonstration(tmp_path_factory.mktemp("many")) as app:
        with app.app_context():
            multiply(120)
        yield app


@pytest.fixture
def copied(multiplied):
    with multiplied.app_context():
        yield db.session
        db.session.rollback()


# What is played


def test_every_role_has_somebody(played):
    assert set(played.scalars(select(Appointment.role))) == set(Role)


def test_the_workshop_has_nine_members_with_its_chair(played):
    members = played.scalars(select(Appointment.user_id).where(Appointment.role.in_(MEMBERS)).distinct()).all()

    assert len(members) == 9


def test_experts_come_from_different_counties_and_two_of_them_share_an_employer(played):
    experts = played.scalars(select(ExpertProfile)).all()
    employers = Counter(expert.employer_id for expert in experts if expert.employer_id)

    assert len({expert.county_code for expert in experts}) == len(experts) >= 12
    assert max(employers.values()) == 2


def test_some_people_have_several_roles(played):
    counts = played.scalars(select(func.count()).select_from(Appointment).group_by(Appointment.user_id)).all()

    assert sum(count > 1 for count in counts) >= 3


def test_every_state_that_a_step_leads_to_has_a_programme(played):
    reached = {row.to for row in ROWS if row.to is not None}

    assert set(played.scalars(select(Case.state))) == reached == REACHED


def test_everything_happened_in_order_and_nothing_in_the_future(played):
    moments = played.scalars(select(EventRow.happened_at).order_by(EventRow.id)).all()

    assert all(earlier <= later for earlier, later in pairwise(moments))
    assert moments[-1] < now()


def test_case_numbers_follow_the_days_of_arrival(played):
    cases = played.scalars(select(Case).where(Case.number.is_not(None))).all()
    days = [case.arrived_on for case in sorted(cases, key=lambda case: [int(n) for n in case.number.split("/")[:0:-1]])]

    assert days == sorted(days)


def test_only_a_handful_of_mails_is_left_for_the_worker(played):
    counted = Counter(played.scalars(select(Mail.status)))

    assert set(counted) == {MailStatus.DUE, MailStatus.SENT}
    assert 0 < counted[MailStatus.DUE] < 100


def test_a_meeting_with_two_cases_can_be_opened_on_the_day_of_loading(played):
    planned = select(Meeting).where(Meeting.state == MeetingState.PLANNED).order_by(Meeting.starts_at)
    first = played.scalars(planned).first()

    assert (day_of(first.starts_at), len(first.items)) == (working_day_from(today()), 2)


def test_every_application_keeps_the_limits_of_the_form(played):
    names = {row["key"]: row["name"] for row in DESCRIBED["organisations"]}
    organisations = {organisation.name: organisation for organisation in played.scalars(select(Organisation))}
    wrong = [
        (key, code, wrong.hu)
        for key, row in PROGRAMMES.items()
        if "summary" in row
        for code, value in application(row, organisations[names[row["organisation"]]], "Minta Anna").items()
        if (wrong := problems(FIELDS[code], value))
    ]

    assert wrong == []


# Copies


def test_there_are_as_many_programmes_as_asked_and_some_in_every_state(copied):
    counted = Counter(copied.scalars(select(Case.state)))

    assert sum(counted.values()) == copied.scalar(select(func.count()).select_from(Programme)) == 120
    assert set(counted) == REACHED


def test_every_reference_of_a_copy_holds(copied):
    references = [key for table in db.metadata.tables.values() for key in table.foreign_keys]

    astray = {
        str(key.parent): lost
        for key in references
        if (lost := copied.scalar(select(func.count()).where(key.parent.not_in(select(key.column)))))
    }

    assert (len(references) > 50, astray) == (True, {})


def test_numbers_of_copies_have_no_gap(copied):
    for series, column in (("AKR", Case.number), ("RPA", Accreditation.number)):
        given = Counter()
        for number in copied.scalars(select(column).where(column.is_not(None))):
            year, nth = (number.split("/")[place] for place in ((2, 1) if series == "AKR" else (1, 2)))
            given[int(year)] = max(given[int(year)], int(nth))
        last = copied.execute(select(NumberSeries.year, NumberSeries.last).where(NumberSeries.series == series))

        assert dict(last.all()) == given


def test_documents_carry_the_number_of_their_case(copied):
    rows = copied.execute(select(Case.number, Document.subnumber, Document.number).join(Document.case))

    assert [row for row in rows if document_number(row[0], row[1]) != row[2]] == []


def test_events_of_a_copy_tell_of_the_copy(copied):
    rows = copied.execute(
        select(EventRow.case_id, EventRow.payload, Case.number).join(Case, Case.id == EventRow.case_id)
    )
    wrong = [
        number
        for case_id, facts, number in rows
        if (facts["case_id"], facts["case_number"] or number) != (case_id, number)
    ]

    assert wrong == []


def test_fingerprints_of_copied_versions_are_true(copied):
    versions = copied.scalars(select(Version).where(Version.frozen_at.is_not(None))).all()

    assert [v.id for v in versions if fingerprint(v.answers) != v.fingerprint] == []
    assert [v.id for v in versions if v.answers["B1"] != v.programme.title] == []


def test_no_copy_is_decided_without_two_closed_reviews(copied):
    decided = copied.scalars(select(Case).where(Case.state.in_(DECIDED))).all()

    assert {len(closed_grades(case, AssignmentPart.REVIEWER)) for case in decided} == {2}


def test_every_certificate_has_a_code_of_its_own_that_it_prints(copied):
    certificates = copied.scalars(select(Certificate)).all()
    codes = {certificate.code for certificate in certificates}

    assert len(codes) == len(certificates) > 10
    assert all(is_well_formed(code) for code in codes)
    assert all(c.facts["verification_code"] == c.code and c.facts["number"] == c.number for c in certificates)


def test_new_rows_get_their_ids_and_numbers_behind_the_copies(copied):
    before = copied.scalar(select(func.max(Case.id)))

    person = a_person(Role.CASE_OFFICER)
    number = next_number(copied(), "AKR", today().year)

    assert person.id is not None
    assert f"AKR/{number}/{today().year}" not in set(copied.scalars(select(Case.number)))
    assert before == copied.scalar(select(func.max(Case.id)))


def test_copying_goes_on_where_it_stopped_and_never_takes_away(multiplied):
    with multiplied.app_context():
        assert [multiply(123), multiply(100)] == [123, 123]
        assert db.session.scalar(select(func.count()).select_from(Case)) == 123
