"""Checking the answers before they are sent: everything with a way to change it, and what the office would ask."""

import re

import pytest

from models.completion import CompletionItem, CompletionRequest
from models.db import db
from models.states import CaseState
from tests import stages
from tests.factories import a_case, the_people
from workflow.application import SECTIONS
from workflow.clock import now

pytestmark = pytest.mark.usefixtures("tuesday")


@pytest.fixture
def people(saved):
    return the_people()


def a_draft(people, **answers):
    case = a_case(CaseState.DRAFT, cast=people, title="Kertek alatt", **answers)
    db.session.commit()
    return case


def a_sent_request(case, fields):
    """A completion request of some case, as the office sent it."""
    request = CompletionRequest(case_id=case.id, version_id=case.version_id, sent_at=now())
    request.items = [CompletionItem(ordinal=1, fields=fields, missing="hiány", to_supply="pótlás")]
    db.session.add(request)


def test_every_answer_is_read_and_can_be_changed(people, sign_in):
    case = a_draft(people)

    page = sign_in(people.representative).get(f"/cases/{case.id}/answers")

    changes = set(re.findall(rf'href="/cases/{case.id}/draft/\w\?back=answers#([\w-]+)-answer"', page.text))
    asked = {field.code for section in SECTIONS if section.code not in "MN" for field in section.fields}
    assert [page.status_code, changes == asked] == [200, True]
    assert ["Önt kéri" in page.text, "Nem hiányzik semmi" in page.text] == [False, True]
    assert f'href="/cases/{case.id}/submission"' in page.text


def test_what_is_missing_or_wrong_stands_on_top_and_stops_the_way_on(people, sign_in):
    case = a_draft(people, E2="", B2="x" * 900, G7a=30, G7b=20)

    page = sign_in(people.representative).get(f"/cases/{case.id}/answers")

    top = page.text[: page.text.index('id="answers-A"')]
    told = re.findall(r'#(\w+)-answer">[^<]*</a>: ([^<]*)</li>', top)
    assert [code for code, _ in told] == ["B2", "G7a", "E2"]
    assert [told[0][1], told[2][1]] == ["Legfeljebb 800 karakter lehet; most 900.", "Írja be: ez a mező kötelező."]
    assert f"/cases/{case.id}/submission" not in page.text


def test_a_renewal_needs_its_self_assessment(people, sign_in):
    case, client = a_draft(people, B6="renewal"), sign_in(people.representative)

    page = client.get(f"/cases/{case.id}/answers")

    assert f'href="/cases/{case.id}/self-assessment/writing"' in page.text[: page.text.index('id="answers-A"')]
    assert f"/cases/{case.id}/submission" not in page.text


def test_concerns_are_told_and_stop_nobody(people, sign_in):
    case = a_draft(people, G11="Majd kilépünk.", C2=["a térség települései"])

    page = sign_in(people.representative).get(f"/cases/{case.id}/answers")

    assert re.findall(r'#(\w+)-answer">[^<]*</a>: (?:Ez nem település|Ez még csak elv)', page.text) == ["C2", "G11"]
    assert f'href="/cases/{case.id}/submission"' in page.text


def test_a_changed_answer_leads_back_to_the_check(people, sign_in):
    case, client = a_draft(people), sign_in(people.staff)
    address = f"/cases/{case.id}/draft/B?back=answers"

    form = client.get(address)
    answer = client.post(address, data={"B1": "Kertek fölött"})

    assert [f'action="{address}"' in form.text, answer.headers["Location"]] == [
        True,
        f"/cases/{case.id}/answers#answers-B",
    ]


def test_only_the_representative_is_led_on_to_submit(people, sign_in):
    case = a_draft(people)

    page = sign_in(people.staff).get(f"/cases/{case.id}/answers")

    assert ["/submission" in page.text, "Benyújtani csak a törvényes képviselő tud." in page.text] == [False, True]


def test_in_a_completion_only_the_open_fields_can_be_changed(people, sign_in):
    case = a_case(CaseState.COMPLETION_REQUESTED, cast=people)
    db.session.commit()

    page = sign_in(people.representative).get(f"/cases/{case.id}/answers")

    assert set(re.findall(r"back=answers#([\w-]+)-answer", page.text)) == {"C1", "C2", "C6", "H1", "H1v", "H1y"}


def test_what_the_office_often_asks_is_told_once_there_are_enough_requests(people, sign_in):
    case, others = a_draft(people), [a_case(CaseState.SUBMITTED, cast=people) for _ in range(10)]
    client = sign_in(people.staff)
    for other in others[1:]:
        a_sent_request(other, "G6–G8, M3")
    db.session.commit()
    before = client.get(f"/cases/{case.id}/answers").text
    a_sent_request(others[0], "E3, Z9")
    db.session.commit()

    after = client.get(f"/cases/{case.id}/answers").text

    told = re.findall(r">(\w+) [^<]*</a>: az utolsó 10 hiánypótlási felhívásból (\d+) kérte", after)
    assert ["hiánypótlási felhívásból" in before, told] == [
        False,
        [("G6", "9"), ("G7a", "9"), ("G7b", "9"), ("G8", "9"), ("M3", "9")],
    ]


def test_the_page_asks_the_database_as_often_however_much_there_is(people, sign_in, count_queries):
    full = a_draft(people)
    bare, _ = stages.drafting.open_draft("Üres", people.organisation, by=people.staff, token=stages.token())
    db.session.commit()
    client, counts, cases = sign_in(people.staff), [], (bare.id, full.id)

    for id in cases:
        db.session.remove()
        with count_queries() as asked:
            client.get(f"/cases/{id}/answers")
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 10


def test_the_case_leads_to_the_check_before_it_is_submitted(people, sign_in):
    case = a_draft(people)
    client = sign_in(people.representative)

    pages = [client.get(f"/cases/{case.id}{path}").text for path in ("", "/draft")]

    assert [f'href="/cases/{case.id}/answers"' in page for page in pages] == [True, True]
