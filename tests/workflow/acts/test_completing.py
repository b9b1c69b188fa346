"""The completion request, item by item, its extension and its answer."""

from datetime import date, timedelta

import pytest
import time_machine

from models.case import Case
from models.states import CaseState, DeadlineState, ItemState
from tests import stages
from tests.cast import Cast
from tests.factories import a_case
from tests.stages import TUESDAY
from workflow.acts import attaching, communicating, completing, drafting, requesting, submitting
from workflow.application import fingerprint
from workflow.clock import now
from workflow.engine import NotYours
from workflow.events import CompletionReceived, CompletionRequested, ExtensionAsked
from workflow.queries.attachments import attachments_of

S = CaseState
REASON = "Két munkatársunk beteg lett."


def in_preparation(cast: Cast, *fields: str) -> Case:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)
    for named in fields:
        stages.item(case, cast, fields=named)
    return case


def ordinals(case: Case) -> list[tuple[int, str]]:
    return [(item.ordinal, item.fields) for item in case.request_in_preparation.items]


def test_items_are_numbered_and_close_ranks_when_one_is_taken_out(cast: Cast) -> None:
    case = in_preparation(cast, "C1", "H1, M3", "E3")

    requesting.remove_item(case, by=cast.officer, ordinal=2)

    assert ordinals(case) == [(1, "C1"), (2, "E3")]
    stages.item(case, cast, fields="G11")
    assert ordinals(case) == [(1, "C1"), (2, "E3"), (3, "G11")]


def test_a_field_that_does_not_exist_is_refused_at_its_place(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)

    with refused("unknown_field", field="fields"):
        stages.item(case, cast, fields="C1, Z9")


@pytest.mark.parametrize("part", ["other_officer", "representative", "president", "administrator"])
def test_only_the_officer_of_the_case_writes_the_request(cast: Cast, part: str) -> None:
    case = in_preparation(cast, "C1")

    with pytest.raises(NotYours):
        requesting.add_item(
            case, by=cast.by_part[part], fields="C2", missing="Nincs.", to_supply="Kérjük.", legal_basis="J8"
        )
    with pytest.raises(NotYours):
        requesting.remove_item(case, by=cast.by_part[part], ordinal=1)


def test_a_request_needs_at_least_one_item(cast: Cast, refused) -> None:
    case = a_case(S.UNDER_FORMAL_CHECK, cast=cast)

    with refused("items_missing"):
        requesting.request_completion(case, by=cast.officer)


def test_the_request_goes_out_as_one_letter_and_opens_version_1_1(cast: Cast) -> None:
    case = in_preparation(cast, "C1, C2, C6", "H1, M3")

    event = requesting.request_completion(case, by=cast.officer)

    assert event == CompletionRequested(
        case_id=case.id,
        by_id=cast.officer.id,
        title=case.title,
        case_number=case.number,
        document_id=case.documents[-1].id,
        items=2,
        due_on="2026-09-29",
    )
    assert [row["field"] for row in case.documents[-1].facts["told"]["items"]] == ["C1, C2, C6", "H1, M3"]
    assert [(v.number, v.frozen_at is not None) for v in case.programme.versions] == [("1.0", True), ("1.1", False)]
    assert drafting.open_fields(case) == {"C1", "C2", "C6", "H1", "H1v", "H1y", "M3"}
    assert case.deadline("H02").state == DeadlineState.MET


def test_there_is_one_completion_request_a_version(cast: Cast, refused) -> None:
    case = a_case(S.COMPLETION_RECEIVED, cast=cast)

    with refused("gap_not_new", "gap_not_new", "gap_not_new", field="fields"):
        stages.item(case, cast)
    with refused("wrong_state"):
        requesting.request_completion(case, by=cast.officer)


def test_a_revised_programme_may_be_asked_to_be_completed_once_more(cast: Cast) -> None:
    case = a_case(S.RETURNED_FOR_REVISION, cast=cast)
    stages.resubmit(case, cast)

    stages.request_completion(case, cast)
    stages.complete(case, cast)
    stages.accept(case, cast)

    assert (case.version.number, case.state, len(case.requests)) == ("2.1", S.ACCEPTED_FOR_REVIEW, 1)


# The extension


def test_the_representative_asks_once_for_an_extension_and_gets_five_working_days(cast: Cast, refused) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)

    event = completing.ask_extension(case, by=cast.representative, reason=REASON)

    assert event == ExtensionAsked(
        case_id=case.id, by_id=cast.representative.id, title=case.title, case_number=case.number, reason=REASON
    )
    assert completing.extended_to(case) == date(2026, 10, 6)
    with refused("wrong_state"):
        completing.ask_extension(case, by=cast.representative, reason=REASON)
    assert completing.extend(case, by=cast.head).due_on == "2026-10-06"
    assert (case.deadline("H03").due_on, case.deadline("H03").extended) == (date(2026, 10, 6), True)
    with refused("already_extended"):
        completing.extend(case, by=cast.president)


def test_staff_and_strangers_do_not_ask_for_an_extension(cast: Cast) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)

    for person in (cast.staff, cast.stranger, cast.officer):
        with pytest.raises(NotYours):
            completing.ask_extension(case, by=person, reason=REASON)


