"""Deeds from draft to acceptance, and the ends that a case can meet on the way."""

from models.states import Arrival, Finding
from workflow.acts import (
    attaching,
    checking,
    co_writing,
    communicating,
    completing,
    drafting,
    excusing,
    requesting,
    submitting,
)
from workflow.clock import today
from workflow.criteria.stored import rubric_of
from workflow.demo.stage import Stage, Story
from workflow.demo.texts import ANNEXES, application, half, paper
from workflow.events import Event

#: What a completion adds to the answers that its items name.
SUPPLIED = {
    "C6": "A településnek 1850 lakosa van; a művelődési ház hetente három napot tart nyitva.",
    "H1v": "Oklevelének másolatát csatoltuk.",
    "J-4": "Húsz résztvevő írásban is véleményt mondott; tizennyolc szerint érdemes folytatni.",
}
DECLARED = tuple(f"N{number}" for number in range(1, 11))
ITEMS = (
    (
        "C2, C6",
        "A kérelem nem nevezi meg, melyik településen valósul meg a program.",
        "Kérjük, nevezze meg a települést vagy településeket, és néhány mondatban mutassa be a helyet.",
        "J8",
    ),
    (
        "H1, M2",
        "A szakmai felelős végzettsége nem állapítható meg.",
        "Kérjük, csatolja az oklevél másolatát, vagy igazoljon legalább két év gyakorlatot.",
        "J9",
    ),
    (
        "J-4, M4",
        "A résztvevői vélemények összesítése hiányzik.",
        "Kérjük, foglalja össze, mit mondtak a résztvevők; nevet ne írjon.",
        "J4",
    ),
)


def open_draft(story: Story, stage: Stage) -> Event:
    """T01"""
    story.case, event = drafting.open_draft(
        story.row["title"], story.organisation(stage), by=story.writer(stage), token=story.token
    )
    return event


def write_half(story: Story, stage: Stage) -> None:
    """The applicant is in the middle of it."""
    _write(story, stage, half(_answers(story, stage)))


def invite_co_writer(story: Story, stage: Stage) -> Event:
    """Somebody who works in the villages is asked to write, too."""
    worker = stage.company.people["worker"]
    names = {"family_name": worker.family_name, "given_name": worker.given_name}
    _, event = co_writing.invite(story.its_case, by=story.writer(stage), email=worker.email, **names)
    return event


def begin_co_writing(story: Story, stage: Stage) -> Event:
    """The co-writer accepts."""
    return co_writing.accept(story.its_case.co_writers[-1], by=stage.company.people["worker"])


def write_all(story: Story, stage: Stage) -> None:
    """Everything that the form asks, with the annexes."""
    _write(story, stage, _answers(story, stage))
    case, by = story.its_case, story.writer(stage)
    for kind, title in ANNEXES.items():
        attaching.attach(case, case.version, by=by, kind=kind, title=title, file=stage.file(f"{kind}.pdf"))


def submit(story: Story, stage: Stage) -> Event:
    """T02"""
    by = story.representative(stage)
    return submitting.submit(story.its_case, by=by, declarations=DECLARED, signatory=by.display_name)


def record(story: Story, stage: Stage) -> Event:
    """T02b"""
    organisation = story.organisation(stage)
    story.case, event = submitting.record(
        story.row["title"],
        organisation,
        by=story.officer(stage),
        token=story.token,
        answers=paper(organisation, story.row),
        sender=organisation.name,
        arrived_on=today(),
        arrival=Arrival.PAPER,
        source=stage.file("beadvany.pdf"),
    )
    return event


def assign(story: Story, stage: Stage) -> Event:
    """T04"""
    return checking.assign_officer(story.its_case, by=stage.company.people["head"], officer=story.officer(stage))


def begin_check(story: Story, stage: Stage) -> None:
    """Half of the check-list is done."""
    _check(story, stage, dict.fromkeys(_items(story)[:6], Finding.MET))


