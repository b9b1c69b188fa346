"""The conflict register of a case: every exclusion in words, and nobody sees it who must not."""

from datetime import date

import pytest

from models.db import db
from models.expert import Consultation
from models.organisation import Bond
from models.states import CaseState, Role
from tests import stages
from tests.blueprints.counting import queries_of
from tests.factories import a_case, a_person, a_relation, an_expert, an_organisation, the_people

pytestmark = pytest.mark.usefixtures("tuesday")
S = CaseState


@pytest.fixture
def people(saved):
    return the_people()


def page_of(client, case, query=""):
    answer = client.get(f"/cases/{case.id}/conflicts{query}")
    assert answer.status_code == 200
    return answer.text


def line_of(page, person):
    """What the page says of one person."""
    (line,) = [part for part in page.split('<li class="card">')[1:] if f"<h2>{person.display_name} " in part]
    return " ".join(line.split("</section>")[0].split())


def test_every_exclusion_is_told_in_words_with_its_record_and_its_days(people, sign_in):
    case = a_case(S.ACCEPTED_FOR_REVIEW, cast=people, H1="Szakértő Dénes")
    tied, adviser, author = people.spare.user, people.reserve.user, people.control.user
    a_relation(tied, people.organisation, bond=Bond.VOLUNTEER, from_on=date(2024, 3, 1), to_on=date(2025, 5, 31))
    db.session.add(
        Consultation(adviser_id=adviser.id, programme_id=case.programme_id, on=date(2026, 2, 1), subject="a célokról")
    )
    people.members[2].appointments.extend(a_person(Role.ADVISER).appointments)
    a_relation(people.members[2], people.organisation)
    db.session.commit()

    head = page_of(sign_in(people.head), case)

    assert "Kapcsolat a benyújtóval, a fogadó szervezettel vagy megnevezett partnerrel" in line_of(head, tied)
    for said in (
        "Minta Közösségekért Egyesület (fiktív). Kapcsolata: önkéntes.",
        f'href="/people/{tied.id}/sheet"',
        'datetime="2024-03-01"',
        'datetime="2025-05-31"',
        'datetime="2028-05-31"',
        "mérlegelés nélkül kizár",
        "Kizárt",
    ):
        assert said in line_of(head, tied), said
    assert "Tanácsot adott ehhez a programhoz (2026-02-01): a célokról." in line_of(head, adviser)
    assert f'href="/cases/{case.id}/application"' in line_of(head, author)
    assert "műhelytag" in line_of(head, people.members[2])
    assert "Nincs ok ellene" in line_of(head, people.expert_a.user)
    # the president reads the same, and is led to no page that is not the president's
    assert f'href="/people/{tied.id}/sheet"' not in line_of(page_of(sign_in(people.president), case), tied)


def test_declarations_stand_with_their_words_day_and_version_and_a_reviewer_is_out_of_the_workshop(people, sign_in):
    case = a_case(S.CONSOLIDATION, cast=people)
    people.expert_a.user.appointments.extend(a_person(Role.WORKSHOP_MEMBER).appointments)
    people.expert_b.user.appointments.extend(a_person(Role.APPEAL_COMMITTEE_MEMBER).appointments)
    db.session.commit()

    page = page_of(sign_in(people.head), case)

    signed = line_of(page, people.expert_a.user)
    assert [signed.count("Kizáró ok velem szemben nem áll fenn."), signed.count("A megismerteket megőrzöm.")] == [2, 1]
    assert "Összeférhetetlenségi nyilatkozat az értékelés lezárásakor" in signed
    assert "a program 1.0 változatához" in signed
    assert "Az ügy szakértője volt." in signed
    assert "Szakértőként értékelte a programot." in line_of(page, people.expert_b.user)
    assert "Az ügy szakértője volt." not in line_of(page, people.expert_b.user)


def test_the_register_is_found_by_name_and_by_standing_on_pages_and_asks_ten_questions(people, sign_in):
    case = a_case(S.EXPERTS_BEING_INVITED, cast=people)
    stages.accept_invitation(case, people.expert_a)
    db.session.commit()
    head = sign_in(people.head)
    few = queries_of(head, f"/cases/{case.id}/conflicts")
    for _ in range(60):
        a_relation(an_expert(employer=an_organisation()).user, people.organisation)
    db.session.commit()

    assert [queries_of(head, f"/cases/{case.id}/conflicts"), few <= 10] == [few, True]
    assert page_of(head, case).count('<li class="card">') == 50
    assert page_of(head, case, "?page=2&standing=barred").count('<li class="card">') == 10
    named = page_of(head, case, "?words=szakerto+aranka")
    assert [named.count('<li class="card">'), "Nyilatkozott" in line_of(named, people.expert_a.user)] == [1, True]


def test_the_register_is_linked_from_the_case_and_from_the_choice_for_the_head_alone(people, sign_in):
    case = a_case(S.ACCEPTED_FOR_REVIEW, cast=people)
    db.session.commit()
    link = f'href="/cases/{case.id}/conflicts"'

    shown = {
        part: link in sign_in(getattr(people, part)).get(f"/cases/{case.id}").text
        for part in ("head", "president", "officer", "representative")
    }

    assert shown == {"head": True, "president": True, "officer": False, "representative": False}
    assert link in sign_in(people.head).get(f"/cases/{case.id}/experts").text
