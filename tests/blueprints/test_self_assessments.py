"""Section O: who writes it, and that no reviewer sees a word of it before closing the own review."""

import re

import pytest
from sqlalchemy import select, update

from models.db import db
from models.programme import Version
from models.states import CaseState
from tests import stages
from tests.criteria import CRITERIA
from tests.factories import a_case, the_people
from workflow.acts import submitting
from workflow.refusals import Refused

pytestmark = pytest.mark.usefixtures("tuesday")
SECRET = "Nálunk mindenki kertész lett."
GIVEN = {criterion.code: [4, f"{SECRET} {criterion.code}", 1] for criterion in CRITERIA}


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def draft(people):
    case = a_case(CaseState.DRAFT, cast=people, title="Kertek alatt")
    db.session.commit()
    return case


@pytest.fixture
def staff(people, sign_in):
    db.session.commit()
    return sign_in(people.staff)


def a_sheet(**more):
    """What the page sends when every criterion has its score and reason."""
    sheet = {}
    for criterion in CRITERIA:
        sheet |= {
            f"{criterion.code}_score": "3",
            f"{criterion.code}_reason": "Van rá adat.",
            f"{criterion.code}_seen": "0",
        }
    return {**sheet, **more}


def told(answer):
    return re.findall(r'id="(K\d_\w+)-error">.*?</span> (.*?)</p>', answer.text)


def assessed(case):
    """The case with a self-assessment in the version that was submitted."""
    db.session.execute(update(Version).where(Version.id == case.version_id).values(self_assessment=GIVEN))
    db.session.commit()
    db.session.expire_all()
    return case


def test_what_the_applicant_gives_is_kept_and_stands_on_the_task_list(draft, staff):
    address = f"/cases/{draft.id}/self-assessment/writing"
    assert "Önértékelés" in staff.get(f"/cases/{draft.id}/draft").text

    answer = staff.post(address, data=a_sheet(K2_score="", K2_reason=""))

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/cases/{draft.id}/draft")
    kept = db.session.scalars(select(Version)).one().self_assessment
    assert (kept["K1"], kept.get("K2")) == ([3, "Van rá adat.", 1], None)
    assert staff.get(address).text.count("Van rá adat.") == len(CRITERIA) - 1


def test_too_long_a_reason_is_told_at_its_criterion_and_kept(draft, staff):
    long = "hosszú " * 50

    answer = staff.post(f"/cases/{draft.id}/self-assessment/writing", data=a_sheet(K3_reason=long))

    assert (answer.status_code, told(answer)) == (422, [("K3_reason", "Legfeljebb 300 karakter.")])
    assert long.strip() in answer.text
    assert db.session.scalars(select(Version)).one().self_assessment == {}


def test_of_two_who_write_the_second_is_shown_what_the_first_wrote(draft, staff):
    address = f"/cases/{draft.id}/self-assessment/writing"
    staff.post(address, data=a_sheet(K1_reason="Az első szövege."))

    answer = staff.post(address, data=a_sheet(K1_reason="A második szövege."))

    assert answer.status_code == 422
    assert told(answer) == [
        ("K1_reason", "Közben más is írta: 3 pont, „Az első szövege.”. Ha újra elküldi, az öné marad.")
    ]
    assert "A második szövege." in answer.text
    seen = dict(re.findall(r'name="(K\d_seen)" type="hidden" value="(\d+)"', answer.text))
    assert staff.post(address, data=a_sheet(K1_reason="A második szövege.", **seen)).status_code == 303
    assert db.session.scalars(select(Version)).one().self_assessment["K1"] == [3, "A második szövege.", 2]


def test_a_renewal_is_not_submitted_without_it(people):
    case = stages.draft(people, answers={"B6": "renewal"})
    case.version.self_assessment = {"K1": [4, "", 1]}

    with pytest.raises(Refused) as lacking:
        stages.submit(case, people)

    named = [(refusal.code, refusal.field) for refusal in lacking.value.refusals]
    wanted = [(f"K{number}_{part}") for number in range(1, 10) for part in ("score", "reason")]
    assert named == [("self_assessment_wrong", field) for field in wanted if field != "K1_score"]
    case.version.self_assessment = GIVEN
    stages.submit(case, people)
    assert case.state == CaseState.SUBMITTED


def test_it_goes_on_into_the_revised_programme_and_a_completion_does_not_open_it(people, sign_in):
    revised = assessed(a_case(CaseState.RETURNED_FOR_REVISION, cast=people))
    completed = assessed(a_case(CaseState.COMPLETION_REQUESTED, cast=people))
    db.session.commit()
    staff = sign_in(people.staff)

    assert submitting.version_to_write(revised).self_assessment == GIVEN
    assert staff.get(f"/cases/{completed.id}/self-assessment/writing").status_code == 409
    assert staff.post(f"/cases/{completed.id}/self-assessment/writing", data=a_sheet()).status_code == 409


def places(case, review):
    """Every page that an expert at work can open about the case."""
    return (
        f"/reviews/{review.id}",
        f"/reviews/{review.id}/programme",
        f"/cases/{case.id}/comparison?from=1.0&to=1.0",
        f"/cases/{case.id}/versions",
        f"/cases/{case.id}/versions/1.0",
        f"/cases/{case.id}/self-assessment",
        f"/cases/{case.id}/application",
        f"/cases/?words={SECRET.split()[0]}",
        "/inbox/",
    )


def test_a_reviewer_sees_nothing_of_it_until_the_own_review_is_closed(people, sign_in):
    case = assessed(a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people))
    review = stages.assignment_of(case, people.expert_a).review
    expert = sign_in(people.expert_a.user)

    hidden = f"/cases/{case.id}/self-assessment"
    before = {place: expert.get(place) for place in places(case, review)}

    assert before[f"/reviews/{review.id}"].status_code == 200
    assert before[f"/reviews/{review.id}/programme"].status_code == 200
    assert before[f"/cases/{case.id}/self-assessment"].status_code == 404
    assert [place for place, answer in before.items() if SECRET in answer.text] == []
    assert [place for place, answer in before.items() if place != hidden and hidden in answer.text] == []

    stages.close(case, people.expert_a, "443344343")
    db.session.commit()

    assert f"/cases/{case.id}/self-assessment" in expert.get(f"/reviews/{review.id}").text
    after = expert.get(f"/cases/{case.id}/self-assessment")
    assert (after.status_code, after.text.count(SECRET)) == (200, len(CRITERIA))
    other = sign_in(people.expert_b.user)
    assert other.get(f"/cases/{case.id}/self-assessment").status_code == 404


def test_neither_comparison_nor_paper_nor_letter_holds_it(people):
    case = assessed(a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people))

    assert SECRET not in str(case.version.answers)
    assert [document.subject for document in case.documents if SECRET in str(vars(document))] == []
    assert SECRET not in case.programme.searched


def test_officer_and_applicant_see_it_and_a_stranger_does_not(people, sign_in):
    case = assessed(a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people))
    address = f"/cases/{case.id}/self-assessment"
    seen = (people.officer, people.representative, people.head)

    assert [SECRET in sign_in(person).get(address).text for person in seen] == [True] * 3
    assert address in sign_in(people.officer).get(f"/cases/{case.id}").text
    assert sign_in(people.stranger).get(address).status_code == 404


def test_the_workshop_sees_it_with_the_papers_of_its_agenda(people, sign_in):
    case = assessed(a_case(CaseState.ON_THE_AGENDA, cast=people))

    answer = sign_in(people.chair).get(f"/cases/{case.id}/self-assessment")

    assert (answer.status_code, answer.text.count(SECRET)) == (200, len(CRITERIA))
