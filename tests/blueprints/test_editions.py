"""A new edition of the form changes nothing for what was opened under the one before."""

import json
from copy import deepcopy
from datetime import date

import pytest
from sqlalchemy import select

from models.case import Case
from models.db import db
from models.states import CaseState
from tests import stages
from tests.factories import the_people
from workflow.acts import attaching, drafting
from workflow.application import EDITIONS, NEWEST, chosen, expand, form_in_force, form_of, missing
from workflow.application.checking import faults
from workflow.application.editions import FOLDER, read_form
from workflow.application.samples import a_complete_application
from workflow.comparison import compare
from workflow.refusals import Refused
from workflow.text import Text

pytestmark = pytest.mark.usefixtures("tuesday")
FIRST = json.loads((FOLDER / "1.0.json").read_text(encoding="utf-8"))
ANNEXES = {"M1", "M2", "M3", "M4", "M5"}
ASKED = {
    "code": "E5",
    "kind": "text",
    "required": True,
    "limit": 50,
    "label": ["Jelmondat", "Motto"],
    "help": ["Egy mondat.", "One sentence."],
}


def fields_of(raw, code):
    """The list of the section's fields, and the place of one of them."""
    part = next(part for part in raw["sections"] if any(field["code"] == code for field in part["fields"]))
    return part["fields"], next(place for place, field in enumerate(part["fields"]) if field["code"] == code)


def second_edition():
    """1.1: asks E5, no longer asks G12, allows B2 only 100 characters."""
    raw = deepcopy(FIRST) | {"edition": "1.1", "in_force_from": "2026-09-16"}
    fields_of(raw, "E4")[0].append(ASKED)
    fields, place = fields_of(raw, "G12")
    del fields[place]
    fields, place = fields_of(raw, "B2")
    fields[place]["limit"] = 100
    return raw


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def publish(tmp_path):
    """Publishes an edition, until the test ends."""

    def published(raw):
        path = tmp_path / f"{raw['edition']}.json"
        path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
        form = EDITIONS[raw["edition"]] = read_form(path)
        return form

    before = dict(EDITIONS)
    yield published
    EDITIONS.clear()
    EDITIONS.update(before)


@pytest.fixture
def both(people, publish, tuesday):
    """A draft that was opened under 1.0, and one that was opened under 1.1."""
    old = stages.draft(people, answers={"G12": "Titoktartás.", "B2": "x" * 200})
    publish(second_edition())
    tuesday.shift(2 * 24 * 3600)
    new, _ = drafting.open_draft("Kertek", people.organisation, by=people.staff, token=stages.token())
    asked = {code: value for code, value in a_complete_application(B2="x" * 200).items() if code != "G12"}
    drafting.write_answers(new, new.version, asked, by=people.staff)
    for kind in ("M1", "M2", "M3", "M4", "M5"):
        attaching.attach(new, new.version, by=people.staff, kind=kind, title=kind, file=stages.a_file())
    db.session.commit()
    return old, new


def test_a_programme_answers_the_edition_in_force_on_the_day_it_is_opened(both):
    old, new = both

    assert (old.version.form, new.version.form) == ("1.0", "1.1")
    assert form_in_force(date(2026, 9, 15)) is form_of(old.version)
    assert form_in_force(date(2026, 9, 16)) is form_of(new.version)
    assert form_in_force(date(2000, 1, 1)) is form_of(old.version)


def test_a_draft_of_the_old_edition_is_shown_written_and_checked_by_it(both, people, sign_in):
    staff = sign_in(people.staff)
    pages = {case: staff.get(f"/cases/{case.id}/draft/E").text for case in both}
    topics = {case: staff.get(f"/cases/{case.id}/draft/G").text for case in both}
    old, new = both

    assert ["Jelmondat" in pages[case] for case in both] == [False, True]
    assert ["G12 " in topics[case] for case in both] == [True, False]
    long = {"B2": "x" * 150}
    sent = [staff.post(f"/cases/{case.id}/draft/fields/E5", data={"E5": "Együtt."}).status_code for case in both]
    assert sent == [404, 200]
    assert [staff.post(f"/cases/{case.id}/draft/B", data=long).status_code for case in both] == [303, 422]
    unsaid = a_complete_application()
    assert [field.code for field in missing(unsaid, ANNEXES, form_of(new.version))] == ["E5"]
    assert missing(unsaid, ANNEXES, form_of(old.version)) == []


def test_each_is_submitted_by_its_own_edition(both, people):
    old, new = both

    stages.submit(old, people)
    with pytest.raises(Refused) as refused:
        stages.submit(new, people)

    assert old.state == CaseState.SUBMITTED
    assert [(refusal.code, refusal.field) for refusal in refused.value.refusals] == [
        ("field_missing", "E5"), ("answer_wrong", "B2"),
    ]  # fmt: skip


def application(client, case):
    """What the page of the application says, without the frame of the page."""
    return client.get(f"/cases/{case.id}/application").text.partition("<main")[2].partition("</main>")[0]


def test_what_was_frozen_keeps_its_fingerprint_its_page_and_its_form_in_a_completion(people, publish, sign_in, tuesday):
    case = stages.draft(people, answers={"G12": "Titoktartás."})
    stages.submit(case, people)
    stages.assign(case, people)
    db.session.commit()
    before, mark = application(sign_in(people.officer), case), case.version.fingerprint

    publish(second_edition())
    tuesday.shift(2 * 24 * 3600)

    assert application(sign_in(people.officer), case) == before
    stages.check(case, people, sign=False)
    stages.item(case, people, fields="G12")
    stages.request_completion(case, people)
    db.session.commit()
    db.session.expire_all()
    case = db.session.scalars(select(Case)).one()
    assert [(version.number, version.form) for version in case.programme.versions] == [("1.0", "1.0"), ("1.1", "1.0")]
    assert case.version.fingerprint == mark
    assert "G12 " in sign_in(people.staff).get(f"/cases/{case.id}/draft/G").text


