"""The consolidated assessment: sums and words, who reads the opinions, remarks; and that no page names a reviewer."""

import pytest

from models.db import db
from models.states import CaseState, Outcome
from models.unsent import Unsent
from tests import stages
from tests.factories import a_case, the_people
from workflow.queries.proposals import draft

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true"}
WORDS = {"strengths": "A lakosok részvétele erős.", "weaknesses": "A helyi nyilvánosság gyenge."}


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def closed(people):
    case = a_case(CaseState.CONSOLIDATION, cast=people)
    for row, said in zip(case.assignments, ("Kert a ház előtt.", "Jó hangulat."), strict=False):
        row.review.strengths = said
    db.session.commit()
    return case


@pytest.fixture
def sent(people):
    case = a_case(CaseState.WAITING_FOR_APPLICANTS_REMARKS, cast=people)
    db.session.commit()
    return case


def test_the_sums_are_shown_and_the_words_begin_with_the_experts(people, closed, sign_in):
    page = sign_in(people.officer).get(f"/cases/{closed.id}/assessment/sending")

    said = ("71,5", "A: 72", "B: 71", "feltételekkel akkreditálásra javasolt", "Kert a ház előtt.\n\nJó hangulat.")
    assert [page.status_code, [words in page.text.replace("\r\n", "\n") for words in said]] == [200, [True] * 5]


def test_the_officer_reads_the_opinions_without_names(people, closed, sign_in):
    page = sign_in(people.officer).get(f"/cases/{closed.id}/assessment/sending").text

    assert [stages.LONG.strip() in page, people.expert_a.user.display_name in page] == [True, False]


def test_sending_it_asks_the_applicant_for_remarks(people, closed, sign_in, mails):
    before = len(mails())

    answer = sign_in(people.officer).post(f"/cases/{closed.id}/assessment/sending", data=WORDS)

    db.session.refresh(closed)
    assert [answer.status_code, closed.state] == [303, CaseState.WAITING_FOR_APPLICANTS_REMARKS]
    assert [(one.strengths, one.weaknesses, one.result) for one in closed.assessments] == [(*WORDS.values(), "R2")]
    assert {address for address, _ in mails()[before:]} == {people.representative.email, people.staff.email}


def test_htmx_gets_the_form_and_then_the_progress(people, closed, sign_in):
    officer, address = sign_in(people.officer), f"/cases/{closed.id}/assessment/sending"

    answers = [officer.get(address, headers=HTMX), officer.post(address, data=WORDS, headers=HTMX)]

    root = f'<section id="case-{closed.id}-progress">'
    assert [(one.status_code, one.text.lstrip().startswith(root)) for one in answers] == [(200, True), (200, True)]


def test_what_the_officer_writes_is_kept_and_two_who_write_at_once_see_both(people, closed, sign_in):
    address = f"/cases/{closed.id}/assessment/"
    first = {"strengths": "Az ügyintéző szövege.", "window": "a", "turn": "1", "seen-strengths": "0"}

    kept = sign_in(people.officer).post(f"{address}draft/strengths", data=first)
    page = sign_in(people.officer).get(f"{address}sending").text
    second = sign_in(people.head).post(
        f"{address}draft/strengths", data={**first, "strengths": "A vezetőé.", "window": "b"}
    )
    whole = sign_in(people.head).post(f"{address}sending", data={**WORDS, "seen-strengths": "0"})

    assert [kept.status_code, "Az ügyintéző szövege.</textarea>" in page] == [200, True]
    assert [(one.status_code, "Az ügyintéző szövege." in one.text) for one in (second, whole)] == [(409, True)] * 2
    db.session.refresh(closed)
    assert closed.state == CaseState.CONSOLIDATION


