"""The versions of an application: what each changed, each of them whole as a PDF, any two compared."""

import io
import re
from datetime import date

import pypdf
import pytest
from sqlalchemy import update

from models.db import db
from models.programme import Version
from models.states import CaseState, Outcome, Role
from models.user import Appointment
from tests.factories import LISTED, a_case, play, the_people
from tests.stages import accept, complete, request_completion
from workflow.application import FIELDS
from workflow.queries.attachments import attachments_of
from workflow.queries.versions import history_of_versions

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def people(saved):
    return the_people()


@pytest.fixture
def completed(people):
    """A case whose application was completed: version 1.1."""
    case = a_case(CaseState.COMPLETION_RECEIVED, cast=people, title="Kertek alatt")
    db.session.commit()
    return case


def text_of(answer):
    assert answer.mimetype == "application/pdf"
    pages = pypdf.PdfReader(io.BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_every_version_is_told_with_what_it_changed(completed, people, sign_in):
    page = sign_in(people.officer).get(f"/cases/{completed.id}/versions")

    later, first = history_of_versions(completed)
    assert [later.version.number, later.before.number, first.version.number, first.before] == [
        "1.1",
        "1.0",
        "1.0",
        None,
    ]
    assert re.findall(r"<h2>([\d.]+) változat</h2>", page.text) == ["1.1", "1.0"]
    assert [version.fingerprint in page.text for version in completed.programme.versions] == [True, True]
    assert "comparison?from=1.0&amp;to=1.1" in page.text
    assert f"{len(later.changed)} válasz (előző változat: 1.0)" in page.text


def test_a_draft_is_no_version_to_be_listed(people, sign_in):
    case = a_case(CaseState.COMPLETION_REQUESTED, cast=people)
    db.session.commit()

    page = sign_in(people.staff).get(f"/cases/{case.id}/versions")

    assert re.findall(r"<h2>([\d.]+) változat</h2>", page.text) == ["1.0"]


def test_the_whole_application_is_printed_with_every_question(completed, people, sign_in):
    text = text_of(sign_in(people.head).get(f"/cases/{completed.id}/versions/1.1/application.pdf"))

    asked = [field for field in FIELDS.values() if field.kind not in ("annex", "declaration")]
    squeezed = text.replace(" ", "")
    assert [field.code for field in asked if f"{field.code}{field.label.hu}".replace(" ", "") not in squeezed] == []
    assert completed.version.fingerprint in squeezed
    assert f"{completed.number} · 1.1 változat" in text


def test_the_annexes_of_a_version_are_those_that_had_come_by_then(completed, people, sign_in):
    client = sign_in(people.head)
    for row, kind in zip(attachments_of(completed), ("1.0", "1.1"), strict=False):
        row.version_number, row.title = kind, f"Irat {kind}"
    db.session.commit()

    texts = [text_of(client.get(f"/cases/{completed.id}/versions/{n}/application.pdf")) for n in ("1.0", "1.1")]

    assert [["Irat 1.0" in text, "Irat 1.1" in text] for text in texts] == [[True, False], [True, True]]
    read = client.get(f"/cases/{completed.id}/application?version=1.0").text
    assert ["Irat 1.0" in read, "Irat 1.1" in read] == [True, False]


def test_a_draft_is_printed_for_those_who_write_it_and_says_what_it_is(people, sign_in):
    case = a_case(CaseState.COMPLETION_REQUESTED, cast=people)
    db.session.commit()
    address = f"/cases/{case.id}/versions/1.1/application.pdf"

    assert "TERVEZET: nincs benyújtva" in text_of(sign_in(people.staff).get(address))
    assert [sign_in(person).get(address).status_code for person in (people.head, people.officer)] == [404, 404]


def test_the_self_assessment_is_printed_for_those_who_may_read_it_alone(people, sign_in):
    case, expert = a_case(CaseState.UNDER_EXPERT_REVIEW, cast=people), people.expert_a.user
    expert.appointments.append(Appointment(role=Role.PRESIDENT, from_on=date(2020, 1, 1)))
    given = {"K1": [4, "Nálunk mindenki kertész lett.", 1]}
    db.session.execute(update(Version).where(Version.id == case.version_id).values(self_assessment=given))
    db.session.commit()
    db.session.expire_all()
    address = f"/cases/{case.id}/versions/1.0/application.pdf"

    texts = [text_of(sign_in(person).get(address)) for person in (people.staff, people.president, expert)]

    assert ["Nálunk mindenki kertész lett." in text for text in texts] == [True, True, False]
    assert "O. Önértékelés K1" in texts[0]


def test_a_version_that_is_not_there_is_not_found(completed, people, sign_in):
    client = sign_in(people.staff)

    assert [client.get(f"/cases/{completed.id}/versions/{n}/application.pdf").status_code for n in ("9.9", "x")] == [
        404
    ] * 2


def test_members_compare_the_versions_once_the_case_is_on_the_agenda(people, sign_in):
    way = list(LISTED)
    at = next(place for place, (_, stage) in enumerate(way) if stage is accept)
    way[at:at] = [(0, request_completion), (2, complete)]
    case = play(tuple(way), cast=people, outcome=Outcome.ACCREDITED)
    db.session.commit()
    member = sign_in(people.members[1])

    pages = [member.get(f"/cases/{case.id}/{page}") for page in ("versions", "comparison?from=1.0&to=1.1")]

    assert [page.status_code for page in pages] == [200, 200]


def test_any_two_versions_are_chosen_where_there_are_more_than_two(completed, people, sign_in):
    client, address = sign_in(people.head), f"/cases/{completed.id}/comparison"

    assert 'name="from"' not in client.get(address).text
    third = type(completed.version)(
        programme=completed.programme,
        number="2.0",
        form=completed.version.form,
        answers=dict(completed.version.answers),
        created_at=completed.version.created_at,
        frozen_at=completed.version.frozen_at,
        fingerprint="0" * 64,
    )
    db.session.add(third)
    db.session.commit()
    page = client.get(f"{address}?from=1.0&to=2.0")

    assert re.findall(r'<option selected value="([\d.]+)"', page.text) == ["1.0", "2.0"]
    assert [page.text.count('value="1.1"'), "csrf_token" in page.text.split('class="pair')[1].split("</form>")[0]] == [
        2,
        False,
    ]
