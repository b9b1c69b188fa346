"""The completion: items gathered, more time asked for, the open fields, the office's judgement of each item."""

import io
import re

import pytest

from models.db import db
from models.states import CaseState, ItemState
from tests import stages
from tests.blueprints.counting import queries_of
from tests.factories import a_case, the_people
from workflow.acts import attaching, checking, drafting, requesting, standard_items, submitting
from workflow.application import FIELDS
from workflow.refusals import Refused

pytestmark = pytest.mark.usefixtures("tuesday")
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
ITEM = {
    "fields": "A1–A7, M1",
    "missing": "Nincs megnevezve a képviselő.",
    "to_supply": "A nevét kérjük.",
    "legal_basis": "J4",
}
REASON = "Két munkatársunk beteg lett."


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def checked(people):
    case = a_case(CaseState.UNDER_FORMAL_CHECK, cast=people)
    db.session.commit()
    return case


@pytest.fixture
def requested(people):
    case = a_case(CaseState.COMPLETION_REQUESTED, cast=people)
    db.session.commit()
    return case


@pytest.fixture
def received(people):
    case = a_case(CaseState.COMPLETION_RECEIVED, cast=people)
    db.session.commit()
    return case


def items_of(case):
    db.session.expire_all()
    return [item.fields for item in case.request_in_preparation.items] if case.request_in_preparation else []


def test_an_item_is_added_and_the_page_holds_its_fragment(checked, people, sign_in):
    officer, address = sign_in(people.officer), f"/cases/{checked.id}/completion-request"

    answer = officer.post(address, data=ITEM)

    fragment = officer.get(address, headers=HTMX).text.strip()
    assert [answer.status_code, answer.headers["Location"], items_of(checked)] == [303, address, ["A1–A7, M1"]]
    assert [fragment.startswith('<section id="completion-items"'), fragment in officer.get(address).text] == [
        True,
        True,
    ]
    assert ITEM["missing"] in fragment


@pytest.mark.parametrize(
    "wrong", [{"fields": "Q9"}, {"fields": ""}, {"missing": ""}, {"to_supply": ""}, {"legal_basis": ""}]
)
def test_an_item_that_lacks_something_is_asked_for_again(checked, people, sign_in, wrong):
    answer = sign_in(people.officer).post(f"/cases/{checked.id}/completion-request", data=ITEM | wrong)

    typed = [text for name, text in (ITEM | wrong).items() if text]
    assert [answer.status_code, [text in answer.text for text in typed], items_of(checked)] == [
        422,
        [True] * len(typed),
        [],
    ]


def test_an_item_is_taken_out_and_the_others_close_ranks(checked, people, sign_in):
    for fields in ("A1", "B2", "C6"):
        stages.item(checked, people, fields=fields)
    db.session.commit()

    answer = sign_in(people.officer).post(f"/cases/{checked.id}/completion-request/items/2/removal")

    assert [answer.status_code, items_of(checked)] == [303, ["A1", "C6"]]
    assert [item.ordinal for item in checked.request_in_preparation.items] == [1, 2]


def test_an_item_that_comes_after_sending_is_too_late_and_kept_on_the_screen(checked, people, sign_in):
    stages.request_completion(checked, people)
    db.session.commit()

    answer = sign_in(people.officer).post(f"/cases/{checked.id}/completion-request", data=ITEM)

    assert [answer.status_code, ITEM["missing"] in answer.text, len(checked.request.items)] == [409, True, 2]


def test_the_applicant_sees_the_items_and_the_open_sections(requested, people, sign_in):
    page = sign_in(people.staff).get(f"/cases/{requested.id}/completion")

    said = [item.to_supply in page.text for item in requested.request.items]
    sections = {code: f"/cases/{requested.id}/draft/{code}" in page.text for code in "ABCH"}
    assert [page.status_code, said, sections] == [200, [True, True], {"A": False, "B": False, "C": True, "H": True}]


