"""A person at a browser: signing in, filling forms by the names of their fields, sending them."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Response

from tests.browser.site import PASSWORD, Site
from tests.browser.watch import LOUD, leaves
from workflow.application import FIELDS, lines_to_text

#: Where a button sends its form (a field may be called "action", so the property is not asked).
ADDRESS = """button => {
  const address = button.getAttribute("formaction") || (button.form && button.form.getAttribute("action"));
  return address ? new URL(address, location).href.split("#")[0] : "";
}"""
#: Answers that lead to another page.
LED_ON = frozenset({301, 302, 303})


class Desk:
    """One person in a browser context of their own.  Whatever the console says against us is kept in `complaints`."""

    def __init__(self, browser: Browser, site: Site, email: str, **options: Any) -> None:
        self.site, self.email = site, email
        self.has_scripts = options.get("java_script_enabled", True)
        self.context = browser.new_context(base_url=site.address, **options)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(45_000)
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type in LOUD else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "request", lambda asked: self.complaints.append(asked.url) if leaves(asked, site.address) else None
        )

    def sign_in(self) -> "Desk":
        """Through the sign-in page."""
        self.page.goto("/login")
        self._give_password()
        self.page.wait_for_url("**/inbox/")
        return self

    def _give_password(self) -> None:
        self.page.fill("input[name=email]", self.email)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.locator("form:has(input[name=password]) button[type=submit]").click()

    def visit(self, path: str) -> Page:
        """Open a page that must be there; a session that ended meanwhile is begun again on the way."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status < 400, f"{answer.status} at {path}"
        if "/login?" in self.page.url and not path.startswith("/login"):
            self._give_password()
            self.page.wait_for_url(f"**{path}")
        return self.page

    def fill(self, **values: Any) -> "Desk":
        """Fill fields by name: text, True for a tick, a Path for a file; radio buttons and selects by value."""
        for name, value in values.items():
            self._fill(name, value)
        return self

    def answer(self, answers: dict[str, Any]) -> "Desk":
        """Fill questions of the application that the page asks."""
        for code, value in answers.items():
            field = FIELDS[code]
            if field.kind == "rows" and self.page.locator(f"#{code}-rows").count():
                self._fill_rows(code, [row if isinstance(row, list) else [row] for row in value])
            if field.kind in ("annex", "declaration") or not self.page.locator(f'[name="{code}"]').count():
                continue
            if field.kind == "lines":
                self._fill(code, lines_to_text(value))
            elif field.kind == "yes_no":
                self._fill(code, "yes" if value else "no")
            elif field.kind == "decimal":
                self._fill(code, f"{value:g}".replace(".", ","))
            else:
                self._fill(code, value if isinstance(value, list) else str(value))
        return self

    def send(self, action: str = "", *, leads_to: str | None = None) -> Page:
        """Click the button of the form whose address ends in `action`, and wait for where it leads."""
        form = self.page.locator(f'form[action$="{action}"]') if action else self.page.locator("main form")
        button = form.locator("button[type=submit]").last if not action else form.locator("button").last
        return self.press(button, leads_to)

    def attach(self, case: int, kind: str, file: Path) -> None:
        """An annex, titled by its kind: in parts where scripts run, with a form where they do not."""
        self.visit(f"/cases/{case}/attachments")
        self.fill(kind=kind, title=kind, file=file)
        if not self.has_scripts:
            self.send("/attachments")
            return
        self.page.locator('form[action$="/attachments"] button[type=submit]').last.click()
        self.page.locator(".uploads .upload-row.done").wait_for()

    def press(self, what: Any, leads_to: str | None = None) -> Page:
        """Press a button that sends something, and wait for the answer and for where it leads."""
        if not self.has_scripts:
            with self.page.expect_navigation():
                what.click()
            return self._settled(leads_to)
        # a draft saves itself meanwhile, and the page that is left looks as quiet as the one that comes
        address = what.evaluate(ADDRESS)
        self.page.evaluate("document.documentElement.dataset.left = 'yes'")
        with self.page.expect_response(lambda answer: _is_answer(answer, address)) as sent:
            what.click()
        if sent.value.status in LED_ON or "hx-redirect" in sent.value.headers:
            self.page.wait_for_selector("html:not([data-left])", state="attached")
        return self._settled(leads_to)

    def follow(self, what: Any, leads_to: str) -> Page:
        """Follow a link."""
        what.click()
        return self._settled(leads_to)

    def _settled(self, leads_to: str | None) -> Page:
        self.page.wait_for_load_state("networkidle" if self.has_scripts else "load")
        wrong = self.page.locator(".govuk-error-summary, .error-page")
        assert wrong.count() == 0, wrong.first.inner_text()
        if leads_to is not None:
            self.page.wait_for_url(leads_to)
        return self.page

    def state(self) -> str:
        """The state that the badge of the case page shows."""
        return str(self.page.locator(".next-step .badge").first.get_attribute("data-state"))

    def _fill_rows(self, code: str, rows: list[list[str]]) -> None:
        table = self.page.locator(f"#{code}-rows")
        for place in range(table.locator("fieldset.row").count(), len(rows)):
            table.locator(f'button[value="{code}:add:{place}"]').click()
            table.locator("fieldset.row").nth(place).wait_for()
        for place, cells in enumerate(rows):
            for at, cell in enumerate(cells):
                self._fill(f"{code}-{place}-{at}", cell)

    def _fill(self, name: str, value: Any) -> None:
        field = self.page.locator(f'[name="{name}"]')
        if isinstance(value, Path):
            field.set_input_files(value)
        elif isinstance(value, list):
            for choice in value:
                self.page.locator(f'[name="{name}"][value="{choice}"]').check()
        elif value is True:
            field.check()
        elif field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(str(value))
        elif field.first.get_attribute("type") == "radio":
            self.page.locator(f'[name="{name}"][value="{value}"]').check()
        else:
            field.fill(str(value))


def _is_answer(answer: Response, address: str) -> bool:
    """Whether this is the answer to what was sent there."""
    return answer.request.method == "POST" and (not address or answer.url.split("#")[0] == address)
