"""The longest that the forms take is stored on both databases: one counts characters, the other does not."""

from datetime import timedelta

import time_machine

from models.states import CaseState, Outcome
from tests import stages
from tests.cast import Cast
from tests.factories import a_case
from workflow.acts import appointing, attaching, submitting
from workflow.clock import now

#: Two bytes each, and five characters each in the key that sorts them.
LONG = "ű" * 200


def test_the_longest_names_of_people_and_organisations_are_stored(cast: Cast) -> None:
    person = appointing.enter_person(email="hosszu@example.org", family_name=LONG[:80], given_name=LONG[:80])
    organisation = appointing.enter_organisation(LONG)

    assert (person.display_name, organisation.name) == (f"{LONG[:80]} {LONG[:80]}", LONG)


def test_the_longest_sender_and_file_name_are_stored(cast: Cast) -> None:
    case, _ = stages.record(cast, sender=LONG, title=LONG[:160], source=stages.a_file(f"{LONG}{LONG[:51]}.pdf"))

    assert (case.sender, case.version.signatory) == (LONG, LONG)


def test_the_longest_application_goes_all_the_way(cast: Cast) -> None:
    cast.organisation.name, cast.organisation.seat = LONG, f"{LONG}{LONG[:100]}"
    places = [f"{LONG[:115]}{nth:02}" for nth in range(30)]
    facts = {"A6": LONG[:120], "A10": LONG, "B2": LONG * 4, "C2": places}
    case = a_case(CaseState.ON_THE_AGENDA, cast=cast, outcome=Outcome.ACCREDITED, title=LONG[:160], **facts)

    with time_machine.travel(now() + timedelta(days=30), tick=False):
        stages.resolve(case, cast, Outcome.ACCREDITED)
        stages.certify(case, cast)
        stages.issue(case, cast)

    accreditation = case.programme.accreditations[0]
    assert (accreditation.title, accreditation.holder, len(accreditation.places)) == (LONG[:160], LONG, 1000)
    assert accreditation.summary == LONG * 4


def test_the_longest_title_of_an_annex_is_its_file_s_name(cast: Cast) -> None:
    case = stages.draft(cast)
    annex = attaching.attach(
        case, submitting.version_in_writing(case), by=cast.staff, kind="M6", title="", file=stages.a_file("á" * 255)
    )

    assert (len(annex.title), len(annex.file_name)) == (200, 255)
