"""Where the browser of the tests is: Debian's Chromium, another Chrome on the PATH, else the one Playwright installed.

In tests/browser/conftest.py:

    @pytest.fixture(scope="session")
    def browser_type_launch_args(browser_type_launch_args):
        return {**browser_type_launch_args, **launch_arguments()}

Run as a program it prints where the browser is, or fails when there is none.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import TypedDict

from playwright.sync_api import sync_playwright

# Without these it asks for hosts that are none of the tests' business.
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


class LaunchArguments(TypedDict):
    """What Playwright's `launch` is told."""

    executable_path: str
    args: list[str]


def chromium() -> Path | None:
    """The browser's program, or None."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return Path(found)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.exists() else None


def launch_arguments() -> LaunchArguments:
    """For Playwright's `launch`.  Raises FileNotFoundError when this machine has no browser."""
    place = chromium()
    if place is None:
        raise FileNotFoundError("no Chromium: bin/test installs one, or `playwright install chromium`")
    # Root, and containers that forbid user namespaces, have no sandbox; only our own pages are visited.
    sandbox = [] if os.geteuid() != 0 and "CI" not in os.environ else ["--no-sandbox"]
    return {"executable_path": str(place), "args": [*QUIET, *sandbox]}


if __name__ == "__main__":
    print(chromium() or sys.exit("No Chromium here."))