def test_a_weak_criterion_needs_its_condition_and_the_workshop_begins_with_it(people, sign_in):
    case = a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people)
    stages.close(case, people.expert_a, "443233333")
    stages.close(case, people.expert_b, "443233334")
    db.session.commit()
    officer, address = sign_in(people.officer), f"/cases/{case.id}/assessment/sending"
    row = {"points-0-criterion": "K4", "points-0-text": "Fórumot kell tartani.", "points-0-due_days": "90"}

    page = officer.get(address).text
    answers = [
        officer.post(address, data=WORDS),
        officer.post(address, data={**WORDS, **row}),
        officer.post(address, data={**WORDS, **row, "points-0-proof": "jegyzőkönyv", "points-0-due_days": "20"}),
        officer.post(address, data={**WORDS, **row, "points-0-proof": "jegyzőkönyv"}),
    ]

    assert "Pótolni kellene.</textarea>" in page  # what the reviews say would raise K4
    assert [one.status_code for one in answers] == [422, 422, 422, 303]
    said = ("K4 átlaga 3 alatti", "mi igazolja majd", "30 és 180 nap között")
    assert [words in one.text for words, one in zip(said, answers[:3], strict=True)] == [True] * 3
    db.session.refresh(case)
    point = {"criterion": "K4", "text": "Fórumot kell tartani.", "proof": "jegyzőkönyv", "due_days": 90}
    assert case.assessments[-1].points == [point] == draft(case, Outcome.ACCREDITED_WITH_CONDITIONS).points


def test_rows_are_added_and_taken_out_without_scripts(people, closed, sign_in):
    officer, address = sign_in(people.officer), f"/cases/{closed.id}/assessment/sending"
    rows = {f"points-{n}-{name}": f"{name} {n}" for n in range(2) for name in ("text", "proof")}
    rows |= {"points-0-criterion": "K1", "points-1-criterion": "", "points-0-due_days": "90"}

    more = officer.post(address, data={**WORDS, **rows, "pressed": "add"})
    less = officer.post(address, data={**WORDS, **rows, "pressed": "drop-0"})
    kept = officer.get(address).text

    assert [more.status_code, more.text.count("sor kivétele"), less.status_code] == [200, 3, 303]
    assert ["text 0" in kept, "text 1" in kept, WORDS["strengths"] in kept] == [False, True, True]


def test_too_few_words_are_refused_and_kept(people, closed, sign_in):
    answer = sign_in(people.officer).post(
        f"/cases/{closed.id}/assessment/sending", data={**WORDS, "weaknesses": "Gyenge."}
    )

    assert [answer.status_code, closed.assessments, "Gyenge.</textarea>" in answer.text] == [422, [], True]


def test_it_is_sent_once(people, sent, sign_in):
    officer, address = sign_in(people.officer), f"/cases/{sent.id}/assessment/sending"

    late = [officer.get(address), officer.post(address, data=WORDS)]

    assert [[one.status_code for one in late], WORDS["strengths"] in late[1].text, len(sent.assessments)] == [
        [409, 409],
        True,
        1,
    ]


def test_only_the_office_sends_it(people, closed, sign_in):
    others = (people.representative, people.president, people.stranger, people.expert_a.user, people.other_officer)
    answers = [sign_in(person).get(f"/cases/{closed.id}/assessment/sending").status_code for person in others]

    assert answers == [403, 403, 404, 404, 404]


def test_before_it_is_sent_nobody_reads_it(people, closed, sign_in):
    answers = [
        sign_in(person).get(f"/cases/{closed.id}/assessment").status_code
        for person in (people.representative, people.head)
    ]

    assert answers == [403, 403]


def test_the_opinions_stand_side_by_side_and_the_one_not_counted_is_marked(people, sign_in):
    case = a_case(CaseState.UNDER_THIRD_REVIEW, cast=people)
    stages.close_control(case, people)
    stages.send_assessment(case, people)
    db.session.commit()

    page = sign_in(people.representative).get(f"/cases/{case.id}/assessment").text

    marked = page.count(
        "nem számít bele"
    )  # in the sums (and why), the drawn totals (seen, heard, in a table), and each opinion
    assert [[page.count(f"<strong>{letter}: ") for letter in "ABC"], marked] == [[10, 10, 10], 15]


def test_the_applicant_makes_remarks(people, sent, sign_in):
    answer = sign_in(people.representative).post(
        f"/cases/{sent.id}/remarks", data={"remarks": "A K4 pontnál fórum is volt."}
    )

    db.session.refresh(sent)
    assert [answer.status_code, sent.state] == [303, CaseState.WAITING_FOR_A_MEETING]
    assert "A K4 pontnál fórum is volt." in sign_in(people.head).get(f"/cases/{sent.id}/assessment").text