def test_more_time_is_asked_for_once(requested, people, sign_in, mails):
    representative, address = sign_in(people.representative), f"/cases/{requested.id}/completion-extension/request"
    before = len(mails())

    first, second = (representative.post(address, data={"reason": REASON}) for _ in "ab")

    db.session.expire_all()
    assert [first.status_code, second.status_code, REASON in second.text] == [303, 409, True]
    assert [requested.request.extension_reason, {address for address, _ in mails()[before:]}] == [
        REASON,
        {people.head.email},
    ]


def test_more_time_is_not_asked_for_without_a_reason(requested, people, sign_in):
    answer = sign_in(people.representative).post(
        f"/cases/{requested.id}/completion-extension/request", data={"reason": ""}
    )

    db.session.expire_all()
    assert [answer.status_code, requested.request.extension_asked_at] == [422, None]


@pytest.mark.parametrize(("part", "status"), [("staff", 403), ("officer", 403), ("stranger", 404)])
def test_only_the_representative_asks_for_more_time(requested, people, sign_in, part, status):
    address = f"/cases/{requested.id}/completion-extension/request"

    answer = sign_in(people.by_part[part]).post(address, data={"reason": REASON})

    assert [answer.status_code, requested.request.extension_asked_at] == [status, None]


def test_the_answers_stand_beside_the_judgement_of_each_item(received, people, sign_in):
    officer, address = sign_in(people.officer), f"/cases/{received.id}/completion/judgement"
    page = officer.get(address)

    answer = officer.post(address, data={"item_1": "supplied", "item_2": "not_supplied"})

    db.session.expire_all()
    assert [page.status_code, [item.answer in page.text for item in received.request.items]] == [200, [True, True]]
    assert [answer.status_code, answer.headers["Location"]] == [303, f"/cases/{received.id}/check"]
    assert [item.state for item in received.request.items] == [ItemState.SUPPLIED, ItemState.NOT_SUPPLIED]


def test_no_judgement_of_ones_own_making_is_taken(received, people, sign_in):
    answer = sign_in(people.officer).post(f"/cases/{received.id}/completion/judgement", data={"item_1": "wonderful"})

    db.session.expire_all()
    assert [answer.status_code, received.request.items[0].state] == [422, ItemState.ANSWERED]


def test_after_acceptance_nothing_is_judged_any_more(received, people, sign_in):
    stages.judge(received, people)
    stages.check(received, people)
    checking.accept_completed(received, by=people.head)
    db.session.commit()

    answer = sign_in(people.officer).post(f"/cases/{received.id}/completion/judgement", data={"item_1": "not_supplied"})

    db.session.expire_all()
    assert [answer.status_code, received.request.items[0].state] == [409, ItemState.SUPPLIED]


def test_what_came_on_paper_is_confirmed_with_the_completion(people, sign_in):
    case, _ = stages.record(people)
    stages.assign(case, people)
    stages.request_completion(case, people)
    db.session.commit()
    answers = {f"item_{item.ordinal}": "Pótoltuk." for item in case.request.items}
    representative, address = sign_in(people.representative), f"/cases/{case.id}/completion/sending"

    bare = representative.post(address, data=answers)
    confirmed = representative.post(address, data=answers | {f"N{number}": "y" for number in range(1, 11)})

    db.session.expire_all()
    assert [bare.status_code, "Pótoltuk." in bare.text, confirmed.status_code] == [422, True, 303]
    assert [case.state, case.version.answers["N1"]] == [CaseState.COMPLETION_RECEIVED, True]


def test_asking_too_late_for_more_time_is_refused_in_words(requested, people, sign_in, tuesday):
    tuesday.shift(60 * 24 * 3600)

    answer = sign_in(people.representative).post(
        f"/cases/{requested.id}/completion-extension/request", data={"reason": REASON}
    )

    assert [answer.status_code, REASON in answer.text, "A határidő már lejárt." in answer.text] == [409, True, True]


