"""Where scripts do not run: every form of the way from the first line to the letter is sent by a browser without them.

Each test begins with a scene that real acts have set, and plays one part of the way on from there.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from models.case import Case
from models.db import db
from models.expert import Assignment
from models.meeting import Meeting
from models.states import CaseState
from tests import stages
from tests.browser.desk import Desk
from tests.browser.scene import Kept, email_of, people, scene
from tests.browser.site import Site, start
from tests.criteria import CRITERIA, ELIGIBILITY
from tests.factories import a_case
from workflow.application import SECTIONS
from workflow.application.samples import a_complete_application

pytestmark = pytest.mark.slow

DAY, MEETING = "2026-09-15", "2026-10-15"
REASON = "A kérelem szövege és mellékletei ezt az értékelést támasztják alá; a leírás követhető, a bizonyíték elérhető."
Sit = Callable[[str], Desk]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation with everybody in it."""
    site = start(tmp_path_factory.mktemp("site"), f"{DAY}T10:00")
    yield site
    site.stack.close()


@pytest.fixture(scope="module")
def cast(site: Site) -> Kept:
    return people(site)


@pytest.fixture
def desk(chromium: Browser, site: Site, cast: Kept) -> Iterator[Sit]:
    """`desk("officer")`: that person at a browser without scripts, signed in when first asked for."""
    desks: dict[str, Desk] = {}

    def sit(part: str) -> Desk:
        if part not in desks:
            person = Desk(chromium, site, email_of(site, cast, part), java_script_enabled=False)
            desks[part] = person.sign_in()
        return desks[part]

    site.go_to(DAY)
    yield sit
    for person in desks.values():
        person.context.close()


def test_an_application_is_written_completed_and_accepted(site: Site, cast: Kept, desk: Sit, a_pdf: Path) -> None:
    case = written(site, cast, desk("representative"), a_pdf)
    assert desk("representative").state() == "submitted"

    head, officer, representative = desk("head"), desk("officer"), desk("representative")
    head.visit(f"/cases/{case}/officer")
    head.fill(person=cast["officer"][1]).send("/officer")
    asked(officer, case)
    assert officer.state() == "completion_requested"
    completed(representative, case)
    assert representative.state() == "completion_received"
    checked(officer, case)
    head.visit(f"/cases/{case}/acceptance")
    head.send("/acceptance")

    assert head.state() == "accepted_for_review"


def test_experts_accept_and_review_and_the_applicant_remarks(site: Site, cast: Kept, desk: Sit) -> None:
    with scene(site, cast, DAY) as there:
        case = a_case(CaseState.ACCEPTED_FOR_REVIEW, cast=there).id
    head, officer, representative = desk("head"), desk("officer"), desk("representative")

    head.visit(f"/cases/{case}/experts")
    head.fill(expert_a=cast["expert_a"][1], expert_b=cast["expert_b"][1], reserve=cast["reserve"][1]).send("/experts")
    for part in ("expert_a", "expert_b"):
        desk(part).visit(f"/assignments/{assignment_of(site, case, cast[part][1]).id}")
        desk(part).fill(conflict_of_interest=True, confidentiality=True).send("/acceptance")
    with scene(site, cast, DAY, 11) as there:
        stages.close(db.session.get(Case, case), there.expert_b, "443344343")
    reviewed(site, desk("expert_a"), case, cast["expert_a"][1])
    officer.visit(f"/cases/{case}/assessment/sending")
    officer.fill(strengths="A lakosok bevonása átgondolt.", weaknesses="A nyilvánosság munkája gyenge.")
    officer.send("/assessment/sending")
    assert officer.state() == "waiting_for_applicants_remarks"
    representative.visit(f"/cases/{case}/remarks")
    representative.fill(waived=True).send("/remarks")

    assert representative.state() == "waiting_for_a_meeting"


def test_the_workshop_meets_and_votes_and_the_decision_is_opened(site: Site, cast: Kept, desk: Sit) -> None:
    with scene(site, cast, DAY) as there:
        case = a_case(CaseState.WAITING_FOR_A_MEETING, cast=there).id
    head, chair, president, representative = (desk(part) for part in ("head", "chair", "president", "representative"))

    head.visit("/meetings/new")
    head.fill(starts_at=f"{MEETING}T10:00", place="Budapest, az egyesület székhelye").send("/meetings/new")
    meeting = stored(site, lambda: db.session.scalars(select(Meeting.id).order_by(Meeting.id.desc())).first())
    head.visit(f"/cases/{case}/agenda")
    head.fill(meeting=meeting, rapporteur=cast["members"][8][1]).send("/agenda")
    assert head.state() == "on_the_agenda"
    site.go_to(MEETING)
    held(site, cast, desk, case, meeting)
    site.go_to("2026-10-19")
    for part in ("certifier", "second_certifier"):
        desk(part).visit(f"/meetings/{meeting}/minutes")
        desk(part).send("/certification")
    president.visit(f"/cases/{case}/decision")
    president.send("/decision")
    assert president.state() == "accredited_with_conditions"
    letter = stored(site, lambda: db.session.get(Case, case).decision.document_id)
    representative.visit(f"/letters/{letter}")
    representative.send("/opening")

    assert chair.visit(f"/cases/{case}").locator(".next-step .badge").first.is_visible()
    assert "OFM" in representative.page.locator("article").inner_text()


