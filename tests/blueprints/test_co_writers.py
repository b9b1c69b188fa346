"""Co-writers: invited by e-mail, writing in one case and nowhere else, gone at once when removed."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models.case import Case
from models.co_writer import CoWriter
from models.db import db
from models.outbox import Notice
from models.states import CaseState
from models.user import User
from tests.factories import a_case, a_person, the_people
from workflow.acts import co_writing
from workflow.clock import now

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
NAMES = {"family_name": "Társ", "given_name": "Tünde"}


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def case(people):
    case = a_case(CaseState.DRAFT, cast=people, title="Kertek alatt")
    db.session.commit()
    return case


@pytest.fixture
def staff(people, sign_in):
    db.session.commit()
    return sign_in(people.staff)


@pytest.fixture
def writer():
    return a_person(name="Társ Tünde", email="tunde@kert.example")


def invited(case, person, by):
    row, _ = co_writing.invite(case, by=by, email=person.email, family_name=person.family_name)
    db.session.commit()
    return row


@pytest.fixture
def row(case, people, writer):
    return invited(case, writer, people.staff)


@pytest.fixture
def theirs(row, writer, sign_in):
    co_writing.accept(row, by=writer)
    db.session.commit()
    return sign_in(writer)


def write(client, case, said, seen=0):
    return client.post(f"/cases/{case.id}/draft/fields/E2", data={"E2": said, "seen-E2": seen}, headers=HTMX)


def test_somebody_without_an_account_gets_the_invitation_and_the_way_in(case, staff, mails):
    answer = staff.post(f"/cases/{case.id}/co-writers", data={"email": "Uj@Kert.example", **NAMES})

    row = db.session.scalars(select(CoWriter)).one()
    assert [answer.status_code, row.user.email, row.user.display_name] == [303, "uj@kert.example", "Társ Tünde"]
    assert sorted(mails()) == [("uj@kert.example", "CO-WRITER"), ("uj@kert.example", "invitation")]
    assert row.user.appointments == []


def test_somebody_with_an_account_gets_one_letter_and_keeps_the_name(case, staff, mails):
    known = a_person(name="Kerti Kata", email="kata@kert.example", password="x")
    db.session.commit()

    staff.post(f"/cases/{case.id}/co-writers", data={"email": known.email, **NAMES})

    db.session.expire_all()
    assert [mails(), known.display_name] == [[(known.email, "CO-WRITER")], "Kerti Kata"]


def test_whether_an_address_has_an_account_is_not_told_before_it_accepts(case, staff):
    known = a_person(name="Kerti Kata", email="kata@kert.example")
    db.session.commit()

    for email in (known.email, "uj@kert.example"):
        staff.post(f"/cases/{case.id}/co-writers", data={"email": email, **NAMES})

    page = staff.get(f"/cases/{case.id}/co-writers").text
    assert [known.email in page, "uj@kert.example" in page, "Kerti Kata" in page] == [True, True, False]


@pytest.mark.parametrize("email", ["", "nem cím"])
def test_what_is_no_address_is_asked_for_again_with_what_was_typed(case, staff, email):
    answer = staff.post(f"/cases/{case.id}/co-writers", data={"email": email, **NAMES})

    assert [answer.status_code, 'value="Tünde"' in answer.text, 'id="email-error"' in answer.text] == [422, True, True]
    assert db.session.scalar(select(func.count(CoWriter.id))) == 0


def test_nothing_opens_before_the_invitation_is_accepted_and_everything_to_write_does_after(case, row, writer, sign_in):
    theirs = sign_in(writer)
    before = [theirs.get(f"/cases/{case.id}/draft").status_code, write(theirs, case, "Még nem").status_code]

    page = theirs.get(f"/co-writers/{row.id}")
    accepted = theirs.post(f"/co-writers/{row.id}")

    assert [before, page.status_code, "Kertek alatt" in page.text] == [[404, 404], 200, True]
    assert [accepted.status_code, accepted.headers["Location"]] == [303, f"/cases/{case.id}/draft"]
    assert [theirs.get(f"/cases/{case.id}/draft").status_code, write(theirs, case, "Már igen").status_code] == [
        200,
        200,
    ]


def test_the_representative_hears_of_the_new_writer_and_the_removed_one_of_the_removal(
    case, row, people, writer, sign_in
):
    sign_in(writer).post(f"/co-writers/{row.id}")
    sign_in(people.representative).post(f"/co-writers/{row.id}/ending")

    told = db.session.execute(select(Notice.user_id, Notice.wording).order_by(Notice.id)).all()
    assert told == [(people.representative.id, "CO-WRITER joined"), (writer.id, "CO-WRITER removed")]


def test_an_invitation_runs_out_after_fourteen_days(case, row, writer, sign_in, tuesday):
    tuesday.shift(timedelta(days=14))
    theirs = sign_in(writer)

    page, answer = theirs.get(f"/co-writers/{row.id}"), theirs.post(f"/co-writers/{row.id}")

    db.session.expire_all()
    assert ["már nem érvényes" in page.text, "Kertek alatt" in page.text] == [True, False]
    assert [answer.status_code, row.accepted_at] == [409, None]


def test_a_removed_co_writer_reaches_nothing_from_that_moment_and_what_was_written_stays(case, row, theirs, staff):
    write(theirs, case, "Közös kert.")

    removed = staff.post(f"/co-writers/{row.id}/ending")

    found = [theirs.get(f"/cases/{case.id}{place}").status_code for place in ("", "/draft", "/draft/E", "/application")]
    assert [removed.status_code, found, write(theirs, case, "Még valami", seen=1).status_code] == [303, [404] * 4, 404]
    db.session.expire_all()
    assert case.version.answers["E2"] == "Közös kert."
    assert f'href="/cases/{case.id}"' not in theirs.get("/inbox/").text


def test_one_may_leave_by_oneself_and_whoever_invited_is_told(row, people, theirs):
    answer = theirs.post(f"/co-writers/{row.id}/ending")

    told = db.session.execute(select(Notice.user_id, Notice.wording)).all()
    assert [answer.headers["Location"], told] == ["/inbox/", [(people.staff.id, "CO-WRITER left")]]


def test_a_co_writer_sees_no_other_case_of_the_organisation(case, people, theirs):
    other = a_case(CaseState.DRAFT, cast=people, title="Másik program")
    db.session.commit()

    page = theirs.get("/cases/").text

    assert ["Kertek alatt" in page, "Másik program" in page] == [True, False]
    assert theirs.get(f"/cases/{other.id}").status_code == 404


@pytest.mark.parametrize(
    ("state", "acts"),
    [
        (CaseState.DRAFT, ("submission", "discarding", "co-writers")),
        (CaseState.COMPLETION_REQUESTED, ("completion/sending", "completion-extension/request", "withdrawal")),
        (CaseState.RETURNED_FOR_REVISION, ("resubmission",)),
    ],
)
def test_a_co_writer_writes_wherever_the_applicant_writes_and_sends_nothing(people, writer, sign_in, state, acts):
    case = a_case(state, cast=people)
    db.session.commit()
    row = invited(case, writer, people.staff)
    co_writing.accept(row, by=writer)
    db.session.commit()
    theirs = sign_in(writer)
    code = "C2" if state == CaseState.COMPLETION_REQUESTED else "E2"

    saved = theirs.post(
        f"/cases/{case.id}/draft/fields/{code}", data={code: "Zalaszentgrót", f"seen-{code}": 0}, headers=HTMX
    )
    sent = {act: theirs.post(f"/cases/{case.id}/{act}", data={"signatory": "Társ Tünde"}).status_code for act in acts}

    assert [saved.status_code, sent] == [200, dict.fromkeys(acts, 403)]
    db.session.expire_all()
    assert case.state == state


def test_two_people_in_one_draft_show_each_other_both_texts(case, theirs, staff):
    write(theirs, case, "A társszerző szövege")

    second = write(staff, case, "A munkatárs szövege")

    assert [second.status_code, "A társszerző szövege" in second.text] == [409, True]
    assert "· Társ Tünde" in staff.get(f"/cases/{case.id}/draft").text


def test_the_letters_and_the_reviewers_are_no_business_of_a_co_writer(people, writer, sign_in):
    case = a_case(CaseState.RETURNED_FOR_REVISION, cast=people)
    row = invited(case, writer, people.staff)
    co_writing.accept(row, by=writer)
    db.session.commit()
    theirs = sign_in(writer)

    page = theirs.get(f"/cases/{case.id}").text

    assert [theirs.get(f"/letters/{document.id}").status_code for document in case.documents] == [404] * len(
        case.documents
    )
    assert "Szakértő Aranka" not in page
    assert theirs.get(f"/cases/{case.id}/assessment").status_code == 200


def test_the_draft_takes_its_co_writers_along_when_it_is_discarded(case, theirs, staff, writer):
    staff.post(f"/cases/{case.id}/discarding")

    assert [db.session.scalar(select(func.count(kind.id))) for kind in (Case, CoWriter)] == [0, 0]
    assert db.session.scalar(select(Notice.wording).where(Notice.user_id == writer.id)) == "T03"


@pytest.mark.parametrize("part", ["staff", "writer"])
def test_whoever_writes_already_is_not_invited_again(case, people, theirs, staff, writer, part):
    email = {"staff": people.staff, "writer": writer}[part].email

    answer = staff.post(f"/cases/{case.id}/co-writers", data={"email": email, **NAMES})

    assert [answer.status_code, 'id="email-error"' in answer.text] == [422, True]


def test_ten_at_a_time_and_twenty_letters_a_day(case, people, staff):
    def ask(number):
        return staff.post(
            f"/cases/{case.id}/co-writers", data={"email": f"n{number}@kert.example", **NAMES}
        ).status_code

    assert [ask(number) for number in range(11)] == [303] * 10 + [422]
    assert db.session.scalar(select(func.count(User.id)).where(User.email == "n10@kert.example")) == 0
    for row in db.session.scalars(select(CoWriter)).all():
        co_writing.end(row, by=people.staff)
    db.session.commit()
    assert [ask(number) for number in range(20, 31)] == [303] * 10 + [422]


def test_asking_again_replaces_the_invitation_that_waits(case, row, staff, tuesday):
    tuesday.shift(timedelta(days=10))

    staff.post(f"/cases/{case.id}/co-writers", data={"email": "tunde@kert.example", **NAMES})

    db.session.expire_all()
    rows = db.session.scalars(select(CoWriter).order_by(CoWriter.id)).all()
    assert [row.is_pending(now()) for row in rows] == [False, True]


@pytest.mark.parametrize("part", ["head", "president"])
def test_whoever_decides_every_case_writes_none(case, people, sign_in, part):
    judge = getattr(people, part)
    row = invited(case, judge, people.staff)

    answer = sign_in(judge).post(f"/co-writers/{row.id}")

    assert [answer.status_code, "nem lehet társszerző" in answer.text] == [409, True]


def test_an_invitation_of_another_is_no_way_in(row, people, sign_in):
    strangers = [sign_in(people.stranger), sign_in(people.officer)]

    assert [client.get(f"/co-writers/{row.id}").status_code for client in strangers] == [404, 404]
    assert sign_in(people.staff).post(f"/co-writers/{row.id}").status_code == 403


def test_forged_fields_invite_nobody_else_and_give_no_role(case, staff):
    forged = {"role": "head_of_office", "user_id": "1", "case_id": "99", "accepted_at": "2020-01-01", "part": "staff"}

    staff.post(f"/cases/{case.id}/co-writers", data={"email": "uj@kert.example", **NAMES, **forged})

    row = db.session.scalars(select(CoWriter)).one()
    assert [row.case_id, row.user.email, row.accepted_at, row.user.appointments] == [
        case.id,
        "uj@kert.example",
        None,
        [],
    ]


def test_the_invited_find_their_way_from_the_inbox(case, theirs):
    assert f'href="/cases/{case.id}"' in theirs.get("/inbox/").text
