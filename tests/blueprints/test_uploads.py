"""A file in parts: gone on with after whatever happened, and refused in words when something does not fit."""

from datetime import timedelta
from hashlib import sha256
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from models.attachment import Attachment, Upload
from models.db import db
from models.states import CaseState
from tests.factories import a_case, the_people
from workflow.acts.attaching import MOST_FILES
from workflow.acts.uploading import folder, sweep_uploads
from workflow.storage import Store, place

pytestmark = pytest.mark.usefixtures("tuesday")
PDF = b"%PDF-1.7 " + bytes(range(256)) * 400
AT = "Upload-Offset"


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def case(people):
    case = a_case(CaseState.DRAFT, cast=people, title="Kertek alatt")
    db.session.commit()
    return case


@pytest.fixture
def staff(people, case, sign_in):
    return sign_in(people.staff)


@pytest.fixture(autouse=True)
def store(app):
    """Without parts of other tests: their uploads had the same numbers."""
    store = Store(app.config["STORAGE_URL"])
    store.clear("uploads")
    return store


def said(**changes):
    facts = {"kind": "M6", "title": "Terv", "dated_on": "2026-05-01", "personal_data": "y", "file": "terv.pdf"}
    return {**facts, "size": len(PDF), "mark": "terv.pdf/1", **changes}


def begun(browser, case, **changes):
    """Begin; gives the address of the upload."""
    answer = browser.post(f"/cases/{case.id}/uploads", data=said(**changes))
    assert answer.status_code == 201
    return answer.headers["Location"]


def part(browser, address, content, at):
    return browser.post(
        f"{address}/parts", data=content, headers={AT: str(at)}, content_type="application/octet-stream"
    )


def finish(browser, address, content=PDF):
    return browser.post(f"{address}/completion", data={"file": sha256(content).hexdigest()})


def stand(answer):
    """The status, and how much has come."""
    return answer.status_code, answer.headers.get(AT)


def annexes(case):
    return db.session.scalars(select(Attachment).where(Attachment.case_id == case.id, Attachment.kind == "M6")).all()


def test_a_file_that_comes_in_parts_is_an_annex_like_any_other(case, people, staff, store):
    address = begun(staff, case)

    stands = [stand(part(staff, address, PDF[at : at + 40_000], at)) for at in range(0, len(PDF), 40_000)]
    answer = finish(staff, address)

    (annex,) = annexes(case)
    assert [status for status, _ in stands] == [204] * len(stands)
    assert stands[-1][1] == str(len(PDF))
    assert [answer.status_code, answer.text.strip().startswith('<div id="annexes"'), "Terv" in answer.text] == [
        200,
        True,
        True,
    ]
    assert [annex.title, annex.dated_on.isoformat(), annex.personal_data, annex.file_name, annex.size] == [
        "Terv", "2026-05-01", True, "terv.pdf", len(PDF),
    ]  # fmt: skip
    assert store.read(annex.sha256) == PDF
    assert staff.get(f"/attachments/{annex.id}").data == PDF


def test_the_same_file_chosen_again_goes_on_where_it_stopped_with_the_newest_words(case, staff):
    address = begun(staff, case)
    part(staff, address, PDF[:9000], 0)

    again = staff.post(f"/cases/{case.id}/uploads", data=said(title="Új terv"))

    assert [again.status_code, again.headers["Location"], again.headers[AT]] == [201, address, "9000"]
    assert "Félbemaradt" in staff.get(f"/cases/{case.id}/attachments").text
    part(staff, address, PDF[9000:], 9000)
    finish(staff, address)
    assert [annex.title for annex in annexes(case)] == ["Új terv"]
    assert "Félbemaradt" not in staff.get(f"/cases/{case.id}/attachments").text


def test_whoever_lost_the_line_asks_how_far_it_is_and_a_part_sent_twice_is_kept_once(case, staff, store):
    address = begun(staff, case)
    part(staff, address, PDF[:9000], 0)

    twice = part(staff, address, PDF[:9000], 0)
    overlapping = part(staff, address, PDF[5000:20_000], 5000)
    beyond = part(staff, address, PDF[30_000:40_000], 30_000)

    assert [stand(one) for one in (twice, overlapping, beyond, staff.get(address))] == [(409, "9000")] * 3 + [
        (204, "9000")
    ]
    part(staff, address, PDF[9000:], 9000)
    finish(staff, address)
    assert store.read(annexes(case)[0].sha256) == PDF


