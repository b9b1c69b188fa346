"""Static files as browsers fetch them: named after their content, so that a browser keeps them for good, and packed
beforehand.  The copies stand under DATA_DIR/static; older ones stay, for pages that are still open somewhere."""

import gzip
import os
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise

#: What a page asks for; sources of style sheets, licences and notes stand beside it and are not copied.
ASKED_FOR = frozenset({".css", ".js", ".svg", ".woff2"})
#: Worth packing: a font is packed already.
PACKED = frozenset({".css", ".js", ".svg"})
NAMED_BY_CONTENT = r"\.[0-9a-f]{12}\.\w+$"
ADDRESS_IN_CSS = re.compile(r"""url\((["']?)\.\./([\w./-]+)\1\)""")
HOUR = 3600


def set_up_assets(app: Flask, source: Path) -> None:
    """Answer for static files; `url_for("static", filename=...)` gives the name with the content in it.

    In development the files themselves are served, so that a change is seen at once.
    """
    is_development = app.config["MERCE_MODE"] == "development"
    app.wsgi_app = noise = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(source),
        prefix="static/",
        max_age=HOUR,
        autorefresh=is_development,
        immutable_file_test=NAMED_BY_CONTENT,
    )
    if is_development:
        return
    target = Path(app.config["DATA_DIR"]).resolve() / "static"
    names = publish(source, target)
    noise.add_files(str(target), "static/")

    @app.url_defaults
    def name_by_content(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values["filename"] = names.get(values["filename"], values["filename"])


def publish(source: Path, target: Path) -> dict[str, str]:
    """Copy every file under its new name and packed; returns old name -> new name, relative to the folders."""
    found = (file for file in source.rglob("*") if file.suffix in ASKED_FOR)
    names: dict[str, str] = {}
    for file in sorted(found, key=lambda file: (file.suffix == ".css", file)):  # style sheets name the others
        name = file.relative_to(source).as_posix()
        content = file.read_bytes()
        if file.suffix == ".css":
            content = _with_new_names(content.decode(), names).encode()
        names[name] = f"{name.removesuffix(file.suffix)}.{sha256(content).hexdigest()[:12]}{file.suffix}"
        _keep(target, names[name], content)
        if file.suffix in PACKED:
            _keep(target, f"{names[name]}.gz", gzip.compress(content, 9, mtime=0))
    return names


def _with_new_names(css: str, names: dict[str, str]) -> str:
    return ADDRESS_IN_CSS.sub(lambda found: f'url("../{names[found[2]]}")', css)


def _keep(target: Path, name: str, content: bytes) -> None:
    """All of it or nothing, for several processes start at once and do the same; in `target` nothing ever vanishes."""
    place = target / name
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}-{os.getpid()}.part")
    unfinished.write_bytes(content)
    unfinished.rename(place)