def test_nothing_is_extended_that_nobody_asked_for(cast: Cast, refused) -> None:
    with refused("extension_not_asked"):
        completing.extend(a_case(S.COMPLETION_REQUESTED, cast=cast), by=cast.head)


def test_an_extension_is_asked_for_and_given_before_the_last_day_is_over(cast: Cast, refused) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)

    with time_machine.travel(now() + timedelta(days=15), tick=False), refused("completion_late"):
        completing.ask_extension(case, by=cast.representative, reason=REASON)
    completing.ask_extension(case, by=cast.representative, reason=REASON)
    with time_machine.travel(now() + timedelta(days=15), tick=False), refused("completion_late"):
        completing.extend(case, by=cast.head)


# The answer


def test_the_answer_addresses_every_item_and_freezes_version_1_1(cast: Cast) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)

    event = stages.complete(case, cast)

    assert event == CompletionReceived(
        case_id=case.id, by_id=cast.representative.id, title=case.title, case_number=case.number, version="1.1"
    )
    assert [(item.state, item.answer) for item in case.request.items] == [
        (ItemState.ANSWERED, "Pótoltuk: C1, C2, C6."),
        (ItemState.ANSWERED, "Pótoltuk: H1, M3."),
    ]
    assert case.version.number == "1.1"
    assert (case.version.frozen_at, case.version.fingerprint) == (now(), fingerprint(case.version.answers))


@pytest.mark.parametrize("answers", [{1: "Pótoltuk."}, {1: "Pótoltuk.", 2: "  "}])
def test_an_item_without_an_answer_is_refused_at_its_place(cast: Cast, refused, answers: dict[int, str]) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)

    with refused("item_unanswered", field="item_2"):
        completing.complete(case, by=cast.representative, answers=answers)

    assert (case.state, case.version.number) == (S.COMPLETION_REQUESTED, "1.0")


def test_the_last_day_ends_at_midnight_in_budapest(cast: Cast, refused) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)
    assert case.deadline("H03").due_on == date(2026, 9, 29)
    last_minute = TUESDAY.replace(day=29, hour=23, minute=59)

    with time_machine.travel(last_minute + timedelta(minutes=1), tick=False), refused("completion_late"):
        stages.complete(case, cast)
    with time_machine.travel(last_minute, tick=False):
        stages.complete(case, cast)

    assert case.state == S.COMPLETION_RECEIVED


def test_a_moved_working_saturday_can_be_the_last_day(cast: Cast, refused) -> None:
    with time_machine.travel(TUESDAY.replace(month=11, day=27), tick=False):
        case = a_case(S.COMPLETION_REQUESTED, cast=cast)
    saturday = TUESDAY.replace(month=12, day=12)
    assert case.deadline("H03").due_on == date(2026, 12, 11)
    with time_machine.travel(TUESDAY.replace(month=11, day=30), tick=False):
        communicating.open_letter(case.documents[-1], by=cast.staff)
    assert case.deadline("H03").due_on == saturday.date()

    with time_machine.travel(saturday, tick=False):
        stages.complete(case, cast)

    assert case.deadline("H03").state == DeadlineState.MET


def test_what_the_office_recorded_is_confirmed_by_the_representative(cast: Cast, refused) -> None:
    case, _ = stages.record(cast)
    stages.assign(case, cast)
    stages.request_completion(case, cast)
    answers = stages.answers_to(case)

    with refused("declaration_missing", "declaration_missing"):
        completing.complete(case, by=cast.representative, answers=answers, declarations=["N1", "N2", "N3", "N4", "N5"])
    completing.complete(case, by=cast.representative, answers=answers, declarations=stages.DECLARED)

    assert case.version.answers["N7"] is True


def test_a_completion_opens_the_fields_and_annexes_that_it_names_and_no_other(cast: Cast, refused) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)
    version = submitting.version_to_write(case)

    drafting.write_answers(case, version, {"C1": ["20"], "H1v": "tanár"}, by=cast.staff)
    attaching.attach(case, version, by=cast.staff, kind="M3", title="", file=stages.a_file())
    with refused("field_closed", "field_closed"):
        drafting.write_answers(case, version, {"C1": ["18"], "B1": "Más cím", "E1": "Más cél"}, by=cast.staff)
    with refused("field_closed", field="kind"):
        attaching.attach(case, version, by=cast.staff, kind="M4", title="", file=stages.a_file())

    assert [version.answers[code] for code in ("C1", "H1v", "B1")] == [["20"], "tanár", case.title]
    assert [annex.kind for annex in attachments_of(case) if annex.version_number == "1.1"] == ["M3"]


def test_a_completion_with_an_answer_over_its_limit_is_refused_at_the_field(cast: Cast, refused) -> None:
    case = a_case(S.COMPLETION_REQUESTED, cast=cast)
    version = submitting.version_in_writing(case)
    version.answers = {**version.answers, "C6": "x" * 1501}

    with refused("answer_wrong", field="C6"):
        stages.complete(case, cast)

    assert (case.state, version.frozen_at) == (S.COMPLETION_REQUESTED, None)
