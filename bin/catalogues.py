"""Compiles the catalogues of translations/ that are newer than what was compiled from them."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"


def compile_stale() -> None:
    """Write the .mo beside each .po that changed; several processes may do so at once."""
    for written in TRANSLATIONS.glob("*/LC_MESSAGES/*.po"):
        compiled = written.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= written.stat().st_mtime:
            continue
        unfinished = compiled.with_suffix(f".{os.getpid()}")
        with written.open("rb") as source, unfinished.open("wb") as target:
            write_mo(target, read_po(source))
        unfinished.replace(compiled)


if __name__ == "__main__":
    compile_stale()
