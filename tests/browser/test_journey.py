"""One programme from paper to certificate, through the browser, by the people whose parts they are (rules, 11.1).

Web, worker, Valkey and mail server are real processes; only their clock is moved from day to day.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from models.case import Case
from models.db import db
from models.expert import Assignment, ExpertProfile
from models.meeting import Meeting
from models.setting import NumberSeries
from models.states import AssignmentState
from models.user import User
from tests.browser.desk import Desk
from tests.browser.site import PASSWORD, Site, start
from tests.cast import a_relation, the_people
from tests.criteria import ELIGIBILITY
from tests.samples import self_help_groups
from workflow.application import SECTIONS, expand
from workflow.application.samples import a_complete_application, a_paper_submission

SOURCE = Path(__file__).parents[3] / "shared" / "sources" / "002_d99405e3606cdc89.txt"
ITEMS = json.loads((Path(__file__).parents[1] / "workflow/completion_items.json").read_text(encoding="utf-8"))
REPRESENTATIVE = "kepviselo@minta.example"
REASON = (
    "A pályázat szövege és mellékletei ezt az értékelést támasztják alá; a leírás követhető, a bizonyítékok elérhetők."
)
A, B, C = "443234333", "332123121", "433234233"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The installation on the morning of the scenario, with its people and the numbers given so far."""
    site = start(tmp_path_factory.mktemp("site"), "2026-11-23T08:00")
    with site.app.app_context():
        cast = the_people()
        db.session.add_all(
            [
                NumberSeries(series="AKR", year=2026, last=117),
                NumberSeries(series="OFM", year=2027, last=6),
                NumberSeries(series="RPA", year=2027, last=6),
            ]
        )
        db.session.commit()
        a_relation(cast.members[8], cast.organisation)
        db.session.commit()
        site.people = {  # type: ignore[attr-defined]
            "officer": cast.officer.email,
            "head": cast.head.email,
            "president": cast.president.email,
            "chair": cast.chair.email,
            "certifier": cast.certifiers[0].email,
            "second_certifier": cast.certifiers[1].email,
            "members": [member.email for member in cast.members],
            "A": cast.expert_a.user.email,
            "B": cast.expert_b.user.email,
            "C": cast.control.user.email,
            "experts": [cast.expert_a.id, cast.expert_b.id, cast.reserve.id, cast.control.id],
            "organisation": cast.organisation.id,
        }
    site.give_passwords()
    yield site
    site.stack.close()


