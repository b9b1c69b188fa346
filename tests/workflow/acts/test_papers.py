"""Every paper of a case names the version that it speaks of, also when the case has gone on to another."""

from models.states import CaseState, Direction, Outcome
from tests import stages
from tests.cast import Cast
from tests.factories import ISSUED, a_case, play
from workflow.acts.checking import acceptance_paper
from workflow.acts.papers import in_full, letter_to_come, printable, version_named
from workflow.queries.minutes import drafted


def completed_way() -> tuple:
    """The way to the decision, with a completion in it."""
    way = list(ISSUED)
    at = next(place for place, (_, stage) in enumerate(way) if stage is stages.accept)
    way[at:at] = [(0, stages.request_completion), (2, stages.complete)]
    return tuple(way)


def test_letters_before_the_completion_name_the_first_version_and_those_after_it_the_second(cast: Cast) -> None:
    case = play(completed_way(), cast=cast, outcome=Outcome.ACCREDITED_WITH_CONDITIONS)

    out = [document for document in case.documents if document.direction == Direction.OUTGOING]
    named = {(document.kind, printable(document, "hu")["version"]) for document in out if document.facts}
    assert named == {
        ("completion_request", "1.0"),
        ("acceptance", "1.1"),
        ("expert_request", "1.1"),
        ("assessment", "1.1"),
        ("decision", "1.1"),
    }
    first = [document.kind for document in case.documents if version_named(document) == "1.0"]
    assert first == ["application", "completion_request"]
    assert {version_named(document) for document in case.documents} == {"1.0", "1.1"}


def test_a_letter_that_was_stored_without_its_version_still_names_it(cast: Cast) -> None:
    case = a_case(CaseState.COMPLETION_RECEIVED, cast=cast)
    (request,) = (document for document in case.documents if document.kind == "completion_request")
    request.facts = {name: fact for name, fact in request.facts.items() if name != "version"}

    assert printable(request, "en")["version"] == "1.0"


def test_a_letter_to_come_names_the_version_too(cast: Cast) -> None:
    case = a_case(CaseState.UNDER_FORMAL_CHECK, cast=cast)

    paper = acceptance_paper(case, by=cast.head)

    assert [letter_to_come(paper, "hu")["version"], in_full(paper["facts"], "en")["version"]] == ["1.0", "1.0"]


def test_assessment_minutes_and_certificate_name_what_was_judged(cast: Cast) -> None:
    case = play(completed_way(), cast=cast, outcome=Outcome.ACCREDITED_WITH_CONDITIONS)

    minutes = drafted(case.agenda_item.meeting_id, "hu", certifier=None)

    assert [case.assessments[-1].version.number, minutes["items"][0]["version"]] == ["1.1", "1.1"]
    assert case.accreditation.certificates[-1].facts["version"] == "1.1"
