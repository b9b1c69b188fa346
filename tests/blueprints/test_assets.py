"""Static files: named after their content, kept for good, packed once; pages travel packed, too."""

import gzip
import re
from pathlib import Path

from flask import Flask, url_for
from flask.testing import FlaskClient

from app import create_app
from blueprints.assets import publish
from blueprints.compression import WORTH_IT, packed

A_YEAR = 365 * 24 * 3600


def test_files_are_named_after_their_content_and_style_sheets_name_the_new_names(tmp_path: Path) -> None:
    source, target = a_folder(tmp_path / "source"), tmp_path / "target"

    names = publish(source, target)

    assert sorted(names) == ["css/a.css", "fonts/a.woff2"]
    assert (target / names["css/a.css"]).read_text() == f'@font-face{{src:url("../{names["fonts/a.woff2"]}")}}'
    assert (
        gzip.decompress((target / f"{names['css/a.css']}.gz").read_bytes())
        == (target / names["css/a.css"]).read_bytes()
    )


def test_another_content_is_another_name_and_the_older_file_stays(tmp_path: Path) -> None:
    source, target = a_folder(tmp_path / "source"), tmp_path / "target"
    before = publish(source, target)

    (source / "fonts/a.woff2").write_bytes(b"another font")
    after = publish(source, target)

    assert {name for name in after if after[name] == before[name]} == set()
    assert [(target / name).exists() for name in (*before.values(), *after.values())] == [True] * 4


def test_what_a_page_names_may_be_kept_for_good_and_comes_packed(app: Flask) -> None:
    with app.test_request_context():
        address = url_for("static", filename="css/merce.css")

    answer = app.test_client().get(address, headers={"Accept-Encoding": "gzip"})

    assert re.fullmatch(r"/static/css/merce\.[0-9a-f]{12}\.css", address)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.cache_control.max_age >= A_YEAR


def test_every_file_that_a_style_sheet_names_is_there(app: Flask) -> None:
    with app.test_request_context():
        address = url_for("static", filename="css/merce.css")
    named = re.findall(r'url\("\.\./(fonts/[^"]+)"\)', app.test_client().get(address).text)

    answered = [app.test_client().get(f"/static/{name}").status_code for name in named]

    assert answered == [200] * 3


def test_in_development_the_files_themselves_are_served(tmp_path: Path) -> None:
    app = create_app({"MERCE_MODE": "development", "DATA_DIR": str(tmp_path)})

    with app.test_request_context():
        assert url_for("static", filename="css/merce.css") == "/static/css/merce.css"


def test_a_page_is_packed_for_whoever_takes_it_so(app: Flask) -> None:
    client: FlaskClient = app.test_client()

    plain, small = client.get("/privacy"), client.get("/privacy", headers={"Accept-Encoding": "gzip, br"})

    assert (plain.headers.get("Content-Encoding"), small.headers.get("Content-Encoding")) == (None, "gzip")
    assert [answer.vary.find("Accept-Encoding") >= 0 for answer in (plain, small)] == [True, True]
    assert "</html>" in gzip.decompress(small.data).decode()
    assert len(small.data) < len(plain.data) / 2


def test_a_short_answer_stays_as_it_is(app: Flask) -> None:
    answer = app.test_client().get("/healthz", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in answer.headers
    assert answer.content_length < WORTH_IT


def test_the_length_of_a_packed_page_varies() -> None:
    page = b"<p>the same page</p>" * 100

    lengths = {len(packed(page)) for _ in range(60)}

    assert len(lengths) > 20
    assert {gzip.decompress(packed(page)) for _ in range(5)} == {page}


def a_folder(place: Path) -> Path:
    """A style sheet that names a font, and a note that no page asks for."""
    for name, content in (
        ("css/a.css", '@font-face{src:url("../fonts/a.woff2")}'),
        ("fonts/a.woff2", "a font"),
        ("README.md", "a note"),
    ):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(content)
    return place