class Room:
    """Everybody at their own browser, opened when they are first needed."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.desks: dict[str, Desk] = {}

    def __getitem__(self, email: str) -> Desk:
        if email not in self.desks:
            self.desks[email] = Desk(self.browser, self.site, email).sign_in()
        return self.desks[email]

    def named(self, part: str) -> Desk:
        return self[self.site.people[part]]  # type: ignore[attr-defined]

    def stored(self, ask: Any) -> Any:
        """What the database says, asked afresh."""
        with self.site.app.app_context():
            return ask()


@pytest.mark.slow
def test_a_programme_goes_from_paper_to_certificate(chromium: Browser, site: Site, a_pdf: Path) -> None:
    room = Room(chromium, site)
    answers = self_help_groups(SOURCE) if SOURCE.exists() else a_paper_submission()

    case = arrival(room, answers, a_pdf)
    completion(room, case, a_pdf)
    review(room, case)
    number = decision(room, case)
    public(room, number)

    assert [desk.complaints for desk in room.desks.values() if desk.complaints] == []


def arrival(room: Room, answers: dict[str, Any], a_pdf: Path) -> int:
    """23 November: recorded from paper, the representative invited by mail, the officer named."""
    site, officer, head = room.site, room.named("officer"), room.named("head")
    officer.visit("/cases/recording/")
    officer.page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    officer.fill(
        title=answers["B1"],
        sender="Minta Közösségekért Egyesület (fiktív)",
        arrival="paper",
        arrived_on="2026-11-23",
        organisation=site.people["organisation"],  # type: ignore[attr-defined]
        representative_family_name="Képviselő",
        representative_given_name="Klára",
        representative_email=REPRESENTATIVE,
        source=a_pdf,
    ).answer({code: value for code, value in answers.items() if code != "B1"})
    page = officer.send("/cases/recording/", leads_to="**/cases/*")
    case = int(page.url.rsplit("/", 1)[1])
    assert "AKR/118/2026" in page.locator("h1").inner_text()
    head.visit(f"/cases/{case}/officer")
    head.fill(person=room.stored(lambda: db.session.scalar(select(User.id).where(User.email == officer.email))))
    head.send("/officer")
    assert head.state() == "under_formal_check"
    link = site.link_in(site.mail_to(REPRESENTATIVE, "Meghívó"))
    newcomer = Desk(room.browser, site, REPRESENTATIVE)
    newcomer.visit(link)
    newcomer.fill(password=PASSWORD, password_confirm=PASSWORD)
    newcomer.press(newcomer.page.locator("main form button[type=submit]"))
    room.desks[REPRESENTATIVE] = newcomer.sign_in()
    return case


def completion(room: Room, case: int, a_pdf: Path) -> None:
    """26 November to 11 December: eleven items asked, answered and judged; accepted by two signatures."""
    site, officer, head, representative = room.site, room.named("officer"), room.named("head"), room[REPRESENTATIVE]
    site.go_to("2026-11-26")
    for item in ITEMS:
        officer.visit(f"/cases/{case}/completion-request")
        officer.fill(**item).send("/completion-request")
    officer.visit(f"/cases/{case}/completion-request/sending")
    officer.send("/sending")
    assert officer.state() == "completion_requested"
    site.mail_to(REPRESENTATIVE, "Hiánypótlási felhívás – határidő: 2026. december 10.")
    representative.visit(f"/cases/{case}")
    representative.follow(representative.page.locator('a[href^="/letters/"]').last, "**/letters/*")
    representative.send("/opening")
    assert "2026. december 10." in representative.page.locator("article").inner_text()
    site.go_to("2026-12-08")
    _supply(room, case, a_pdf)
    assert representative.state() == "completion_received"
    site.go_to("2026-12-11")
    officer.visit(f"/cases/{case}/completion/judgement")
    officer.fill(**{f"item_{place}": "supplied" for place in range(1, len(ITEMS) + 1)}).send(
        "/judgement", leads_to="**/check"
    )
    officer.fill(
        **{f"{item.code}_finding": "met" for item in ELIGIBILITY if item.code != "J11"}, J11_finding="not_applicable"
    )
    officer.fill(
        **{f"{item.code}_note": "A kérelem és mellékletei alapján." for item in ELIGIBILITY}, type_confirmed=True
    )
    officer.press(officer.page.locator('button[formaction$="/check/signature"]'), f"**/cases/{case}")
    head.visit(f"/cases/{case}/acceptance")
    head.send("/acceptance")
    assert head.state() == "accepted_for_review"


def _supply(room: Room, case: int, a_pdf: Path) -> None:
    """The representative fills what the items name, attaches the annexes, confirms the data and sends."""
    desk = room[REPRESENTATIVE]
    opened = {code for item in ITEMS for code in expand(item["fields"])}
    given = {code: value for code, value in a_complete_application().items() if code in opened}
    given |= {"G6": 2, "G8": [[*row[:4], "5", *row[5:]] for row in given["G8"][:2]]}
    for section in SECTIONS:
        codes = [
            field.code for field in section.fields if field.code in given and field.kind not in ("annex", "declaration")
        ]
        if codes:
            desk.visit(f"/cases/{case}/draft/{section.code}")
            desk.answer({code: given[code] for code in codes}).send(f"/draft/{section.code}", leads_to="**/draft")
    for kind in ("M1", "M2", "M3", "M4"):
        desk.attach(case, kind, a_pdf)
    desk.visit(f"/cases/{case}/completion/sending")
    desk.fill(**{f"item_{place}": "Pótoltuk a megnevezett mezőkben." for place in range(1, len(ITEMS) + 1)})
    desk.fill(**{f"N{place}": True for place in range(1, 8)})
    desk.send("/sending", leads_to="**/receipt")
    desk.visit(f"/cases/{case}")


def review(room: Room, case: int) -> None:
    """14 December to 28 January: two experts, a third, the assessment, the remarks."""
    site, officer, head = room.site, room.named("officer"), room.named("head")
    expert_a, expert_b, reserve, control = site.people["experts"]  # type: ignore[attr-defined]
    site.go_to("2026-12-14")
    head.visit(f"/cases/{case}/experts")
    head.fill(expert_a=expert_a, expert_b=expert_b, reserve=reserve).send("/experts")
    assert head.state() == "experts_being_invited"
    site.go_to("2026-12-16")
    for part in ("A", "B"):
        _accept(room, case, part)
    site.mail_to(room.named("A").email, "2027. január 11.")
    site.go_to("2027-01-05")
    _write(room, case, "A", A, "accredited_with_conditions")
    site.go_to("2027-01-08")
    _write(room, case, "B", B, "refused")
    site.mail_to(head.email, "Értékelési eltérés")
    site.go_to("2027-01-11")
    head.visit(f"/cases/{case}/control-expert")
    head.fill(expert=control).send("/control-expert")
    assert head.state() == "under_third_review"
    site.go_to("2027-01-12")
    _accept(room, case, "C")
    site.go_to("2027-01-20")
    _write(room, case, "C", C, "accredited_with_conditions")
    site.go_to("2027-01-25")
    officer.visit(f"/cases/{case}/assessment/sending")
    assert "63,5" in officer.page.locator("main").inner_text()
    officer.fill(
        strengths="A lakosok bevonása és a módszer megalapozott.", weaknesses="A nyilvánosság és a folytatás gyenge."
    )
    proofs = officer.page.locator('[name^="points-"][name$="-proof"]')
    officer.fill(**{f"points-{place}-proof": "jegyzőkönyv" for place in range(proofs.count())})
    officer.send("/assessment/sending")
    site.go_to("2027-01-28")
    representative = room[REPRESENTATIVE]
    representative.visit(f"/cases/{case}/remarks")
    representative.fill(remarks="Köszönjük a véleményeket; a nyilvánosságra javaslatot készítünk.").send("/remarks")
    assert representative.state() == "waiting_for_a_meeting"


def _accept(room: Room, case: int, part: str) -> None:
    desk = room.named(part)
    assignment = room.stored(lambda: _assignment(case, desk.email).id)
    desk.visit(f"/assignments/{assignment}")
    desk.fill(conflict_of_interest=True, confidentiality=True).send("/acceptance")


def _write(room: Room, case: int, part: str, grades: str, recommendation: str) -> None:
    desk = room.named(part)
    desk.visit(f"/reviews/{room.stored(lambda: _assignment(case, desk.email).review.id)}")
    for place, grade in enumerate(grades, start=1):
        desk.fill(
            **{f"K{place}_score": grade, f"K{place}_reason": REASON, f"K{place}_evidence": "G3 mező; M4 melléklet"}
        )
        if grade in "012":
            desk.fill(**{f"K{place}_to_raise": "Részletesebb leírás és bizonyíték kellene."})
    desk.fill(recommendation=recommendation, strengths="Világos cél.", to_improve="Folytatási terv.")
    desk.press(desk.page.locator('.sheet-form button[value="check"]'), "**/check")
    desk.fill(conflict_of_interest=True).send("/closing")


def _assignment(case: int, email: str) -> Assignment:
    found = db.session.scalar(
        select(Assignment)
        .join(ExpertProfile)
        .join(User)
        .where(Assignment.case_id == case, User.email == email, Assignment.state != AssignmentState.STANDBY)
    )
    assert found is not None
    return found


def decision(room: Room, case: int) -> str:
    """28 January to 26 February: agenda, vote, certified minutes, the decision issued and opened."""
    site, head, chair = room.site, room.named("head"), room.named("chair")
    head.visit("/meetings/new")
    head.fill(starts_at="2027-02-18T10:00", place="Budapest, az egyesület székhelye").send(
        "/meetings/new", leads_to="**/meetings/*"
    )
    meeting = room.stored(lambda: db.session.scalar(select(Meeting.id).where(Meeting.number == "1/2027")))
    members: list[str] = site.people["members"]  # type: ignore[attr-defined]
    ids = room.stored(
        lambda: {email: db.session.scalar(select(User.id).where(User.email == email)) for email in members}
    )
    head.visit(f"/cases/{case}/agenda")
    head.fill(meeting=meeting, rapporteur=ids[members[1]]).send("/agenda")
    assert head.state() == "on_the_agenda"
    site.go_to("2027-02-18")
    _hold_meeting(room, case, meeting, [ids[email] for email in members[:6]])
    site.go_to("2027-02-22")
    for certifier in (room.named("certifier"), room.named("second_certifier")):
        certifier.visit(f"/meetings/{meeting}/minutes")
        certifier.send("/certification")
    site.go_to("2027-02-24")
    president = room.named("president")
    president.visit(f"/cases/{case}/decision")
    president.send("/decision")
    assert president.state() == "accredited_with_conditions"
    site.go_to("2027-02-26")
    site.mail_to(REPRESENTATIVE, "Határozat: feltételekkel akkreditálva")
    representative = room[REPRESENTATIVE]
    decided = room.stored(lambda: db.session.get(Case, case).decision.document_id)
    representative.visit(f"/letters/{decided}")
    representative.send("/opening")
    assert "OFM 7/2027. (II. 18.)" in representative.page.locator("article").inner_text()
    appeal = room.stored(lambda: db.session.get(Case, case).deadline("H17").due_on.isoformat())
    assert appeal == "2027-03-16"
    chair.page.close()
    return str(room.stored(lambda: db.session.get(Case, case).accreditation.number))


def _hold_meeting(room: Room, case: int, meeting: int, present: list[int]) -> None:
    """Opening, presence of six, the proposal, six votes, closing."""
    chair = room.named("chair")
    chair.visit(f"/meetings/{meeting}")
    chair.send("/opening")
    chair.fill(**{f"member-{id}": "present" for id in present}).send("/presence")
    item = room.stored(lambda: db.session.get(Case, case).agenda_item.id)
    chair.visit(f"/agenda-items/{item}/proposals?outcome=accredited_with_conditions")
    _fill_points(chair)
    chair.send("/proposals")
    for place, email in enumerate(room.site.people["members"][:6]):  # type: ignore[attr-defined]
        desk = room[email]
        desk.visit(f"/meetings/{meeting}")
        desk.press(desk.page.locator(f'form.ballot button[value="{"yes" if place < 5 else "abstention"}"]'))
    chair.visit(f"/meetings/{meeting}")
    proposal = room.stored(lambda: db.session.get(Meeting, meeting).items[0].proposals[-1].id)
    chair.send(f"/proposals/{proposal}/closing")
    chair.page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    chair.fill(yes=6, no=0, abstention=0).send("/closing")


def _fill_points(chair: Desk) -> None:
    """A condition for each criterion whose mean is below 3 (K4 and K7)."""
    for place, code in enumerate(("K4", "K7")):
        if not chair.page.locator(f'[name="points-{place}-criterion"]').count():
            chair.page.locator("button[name=add_point]").click()
            chair.page.wait_for_selector(f'[name="points-{place}-criterion"]')
        chair.fill(
            **{
                f"points-{place}-criterion": code,
                f"points-{place}-text": "Féléves nyilvános beszámoló a településen.",
                f"points-{place}-proof": "a beszámoló másolata",
                f"points-{place}-due_days": 90,
            }
        )


def public(room: Room, number: str) -> None:
    """Anybody finds the programme, reads its entry, verifies and downloads the certificate."""
    assert number == "RPA/2027/0007"
    stranger = Desk(room.browser, room.site, "nobody@merce.example")
    page = stranger.visit("/registry?words=onsegito" if SOURCE.exists() else "/registry")
    page.locator(f'a[href="/registry/{number}"]').first.click()
    page.wait_for_url(f"**/registry/{number}")
    text = page.locator("main").inner_text()
    assert "2032. február 18." in text
    certificate = stranger.context.request.get(f"{room.site.address}/registry/{number}/certificate.pdf")
    assert certificate.body().startswith(b"%PDF-")
    code = room.stored(lambda: db.session.scalar(select(Case)).accreditation.certificates[0].code)
    assert number in stranger.visit(f"/verify/{code}").locator("main").inner_text()
    room.desks["nobody"] = stranger
