"""Reading documents: what is in them, and a sentence for those that cannot be read."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workflow.importing.damage import locked, pdf_of
from tests.workflow.importing.making import PROGRAMME, docx_of, odt_of, txt_of, with_part, zipped
from workflow.importing import alone
from workflow.importing.alone import lay_alone
from workflow.importing.blocks import REASONS, Block, Unreadable
from workflow.importing.placing import lay
from workflow.importing.plain import blocks_of, decoded
from workflow.importing.reading import read

SAID = [Block(kind, text) for kind, text in PROGRAMME]


def a_pdf() -> bytes:
    return pdf_of("\n\n".join(f"- {text}" if kind == "item" else text for kind, text in PROGRAMME))


@pytest.mark.parametrize("content", [odt_of(), txt_of()], ids=["odt", "txt"])
def test_every_format_gives_the_same_blocks(content: bytes) -> None:
    assert read(content) == SAID


def test_a_word_file_gives_its_table_too() -> None:
    blocks = read(docx_of())

    assert blocks[: len(SAID)] == SAID
    assert blocks[len(SAID)] == Block("heading", "Együttműködő partnerek")
    assert blocks[-1].cells == ("Kertvárosi Iskola", "közoktatás", "helyet ad", "van")


def test_a_pdf_with_text_gives_its_paragraphs() -> None:
    words = " ".join(block.text for block in read(a_pdf()))

    assert all(" ".join(text.split()) in words for _, text in PROGRAMME)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (docx_of()[:2000], "broken"),
        (b"PK\x03\x04 not a zip at all", "broken"),
        (b"%PDF-1.7\nnothing", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_word"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "kind"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "kind"),
        (with_part(docx_of(), "word/vbaProject.bin", b"x"), "macros"),
        (odt_of(more={"Basic/Standard/Module1.xml": b"<x/>"}), "macros"),
        (odt_of(manifest="<manifest><encryption-data/></manifest>"), "encrypted"),
        (with_part(docx_of(), "word/document.xml", b"<w:document>" + b" " * (30 * 1024 * 1024)), "too_large"),
        (with_part(docx_of(), "word/media/image1.png", b"\0" * (61 * 1024 * 1024)), "too_large"),
        (odt_of(more={"content.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "broken"),
        (pdf_of("#rect(width: 5cm, height: 5cm)"), "scanned"),
        (locked(a_pdf(), "titok"), "encrypted"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(content)

    assert refused.value.code == reason
    assert refused.value.text == REASONS[reason]


def test_old_letters_become_ours() -> None:
    assert [block.text for block in blocks_of("A gyûjtõ körút fõbb célja ez volt.")] == [
        "A gyűjtő körút főbb célja ez volt."
    ]
    assert decoded("Önsegítő kör".encode("cp1250")) == "Önsegítő kör"


def test_lines_broken_to_a_width_are_one_paragraph_again() -> None:
    text = (
        "Bevezetés\n\nA szomszédok közös kertet művelnek három utcában, és\nközben megismerik egymást. Senkit sem\n"
        "hagynak ki.\n"
    )

    assert blocks_of(text) == [
        Block("heading", "Bevezetés"),
        Block(
            "text",
            "A szomszédok közös kertet művelnek három utcában, és közben megismerik egymást. Senkit sem hagynak ki.",
        ),
    ]


def test_a_process_of_its_own_reads_the_same_and_tells_the_same_reasons() -> None:
    assert lay_alone(docx_of()) == lay(read(docx_of()))
    with pytest.raises(Unreadable, match="macros"):
        lay_alone(with_part(docx_of(), "word/vbaProject.bin", b"x"))


def test_the_process_that_reads_loads_no_database() -> None:
    asked = "import sys, workflow.importing.reading; print('sqlalchemy' in sys.modules or 'flask' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", asked], cwd=alone.ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_reading_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "SECONDS", 0.01)

    with pytest.raises(Unreadable, match="too_long"):
        lay_alone(txt_of())


@pytest.mark.parametrize("word", ["1", "1 ", "a", "((", "a:", "x moder"])
def test_a_long_senseless_text_is_laid_within_the_time_of_its_process(word: str) -> None:
    text = f"Módszertan\n\nA {word * 60_000}.\n\nCélcsoport\n\nA {word * 60_000}."

    assert lay_alone(text.encode()).placements


BEGINNINGS = st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", docx_of(), odt_of(), txt_of()])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(BEGINNINGS, st.binary(max_size=300), st.integers(0, 40_000), st.integers(0, 300))
def test_no_damage_makes_anything_but_blocks_or_a_reason(start: bytes, noise: bytes, place: int, cut: int) -> None:
    at = place % (len(start) + 1)
    damaged = start[:at] + noise + start[at + cut :]
    try:
        found = {block.text for block in read(damaged)}
    except Unreadable as refused:
        found = {REASONS[refused.code].hu}

    assert found
    assert "" not in found
