"""The second of the two source texts, entered as the office would enter it from paper (procedure rules, 6.2)."""

import re
from pathlib import Path
from typing import Any

MARKS = (
    "A tevékenység célja",
    "A szegénység elhatalmasodása",
    "Lényegileg csak akkor",
    "A közösségfejlesztés mint szakma",
    "Főbb témakörök:",
    "Módszertan",
)


def self_help_groups(path: Path) -> dict[str, Any]:
    """The answers that the text gives, verbatim but for its line breaks, and what the office derives from it.

    Raises ValueError when the text is not the one that is meant: a mark in it is missing.
    """
    title, aim, situation, principle, profession, topics, method = _parts(path.read_text(encoding="utf-8"))
    return {
        "B1": title,
        "B3": ["self_help_group", "workshop", "volunteering"],
        "B4": "district",
        "B5": ["önsegítés", "önsegítő csoport", "közösségfejlesztés", "önkéntesség", "mélyszegénység"],
        "B6": "new",
        "B7": "direct",
        "D1": situation,
        "D3": "; ".join(
            (
                _quoted(aim, "a helyi lakosok"),
                _quoted(situation, "a mélyszegénységben és kirekesztettségben élők"),
                _quoted(method, "a térség települései lakosságának"),
            )
        ),
        "E1": aim.removeprefix("A tevékenység célja").strip(),
        "E2": _quoted(profession, "a tevékenység közvetlen célja tehát", until="támogatása."),
        "E4": ["self_organisation", "participation", "integration", "solidarity", "cooperation", "quality_of_life"],
        "F1c": _quoted(aim, "a helyi lakosok saját problémáik", until="bevonását elősegítő")
        + "; "
        + _quoted(method, "a térség települései lakosságának bevonásával"),
        "F2": _quoted(principle, "Nem a közösségfejlesztő fejleszti", until="önmagát."),
        "G1": f"{principle}\n\n{profession}",
        "G2": [topic.strip(" ;.") for topic in topics.removeprefix("Főbb témakörök:").split(" - ") if topic.strip()],
        "G3": method.removeprefix("Módszertan").strip(),
        "G4": ["workshop", "themed_talk"],
        "G5": float(re.search(r"(\d+) óra időtartamban", method)[1]),
        "G9": _quoted(method, "szakértői moderálással"),
        "G11": _quoted(profession, "A beavatkozás addig tarthat", until="tényezőivé"),
    }


def _parts(text: str) -> list[str]:
    flowing = " ".join(text.split())
    starts = [0, *(flowing.index(mark) for mark in MARKS)]
    return [flowing[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]


def _quoted(text: str, first: str, until: str | None = None) -> str:
    """The words of the text from `first` to the end of `until`."""
    start = text.index(first)
    end = text.index(until, start) + len(until) if until else start + len(first)
    return text[start:end]