def test_two_windows_send_the_same_file_and_it_arrives_once(case, people, sign_in, staff):
    other = sign_in(people.staff)
    address = begun(staff, case)
    assert begun(other, case) == address

    at = 0
    while at < len(PDF):
        for browser, length in ((staff, 20_000), (other, 7_000)):
            at = int(part(browser, address, PDF[at : at + length], at).headers[AT])
            if at == len(PDF):
                break
    answers = [finish(browser, address).status_code for browser in (staff, other)]

    assert answers == [200, 200]
    assert [annex.size for annex in annexes(case)] == [len(PDF)]


def test_of_two_parts_in_the_same_moment_one_is_taken(app, case, people, sign_in, staff, store):
    address = begun(staff, case)
    start, stands = Barrier(4), []

    def send(browser, length):
        with app.app_context():
            start.wait(5)
            stands.append(stand(part(browser, address, PDF[:length], 0)))

    browsers = [(sign_in(people.staff), length) for length in (20_000, 30_000, 40_000, 50_000)]
    db.session.rollback()  # this test's own session holds the lock of SQLite no longer
    threads = [Thread(target=send, args=one) for one in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    (received,) = {come for _, come in stands}
    assert sorted(status for status, _ in stands) == [204, 409, 409, 409]
    with store.joined(folder(int(address.rsplit("/", 1)[1]))) as parts:
        assert parts.read() == PDF[: int(received)]


def test_a_window_that_is_still_sending_when_the_other_has_finished_is_told_that_all_is_here(case, staff):
    address = begun(staff, case)
    part(staff, address, PDF, 0)
    finish(staff, address)

    late = part(staff, address, PDF[:9000], 0)

    assert [stand(late), finish(staff, address).status_code, len(annexes(case))] == [(409, str(len(PDF))), 200, 1]


def test_an_answer_that_was_not_heard_can_be_asked_for_again(case, staff):
    address = begun(staff, case)
    part(staff, address, PDF, 0)

    answers = [finish(staff, address).status_code for _ in range(3)]

    assert answers == [200] * 3
    assert stand(staff.get(address)) == (204, str(len(PDF)))
    assert len(annexes(case)) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"size": 0}, "A fájl üres."),
        ({"size": 50 * 1024 * 1024 + 1}, "A fájl legfeljebb 50 MB lehet."),
        ({"kind": "source"}, "Válasszon a felsoroltak közül"),
        ({"dated_on": "2027-01-01"}, "Ez a nap még nem jött el."),
        ({"file": ""}, "Válasszon"),
        ({"size": "sok"}, ""),
    ],
    ids=["empty", "too large", "no annex", "of tomorrow", "without a name", "without a size"],
)
def test_what_could_never_be_taken_is_refused_before_it_is_sent(case, staff, changes, sentence):
    answer = staff.post(f"/cases/{case.id}/uploads", data=said(**changes))

    assert [answer.status_code, 'id="upload-refused"' in answer.text, sentence in answer.text] == [422, True, True]
    assert db.session.scalar(select(func.count(Upload.id))) == 0


def test_what_is_of_no_accepted_kind_is_refused_with_its_first_part(case, staff):
    address = begun(staff, case, size=2_000_000)

    answer = part(staff, address, b"MZ" + bytes(20_000), 0)

    assert [answer.status_code, "Ezt a fájltípust nem tudjuk fogadni" in answer.text] == [422, True]
    assert stand(staff.get(address)) == (204, "0")


def test_more_than_was_said_does_not_come_in(case, staff):
    address = begun(staff, case)

    answer = part(staff, address, PDF + b"x", 0)

    assert [answer.status_code, "Több jött" in answer.text, stand(staff.get(address))] == [422, True, (204, "0")]


def test_a_part_that_is_too_large_is_not_taken_in(case, staff):
    address = begun(staff, case, size=30_000_000)

    assert part(staff, address, b"%PDF" + bytes(4 * 1024 * 1024), 0).status_code == 413