def kinds_offered(page):
    return re.findall(r'<option[^>]* value="(M\d)"', page)


def test_only_the_annexes_that_the_request_names_can_be_attached(requested, people, sign_in):
    staff, address = sign_in(people.staff), f"/cases/{requested.id}/attachments"
    file = {"title": "Fénykép", "file": (io.BytesIO(b"%PDF-1.7 x"), "kep.pdf")}

    page = staff.get(address).text
    answer = staff.post(address, data={"kind": "M7", **file})

    assert [kinds_offered(page), "csak azokat a mellékleteket" in page] == [["M3"], True]
    assert [answer.status_code, "kep.pdf" in staff.get(address).text] == [422, False]


def test_without_a_named_annex_there_is_nothing_to_attach(checked, people, sign_in):
    stages.item(checked, people)
    requesting.request_completion(checked, by=people.officer)
    db.session.commit()

    page = sign_in(people.staff).get(f"/cases/{checked.id}/attachments").text

    assert ["nem kér mellékletet" in page, 'name="file"' in page] == [True, False]


def test_a_field_that_is_not_open_is_not_written_whoever_sends_it(requested, people, sign_in):
    staff = sign_in(people.staff)

    answer = staff.post(f"/cases/{requested.id}/draft/B", data={"B1": "Más cím"})

    db.session.expire_all()
    assert [answer.status_code, requested.title, requested.programme.versions[-1].answers["B1"]] == [
        303,
        requested.title,
        requested.title,
    ]


# The next item: proposed, chosen from the form, changed, put in order


@pytest.fixture
def recorded(people):
    case, _ = stages.record(people)
    stages.assign(case, people)
    sentence = standard_items.write_standard_item(None, by=people.officer, **ITEM | {"fields": "C1, C2, C6"})
    db.session.commit()
    return case, sentence.id


def ticked(page):
    boxes = [tag for tag in re.findall("<input[^>]*>", page) if 'type="checkbox"' in tag and " checked" in tag]
    return [re.search('value="([^"]*)"', tag)[1] for tag in boxes]


def test_a_sentence_that_fits_is_offered_and_choosing_it_fills_the_form(recorded, people, sign_in):
    case, sentence = recorded
    officer, address = sign_in(people.officer), f"/cases/{case.id}/completion-request"

    empty, filled = officer.get(address).text, officer.get(f"{address}?from=s{sentence}", headers=HTMX).text

    assert [f"{address}?from=s{sentence}" in empty, ticked(empty), ticked(filled)] == [True, [], ["C1", "C2", "C6"]]
    assert [ITEM["missing"] in filled, items_of(case)] == [True, []]


def test_what_was_chosen_is_changed_before_it_is_added(recorded, people, sign_in):
    case, sentence = recorded
    address = f"/cases/{case.id}/completion-request?from=s{sentence}"
    sent = {
        "picked_C": ["C1", "C2"],
        "picked_M": ["M4"],
        "missing": "Másképp.",
        "to_supply": "Így.",
        "legal_basis": "J8",
    }

    answer = sign_in(people.officer).post(address, data=sent)

    assert [answer.status_code, items_of(case)] == [303, ["C1, C2, M4"]]
    assert case.request_in_preparation.items[0].missing == "Másképp."


def test_ticks_and_codes_are_joined_and_a_wrong_code_is_said_beside_its_field(checked, people, sign_in):
    officer, address = sign_in(people.officer), f"/cases/{checked.id}/completion-request"

    joined = officer.post(address, data=ITEM | {"fields": "M1, A1", "picked_A": ["A2", "A3"]})
    wrong = officer.post(address, data=ITEM | {"fields": "Q9", "picked_A": ["A2"]})

    assert [joined.status_code, items_of(checked)] == [303, ["A1–A3, M1"]]
    assert [wrong.status_code, "Ismeretlen mezőkód" in wrong.text, ticked(wrong.text)] == [422, True, ["A2"]]


