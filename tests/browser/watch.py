"""What a browser says against a page: errors and warnings of its console, faults, requests that leave the site."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

#: Chromium itself says so of every answer that is an error page.
CHROMIUM_SAYS = "Failed to load resource"
LOUD = frozenset({"error", "warning"})


class Watch:
    """Listens to every page of a browser; `told()` empties what was heard."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.home = urlsplit(address).netloc
        self._heard: list[str] = []
        context.on("console", self._console)
        context.on("weberror", lambda error: self._heard.append(f"fault: {error.error}"))
        context.on("request", self._request)

    def told(self) -> list[str]:
        """Everything since it was asked last."""
        heard, self._heard = self._heard, []
        return heard

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in LOUD and CHROMIUM_SAYS not in message.text:
            self._heard.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != self.home:
            self._heard.append(f"asked elsewhere: {request.url}")
