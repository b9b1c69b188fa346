"""What a certificate is told."""

from datetime import date
from typing import NotRequired

from workflow.documents.shapes.frame import Frame


class Certificate(Frame):
    """A certificate (procedure rules, 4.10).  It certifies the programme description, never a person."""

    issuer: str
    number: str  # RPA/2027/0007
    title: str
    programme_id: str  # RP-2026-0042
    version: NotRequired[str | None]  # that was accredited: 1.1
    holder: str
    area: str  # place, type and level in words; may be empty
    criteria_version: str
    resolution: str  # OFM 7/2027. (II. 18.)
    valid_from: date
    valid_until: date
    conditions: list[str]
    place: str
    issued_on: date
    president: str
    verification_code: str
    verification_url: str
