"""An expert who scores one review at a person's pace, and remembers every word that the server said it had kept."""

import html
import random
import re
import threading
import time
from dataclasses import dataclass, field

from bench.browsing import Browser

CODES = tuple(f"K{number}" for number in range(1, 10))
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}
REASON = "A programleírás és a jelenléti ívek szerint a lakosok minden szakaszban részt vettek, árvíztűrő módon."
#: Seconds from one thing to the next: typing a few words, and reading.
TYPING, READING = (1.5, 5.0), (4.0, 12.0)
#: How many times a reason is saved by itself while it is written.
PAUSES = 4


@dataclass
class Told:
    """What all of them saw: milliseconds by kind of request, what went wrong, what was not there when it was read."""

    took: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    acknowledged: int = 0


class Scorer:
    """One person with one window."""

    def __init__(self, port: int, email: str, review: int, told: Told) -> None:
        self.browser, self.email, self.review, self.told = Browser(port), email, review, told
        self.chance = random.Random(email)
        self.address = f"/reviews/{review}"
        self.form: dict[str, str] = {}
        self.said = {code: {"score": "", "reason": "", "evidence": "", "to_raise": ""} for code in CODES}
        #: What the server acknowledged last of each criterion.
        self.kept: dict[str, dict[str, str]] = {}
        self.turn = 0

    def sign_in(self) -> None:
        """Before the time that counts."""
        self.browser.sign_in(self.email)
        self._open_sheet()

    def work(self, stop: threading.Event) -> None:
        """Read, score, write, read again, until told to stop."""
        self._pause(stop, (0.0, 8.0))
        while not stop.is_set():
            self._read("the inbox", "/inbox/")
            self._pause(stop, READING)
            self._open_sheet()
            self._read("the programme", f"{self.address}/programme")
            self._pause(stop, READING)
            for code in CODES:
                self._criterion(stop, code)
                if stop.is_set():
                    return
            self._read("the check page", f"{self.address}/check")
            self._pause(stop, READING)
            self.compare()

    def compare(self) -> None:
        """Whether the sheet has what was acknowledged."""
        page = self._open_sheet()
        for code, said in self.kept.items():
            there = written_in(page, code)
            self.told.lost += [
                f"{self.address} {code} {name}: {there[name]!r} where {value!r} was kept"
                for name, value in said.items()
                if there[name] != value
            ]

    def _criterion(self, stop: threading.Event, code: str) -> None:
        said = self.said[code]
        words = f"{self.chance.randrange(10**6)}: {REASON} {REASON}".split()
        grade = str(self.chance.randrange(6))
        typed = [
            {"score": grade},
            *({"reason": " ".join(words[: len(words) * nth // PAUSES])} for nth in range(1, PAUSES + 1)),
            {"evidence": f"E1, M4, {self.chance.randrange(40)}. oldal"},
            {"to_raise": "Kérdezzék meg a nehezen elérhetőket is." if grade in "012" else ""},
        ]
        for change in typed:
            if stop.is_set():
                return
            said.update(change)
            self._save("a digit" if "score" in change else "words", code)
            self._pause(stop, TYPING)

    def _save(self, kind: str, code: str) -> None:
        self.turn += 1
        said = dict(self.said[code])
        sent = {f"{code}_{name}": value for name, value in said.items()}
        form = {**self.form, **sent, "turn": str(self.turn)}
        form["seen-" + code] = self.form["seen-" + code]
        answer = self._ask(kind, f"{self.address}/parts/{code}", form)
        mark = re.search(rf'id="{code}-saved" data-seen="(\d+)"', answer)
        if mark:
            self.form["seen-" + code] = mark[1]
            self.kept[code] = said
            self.told.acknowledged += 1

    def _open_sheet(self) -> str:
        page = self._read("the sheet", self.address)
        if not page:
            return page
        names = ("csrf_token", "window", *(f"seen-{code}" for code in CODES))
        found = {name: re.search(rf'name="{name}"[^>]*?value="([^"]*)"', page) for name in names}
        self.form = {name: value[1] for name, value in found.items() if value}
        self.turn = 0
        return page

    def _read(self, kind: str, path: str) -> str:
        return self._ask(kind, path)

    def _ask(self, kind: str, path: str, form: dict[str, str] | None = None) -> str:
        began = time.perf_counter()
        try:
            content, _ = self.browser.ask(path, form, status=200, headers=FRAGMENT if form else {})
        except (SystemExit, OSError) as fault:
            self.told.errors.append(f"{kind}: {path}: {fault}")
            self.browser.connection.close()
            return ""
        self.told.took.setdefault(kind, []).append((time.perf_counter() - began) * 1000)
        return content.decode()

    def _pause(self, stop: threading.Event, between: tuple[float, float]) -> None:
        stop.wait(self.chance.uniform(*between))


def written_in(page: str, code: str) -> dict[str, str]:
    """What the sheet says of one criterion."""
    found = {
        name: re.search(rf'<textarea[^>]*name="{code}_{name}"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL)
        for name in ("reason", "evidence", "to_raise")
    }
    said = {name: html.unescape(text[1]) if text else "" for name, text in found.items()}
    radios = re.findall(rf'<input[^>]*name="{code}_score"[^>]*>', page)
    chosen = [re.search(r'value="([^"]*)"', radio) for radio in radios if re.search(r"\schecked\b", radio)]
    return {**said, "score": chosen[0][1] if chosen and chosen[0] else ""}
