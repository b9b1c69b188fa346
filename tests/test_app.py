"""How the application starts: what production insists on, what demo mode may not do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from app import NEEDED, create_app, read_settings

ROOT = Path(__file__).parents[1]
COMPLETE = {name: "postgresql://localhost/x" if name == "DATABASE_URL" else "given" for name in NEEDED} | {
    "MERCE_MODE": "production"
}


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*NEEDED, "MERCE_MODE", "DATA_DIR", "REDIS_URL", "STORAGE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", NEEDED)
def test_production_does_not_start_without_a_needed_setting_and_names_it(name: str) -> None:
    lacking = {key: value for key, value in COMPLETE.items() if key != name}

    with pytest.raises(SystemExit) as stopped:
        read_settings(lacking)

    assert str(stopped.value) == f"Mérce cannot start: set {name} (see .env.example)."


def test_production_starts_when_everything_is_set() -> None:
    assert read_settings(dict(COMPLETE))["MERCE_MODE"] == "production"


def test_an_unknown_mode_stops_the_start() -> None:
    with pytest.raises(SystemExit, match="MERCE_MODE is 'live'"):
        read_settings({"MERCE_MODE": "live"})


def test_the_missing_setting_is_one_line_on_the_terminal(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import app; app.create_app()"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "MERCE_MODE": "production", "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [f"Mérce cannot start: set {', '.join(NEEDED)} (see .env.example)."]


def test_the_demonstration_has_no_routes_in_production(tmp_path: Path) -> None:
    app: Flask = create_app(COMPLETE | {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}", "DATA_DIR": str(tmp_path)})

    assert [rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("demo.")] == []