def sign_check(story: Story, stage: Stage) -> Event:
    """Everything is met, and the officer signs."""
    _check(story, stage, dict.fromkeys(_items(story), Finding.MET))
    return checking.sign_check(story.its_case, by=story.officer(stage))


def accept(story: Story, stage: Stage) -> Event:
    """T05"""
    return checking.accept(story.its_case, by=stage.company.people["head"])


def fail_check(story: Story, stage: Stage) -> None:
    """An item that cannot be completed is not met."""
    _check(story, stage, dict.fromkeys(_items(story), Finding.MET) | {"J2": Finding.NOT_MET})


def reject(story: Story, stage: Stage) -> Event:
    """T07"""
    reason = "A kérelem szerint a program előadásokból áll, a lakosok részvételére nem épül."
    return checking.reject(story.its_case, by=stage.company.people["head"], reason=reason)


def request_completion(story: Story, stage: Stage) -> Event:
    """T06"""
    by = story.officer(stage)
    for fields, missing, to_supply, basis in ITEMS:
        requesting.add_item(
            story.its_case, by=by, fields=fields, missing=missing, to_supply=to_supply, legal_basis=basis
        )
    return requesting.request_completion(story.its_case, by=by)


def open_letters(story: Story, stage: Stage) -> None:
    """The applicant opens what has come."""
    for document in story.its_case.documents:
        if document.to_applicant and document.opened_at is None:
            communicating.open_letter(document, by=story.representative(stage))


def complete(story: Story, stage: Stage) -> Event:
    """T09: what was asked for is added to the answers, so the versions differ in it."""
    case, by = story.its_case, story.representative(stage)
    items = case.request.items if case.request else []
    version = submitting.version_to_write(case)
    more = {code: f"{version.answers.get(code) or ''} {words}".strip() for code, words in SUPPLIED.items()}
    drafting.write_answers(case, version, more, by=by)
    answers = {item.ordinal: f"Pótoltuk ({item.fields}): a hiányzó adat a kérelemben olvasható." for item in items}
    return completing.complete(case, by=by, answers=answers, declarations=DECLARED)


def terminate(story: Story, stage: Stage) -> Event:
    """T10"""
    return checking.terminate_unanswered(story.its_case, by=stage.company.people["head"])


def ask_excuse(story: Story, stage: Stage) -> Event:
    """T10e: the representative was ill, and asks after the termination."""
    return excusing.ask_excuse(
        story.its_case,
        by=story.representative(stage),
        obstacle="A hiánypótlás idején kórházban voltam, és a szervezet nevében más nem írhatott alá.",
        obstacle_ended_on=today(),
        proof=stage.file("korhazi-igazolas.pdf"),
    )


def withdraw(story: Story, stage: Stage) -> Event:
    """T33"""
    statement = "A programot a következő évben, más helyszínnel szeretnénk benyújtani, ezért visszalépünk."
    return submitting.withdraw(story.its_case, by=story.representative(stage), statement=statement)


def _answers(story: Story, stage: Stage) -> dict[str, object]:
    return application(story.row, story.organisation(stage), story.representative(stage).display_name)


def _write(story: Story, stage: Stage, answers: dict[str, object]) -> None:
    case = story.its_case
    drafting.write_answers(case, case.version, answers, by=story.writer(stage))


def _items(story: Story) -> list[str]:
    return [item.code for item in rubric_of(story.its_case).eligibility]


def _check(story: Story, stage: Stage, findings: dict[str, Finding]) -> None:
    notes = {
        Finding.MET: "A kérelem és a mellékletek alapján megfelel.",
        Finding.NOT_MET: "A program leírása előadás-sorozat, a lakosok részvételét nem mutatja be.",
    }
    checking.write_check(
        story.its_case,
        by=story.officer(stage),
        findings={code: (finding, notes[finding]) for code, finding in findings.items()},
        type_confirmed=True,
    )
