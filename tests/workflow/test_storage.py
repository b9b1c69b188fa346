"""The store: on the local disk and on a server that speaks S3, with the same words."""

import logging
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from moto.server import ThreadedMotoServer

from workflow.storage import HEAD_BYTES, Store, Unacceptable, examined, place

PDF = b"%PDF-1.7 egy irat"
LARGE = b"%PDF-1.7 " + bytes(range(256)) * 50_000  # 12.8 MB: more than one part of S3


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """A server with an empty bucket "annexes"; gives its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    address = f"http://127.0.0.1:{server.get_host_and_port()[1]}"
    with urlopen(Request(f"{address}/annexes", method="PUT")):  # noqa: S310  our own address
        yield address
    server.stop()


@pytest.fixture(params=["disk", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Where there is nothing yet, or nothing that has the same content."""
    if request.param == "disk":
        return Store(tmp_path.as_uri())
    settings = {
        "AWS_ENDPOINT_URL": request.getfixturevalue("s3"),
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_REGION": "us-east-1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return Store("s3://annexes/")


@pytest.mark.parametrize("content", [PDF, LARGE], ids=["small", "large"])
def test_what_is_kept_is_read_streamed_and_deleted(store: Store, content: bytes) -> None:
    kept = store.keep("irat.pdf", content)

    read = [store.read(kept.sha256) == content, b"".join(store.stream(place(kept.sha256))) == content]
    store.delete(place(kept.sha256))

    assert [kept.sha256, kept.size, kept.media_type] == [sha256(content).hexdigest(), len(content), "application/pdf"]
    assert [*read, store.has(place(kept.sha256))] == [True, True, False]
    with pytest.raises(FileNotFoundError):
        store.stream(place(kept.sha256))


def test_what_is_streamed_is_never_in_memory_as_a_whole(store: Store) -> None:
    kept = store.keep("irat.pdf", LARGE)

    assert max(map(len, store.stream(place(kept.sha256)))) < len(LARGE) / 2


def test_what_lies_there_is_never_written_over(store: Store) -> None:
    store.put(place("ab" * 32), b"first")

    store.lay("ab" * 32, BytesIO(b"second"))

    assert store.read("ab" * 32) == b"first"


def test_parts_are_joined_in_their_order(store: Store) -> None:
    for at in (1_000_000, 9, 0, 200):
        store.put(f"uploads/7/{at:012}", f"{at};".encode())
    store.put(f"uploads/77/{0:012}", b"of another")

    with store.joined("uploads/7") as whole:
        assert whole.read() == b"0;9;200;1000000;"
    store.clear("uploads/7")
    with store.joined("uploads/7") as nothing:
        assert nothing.read() == b""
    assert store.fetch(f"uploads/77/{0:012}") == b"of another"


def test_deleting_what_is_not_there_is_no_fault(store: Store) -> None:
    store.delete("nowhere/at-all")
    store.clear("nowhere")

    assert not store.has("nowhere/at-all")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"%PDF" + bytes(50 * 1024 * 1024), "too_large"),
        (b"plain words", "kind"),
        (bytes(HEAD_BYTES) + PDF, "kind"),
    ],
    ids=["empty", "too large", "a text", "a PDF further down"],
)
def test_what_cannot_be_an_annex_is_told_by_its_content(content: bytes, code: str) -> None:
    with pytest.raises(Unacceptable, match=code):
        examined("irat.pdf", BytesIO(content))
