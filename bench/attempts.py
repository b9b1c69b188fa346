"""The process of `bench.fuzz` that damages documents of one format and reads them: format, seconds."""

import os
import sys
import tempfile
from pathlib import Path

import atheris

from tests.workflow.importing.damage import damaged, seeds, watched

with atheris.instrument_imports(include=["workflow.importing", "pypdf", "docx"]):
    from workflow.application import FIELDS, problems
    from workflow.importing.alone import BYTES, SECONDS
    from workflow.importing.blocks import REASONS, Unreadable
    from workflow.importing.placing import lay
    from workflow.importing.reading import read

PLACE = Path(tempfile.gettempdir()) / "bench-fuzz"


def main(kind: str, seconds: str) -> None:
    """libFuzzer ends the process: with a status of its own when it found something."""
    PLACE.mkdir(exist_ok=True)
    whole = seeds()[kind]
    read(whole)  # what is loaded late is loaded now, and not under the watch
    limits = (f"-max_total_time={seconds}", f"-timeout={SECONDS}", f"-rss_limit_mb={BYTES // 1024**2}")
    where = (f"-artifact_prefix={PLACE}{os.sep}{kind}-", "-max_len=2000", "-print_final_stats=1")
    atheris.Setup([sys.argv[0], *limits, *where], lambda choices: attempt(whole, choices))
    atheris.Fuzz()


def attempt(whole: bytes, choices: bytes) -> None:
    """One damaged document: blocks that can be laid against the form, or a reason.  Raises when it is neither."""
    chosen = atheris.FuzzedDataProvider(choices)
    part, at = chosen.ConsumeIntInRange(0, 30), chosen.ConsumeIntInRange(0, 1 << 16)
    cut, noise = chosen.ConsumeIntInRange(0, 999), chosen.ConsumeBytes(1900)
    document = damaged(whole, part=part, at=at, cut=cut, noise=noise)
    with watched() as touched:
        try:
            blocks = read(document)
        except Unreadable as refused:
            if refused.code not in REASONS:
                raise AssertionError(f"no sentence for {refused.code}") from refused
            blocks = []
        for one in lay(blocks).placements:
            problems(FIELDS[one.code], one.value)
    if touched:
        raise AssertionError(f"reading a document did this: {touched}")


if __name__ == "__main__":
    main(*sys.argv[1:])
