"""Saving an answer while it is written: marks, two writers, what is too late, what a stranger gets."""

import gzip

import pytest

from models.db import db
from models.states import CaseState
from tests import stages
from tests.blueprints.counting import queries_of_post
from tests.factories import a_case, the_people

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def case(people):
    case = a_case(CaseState.DRAFT, cast=people, title="Kertek alatt")
    db.session.commit()
    return case


@pytest.fixture
def staff(people, sign_in):
    db.session.commit()
    return sign_in(people.staff)


def save(client, case, code, seen=0, **typed):
    said = {code: typed.pop("said")} if "said" in typed else {}
    data = {f"seen-{code}": seen, **said, **typed}
    return client.post(f"/cases/{case.id}/draft/fields/{code}", data=data, headers=HTMX)


def stored(case, code):
    db.session.expire_all()
    return case.version.answers.get(code)


def test_an_answer_is_saved_with_its_hour_and_its_next_mark(case, staff):
    answer = save(staff, case, "E2", said="Legyen közös kert.")

    assert [answer.status_code, stored(case, "E2")] == [200, "Legyen közös kert."]
    assert 'id="E2-saved" data-seen="1"' in answer.text
    assert ">10:00</time>" in answer.text


def test_the_answer_to_a_save_is_small(case, staff):
    answer = save(staff, case, "E2", said="Legyen közös kert. " * 20)

    assert len(gzip.compress(answer.data)) <= 2048


def test_a_save_asks_the_database_six_times_at_most(case, staff):
    asked = queries_of_post(staff, f"/cases/{case.id}/draft/fields/E2", {"E2": "Legyen kert.", "seen-E2": "0"}, HTMX)

    assert asked <= 6


def test_whoever_began_from_an_older_text_gets_both_and_overwrites_nothing(case, people, staff, sign_in):
    save(staff, case, "E2", said="Az egyik szöveg")

    second = save(sign_in(people.representative), case, "E2", said="A másik szöveg")

    assert [second.status_code, stored(case, "E2")] == [409, "Az egyik szöveg"]
    assert all(part in second.text for part in ("Az egyik szöveg", "A másik szöveg", 'data-seen="1"'))


def test_having_seen_both_one_may_keep_ones_own(case, staff):
    save(staff, case, "E2", said="Az egyik szöveg")

    chosen = save(staff, case, "E2", seen=1, said="A másik szöveg")

    assert [chosen.status_code, stored(case, "E2")] == [200, "A másik szöveg"]


def test_the_same_text_twice_is_no_quarrel(case, staff):
    save(staff, case, "E2", said="Ugyanaz")

    assert [save(staff, case, "E2", said="Ugyanaz").status_code, stored(case, "E2")] == [200, "Ugyanaz"]


def test_two_fields_never_meet(case, staff):
    save(staff, case, "E2", said="Közvetlen cél")

    assert save(staff, case, "E1", said="Tágabb cél").status_code == 200
    assert [stored(case, "E1"), stored(case, "E2")] == ["Tágabb cél", "Közvetlen cél"]


def test_a_table_is_saved_row_by_row(case, staff):
    answer = save(staff, case, "G2", **{"G2-0-0": "talaj és víz", "G2-1-0": "közös döntés"})

    assert [answer.status_code, stored(case, "G2")] == [200, ["talaj és víz", "közös döntés"]]


def test_what_is_wrong_is_kept_as_it_is_typed(case, staff):
    save(staff, case, "D4", said="vagy száz")

    assert stored(case, "D4") == "vagy száz"
    assert 'value="vagy száz"' in staff.get(f"/cases/{case.id}/draft/D").text


def test_after_submission_it_is_too_late(case, people, staff):
    stages.submit(case, people)
    db.session.commit()

    assert save(staff, case, "E2", said="Még valami").status_code == 409


@pytest.mark.parametrize("code", ["M1", "X9", "role", "state"])
def test_only_questions_of_the_form_can_be_written(case, staff, code):
    assert save(staff, case, code, said="x").status_code == 404


