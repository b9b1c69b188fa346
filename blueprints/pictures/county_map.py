"""The counties on a map, darker where there is more: shapes in counties.json, where they are from in counties.txt."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from workflow.counties import COUNTIES

#: Shades above nothing.
STEPS = 4


class _Shape(NamedTuple):
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Area:
    """A county with its number.  `step` 0 means nothing, then 1 to STEPS; `x`, `y` where the number is written."""

    code: str
    name: str
    count: int
    step: int
    path: str
    x: int
    y: int


class Shade(NamedTuple):
    """One line of the legend: the step, and from which number to which it goes."""

    step: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class CountyMap:
    """All twenty areas in Hungarian order of their names, and the legend of the shades that occur."""

    width: int
    height: int
    areas: tuple[Area, ...]
    shades: tuple[Shade, ...]


def county_map(counts: Mapping[str, int]) -> CountyMap:
    """The map of these numbers by KSH code; a county without one has none, a code that is no county's is left out."""
    most = max((counts.get(code, 0) for code in COUNTIES), default=0)
    shades = _shades(most)
    areas = tuple(
        Area(
            code=code,
            name=county.name,
            count=counts.get(code, 0),
            step=next(shade.step for shade in shades if counts.get(code, 0) <= shade.most),
            path=_SHAPES[code].path,
            x=_SHAPES[code].x,
            y=_SHAPES[code].y,
        )
        for code, county in COUNTIES.items()
    )
    used = {area.step for area in areas}
    return CountyMap(*_SIZE, areas, tuple(shade for shade in shades if shade.step in used))


def _shades(most: int) -> list[Shade]:
    """Nothing, and then at most STEPS equal parts of what there is; the last part is always the darkest."""
    parts = min(STEPS, most)
    ends = [0, *(-(-most * part // parts) for part in range(1, parts + 1))]
    return [
        Shade(0, 0, 0),
        *(Shade(round(part * STEPS / parts), ends[part - 1] + 1, ends[part]) for part in range(1, parts + 1)),
    ]


_STORED = json.loads(Path(__file__).with_name("counties.json").read_text(encoding="utf-8"))
_SIZE: tuple[int, int] = (_STORED["size"][0], _STORED["size"][1])
_SHAPES = {code: _Shape(area["path"], *area["at"]) for code, area in _STORED["areas"].items()}
