"""What bench/pages.py serves: the product with its queries counted, and a bare page to compare with.

The counting stands here and nowhere in the product: each answer says how many queries it took and which worker gave it.
"""

import os
import sys
from threading import local

from flask import Flask, Response, g, render_template_string, session
from sqlalchemy import Engine, event

# Tools of the tests bring these, and what finds them loads them (7 MB a worker); in earnest there are none.
sys.modules |= dict.fromkeys(("rich", "pygments"))

from app import create_app  # noqa: E402

ROWS = 25
BARE = """<!doctype html><html lang="hu"><head><meta charset="utf-8"><title>Lista</title></head><body>
<h1>{{ name }}</h1><table><thead><tr><th>Cím</th><th>Szám</th><th>Megye</th><th>Állapot</th></tr></thead><tbody>
{% for row in rows %}<tr><td><a href="/rows/{{ row.id }}">{{ row.title }}</a></td>
<td>{{ row.number }}</td><td>{{ row.county }}</td><td>{{ row.state }}</td></tr>
{% endfor %}</tbody></table></body></html>"""

_counted = local()


def product() -> Flask:
    """Mérce itself."""
    app = create_app()

    @event.listens_for(Engine, "before_cursor_execute")
    def count(*_: object) -> None:
        _counted.queries = getattr(_counted, "queries", 0) + 1

    @app.before_request
    def begin() -> None:
        _counted.queries = 0

    @app.after_request
    def tell(response: Response) -> Response:
        response.headers["X-Bench-Queries"] = str(getattr(_counted, "queries", 0))
        response.headers["X-Bench-Worker"] = str(os.getpid())
        return response

    return app


def bare() -> Flask:
    """Flask with a signed session and a table of 25 rows: no database, no forms, no translation."""
    app = Flask("bare")
    app.secret_key = "not a secret"  # noqa: S105

    @app.get("/enter")
    def enter() -> str:
        session["person"] = "Minta Vera"
        return "ok"

    @app.get("/rows")
    def rows() -> str:
        g.rows = [
            {"id": n, "title": f"Kertek alatt {n}", "number": f"AKR/{n}/2026", "county": "Zala", "state": "Befogadva"}
            for n in range(ROWS)
        ]
        return render_template_string(BARE, rows=g.rows, name=session["person"])

    return app