def written(site: Site, cast: Kept, desk: Desk, a_pdf: Path) -> int:
    """T01 and T02: every section, the annexes, the declarations."""
    answers = a_complete_application()
    desk.visit("/cases/new")
    desk.fill(title=answers["B1"], organisation=cast["organisation"][1]).send("/cases/new")
    case = int(desk.page.url.split("/")[-2])
    for section in SECTIONS:
        if section.code not in ("M", "N"):
            desk.visit(f"/cases/{case}/draft/{section.code}")
            desk.answer({field.code: answers[field.code] for field in section.fields if field.code in answers})
            desk.send(f"/draft/{section.code}", leads_to="**/draft")
    for kind in ("M1", "M2", "M3", "M4", "M5"):
        desk.attach(case, kind, a_pdf)
    desk.visit(f"/cases/{case}/answers")
    desk.follow(desk.page.locator(f'a[href="/cases/{case}/submission"]'), "**/submission")
    desk.fill(**dict.fromkeys(stages.DECLARED[:8], True), signatory="Minta Anna")
    desk.send("/submission", leads_to="**/receipt")
    desk.visit(f"/cases/{case}")
    return case


def asked(desk: Desk, case: int) -> None:
    """T06: two items, one of them taken back, and the request."""
    for fields in ("C1, C2", "H1, M3"):
        desk.visit(f"/cases/{case}/completion-request")
        desk.fill(fields=fields, missing="Nincs megnevezve.", to_supply="Kérjük a nevét.", legal_basis="J8")
        desk.send("/completion-request")
    desk.send("/items/2/removal")
    desk.visit(f"/cases/{case}/completion-request/sending")
    desk.send("/sending")


def completed(desk: Desk, case: int) -> None:
    """The letter is opened; T09."""
    desk.visit(f"/cases/{case}")
    desk.follow(desk.page.locator('a[href^="/letters/"]').last, "**/letters/*")
    desk.send("/opening")
    desk.visit(f"/cases/{case}/completion/sending")
    desk.fill(item_1="Pótoltuk a megnevezett mezőkben.").send("/sending", leads_to="**/receipt")
    desk.visit(f"/cases/{case}")


def checked(desk: Desk, case: int) -> None:
    """The items are judged, the check-list is filled, saved, and signed."""
    desk.visit(f"/cases/{case}/completion/judgement")
    desk.fill(item_1="supplied").send("/judgement", leads_to="**/check")
    findings: dict[str, Any] = {f"{item.code}_finding": "met" for item in ELIGIBILITY}
    findings |= {f"{item.code}_note": "Megnéztem." for item in ELIGIBILITY}
    desk.fill(**findings, type_confirmed=True)
    desk.press(desk.page.locator("#check-form .actions button:not([name])").first)
    desk.visit(f"/cases/{case}/check")
    desk.press(desk.page.locator('button[formaction$="/check/signature"]'), f"**/cases/{case}")


def reviewed(site: Site, desk: Desk, case: int, expert: int) -> None:
    """The sheet is saved half full, then filled and closed."""
    desk.visit(f"/reviews/{assignment_of(site, case, expert).review.id}")
    desk.fill(strengths="Világos cél.")
    desk.press(desk.page.locator(".sheet-form button:not([name])"))
    for criterion, grade in zip(CRITERIA, "434334344", strict=True):
        code = criterion.code
        desk.fill(**{f"{code}_score": grade, f"{code}_reason": REASON, f"{code}_evidence": "E1; M4"})
    desk.fill(recommendation="accredited_with_conditions", to_improve="Folytatási terv.")
    desk.press(desk.page.locator('.sheet-form button[value="check"]'), "**/check")
    desk.fill(conflict_of_interest=True).send("/closing")


def held(site: Site, cast: Kept, desk: Sit, case: int, meeting: int) -> None:
    """Opening, presence, discussion, the proposal, six votes (five by acts), the end of vote and meeting."""
    chair = desk("chair")
    chair.visit(f"/meetings/{meeting}")
    chair.send("/opening")
    chair.fill(**{f"member-{member}": "present" for _, member in cast["members"][:6]}).send("/presence")
    item = stored(site, lambda: db.session.get(Case, case).agenda_item.id)
    chair.visit(f"/agenda-items/{item}")
    chair.fill(text="A tagok a folytatásról kérdeztek.").send("/discussion")
    proposed(chair, item)
    proposal = stored(site, lambda: db.session.get(Case, case).agenda_item.proposals[-1].id)
    with scene(site, cast, MEETING, 11) as there:
        stages.cast_votes(db.session.get(Case, case).agenda_item.proposals[-1], there, "Y-YYYA")
    member = desk("member_2")
    member.visit(f"/meetings/{meeting}")
    member.press(member.page.locator('form.ballot button[value="yes"]'))
    chair.visit(f"/meetings/{meeting}")
    chair.send(f"/proposals/{proposal}/closing")
    chair.visit(f"/meetings/{meeting}")
    chair.page.locator(f'details:has(form[action$="/meetings/{meeting}/closing"]) > summary').click()
    chair.fill(yes=6, no=0, abstention=0).send(f"/meetings/{meeting}/closing")


def proposed(chair: Desk, item: int) -> None:
    """The proposal with a condition more than it began with."""
    chair.visit(f"/agenda-items/{item}/proposals?outcome=accredited_with_conditions")
    chair.press(chair.page.locator("button[name=add_point]"))
    chair.fill(
        **{
            "points-0-criterion": "K4",
            "points-0-text": "Féléves nyilvános beszámoló a településen.",
            "points-0-proof": "a beszámoló másolata",
            "points-0-due_days": 90,
        }
    ).send("/proposals")


def assignment_of(site: Site, case: int, expert: int) -> Assignment:
    """What the expert is in the case, with the review that belongs to it."""

    def ask() -> Assignment:
        found = db.session.scalars(
            select(Assignment).where(Assignment.case_id == case, Assignment.expert_id == expert)
        ).one()
        assert found.review is None or found.review.id
        return found

    return stored(site, ask)


def stored(site: Site, ask: Callable[[], Any]) -> Any:
    """What the database says, asked afresh."""
    with site.app.app_context():
        return ask()
