"""A new set of criteria judges what is submitted from its day on; what came before keeps its own, side by side."""

from copy import deepcopy
from datetime import date

import pytest

from models.criteria_set import CriteriaSet
from models.db import db
from models.states import CaseState, CriteriaSetState, Outcome
from tests import stages
from tests.factories import the_people
from workflow.clock import now
from workflow.criteria import content_of, first_set
from workflow.criteria.checking import faults
from workflow.refusals import Refused

pytestmark = pytest.mark.usefixtures("tuesday")
DAY = 24 * 3600
LONG = "A programleírás E1 pontja és a jelenléti ívek szerint a lakosok minden szakaszban részt vettek a munkában. "
#: Everything is adequate but K4, which the two experts leave at 2 and 3.
GRADES_A = {f"K{number}": 2 if number == 4 else 4 for number in range(1, 12)}
GRADES_B = GRADES_A | {"K4": 3}


def the_next_set():
    """1.1: ten criteria (K9 became K10 and K11), other weights, K4 the core criterion, 85 points for accreditation."""
    content = deepcopy(content_of(first_set()))
    *kept, last = content["criteria"]
    content["criteria"] = [*kept, {**last, "code": "K10"}, {**deepcopy(last), "code": "K11"}]
    for row, weight in zip(content["criteria"], (12, 11, 10, 17, 9, 9, 8, 8, 8, 8), strict=True):
        is_core = row["code"] == "K4"
        row.update(weight=weight, is_core=is_core, minimum=2.5 if is_core else None)
    content["thresholds"].update(accredited_total=78, conditions_total=70, revision_total=50, adequate=4)
    content["divergence"].update(divergent_points=25, crossed_total=70)
    return content


def put_in_force(content):
    """Set 1.1 from tomorrow on."""
    first = db.session.scalars(db.select(CriteriaSet)).one()
    first.state = CriteriaSetState.REPLACED
    db.session.flush()
    way = {f"K{number}": {"to": [f"K{number}"]} for number in range(1, 9)} | {"K9": {"to": ["K10", "K11"]}}
    facts = {"in_force_from": date(2026, 9, 16), "replaces": first, "created_at": now(), "crosswalk": way}
    db.session.add(CriteriaSet(version="1.1", state=CriteriaSetState.IN_FORCE, content=content, **facts))


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def both(people, tuesday):
    """A case that was submitted on the last day of 1.0, and one on the first day of 1.1; experts judge both."""
    content = the_next_set()
    assert faults(content) == []
    old = stages.draft(people, title="A régi szerint")
    stages.submit(old, people)
    put_in_force(content)
    new = stages.draft(people, title="Az új szerint")
    tuesday.shift(DAY)
    stages.submit(new, people)
    for stage in (stages.assign, stages.accept, stages.invite, stages.accept_all):
        for case in (old, new):
            stage(case, people)
    db.session.commit()
    return old, new


def a_sheet(codes, grades):
    """A sheet by the criteria of these codes."""
    sheet = {"recommendation": "accredited_with_conditions", "strengths": "Erős.", "to_improve": "Van mit."}
    sheet |= {"mismatch_reason": LONG, "notes": ""}
    for code in codes:
        sheet |= {f"{code}_score": str(grades[code]), f"{code}_reason": LONG, f"{code}_evidence": "E1"}
        sheet[f"{code}_to_raise"] = "Nyilvános fórum kellene." if grades[code] <= 2 else ""
    return sheet


def judge(browser, case, expert, codes, grades):
    """The expert scores and closes in the browser; what the sheet said of the points so far."""
    review = stages.assignment_of(case, expert).review
    asked = browser.get(f"/reviews/{review.id}").text
    assert [code for code in GRADES_A if f'name="{code}_score"' in asked] == codes
    browser.post(f"/reviews/{review.id}", data=a_sheet(codes, grades))
    check = browser.get(f"/reviews/{review.id}/check").text
    assert browser.post(f"/reviews/{review.id}/closing", data={"conflict_of_interest": "y"}).status_code == 303
    return check


