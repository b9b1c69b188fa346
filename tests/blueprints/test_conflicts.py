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
from workflow.acts import agenda_keeping

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
    neighbour = an_expert("Szomszéd Szilvia", employer=an_organisation(seat="8790 Zalaszentgrót, Fő tér 2.")).user
    far = an_expert("Messzi Márta", employer=an_organisation(seat="8800 Nagykanizsa, Fő tér 2.")).user
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
    # works where the applicant is: to be decided once reported, and nobody is kept off by it
    assert "A munkahelye székhelye a benyújtó településén van (Zalaszentgrót)." in line_of(head, neighbour)
    assert "Nincs ok ellene" in line_of(head, neighbour)
    assert far.display_name not in head
    # of whom there is nothing to say, one reads by asking
    assert people.expert_a.user.display_name not in head
    free = page_of(sign_in(people.head), case, "?standing=free")
    assert "Nincs ok ellene" in line_of(free, people.expert_a.user)
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


def test_who_was_excluded_from_the_item_stands_in_the_register_with_the_ground(people, sign_in):
    a_relation(people.members[2], people.organisation)
    case = a_case(S.ON_THE_AGENDA, cast=people)
    agenda_keeping.exclude(
        case.agenda_item, by=people.chair, member_id=people.members[3].id, ground="KO10", note="Rivális szervezet."
    )
    db.session.commit()

    page = page_of(sign_in(people.head), case)

    by_screen, by_chair = (line_of(page, people.members[place]) for place in (2, 3))
    assert "Kizárva a napirendi pontból: <strong>kapcsolat a benyújtóval" in by_screen
    assert "(KO1, a rendszer találta)" in by_screen
    assert "(KO10, ő jelentette be, vagy a levezető elnök döntött)" in by_chair
    assert "Rivális szervezet." in by_chair


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
    assert [named.count('<li class="card">'), "Felkértük" in line_of(named, people.expert_a.user)] == [1, True]


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


RULING = "Nyolc éve nem dolgoztak együtt, nem látok elfogultságot."
OBJECTIONS = [["dr. Szakértő Emma", "Versenytársunk volt."], ["Aranka néni", "Peres ügyünk van vele."]]


def rule(client, case, person, stays, reason=RULING):
    address = f"/cases/{case.id}/conflicts/objections/{person.id}"
    return client.post(address, data={"stays": stays, "reason": reason})


def test_whom_the_applicant_objects_to_is_asked_only_once_it_was_decided_in_writing(people, sign_in):
    case = a_case(S.ACCEPTED_FOR_REVIEW, cast=people, A11=OBJECTIONS)
    db.session.commit()
    head, emma = sign_in(people.head), people.spare.user
    trio = {"expert_a": people.spare.id, "expert_b": people.expert_b.id, "reserve": people.reserve.id}

    assert "Döntés a benyújtó kifogásairól" in head.get(f"/cases/{case.id}").text
    waiting = page_of(head, case)
    assert "Döntésre vár" in line_of(waiting, emma)
    assert people.expert_a.user.display_name not in waiting
    assert head.post(f"/cases/{case.id}/experts", data=trio).status_code == 422
    assert "Versenytársunk volt." in head.get(f"/cases/{case.id}/conflicts/objections/{emma.id}").text
    bad = rule(head, case, emma, "", "Jó.")
    assert [bad.status_code, "Jó." in bad.text, "Válasszon a kettő közül." in bad.text] == [422, True, True]
    assert rule(head, case, people.reserve.user, "yes").status_code == 404

    assert rule(head, case, emma, "yes").headers["Location"] == f"/cases/{case.id}/conflicts"

    assert "Döntés a benyújtó kifogásairól" in head.get(f"/cases/{case.id}").text  # there is another one
    decided = line_of(page_of(head, case), emma)
    assert [said in decided for said in ("Döntés:", "felkérhető", people.head.display_name, RULING)] == [True] * 4
    assert rule(head, case, emma, "no").status_code == 409
    assert head.post(f"/cases/{case.id}/experts", data=trio).status_code == 303