def test_versions_of_two_editions_are_compared_each_by_its_own_questions(publish):
    new_form, old_form = publish(second_edition()), EDITIONS["1.0"]
    old = a_complete_application(G12="Titoktartás.")
    new = {code: value for code, value in {**old, "E5": "Együtt."}.items() if code != "G12"}

    found = compare(old, new, "hu", (old_form, new_form))

    changed = {each.field.code: [line.kind for line in each.lines] for part in found for each in part.changed}
    assert changed == {"E5": ["added"], "G12": ["removed"]}
    assert [part.section.code for part in found] == [part.code for part in new_form.sections if part.code != "M"]


def test_an_item_names_the_fields_of_its_own_edition(publish):
    new_form = publish(second_edition())

    assert expand("E4–E5", new_form) == ["E4", "E5"]
    with pytest.raises(ValueError, match="^unknown field: G12$"):
        expand("G12", new_form)
    assert expand("G12", EDITIONS["1.0"]) == ["G12"]


def test_the_register_still_names_a_choice_that_is_no_longer_offered(publish):
    raw = second_edition()
    fields, place = fields_of(raw, "B4")
    fields[place]["choices"] = [each for each in fields[place]["choices"] if each[0] != "regional"]
    publish(raw)

    assert chosen("B4", "regional") == Text("regionális", "regional")
    assert chosen("B4", "lunar") == Text("lunar", "lunar")


def test_the_next_edition_is_right_and_the_published_one_cannot_be_published_again():
    assert faults(second_edition()) == []
    assert faults(FIRST) == [
        "edition: 1.0 is published already; what was published never changes.",
        f"in_force_from: it must be later than {NEWEST.in_force_from}, when 1.0 began.",
    ]


def changed(asked, /, **facts):
    raw = second_edition()
    fields, place = fields_of(raw, asked)
    fields[place] = {name: fact for name, fact in {**fields[place], **facts}.items() if fact is not None}
    return raw


PAIR = ["magyar", "English"]


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ([], "It must be an object with edition, in_force_from and sections."),
        (second_edition() | {"edition": "two"}, 'edition: write it like "1.1".'),
        (second_edition() | {"in_force_from": "soon"}, "in_force_from: write a day like 2027-01-01."),
        (second_edition() | {"colour": "red"}, "the form: nobody reads 'colour'; is it mistyped?"),
        (changed("E1", code="1E"), "section E: '1E' is no code of a field; write it like E1, J-1 or A7e."),
        (changed("E1", code="E2"), "E2: it is asked twice."),
        (changed("E1", kind="essay"), "E1: there is no kind 'essay'; it is one of"),
        (changed("E1", label=["magyar"]), "E1: its label must stand in Hungarian and in English."),
        (changed("E1", help=["", "English"]), "E1: its help must stand in Hungarian and in English."),
        (changed("E1", limit=None), "E1: its limit must say how many characters there may be."),
        (changed("E1", requierd=True), "E1: nobody reads 'requierd'; is it mistyped?"),
        (changed("E1", required_if="rain"), "E1: there is no condition 'rain'; it is one of"),
        (changed("A4", pattern="iban"), "A4: there is no pattern 'iban'; it is one of"),
        (changed("D4", maximum=None), "D4: a number needs a minimum and a maximum."),
        (changed("D4", maximum=0), "D4: its minimum (1) is above its maximum (0)."),
        (changed("L5", choices=[]), "L5: it needs choices."),
        (
            changed("L5", choices=[["a", "b"]]),
            "L5: the choice ['a', 'b'] must be a code, a Hungarian and an English name.",
        ),
        (changed("L5", choices=[["a", *PAIR]] * 2), "L5: the choice 'a' stands there twice."),
        (changed("G8", columns=[]), "G8: it needs columns."),
        (
            changed("G8", columns=[{"label": PAIR, "kind": "smell"}]),
            "G8: column 1: there is no kind 'smell'; it is one of",
        ),
        (
            changed("J-2", columns=[{"label": PAIR, "from": ["E9", 0]}]),
            "J-2: column 1: ['E9', 0] names no column of another table.",
        ),
        (changed("B1", kind="long_text"), "B1: the programme reads this field; it must stay, as text."),
    ],
)
def test_what_is_wrong_with_an_edition_is_said_in_one_line(raw, fault):
    assert [each for each in faults(raw) if each.startswith(fault)] != []


def test_the_command_says_line_by_line_what_is_wrong(app, tmp_path):
    path = tmp_path / "1.1.json"
    run = app.test_cli_runner().invoke

    path.write_text(json.dumps(second_edition()), encoding="utf-8")
    right = run(args=["form", "check", str(path)])
    path.write_text(json.dumps(changed("E1", kind="essay")), encoding="utf-8")
    wrong = run(args=["form", "check", str(path)])
    path.write_text("{", encoding="utf-8")
    broken = run(args=["form", "check", str(path)])

    assert (right.exit_code, right.output) == (0, "1.1.json is right: edition 1.1, 104 fields, from 2026-09-16.\n")
    assert (wrong.exit_code, wrong.output.splitlines()[0][:31]) == (1, "E1: there is no kind 'essay'; i")
    assert wrong.output.splitlines()[-1] == "Error: 1.1.json cannot be published yet."
    assert (broken.exit_code, broken.output[:30]) == (1, "Error: 1.1.json is no JSON: Ex")
    assert run(args=["form", "list"]).output == "1.0  from 2026-01-01  104 fields\n"