def test_each_case_is_scored_consolidated_and_decided_by_the_set_of_its_day(people, both, sign_in, tuesday):
    old, new = both
    codes = {old: [f"K{number}" for number in range(1, 10)], new: [code for code in the_codes() if code != "K9"]}
    told = {
        case: [
            judge(sign_in(expert.user), case, expert, codes[case], grades)
            for expert, grades in ((people.expert_a, GRADES_A), (people.expert_b, GRADES_B))
        ]
        for case in both
    }

    # the same scores: 76 and 78 points of 1.0, and 73,2 and 76,6 of 1.1, whose weights are no multiples of five
    assert [">76<" in told[old][0], ">78<" in told[old][1]] == [True, True]
    assert [">73,2<" in told[new][0] or ">73.2<" in told[new][0]] == [True]
    db.session.expire_all()
    assert [case.state for case in both] == [CaseState.CONSOLIDATION] * 2
    officer = sign_in(people.officer)
    pages = [officer.get(f"/cases/{case.id}/assessment/sending").text for case in both]
    assert ["K11" in page for page in pages] == [False, True]

    for case in both:
        stages.send_assessment(case, people)
        stages.waive_remarks(case, people)
        stages.put_on_agenda(case, people)
    db.session.commit()

    found = {case.criteria_version: case.assessments[-1] for case in both}
    assert {version: row.result for version, row in found.items()} == {"1.0": "R1", "1.1": "R2"}
    assert [found["1.0"].figures["totals"], found["1.1"].figures["totals"]] == [[76, 78], ["366/5", "383/5"]]
    assert [found["1.0"].figures["core"], found["1.1"].figures["core"]] == ["4", "5/2"]
    assert list(found["1.1"].figures["means"]) == codes[new]
    head = sign_in(people.head)
    newest, older = (head.get(f"/agreement{asked}").text for asked in ("", "?criteria=1.0"))
    assert [("K11 " in page, "K9 " in page) for page in (newest, older)] == [(True, False), (False, True)]
    assert ['href="/agreement?criteria=1.0"' in newest, 'href="/agreement?criteria=1.1"' in older] == [True, True]
    tuesday.shift(30 * DAY)
    decides(people, both, sign_in)


def decides(people, both, sign_in):
    """On the day of the meeting the chair is offered the result of each case's own set, and decides by it."""
    chair, new = sign_in(people.chair), both[1]
    for case in both:
        stages.open_meeting(case, people)
    db.session.commit()
    forms = [chair.get(f"/agenda-items/{case.agenda_item.id}/proposals").text for case in both]
    offered = [Outcome.ACCREDITED.value, Outcome.ACCREDITED_WITH_CONDITIONS.value]
    assert [f'name="outcome" type="hidden" value="{name}"' in form for name, form in zip(offered, forms, strict=True)]
    assert [f'value="{code}"' in forms[1] for code in ("K9", "K10", "K11")] == [False, True, True]

    # by 1.1 a mean below 4 is weak: only K4 is, and it needs a condition
    point = {"points-0-text": "Legyen rend.", "points-0-proof": "jegyzőkönyv", "points-0-due_days": "90"}
    words = {"outcome": "accredited_with_conditions", "text": "A Műhely akkreditálja."}
    address = f"/agenda-items/{new.agenda_item.id}/proposals"
    refused = chair.post(address, data={**words, **point, "points-0-criterion": "K11"})
    taken = chair.post(address, data={**words, **point, "points-0-criterion": "K4"})
    assert [refused.status_code, taken.status_code] == [422, 303]
    assert "K4" in refused.text


def the_codes():
    return [row["code"] for row in the_next_set()["criteria"]]


def test_a_renewal_is_asked_by_the_set_of_its_day_and_told_where_each_criterion_comes_from(people, tuesday, sign_in):
    case, staff = stages.draft(people, answers={"B6": "renewal"}), sign_in(people.staff)
    db.session.commit()
    address = f"/cases/{case.id}/self-assessment/writing"
    staff.post(address, data=self_assessment([f"K{number}" for number in range(1, 10)]))
    put_in_force(the_next_set())
    db.session.commit()
    tuesday.shift(DAY)

    page = staff.get(address).text
    with pytest.raises(Refused) as refused:
        stages.submit(case, people)
    db.session.rollback()
    staff.post(address, data=self_assessment(["K10", "K11"]) | {"seen-K10": "0", "seen-K11": "0"})
    db.session.expire_all()

    assert ['href="/criteria/1.0#K9"' in page, page.count('href="/criteria/1.0#K')] == [True, 10]
    lacking = [f"{code}_{part}" for code in ("K10", "K11") for part in ("score", "reason")]
    assert [refusal.field for refusal in refused.value.refusals] == lacking
    stages.submit(case, people)
    assert (case.criteria_version, sorted(case.version.self_assessment)) == ("1.1", sorted(GRADES_A))


def self_assessment(codes):
    return {f"{code}_{part}": said for code in codes for part, said in (("score", "3"), ("reason", "Van rá adat."))}