def test_forged_fields_change_nothing(case, staff):
    before = [case.state, case.version.number, case.programme.organisation_id]

    save(staff, case, "E2", said="Cél", state="accredited", organisation_id="99", version="9.0")

    db.session.expire_all()
    assert [case.state, case.version.number, case.programme.organisation_id] == before


def test_without_scripts_the_section_shows_both_texts_and_takes_the_chosen_one(case, staff):
    save(staff, case, "E2", said="Az egyik szöveg")
    address = f"/cases/{case.id}/draft/E"

    both = staff.post(address, data={"E2": "A másik szöveg", "seen-E2": "0"})
    theirs = staff.post(address, data={"E2": "A másik szöveg", "seen-E2": "1", "keep": "E2:theirs"})

    assert [both.status_code, both.text.count("Az egyik szöveg"), 'name="seen-E2" value="1"' in both.text] == [
        409,
        1,
        True,
    ]
    assert ["Az egyik szöveg</textarea>" in theirs.text, "A másik szöveg" in theirs.text] == [True, False]


def test_a_window_is_never_in_its_own_way(case, staff):
    """It pressed the button before it heard that the text was saved already."""
    save(staff, case, "E2", said="Legyen kö", window="a1", turn="1")

    answer = staff.post(
        f"/cases/{case.id}/draft/E", data={"E2": "Legyen közös kert.", "seen-E2": "0", "window": "a1", "turn": "2"}
    )

    assert [answer.status_code, stored(case, "E2")] == [303, "Legyen közös kert."]


def test_of_two_that_cross_on_the_line_the_later_one_stays(case, staff):
    save(staff, case, "E2", said="Legyen közös kert.", window="a1", turn="2")

    late = save(staff, case, "E2", said="Legyen kö", window="a1", turn="1")

    assert [late.status_code, stored(case, "E2")] == [200, "Legyen közös kert."]


def test_another_window_of_the_same_person_is_another(case, staff):
    save(staff, case, "E2", said="Az egyik ablakban", window="a1", turn="1")

    assert save(staff, case, "E2", said="A másikban", window="b2", turn="1").status_code == 409


FROM_WORD = "Célunk:\r\n·\ta kö\u00adzös kert\r\n\uf0b7\taz\xa0ágyás\r\n"


def test_what_word_leaves_in_a_pasted_text_is_taken_out_and_the_writer_is_told(case, staff):
    answer = save(staff, case, "E2", said=FROM_WORD)
    plain = save(staff, case, "E1", said="Tágabb\r\ncél")

    assert stored(case, "E2") == "Célunk:\n– a közös kert\n– az ágyás\n"
    assert ["data-tidied" in answer.text, "data-tidied" in plain.text] == [True, False]


def test_the_section_form_keeps_and_shows_the_same_text(case, staff):
    address = f"/cases/{case.id}/draft/E"

    refused = staff.post(address, data={"E2": FROM_WORD + "x" * 20_000})
    kept = staff.post(address, data={"E2": FROM_WORD})

    assert [refused.status_code, "Célunk:\n– a közös kert\n– az ágyás" in refused.text] == [422, True]
    assert [kept.status_code, stored(case, "E2")] == [303, "Célunk:\n– a közös kert\n– az ágyás\n"]


def test_a_cell_of_a_table_loses_what_cannot_be_seen(case, staff):
    save(staff, case, "G2", **{"G2-0-0": "ta\u00adlaj\u200b és\xa0víz"})

    assert stored(case, "G2") == ["talaj és víz"]


def test_html_from_word_is_text_like_any_other(case, staff):
    save(staff, case, "E2", said='<p class="MsoNormal"><b>Cél</b><script>alert(1)</script></p>')

    page = staff.get(f"/cases/{case.id}/draft/E").text

    assert ["&lt;p class=" in page, '<p class="MsoNormal">' in page, "<script>alert" in page] == [True, False, False]


def test_four_thousand_characters_from_word_go_out_and_the_answer_stays_small(case, staff):
    page = (FROM_WORD * 200)[:4000]

    answer = save(staff, case, "E2", said=page)

    assert [answer.status_code, len(gzip.compress(answer.data)) <= 2048] == [200, True]
    assert stored(case, "E2").count("– a közös kert") == page.count("·\ta kö\u00adzös kert")
