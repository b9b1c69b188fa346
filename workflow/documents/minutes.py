"""The minutes of a meeting: their fixed words, and the facts made ready for the template (10.7)."""

from collections.abc import Mapping
from typing import Any

from workflow.documents.words import Words, bare_resolution
from workflow.hungarian import weekday
from workflow.text import Text

WORDS = {
    "title": Text("Emlékeztető", "Minutes"),
    "subtitle": Text(
        "az Országos Fejlesztési Műhely {number}. üléséről",
        "of meeting {number} of the National Development Workshop",
    ),
    "draft": Text("Tervezet", "Draft"),
    "place_and_time": Text("Hely, idő", "Place and time"),
    "chair": Text("Levezető elnök", "Chair"),
    "secretary": Text("Emlékeztető-vezető", "Secretary"),
    "certifiers": Text("Hitelesítők", "Certifiers"),
    "present": Text("Jelen vannak", "Present"),
    "attendance": Text(
        "a mellékelt jelenléti ív szerint {entitled} szavazati jogú tagból {count}",
        "{count} of {entitled} members entitled to vote, as in the attached attendance sheet",
    ),
    "excused": Text("Kimentette magát", "Excused"),
    "absent": Text("Távol maradt", "Absent"),
    "guests": Text("Meghívott", "Guests"),
    "quorate": Text(
        "A levezető elnök megállapítja, hogy az ülés szabályszerűen összehívott és határozatképes.",
        "The chair finds that the meeting was duly called and has a quorum.",
    ),
    "not_quorate": Text(
        "A levezető elnök megállapítja, hogy az ülés szabályszerűen összehívott, de nem határozatképes.",
        "The chair finds that the meeting was duly called but has no quorum.",
    ),
    "agenda": Text("Napirend", "Agenda"),
    "agenda_adopted": Text(
        "A Műhely a napirendet {yes} igen, {no} nem, {abstention} tartózkodás mellett elfogadta:",
        "The Workshop adopted the agenda with {yes} in favour, {no} against, {abstention} abstaining:",
    ),
    "item": Text("{number} napirendi pont", "Agenda item {number}"),
    "version": Text("{version} változat", "version {version}"),
    "rapporteur": Text("Előadó", "Rapporteur"),
    "excluded": Text("Kizárt tag", "Excluded member"),
    "count": Text(
        "A pontra jogosultak száma: {entitled}, jelen van: {present}, {quorum}.",
        "Entitled to vote on the item: {entitled}, present: {present}, {quorum}.",
    ),
    "count_after": Text(
        "A terem elhagyása után a pontra jogosultak száma: {entitled}, jelen van: {present}, {quorum}.",
        "After they left the room, entitled to vote on the item: {entitled}, present: {present}, {quorum}.",
    ),
    "with_quorum": Text("határozatképes", "with a quorum"),
    "without_quorum": Text("nem határozatképes", "without a quorum"),
    "summary": Text("A vita összefoglalása", "Summary of the discussion"),
    "proposal": Text("Javaslat", "Proposal"),
    "open_vote": Text("Szavazás (nyílt)", "Vote (open)"),
    "secret_vote": Text("Szavazás (titkos)", "Vote (secret)"),
    "votes": Text(
        "{yes} igen, {no} nem, {abstention} tartózkodás",
        "{yes} in favour, {no} against, {abstention} abstaining",
    ),
    "resolution": Text("{number} sz. határozat", "Resolution {number}"),
    "task": Text("Feladat", "Task"),
    "who": Text("Felelős", "Responsible"),
    "due": Text("Határidő", "Deadline"),
    "end": Text("K. m. f.", "Done as above."),
    "sign_chair": Text("levezető elnök", "chair"),
    "sign_secretary": Text("emlékeztető-vezető", "secretary"),
    "sign_certifier": Text("hitelesítő", "certifier"),
}


def dressed(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What templates/documents/minutes.typ prints."""
    said = Words(WORDS, facts["language"])
    subtitle = said("subtitle", number=facts["number"].removesuffix("."))
    signatures = [
        {"name": facts["chair"], "office": said("sign_chair")},
        {"name": facts["secretary"], "office": said("sign_secretary")},
        *({"name": name, "office": said("sign_certifier")} for name in facts["certifiers"]),
    ]
    return {
        "document_title": f"{said('title')} {subtitle}",
        "title": said("title"),
        "subtitle": subtitle,
        "draft": said("draft") if facts["draft"] else "",
        "particulars": _particulars(facts, said),
        "quorum": said("quorate" if facts["quorate"] else "not_quorate"),
        "agenda_label": said("agenda"),
        "agenda_adopted": said("agenda_adopted", **facts["agenda_votes"]),
        "agenda": [[line["number"], line["title"]] for line in facts["agenda"]],
        "items": [_item(item, said) for item in facts["items"]],
        "end": said("end"),
        "signatures": signatures,
    }


def _particulars(facts: Mapping[str, Any], said: Words) -> list[list[str]]:
    day = said.day(facts["held_on"])
    if facts["language"] == "hu":
        day = f"{day} ({weekday(facts['held_on'])})"
    attendance = said("attendance", entitled=facts["entitled"], count=len(facts["present"]))
    particulars = [
        [said("place_and_time"), f"{facts['place']}, {day}, {facts['starts']}–{facts['ends']}"],
        [said("chair"), facts["chair"]],
        [said("secretary"), facts["secretary"]],
        [said("certifiers"), ", ".join(facts["certifiers"])],
        [said("present"), ": ".join(filter(None, (attendance, ", ".join(facts["present"]))))],
        [said("excused"), ", ".join(facts["excused"])],
        [said("absent"), ", ".join(facts["absent"])],
        [said("guests"), ", ".join(facts["guests"])],
    ]
    return [row for row in particulars if row[1]]


def _item(item: Mapping[str, Any], said: Words) -> dict[str, Any]:
    quorum = said("with_quorum" if item["quorate"] else "without_quorum")
    excluded = ", ".join(f"{member['name']} ({member['ground']})" for member in item["excluded"])
    count = said(
        "count_after" if excluded else "count",
        entitled=item["entitled"],
        present=item["present"],
        quorum=quorum,
    )
    votes = item.get("votes")
    version = said("version", version=item["version"]) if item.get("version") else None
    before = item.get("case_number") or item.get("kind")
    lines: list[list[Any]] = [
        [said("rapporteur"), item.get("rapporteur")],
        [said("excluded"), excluded],
        ["", count],
        [said("summary"), item["summary"]],
        *([said("proposal"), proposal] for proposal in item["proposals"]),
        [said("secret_vote" if item["secret"] else "open_vote"), votes and said("votes", **votes)],
    ]
    return {
        "heading": said("item", number=item["number"]),
        "about": ", ".join(filter(None, (before, said.quoted(item["title"]), version))),
        "lines": [line for line in lines if line[1]],
        "resolution": _resolution(item.get("resolution"), said),
        "tasks": [_task(task, said) for task in item["tasks"]],
    }


def _resolution(resolution: Mapping[str, Any] | None, said: Words) -> list[str] | None:
    if resolution is None:
        return None
    return [said("resolution", number=bare_resolution(resolution["number"])), resolution["text"]]


def _task(task: Mapping[str, Any], said: Words) -> list[list[str]]:
    due = said.day(task["due"])
    return [[said("task"), task["what"]], [said("who"), task["who"]], [said("due"), due]]
