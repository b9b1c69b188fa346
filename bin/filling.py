"""Brings the demonstration's database up to date, fills it if told to, and writes its people to the file named.

One process for three commands, because each start of Python with the whole application costs a second.
"""

import sys
from contextlib import redirect_stdout
from pathlib import Path

from flask.cli import ScriptInfo

from app import create_app
from catalogues import compile_stale
from models.db import db

app = create_app()


def command(*words: str) -> None:
    """Run `flask WORDS` in this process."""
    app.cli.main(args=list(words), prog_name="flask", standalone_mode=False, obj=ScriptInfo(create_app=lambda: app))


people, *asked = sys.argv[1:]
compile_stale()
command("db", "upgrade")
if asked == ["load"]:
    command("demo", "load")
with Path(people).open("w", encoding="utf-8") as target, redirect_stdout(target):
    command("demo", "people")
with app.app_context():
    db.engine.dispose()  # SQLite then folds its journal into the file, which may be renamed
