"""Conditions of submission, recording, assigning and withdrawal (T01–T04, T33)."""

from collections.abc import Iterator

from models.case import Case
from models.states import Role
from models.user import User
from workflow.application import form_of, missing
from workflow.guards.answers import contradictions, missing_answers, wrong_answers
from workflow.parties import holds
from workflow.refusals import Given, Refusal, required, unless

title_is_given = required("title", "Adja meg a program címét.", "Enter the programme's title.", most=160)
sender_is_given = required("sender", "Adja meg, ki küldte a kérelmet.", "Enter who sent the application.", most=200)
statement_is_given = required(
    "statement", "Írja le nyilatkozatát a visszalépésről.", "Write your statement of withdrawal.", least=3, most=5000
)


def application_is_complete(case: Case, given: Given) -> Iterator[Refusal]:
    """BR-01: every required field, annex and declaration, each within its limits (section 6).

    `answers` and `annexes` are handed in.
    """
    form, answers = form_of(case.version), given.facts["answers"]
    yield from missing_answers(missing(answers, given.facts["annexes"], form))
    yield from wrong_answers(answers, form.fields.values())
    yield from contradictions(answers, form)
    yield from unless(
        bool(str(given.facts.get("signatory") or "").strip()),
        "signatory_missing",
        "Írja be a nevét: a nyilatkozatokat névvel tesszük.",
        "Write your name: declarations are made by name.",
        field="signatory",
    )


def arrival_is_recorded(case: Case, given: Given) -> Iterator[Refusal]:
    """T02b: the day of arrival, not in the future, and the scanned source."""
    arrived = given.facts.get("arrived_on")
    yield from unless(
        arrived is not None and arrived <= given.today,
        "arrived_on_wrong",
        "Adja meg az érkezés napját; jövőbeli nem lehet.",
        "Enter the day of arrival; it cannot be in the future.",
        field="arrived_on",
    )
    yield from unless(
        bool(given.facts.get("source")),
        "source_missing",
        "Csatolja a beérkezett irat másolatát.",
        "Attach the copy of what arrived.",
        field="source",
    )


def officer_is_named(case: Case, given: Given) -> Iterator[Refusal]:
    """T04: a person who is a case officer (or the head of office) today, and not on the applicant's side."""
    officer = given.facts.get("officer")
    able = isinstance(officer, User) and holds(officer, Role.CASE_OFFICER, Role.HEAD_OF_OFFICE)
    yield from unless(able, "officer_missing", "Válasszon ügyintézőt.", "Choose an officer.", field="person")
    if isinstance(officer, User):
        yield from unless(
            officer.id not in {membership.user_id for membership in case.programme.organisation.memberships}
            and officer.id not in {row.user_id for row in case.co_writers if row.accepted_at is not None},
            "officer_conflicted",
            "Az ügyintéző a benyújtó szervezet tagja vagy társszerzője.",
            "The officer belongs to the applicant or wrote with it.",
            field="person",
        )
