"""A letter as it reaches its reader."""

from flask import Flask

from workflow.notices.mail import envelope, render

FACTS = {
    "document_id": 3,
    "title": "Önsegítő csoportok ösztönzése",
    "case_number": "AKR/118/2026",
    "due_on": "2026-12-10",
    "items": 11,
}

HUNGARIAN = """Tisztelt Minta Anna!

Az „Önsegítő csoportok ösztönzése” című program kérelme (ügyszám: AKR/118/2026) 11 pontban hiányos.

Kérjük, tételenként pótolja a hiányokat. Határidő: 2026. december 10. Ha a határidőig nem válaszol, az eljárást \
megszüntetjük.

A felhívás megnyitása: https://merce.example/letters/3

Üdvözlettel:
Közösségfejlesztők Egyesülete, akkreditációs iroda

--\x20
Ezt a levelet a Mérce küldte, az egyesület akkreditációs felülete. Kérjük, erre a címre ne válaszoljon.
"""


def test_a_letter_says_what_happened_what_to_do_and_where(app: Flask) -> None:
    assert render("ERT-05", FACTS, recipient="Minta Anna", locale="hu").text == HUNGARIAN


def test_a_letter_is_wholly_in_its_readers_language(app: Flask) -> None:
    letter = render("ERT-05", FACTS, recipient="", locale="en")

    assert letter.text.startswith("Dear Sir or Madam,\n\nThe application of “Önsegítő csoportok ösztönzése”")
    assert '<html lang="en">' in letter.html
    assert [word for word in ("Tisztelt", "Határidő", "Mérce küldte") if word in letter.text + letter.html] == []


def test_the_envelope_carries_the_message_id_and_asks_for_no_automatic_answer(app: Flask) -> None:
    letter = render("ERT-05", FACTS, recipient="Minta Anna", locale="hu")

    message = envelope(
        letter, address="anna@example.org", recipient="Minta Anna", locale="hu", message_id="<1@merce.example>"
    )

    headers = {name: message[name] for name in ("From", "To", "Message-ID", "Content-Language", "Auto-Submitted")}
    assert headers == {
        "From": "Mérce <merce@merce.example>",
        "To": "Minta Anna <anna@example.org>",
        "Message-ID": "<1@merce.example>",
        "Content-Language": "hu",
        "Auto-Submitted": "auto-generated",
    }
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
