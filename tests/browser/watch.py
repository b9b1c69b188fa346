"""What a browser says against a page: errors and warnings of its console, faults, requests that leave the site."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

#: Chromium itself says so of every answer that is an error page.
CHROMIUM_SAYS = "Failed to load resource"
LOUD = frozenset({"error", "warning"})


class Watch:
    """Listens to every page of a browser; `told()` empties what was heard."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
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
        if leaves(request, self.address):
            self._heard.append(f"asked elsewhere: {request.url}")


def leaves(request: Request, address: str) -> bool:
    """Whether somebody else than the site at `address` is asked."""
    asked = urlsplit(request.url)
    return asked.scheme not in ("data", "blob", "about") and asked.netloc != urlsplit(address).netloc
