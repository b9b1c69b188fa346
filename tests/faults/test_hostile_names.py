"""Names and titles that try to act inside a mail: new headers, markup, links."""

import re

import pytest
from flask import Flask

from tests.delivery import Sink, a_mail_server, a_person
from workflow.events import Withdrawn
from workflow.notices import announce
from workflow.notices.drain import drain

HOSTILE = "Kert\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script> https://evil.example www.evil.hu"


@pytest.mark.parametrize("locale", ["hu", "en"])
def test_a_hostile_name_and_title_stay_words(app: Flask, locale: str) -> None:
    person = a_person(family_name=HOSTILE[:80], given_name="", locale=locale)
    sink = Sink()

    announce(
        Withdrawn(case_id=None, by_id=None, title=HOSTILE, case_number="A/1", statement="", assigned_ids=[person.id])
    )
    with a_mail_server(sink) as app.config["SMTP_URL"]:
        drain()

    (message,) = sink.taken
    assert [name for name in message.keys() if name in {"Bcc", "Cc", "To"}] == ["To"]  # noqa: SIM118 - repeats count
    assert message["Bcc"] is None
    assert len(message["To"].addresses) == 1
    assert "\n" not in message["Subject"]
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert re.findall(r"https?://[^\s\"<)]+", text + html) == ["https://merce.example/inbox/"] * 2
    assert not re.search(r"\w\.(?:example|hu)\b", (text + html).replace("merce.example", ""))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
