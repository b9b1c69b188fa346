"""However a document is damaged, inside or outside: blocks or a reason, within the time, and nothing on the machine."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflow.importing.damage import damaged, seeds, watched
from tests.workflow.importing.making import docx_of, with_part
from workflow.application import FIELDS, problems
from workflow.importing import alone
from workflow.importing.blocks import REASONS, Unreadable
from workflow.importing.placing import lay
from workflow.importing.reading import read

WHOLE = seeds()
#: What parsers stumble over, besides any bytes.
NOISE = st.binary(max_size=200) | st.sampled_from(
    [
        b"",
        b"<w:p>" * 400,
        b"&x;" * 50,
        b"\xff" * 64,
        b"/Kids [1 0 R]",
        b"/Length 999999999999",
        b'<text:s text:c="999999999"/>',
        b'w:val="99999999999999999999"',
        b"../../../../tmp/x",
        b"]]>" * 20,
    ]
)


def said_of(document: bytes) -> str:
    """The reason why it cannot be read; "laid" when everything that follows was done with it."""
    try:
        blocks = read(document)
    except Unreadable as refused:
        return refused.code
    for one in lay(blocks).placements:
        problems(FIELDS[one.code], one.value)
    return "laid" if all(block.text for block in blocks) else "an empty block"


@pytest.mark.parametrize("kind", WHOLE)
@settings(
    max_examples=60,
    deadline=timedelta(seconds=alone.SECONDS),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(part=st.integers(0, 30), at=st.integers(0, 60_000), cut=st.integers(0, 400), noise=NOISE)
def test_damage_gives_blocks_or_a_reason_and_touches_nothing(
    kind: str, part: int, at: int, cut: int, noise: bytes
) -> None:
    document = damaged(WHOLE[kind], part=part, at=at, cut=cut, noise=noise)

    with watched() as touched:
        told = said_of(document)

    assert [touched, told in REASONS or told == "laid"] == [[], True]


@pytest.mark.parametrize("name", ["../../out.txt", "/tmp/merce-out.txt", "word/../../../out.txt", "C:\\out.txt"])  # noqa: S108
def test_a_part_with_a_path_of_its_own_is_written_nowhere(name: str) -> None:
    with watched() as touched:
        blocks = read(with_part(docx_of(), name, b"out"))

    assert [touched, blocks == read(docx_of())] == [[], True]


def test_the_watch_sees_a_file_that_is_written(tmp_path: Path) -> None:
    with watched() as touched:
        (tmp_path / "out.txt").write_text("x", encoding="utf-8")

    assert len(touched) == 1


def test_the_process_that_reads_can_write_no_file(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    wanted = [True, True, b""]
    program = (
        "import sys, pathlib; from workflow.importing import reading; reading.bind();"
        " pathlib.Path(sys.argv[1]).write_text('x')"
    )

    done = subprocess.run([sys.executable, "-c", program, str(out)], cwd=alone.ROOT, capture_output=True)

    assert [done.returncode != 0, b"File too large" in done.stderr, out.read_bytes()] == wanted