def test_remarks_are_kept_while_they_are_written_and_read_beside_their_criterion(people, sent, sign_in):
    applicant, address = sign_in(people.representative), f"/cases/{sent.id}/remarks"
    text = "Általában egyetértünk.\n\nK4: fórumot is tartottunk."

    kept = applicant.post(
        f"{address}/draft/remarks", data={"remarks": text, "window": "a", "turn": "1", "seen-remarks": "0"}
    )
    page = applicant.get(address).text.replace("\r\n", "\n")
    long = applicant.post(address, data={"remarks": "á" * 5001, "seen-remarks": "1"})
    done = applicant.post(address, data={"remarks": text, "seen-remarks": "1"})

    assert [kept.status_code, f"{text}</textarea>" in page, long.status_code, "á" * 5001 in long.text] == [
        200,
        True,
        422,
        True,
    ]
    shown = sign_in(people.officer).get(f"/cases/{sent.id}/assessment").text
    beside = shown[shown.index("<h3>K4") : shown.index("<h3>K5")]
    assert [done.status_code, "K4: fórumot is tartottunk." in beside, "Általában" in beside] == [303, True, False]
    assert db.session.scalars(db.select(Unsent)).all() == []


def test_the_applicant_waives_remarks(people, sent, sign_in):
    sign_in(people.representative).post(f"/cases/{sent.id}/remarks", data={"waived": "y"})

    db.session.refresh(sent)
    assert [(row.text, row.waived) for row in sent.remarks] == [("", True)]


def test_neither_remarks_nor_waiver_is_asked_again(people, sent, sign_in):
    answer = sign_in(people.representative).post(f"/cases/{sent.id}/remarks", data={"remarks": ""})

    assert [answer.status_code, sent.remarks] == [422, []]


def test_remarks_are_made_by_the_representative_alone(people, sent, sign_in):
    others = (people.staff, people.officer, people.stranger)

    assert [sign_in(person).get(f"/cases/{sent.id}/remarks").status_code for person in others] == [403, 403, 404]


def test_after_the_remarks_it_is_too_late_for_more(people, sent, sign_in):
    stages.waive_remarks(sent, people)
    db.session.commit()

    late = sign_in(people.representative).post(f"/cases/{sent.id}/remarks", data={"remarks": "Mégis volna."})

    assert [late.status_code, "Mégis volna." in late.text] == [409, True]


#: Pages of a case that an applicant can ask for, whether or not they may.
PAGES = (
    "", "/application", "/assessment", "/assessment/sending", "/remarks", "/experts", "/replacement-expert",
    "/expert-release", "/control-expert", "/agenda", "/check", "/draft", "/withdrawal",
)  # fmt: skip


@pytest.mark.parametrize(
    "state",
    [
        CaseState.EXPERTS_BEING_INVITED,
        CaseState.UNDER_EXPERT_REVIEW,
        CaseState.UNDER_THIRD_REVIEW,
        CaseState.CONSOLIDATION,
        CaseState.WAITING_FOR_APPLICANTS_REMARKS,
        CaseState.ACCREDITED,
    ],
)
def test_no_page_tells_the_applicant_who_reviews(people, sign_in, state):
    planted = {expert.id: f"Rejtett{expert.id}név" for expert in people.experts}
    for expert in people.experts:
        expert.user.family_name, expert.user.given_name = planted[expert.id], "Xénia"
    case = a_case(state, cast=people)
    case.programme.organisation.name = "Zárt Kert Egyesület"
    db.session.commit()
    applicant, head = sign_in(people.representative), sign_in(people.head)
    addresses = [f"/cases/{case.id}{page}" for page in PAGES]
    addresses += [f"/letters/{document.id}" for document in case.documents]
    for assignment in case.assignments:
        addresses += [f"/assignments/{assignment.id}", f"/reviews/{assignment.review.id if assignment.review else 0}"]

    leaks = [
        address
        for address in ["/inbox", "/cases/", *addresses]
        for headers in ({}, HTMX)
        if any(name in applicant.get(address, headers=headers).text for name in planted.values())
    ]
    # Who is looked for by name is found no better than somebody who does not exist.
    found = {
        applicant.get(f"/cases/?words={name}", headers=HTMX).text.replace(name, "…")
        for name in [*planted.values(), "Senki"]
    }

    # There was something to hide: the head of office reads it.
    assert [leaks, len(found), planted[people.expert_a.id] in head.get(f"/cases/{case.id}").text] == [[], 1, True]
