"""Documents that are damaged on purpose, and a watch that notes whatever reading one does to the machine."""

import io
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import typst
from pypdf import PdfReader, PdfWriter

from tests.workflow.importing.making import PROGRAMME, docx_of, odt_of, txt_of, zipped

#: What a reader of documents has no business to do.
FORBIDDEN_ACTS = ("system", "exec", "fork", "remove", "rename", "mkdir")
FORBIDDEN = ("subprocess.", "socket.", "shutil.", *(f"os.{act}" for act in FORBIDDEN_ACTS))
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_watching: list[list[str]] = []


def pdf_of(source: str) -> bytes:
    """A page or more, set by Typst."""
    return typst.compile(source.encode())


def locked(pdf: bytes, password: str) -> bytes:
    """The same PDF, opened only by whoever knows the password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt(password, algorithm="RC4-128")
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def seeds() -> dict[str, bytes]:
    """The same programme in every format, whole."""
    said = "\n\n".join(f"- {text}" if kind == "item" else text for kind, text in PROGRAMME)
    return {"docx": docx_of(), "odt": odt_of(), "pdf": pdf_of(said), "txt": txt_of()}


def damaged(whole: bytes, *, part: int, at: int, cut: int, noise: bytes) -> bytes:
    """`whole` with `noise` in place of `cut` bytes: inside one of its parts where it is a ZIP, inside one of its
    streams where it is a PDF, so that the damage gets past the first check; where `part` is 0, in the file itself."""
    if part and whole.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = sorted(parts)[part % len(parts)]
        return zipped({**parts, name: _with(parts[name], at, cut, noise)})
    if part and whole.startswith(b"%PDF"):
        return _in_stream(whole, part, at, cut, noise)
    return _with(whole, at, cut, noise)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Whatever is opened for writing, started, called or moved inside: it must be nothing."""
    seen: list[str] = []
    _watching.append(seen)
    try:
        yield seen
    finally:
        _watching.remove(seen)


def _with(content: bytes, at: int, cut: int, noise: bytes) -> bytes:
    place = at % (len(content) + 1)
    return content[:place] + noise + content[place + cut :]


def _in_stream(pdf: bytes, part: int, at: int, cut: int, noise: bytes) -> bytes:
    """One stream is unpacked, damaged and packed again; the offsets behind it are wrong then, as in many real files."""
    begins = [found.end() for found in re.finditer(rb"(?<!end)stream\r?\n", pdf)]
    start = begins[part % len(begins)]
    end = pdf.index(b"endstream", start)
    try:
        inside = zlib.compress(_with(zlib.decompress(pdf[start:end]), at, cut, noise))
    except zlib.error:
        inside = _with(pdf[start:end], at, cut, noise)
    return pdf[:start] + inside + b"\n" + pdf[end:]


def _note(event: str, facts: tuple[object, ...]) -> None:
    if not _watching:
        return
    opens = event == "open" and isinstance(facts[2], int) and facts[2] & WRITING
    if opens or event.startswith(FORBIDDEN):
        for seen in _watching:
            seen.append(f"{event} {facts[:1]}")


sys.addaudithook(_note)
