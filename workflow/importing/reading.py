"""The reader of a document: `python -m workflow.importing.reading` reads a file from its standard input and writes what
it says laid against the form, or the reason why nothing can be read, as JSON.  `alone` starts it.
"""

import json
import resource
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from io import BytesIO
from zipfile import ZipFile

from workflow.importing.alone import BYTES, SECONDS
from workflow.importing.blocks import Block, Unreadable
from workflow.importing.formats import MOST_TEXT, Kind, kind_of
from workflow.importing.opendocument import read_opendocument
from workflow.importing.placing import lay
from workflow.importing.plain import read_plain
from workflow.importing.portable import read_portable
from workflow.importing.word import read_word


def read(content: bytes) -> list[Block]:
    """The blocks of a document.  Raises Unreadable with the reason; meant for `alone`, which also bounds time."""
    reader = READERS[kind_of(content)]
    try:
        blocks = reader(content)
    except Unreadable:
        raise
    except MemoryError as fault:
        raise Unreadable("too_large") from fault
    # a parser of somebody else's may fail in any way on a broken file, and the person needs one sentence
    except Exception as fault:
        raise Unreadable("broken") from fault
    if not blocks:
        raise Unreadable("empty")
    if sum(len(block.text) for block in blocks) > MOST_TEXT:
        raise Unreadable("too_much")
    return blocks


def _read_zipped_text(content: bytes) -> list[Block]:
    with ZipFile(BytesIO(content)) as archive:
        return read_opendocument(archive)


READERS: Mapping[Kind, Callable[[bytes], list[Block]]] = {
    "word": read_word,
    "opendocument": _read_zipped_text,
    "portable": read_portable,
    "plain": read_plain,
}


def bind() -> None:
    """Bound what this process may do: seconds, memory, and no file that it writes."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # no document makes it write a file, wherever that were


def main() -> None:
    """Read what is on the standard input within the limits; write JSON."""
    bind()
    try:
        laid = lay(read(sys.stdin.buffer.read()))
    except Unreadable as reason:
        answer: dict[str, object] = {"reason": reason.code}
    else:
        answer = {"placements": [asdict(one) for one in laid.placements], "unplaced": laid.unplaced}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