@pytest.mark.parametrize("at", ["", "-1", "elején"])
def test_a_part_must_say_where_it_begins(case, staff, at):
    assert part(staff, begun(staff, case), PDF, at).status_code == 422


def test_a_file_that_has_not_come_completely_cannot_be_finished(case, staff):
    address = begun(staff, case)
    part(staff, address, PDF[:9000], 0)

    answer = finish(staff, address)

    assert [answer.status_code, "még nem érkezett meg egészen" in answer.text, annexes(case)] == [422, True, []]


def test_a_file_that_came_otherwise_than_it_is_at_home_is_sent_anew(case, staff):
    address = begun(staff, case)
    part(staff, address, PDF, 0)

    answer = finish(staff, address, PDF + b"changed")

    assert [answer.status_code, "nem úgy érkezett meg" in answer.text, annexes(case)] == [422, True, []]
    assert staff.get(address).status_code == 410
    assert begun(staff, case) != address


def test_nobody_else_goes_on_with_it_not_even_a_colleague(case, people, sign_in, staff):
    address = begun(staff, case)

    for person in (people.representative, people.stranger, people.head, None):
        browser = sign_in(person)
        answers = [browser.get(address), part(browser, address, PDF, 0), finish(browser, address)]
        assert {answer.status_code for answer in answers} == ({404} if person else {302})

    assert stand(staff.get(address)) == (204, "0")


def test_files_on_their_way_count_among_the_twenty(case, staff):
    there = db.session.scalar(select(func.count(Attachment.id)).where(Attachment.case_id == case.id))
    for number in range(MOST_FILES - there):
        begun(staff, case, mark=str(number))

    full = staff.post(f"/cases/{case.id}/uploads", data=said(mark="one more"))
    again = staff.post(f"/cases/{case.id}/uploads", data=said(mark="0"))

    assert [full.status_code, "legfeljebb 20 fájl" in full.text, again.status_code] == [422, True, 201]


def test_what_is_given_up_or_left_alone_for_a_day_is_swept_away_with_its_parts(case, staff, store, tuesday):
    left, wanted = begun(staff, case), begun(staff, case, mark="other")
    part(staff, left, PDF[:9000], 0)
    number = int(left.rsplit("/", 1)[1])
    assert store.has(f"{folder(number)}/{0:012}")

    tuesday.shift(timedelta(hours=23))
    part(staff, wanted, PDF[:9000], 0)
    tuesday.shift(timedelta(hours=2))
    swept = sweep_uploads(store)

    assert [swept, store.has(f"{folder(number)}/{0:012}")] == [1, False]
    assert [staff.get(left).status_code, stand(staff.get(wanted))] == [404, (204, "9000")]


def test_it_can_be_given_up_from_the_page_without_scripts(case, staff):
    address = begun(staff, case)

    answer = staff.post(f"{address}/abandonment")

    assert [answer.status_code, answer.headers["Location"]] == [303, f"/cases/{case.id}/attachments"]
    assert "Félbemaradt" not in staff.get(f"/cases/{case.id}/attachments").text
    assert part(staff, address, PDF, 0).status_code == 409


def test_a_forged_owner_or_place_changes_nothing(case, people, staff):
    address = begun(staff, case, owner_id=people.head.id, received=50, sha256="0" * 64, case_id=999)

    upload = db.session.get(Upload, int(address.rsplit("/", 1)[1]))
    assert [upload.owner_id, upload.received, upload.case_id] == [people.staff.id, 0, case.id]


def test_the_file_lies_under_its_fingerprint_and_the_parts_are_gone(case, staff, store):
    address = begun(staff, case)
    part(staff, address, PDF, 0)
    finish(staff, address)

    with store.joined(folder(int(address.rsplit("/", 1)[1]))) as parts:
        assert [store.has(place(sha256(PDF).hexdigest())), parts.read()] == [True, b""]


def test_a_part_asks_the_database_little(case, staff, count_queries):
    address = begun(staff, case)

    with count_queries() as asked:
        part(staff, address, PDF[:9000], 0)

    assert 0 < len([query for query in asked if not query.startswith(("BEGIN", "SAVEPOINT", "RELEASE"))]) <= 10