def test_an_item_of_the_check_list_leads_to_a_filled_form(recorded, people, sign_in):
    case, _ = recorded

    page = sign_in(people.officer).get(f"/cases/{case.id}/completion-request?from=J3").text

    assert [ticked(page), "nincs megvalósítás" in page] == [["J-1", "M4"], True]


def test_a_key_that_names_nothing_leaves_the_form_empty(checked, people, sign_in):
    page = sign_in(people.officer).get(f"/cases/{checked.id}/completion-request?from=s999'")

    assert [page.status_code, ticked(page.text)] == [200, []]


def test_an_item_is_changed_and_put_before_another_one_without_a_script(checked, people, sign_in):
    for fields in ("A1", "B2", "C6"):
        stages.item(checked, people, fields=fields)
    db.session.commit()
    officer, address = sign_in(people.officer), f"/cases/{checked.id}/completion-request/items"

    shown = officer.get(f"{address}/3").text
    changed = officer.post(f"{address}/3", data=ITEM | {"fields": "", "picked_D": ["D3"]})
    risen = officer.post(f"{address}/3/rise")
    lacking = officer.post(f"{address}/1", data=ITEM | {"fields": "", "missing": ""})

    assert [ticked(shown), changed.status_code, risen.status_code, items_of(checked)] == [
        ["C6"],
        303,
        303,
        ["A1", "D3", "B2"],
    ]
    assert [lacking.status_code, officer.get(f"{address}/9").status_code] == [422, 404]


def test_the_page_of_the_request_asks_the_database_little(recorded, people, sign_in):
    assert queries_of(sign_in(people.officer), f"/cases/{recorded[0].id}/completion-request") <= 10


# The judgement: what differs, item by item


def test_beside_each_item_stands_what_differs_in_its_fields_and_what_was_attached(requested, people, sign_in):
    version = submitting.version_to_write(requested)
    old = version.answers["C2"]
    drafting.write_answers(requested, version, {"C2": [*old[:2], "Kehidakustány"]}, by=people.staff)
    attaching.attach(requested, version, by=people.staff, kind="M3", title="Oklevél", file=stages.a_file())
    stages.complete(requested, people)
    db.session.commit()

    page = sign_in(people.officer).get(f"/cases/{requested.id}/completion/judgement").text

    first, second = page.split("<h2>2. ", 1)
    assert ["Kehidakustány" in first, old[2] in first, "Oklevél" in first] == [True, True, False]
    assert ["Kehidakustány" in second, "Oklevél" in second] == [False, True]
    assert [answer in page for answer in ("Pótoltuk: C1, C2, C6.", "Pótoltuk: H1, M3.")] == [True, True]


@pytest.mark.parametrize("code", [code for code in FIELDS if FIELDS[code].kind == "long_text" and code != "C6"])
def test_no_field_that_the_request_does_not_name_can_differ_in_the_completed_version(code, requested, people):
    version = submitting.version_to_write(requested)
    version.answers = {**version.answers, code: "Más."}  # whoever wrote it, and however

    with pytest.raises(Refused, match="closed_field_changed"):
        stages.complete(requested, people)

    assert requested.version.number == "1.0"


def test_a_second_request_is_prepared_and_sent_for_what_the_completion_made(requested, people, sign_in):
    stages.write_an_address(requested, people)
    stages.complete(requested, people)
    stages.judge(requested, people)
    db.session.commit()
    officer, address = sign_in(people.officer), f"/cases/{requested.id}/completion-request"

    page = officer.get(address).text
    old = officer.post(address, data=ITEM | {"fields": "C1"})
    new = officer.post(address, data=ITEM | {"fields": "C6"})
    sent = officer.post(f"{address}/sending")

    db.session.expire_all()
    assert ["?from=gC" in page, old.status_code, "csak egyszer kérünk" in old.text] == [True, 422, True]
    assert [new.status_code, sent.status_code, requested.state] == [303, 303, CaseState.COMPLETION_REQUESTED]
