"""A process of ours at another time: `python -m tests.browser.shifted CLOCK web PORT` or `… CLOCK worker`.

CLOCK is a file that holds an ISO moment; whenever it changes, the process' clock jumps there and runs on.  Only the
clock is moved; the application and the worker are the real ones, with their settings from the environment.
"""

import sys
import threading
import time
from datetime import datetime
from pathlib import Path

import time_machine

LOOKS_A_SECOND = 20


def follow(clock: Path) -> None:
    """Jump to the moment in the file now, and whenever it changes."""
    told = clock.read_text(encoding="utf-8")
    traveller = time_machine.travel(datetime.fromisoformat(told), tick=True).start()
    arrived = clock.with_suffix(f".{sys.argv[2]}")
    arrived.write_text(told, encoding="utf-8")

    def watch() -> None:
        nonlocal told
        while True:
            time.sleep(1 / LOOKS_A_SECOND)
            if (next_told := clock.read_text(encoding="utf-8")) not in (told, ""):
                told = next_told
                traveller.move_to(datetime.fromisoformat(told))
                arrived.write_text(told, encoding="utf-8")

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    follow(Path(sys.argv[1]))
    if sys.argv[2] == "worker":
        import worker

        worker.main()
    else:
        from app import create_app

        create_app().run(port=int(sys.argv[3]), threaded=True, use_reloader=False)
