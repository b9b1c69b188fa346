"""Answers travel packed: a page over a village's telephone line is five times smaller."""

import secrets
from gzip import GzipFile
from io import BytesIO

from flask import Flask, Response, request

#: Text; files that are kept (PDF, spreadsheets) are packed in themselves.
PACKED = frozenset({"text/html", "text/plain", "text/csv", "application/json"})
WORTH_IT = 1000  # bytes; below, a header is longer than what is saved
LEVEL = 6
MOST_PADDING = 100  # bytes


def set_up_compression(app: Flask) -> None:
    """Register the hook: the last to see an answer, so it is registered before all others."""
    app.after_request(pack)


def pack(response: Response) -> Response:
    """The answer packed, if the browser takes it so."""
    if response.mimetype not in PACKED or response.is_streamed or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    if "gzip" in request.accept_encodings and "Content-Encoding" not in response.headers:
        body = response.get_data()
        if len(body) >= WORTH_IT:
            response.set_data(packed(body))
            response.headers["Content-Encoding"] = "gzip"
    return response


def packed(body: bytes) -> bytes:
    """Gzip, with a file name of random length in its header.

    Pages hold a secret (the form token): that their length varies hides how well a guess packs with it (BREACH).
    """
    box = BytesIO()
    with GzipFile("x" * secrets.randbelow(MOST_PADDING), "wb", LEVEL, box, mtime=0) as file:
        file.write(body)
    return box.getvalue()
