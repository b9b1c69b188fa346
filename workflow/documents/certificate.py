"""The certificate: its fixed words, and the facts made ready for its template (10.6)."""

from collections.abc import Mapping
from typing import Any

import segno

from workflow.documents.words import Words, bare_resolution
from workflow.hungarian import article
from workflow.text import Text

WORDS = {
    "title": Text("Tanúsítvány", "Certificate"),
    "subtitle": Text("akkreditált referenciaprogramról", "of an accredited reference programme"),
    "certifies": Text("A {issuer} tanúsítja, hogy", "The {issuer} certifies that"),
    "holder": Text("{programme_id}; benyújtó: {holder}", "{programme_id}; holder: {holder}"),
    "ground": Text(
        "az Országos Fejlesztési Műhely {resolution} sz. határozata alapján akkreditált referenciaprogram.",
        "is an accredited reference programme under resolution {resolution} of the National Development Workshop.",
    ),
    "number": Text("Akkreditációs szám", "Accreditation number"),
    "version": Text("{programme_id}, {version} változat", "{programme_id}, version {version}"),
    "criteria": Text("Szempontrendszer", "Criteria set"),
    "valid": Text("Érvényes", "Valid"),
    "area": Text("Terület és szint", "Area and level"),
    "condition": Text("Feltétel", "Condition"),
    "conditions": Text("Feltételek", "Conditions"),
    "president": Text("elnök", "president"),
    "seal": Text("P. H.", "Seal"),
    "code": Text("Ellenőrző kód", "Verification code"),
    "where": Text("Ellenőrzés helye", "Verify at"),
    "qr": Text("QR-kód a tanúsítvány ellenőrzéséhez: {url}", "QR code to verify this certificate: {url}"),
    "with_register": Text(
        "A tanúsítvány a nyilvántartással együtt érvényes.",
        "The certificate is valid together with the register.",
    ),
    "scope": Text(
        "A tanúsítvány a programleírásra szól: nem tanúsít személyes képesítést, és nem minden egyes megvalósítást.",
        "It certifies the programme description, not a person’s qualification and not every delivery.",
    ),
}


def dressed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What templates/documents/certificate.typ prints."""
    said = Words(WORDS, facts["language"])
    until = {"hu": "{} – {}", "en": "{} to {}"}[facts["language"]]
    period = until.format(said.day(facts["valid_from"]), said.day(facts["valid_until"]))
    conditions = facts["conditions"]
    rows = [
        [said("number"), facts["number"]],
        [said("valid"), period],
        [said("criteria"), facts["criteria_version"]],
        [said("area"), facts["area"]],
    ]
    programme = facts["programme_id"]
    if facts.get("version"):
        programme = said("version", programme_id=programme, version=facts["version"])
    issuer_article = article(facts["issuer"]).capitalize()
    certifies = said("certifies", issuer=facts["issuer"])
    if facts["language"] == "hu":
        certifies = issuer_article + certifies.removeprefix("A")
    return {
        "document_title": f"{said('title')} – {facts['number']}",
        "issuer": facts["issuer"],
        "title": said("title"),
        "subtitle": said("subtitle"),
        "certifies": certifies,
        "programme": facts["title"],
        "holder": said("holder", programme_id=programme, holder=facts["holder"]),
        "ground": said("ground", resolution=bare_resolution(facts["resolution"])),
        "rows": [row for row in rows if row[1]],
        "conditions_label": said("conditions" if len(conditions) > 1 else "condition"),
        "conditions": conditions,
        "dated": said.dated(facts["place"], facts["issued_on"]),
        "president": facts["president"],
        "office": said("president"),
        "seal": said("seal"),
        "code_label": said("code"),
        "code": facts["verification_code"],
        "where_label": said("where"),
        "url": facts["verification_url"],
        "qr": qr(facts["verification_url"]),
        "qr_alt": said("qr", url=facts["verification_url"]),
        "with_register": said("with_register"),
        "scope": said("scope"),
    }


def qr(address: str) -> str:
    """The QR code of `address` as SVG (a quiet zone of 4 modules is part of it)."""
    return str(segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=4))
