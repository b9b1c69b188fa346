"""Opening, writing and discarding a draft."""

import pytest
from sqlalchemy import func, select

from models.attachment import Attachment
from models.case import Case, Step
from models.db import db
from models.outbox import EventRow
from models.programme import FrozenVersionChanged, Programme, Version
from models.states import CaseState
from tests import stages
from tests.cast import Cast
from tests.factories import a_case
from workflow.acts import attaching, drafting
from workflow.clock import now
from workflow.engine import NotYours
from workflow.events import DraftDiscarded, DraftOpened, to_payload


def rows(kind: type) -> int:
    return db.session.scalar(select(func.count()).select_from(kind))


def test_a_draft_begins_with_what_the_organisation_s_record_already_says(cast: Cast) -> None:
    case, event = drafting.open_draft("Kertek alatt", cast.organisation, by=cast.staff, token="once")

    assert event == DraftOpened(case_id=case.id, by_id=cast.staff.id, title="Kertek alatt", case_number=None)
    assert case.state == CaseState.DRAFT
    assert case.version.number == "1.0"
    assert case.version.answers == {
        "A1": cast.organisation.name,
        "A2": "association",
        "A3": cast.organisation.seat,
        "B1": "Kertek alatt",
        "B6": "new",
        "C1": ["20"],
    }


def test_a_second_click_finds_the_draft_that_the_first_one_opened(cast: Cast) -> None:
    first, _ = drafting.open_draft("Kertek alatt", cast.organisation, by=cast.staff, token="once")

    with pytest.raises(drafting.AlreadyOpened) as twice:
        drafting.open_draft("Kertek alatt", cast.organisation, by=cast.staff, token="once")

    assert twice.value.case is first
    assert (rows(Case), rows(Programme)) == (1, 1)


def test_nobody_opens_a_draft_for_somebody_else_s_organisation(cast: Cast) -> None:
    with pytest.raises(NotYours):
        drafting.open_draft("Idegen", cast.organisation, by=cast.stranger, token="once")


@pytest.mark.parametrize(("title", "code"), [("  ", "title_missing"), ("a" * 161, "title_too_long")])
def test_a_programme_has_a_title_of_at_most_160_characters(cast: Cast, refused, title: str, code: str) -> None:
    with refused(code, field="title"):
        drafting.open_draft(title, cast.organisation, by=cast.staff, token="once")


def test_a_draft_may_be_saved_with_everything_missing(cast: Cast) -> None:
    case, _ = drafting.open_draft("Kertek alatt", cast.organisation, by=cast.staff, token="once")

    drafting.write_answers(case, case.version, {"E1": "Félbehagyott mond"}, by=cast.representative)

    assert case.version.answers["E1"] == "Félbehagyott mond"


def test_title_and_county_follow_the_form_while_it_is_a_draft(cast: Cast) -> None:
    case, _ = drafting.open_draft("Kertek alatt", cast.organisation, by=cast.staff, token="once")

    drafting.write_answers(case, case.version, {"B1": " Új cím ", "C1": ["18", "20"]}, by=cast.staff)

    assert (case.title, case.programme.county_code) == ("Új cím", "18")


@pytest.mark.parametrize("part", ["stranger", "officer", "head", "president", "administrator", "expert_a"])
def test_only_the_applicant_writes_a_draft(cast: Cast, part: str) -> None:
    case = stages.draft(cast)

    with pytest.raises(NotYours):
        drafting.write_answers(case, case.version, {"B1": "Idegen kéz"}, by=cast.by_part[part])


def test_a_submitted_application_is_written_no_more(cast: Cast, refused) -> None:
    case = a_case(CaseState.SUBMITTED, cast=cast)

    with refused("wrong_state"):
        drafting.write_answers(case, case.version, {"E1": "Utólag"}, by=cast.staff)


def test_a_frozen_version_never_changes_whoever_asks(cast: Cast) -> None:
    case = a_case(CaseState.SUBMITTED, cast=cast)

    case.version.answers = {**case.version.answers, "E1": "Utólag"}

    with pytest.raises(FrozenVersionChanged):
        db.session.flush()


def test_a_frozen_version_cannot_be_thawed(cast: Cast) -> None:
    case = a_case(CaseState.SUBMITTED, cast=cast)

    case.version.frozen_at = None

    with pytest.raises(FrozenVersionChanged):
        db.session.flush()


def test_an_annex_is_added_and_taken_off_by_the_applicant_alone(cast: Cast) -> None:
    case = stages.draft(cast)
    annex = attaching.attach(case, case.version, by=cast.staff, kind="M6", title="", file=stages.a_file("kert.pdf"))
    db.session.flush()
    assert (annex.title, annex.version_number, annex.uploaded_by_id) == ("kert.pdf", "1.0", cast.staff.id)

    with pytest.raises(NotYours):
        attaching.detach(annex, by=cast.stranger)
    attaching.detach(annex, by=cast.representative)

    db.session.flush()
    kinds = db.session.scalars(select(Attachment.kind).where(Attachment.case_id == case.id).order_by(Attachment.kind))
    assert kinds.all() == ["M1", "M2", "M3", "M4", "M5"]


def test_a_discarded_draft_leaves_nothing_but_the_word_that_it_was_discarded(cast: Cast) -> None:
    case = stages.draft(cast)
    event = DraftOpened(case_id=case.id, by_id=cast.staff.id, title=case.title, case_number=None)
    told = EventRow(name="DraftOpened", payload=to_payload(event), case_id=case.id, happened_at=now())
    db.session.add(told)
    db.session.flush()
    title = case.title

    event = drafting.discard(case, by=cast.staff)

    assert event == DraftDiscarded(
        case_id=None,
        by_id=cast.staff.id,
        title=title,
        case_number=None,
        applicant_ids=[cast.representative.id, cast.staff.id],
    )
    assert [rows(kind) for kind in (Case, Step, Attachment, Version, Programme)] == [0] * 5
    db.session.refresh(told)
    assert told.case_id is None


def test_what_was_submitted_cannot_be_discarded(cast: Cast, refused) -> None:
    case = a_case(CaseState.SUBMITTED, cast=cast)

    with refused("wrong_state"):
        drafting.discard(case, by=cast.staff)


@pytest.mark.parametrize(("room", "megabytes"), [(20, 1), (5, 40)])
def test_a_version_has_at_most_twenty_annexes_and_two_hundred_megabytes(
    cast: Cast, refused, room: int, megabytes: int
) -> None:
    case, _ = drafting.open_draft("Kertek alatt", cast.organisation, by=cast.staff, token="once")
    file = {**stages.a_file(), "size": megabytes * 1024 * 1024}
    for _ in range(room):
        attaching.attach(case, case.version, by=cast.staff, kind="M6", title="", file=file)

    with refused("annexes_full", field="file"):
        attaching.attach(case, case.version, by=cast.staff, kind="M6", title="", file=file)