def test_an_unknown_name_is_tied_by_hand_and_an_accepted_objection_excludes(people, sign_in):
    case = a_case(S.EXPERTS_BEING_INVITED, cast=people, A11=OBJECTIONS[1:])
    db.session.commit()
    head, aranka = sign_in(people.head), people.expert_a.user
    page = page_of(head, case)
    assert [said in page for said in ("Aranka néni", "Peres ügyünk van vele.")] == [True, True]

    tied = head.post(f"/cases/{case.id}/conflicts/names/1", data={"person": aranka.id})
    assert tied.headers["Location"] == f"/cases/{case.id}/conflicts/objections/{aranka.id}"
    assert head.get(f"/cases/{case.id}/conflicts/names/2").status_code == 404
    rule(head, case, aranka, "no", "A per miatt elfogult lehet.")

    page = page_of(head, case)
    said = line_of(page, aranka)
    assert "A benyújtó kifogását az irodavezető elfogadta: A per miatt elfogult lehet." in said
    assert [word in said for word in ("Kizárt", "A benyújtó így írta:", "Összeférhetetlen")] == [True] * 3
    assert "névjegyzék ezen a néven nem ismer" not in page
    # who had been asked leaves, and the reserve steps in
    db.session.refresh(case)
    assert {row.expert.user.given_name: row.state.value for row in case.current_assignments} == {
        "Aranka": "conflicted",
        "Barna": "invited",
        "Cecília": "invited",
    }


def test_no_expert_and_no_member_reads_whom_the_applicant_objects_to(people, sign_in):
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=people, A11=[["Szakértő Emma", "Versenytársunk volt."]])
    listed = a_case(S.ON_THE_AGENDA, cast=people, A11=[["Szakértő Emma", "Versenytársunk volt."]])
    db.session.commit()
    review = stages.assignment_of(case, people.expert_a).review

    pages = {
        "officer": sign_in(people.officer).get(f"/cases/{case.id}/application"),
        "representative": sign_in(people.representative).get(f"/cases/{case.id}/application"),
        "expert": sign_in(people.expert_a.user).get(f"/reviews/{review.id}/programme"),
        "member": sign_in(people.members[1]).get(f"/cases/{listed.id}/application"),
    }

    assert {part: (page.status_code, "Szakértő Emma" in page.text) for part, page in pages.items()} == {
        "officer": (200, True),
        "representative": (200, True),
        "expert": (200, False),
        "member": (200, False),
    }


def test_an_expert_reports_from_the_review_and_the_head_of_office_decides(people, sign_in, mails):
    case = a_case(S.UNDER_EXPERT_REVIEW, cast=people)
    db.session.commit()
    review = stages.assignment_of(case, people.expert_a).review
    expert, head = sign_in(people.expert_a.user), sign_in(people.head)
    address = f"/reviews/{review.id}/conflict"
    for place in ("", "/check"):
        assert (address in expert.get(f"/reviews/{review.id}{place}").text) is (place == "")

    empty = expert.post(address, data={"ground": "KO12", "reason": "Rövid."})
    assert [empty.status_code, "Rövid." in empty.text] == [422, True]
    sent = expert.post(address, data={"ground": "KO10", "reason": "Együtt pályáztunk velük tavaly."})

    assert [sent.status_code, sent.headers["Location"]] == [303, "/inbox/"]
    assert mails()[-1] == (people.head.email, "T17 reported")
    (row,) = case.circumstances
    told = line_of(page_of(head, case), people.expert_a.user)
    assert [said in told for said in ("Döntésre vár", "Szakmai versengés", "Együtt pályáztunk velük tavaly.")] == [
        True
    ] * 3
    decision = {"stays": "no", "reason": "Friss közös pályázat, elfogult lehet."}
    assert f'href="/circumstances/{row.id}/decision"' in told
    assert head.post(f"/circumstances/{row.id}/decision", data=decision).status_code == 303

    told = line_of(page_of(head, case), people.expert_a.user)
    assert [said in told for said in ("felmentve", "KO10: Friss közös pályázat", "Kizárt")] == [True] * 3
    assert case.state == S.EXPERTS_BEING_INVITED
    assert [sign_in(people.expert_a.user).get(path).status_code for path in (f"/reviews/{review.id}", address)] == [
        200,
        409,
    ]


def test_in_consolidation_the_head_of_office_finds_the_way_to_relieve_and_is_told_what_it_does(people, sign_in):
    case = a_case(S.WAITING_FOR_A_MEETING, cast=people)
    db.session.commit()
    head, address = sign_in(people.head), f"/cases/{case.id}/expert-release"
    data = {
        "assignment": stages.assignment_of(case, people.expert_b).id,
        "reason_code": "conflict",
        "ground": "KO1",
        "reason": "Tag a benyújtó egyesületben.",
    }

    assert address in head.get(f"/cases/{case.id}").text
    assert "A megküldött összesítő értékelés is érvénytelen" in head.get(address).text
    assert head.post(address, data=data).status_code == 303

    assert case.state == S.EXPERTS_BEING_INVITED
    applicant = sign_in(people.representative).get(f"/cases/{case.id}").text
    assert [said in applicant for said in ("Új összesítő értékelés készül", "Barna", "Tag a benyújtó")] == [
        True,
        False,
        False,
    ]
