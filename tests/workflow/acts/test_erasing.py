"""Files of annexes that are gone: deleted once nobody has them any more, and never sooner (8.1)."""

import time
from datetime import timedelta
from io import BytesIO
from threading import Event, Thread

import pytest
from sqlalchemy import func, select

from models.attachment import Attachment, UnusedFile, Upload
from models.case import Case
from models.db import db
from models.states import CaseState
from models.user import User
from tests.factories import a_case, the_people
from workflow.acts import attaching, drafting, uploading
from workflow.acts.erasing import erase_unused, preview_place
from workflow.acts.uploading import Annex, sweep_uploads
from workflow.storage import Store, place

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path.as_uri())


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def case(people):
    case = a_case(CaseState.DRAFT, cast=people)
    db.session.commit()
    return case


def attached(case, people, store, content=b"%PDF-1.7 egy irat"):
    stored = store.keep("irat.pdf", content)
    annex = attaching.attach(case, case.version, by=people.staff, kind="M6", title="", file=vars(stored))
    db.session.commit()
    return annex


def test_a_file_is_deleted_some_minutes_after_its_last_annex_was_taken_off(case, people, store, tuesday):
    annex = attached(case, people, store)
    digest = annex.sha256
    store.put(preview_place(digest), b"small")
    attaching.detach(annex, by=people.staff)
    db.session.commit()

    at_once = erase_unused(store)
    tuesday.shift(timedelta(minutes=11))
    later = erase_unused(store)

    assert [at_once, later, store.has(place(digest)), store.has(preview_place(digest))] == [0, 1, False, False]
    assert db.session.scalar(select(func.count()).select_from(UnusedFile)) == 0


def test_what_another_annex_has_stays(case, people, store, tuesday):
    first, second = attached(case, people, store), attached(case, people, store)
    attaching.detach(first, by=people.staff)
    db.session.commit()
    tuesday.shift(timedelta(minutes=11))

    assert [erase_unused(store), store.read(second.sha256)] == [0, b"%PDF-1.7 egy irat"]


def test_what_is_attached_again_stays(case, people, store, tuesday):
    annex = attached(case, people, store)
    attaching.detach(annex, by=people.staff)
    db.session.commit()
    again = attached(case, people, store)
    tuesday.shift(timedelta(minutes=11))

    assert [erase_unused(store), store.read(again.sha256)] == [0, b"%PDF-1.7 egy irat"]


def test_a_change_that_was_not_saved_deletes_nothing(case, people, store, tuesday):
    annex = attached(case, people, store)
    attaching.detach(annex, by=people.staff)
    db.session.rollback()
    tuesday.shift(timedelta(minutes=11))

    assert [erase_unused(store), store.has(place(annex.sha256))] == [0, True]


def test_with_a_draft_go_its_files_and_what_was_on_its_way(case, people, store, tuesday):
    annex = attached(case, people, store)
    said = Annex("M6", "", None, personal_data=False)
    upload = uploading.begin(case, case.version, said, by=people.staff, mark="m", file_name="a.pdf", size=9)
    db.session.flush()
    uploading.receive(upload, b"%PDF", at=0, store=store, by=people.staff)
    digest, parts = annex.sha256, f"uploads/{upload.id}/{0:012}"
    db.session.commit()
    assert store.has(parts)

    drafting.discard(case, by=people.staff)
    db.session.commit()
    tuesday.shift(timedelta(minutes=11))
    sweep_uploads(store)
    erase_unused(store)

    assert [store.has(place(digest)), store.has(parts)] == [False, False]
    assert [db.session.scalar(select(func.count()).select_from(kind)) for kind in (Attachment, Upload, UnusedFile)] == [
        0
    ] * 3


CONTENT = b"%PDF-1.7 egy irat"


def taken_off(case, people, store):
    """An annex whose file is due to be deleted; gives what an annex with the same content needs."""
    annex = attached(case, people, store, CONTENT)
    attaching.detach(annex, by=people.staff)
    file = {name: getattr(annex, name) for name in ("file_name", "media_type", "size", "sha256")}
    facts = case.id, people.staff.id, file
    db.session.commit()
    return facts


def attach_again(app, facts, store, *, entered):
    """In a session of its own: the annex first, then the file, then the commit."""
    case_id, person_id, file = facts
    with app.app_context():
        case, person = db.session.get_one(Case, case_id), db.session.get_one(User, person_id)
        attaching.attach(case, case.version, by=person, kind="M6", title="", file=file)
        entered.set()
        time.sleep(0.3)
        store.lay(file["sha256"], BytesIO(CONTENT))
        db.session.commit()


def test_what_is_attached_while_it_is_about_to_be_deleted_stays(app, case, people, store, tuesday):
    facts = taken_off(case, people, store)
    tuesday.shift(timedelta(minutes=11))
    entered = Event()
    thread = Thread(target=attach_again, args=(app, facts, store), kwargs={"entered": entered})
    thread.start()
    entered.wait(5)

    erased = erase_unused(store)

    thread.join(5)
    assert [erased, store.read(facts[2]["sha256"])] == [0, CONTENT]


class SlowStore(Store):
    """Whoever deletes here takes their time."""

    def __init__(self, url):
        super().__init__(url)
        self.deleting = Event()

    def delete(self, place):
        """As the other, later."""
        self.deleting.set()
        time.sleep(0.3)
        super().delete(place)


def test_what_is_attached_while_it_is_being_deleted_is_laid_anew(app, case, people, store, tuesday, tmp_path):
    facts = taken_off(case, people, store)
    tuesday.shift(timedelta(minutes=11))
    slow = SlowStore(tmp_path.as_uri())

    def erase():
        with app.app_context():
            erase_unused(slow)

    thread = Thread(target=erase)
    thread.start()
    slow.deleting.wait(5)
    attach_again(app, facts, store, entered=Event())

    thread.join(5)
    assert store.read(facts[2]["sha256"]) == CONTENT
