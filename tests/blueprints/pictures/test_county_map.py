"""The map of the counties: twenty areas with the codes of the office of statistics, and at most five shades."""

import gzip
import re
from math import dist

import pytest

from blueprints.pictures.county_map import county_map
from workflow.counties import COUNTIES

#: Square kilometres by the office of statistics.
KM2 = {
    **{"01": 525, "02": 4430, "03": 8443, "04": 5629, "05": 7247, "06": 4262, "07": 4358, "08": 4208, "09": 6210},
    **{"10": 3637, "11": 2264, "12": 2544, "13": 6391, "14": 6065, "15": 5935, "16": 5581, "17": 3703, "18": 3336},
    **{"19": 4463, "20": 3784},
}
PIECE = re.compile(r"M(\d+) (\d+)l([-\d ]+)z")


def rings(path):
    """The rings of a path, as lists of points."""
    found = []
    for x, y, steps in PIECE.findall(path):
        points, numbers = [(int(x), int(y))], [int(number) for number in re.findall(r"-?\d+", steps)]
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            points.append((points[-1][0] + right, points[-1][1] + down))
        found.append(points)
    return found


def size(points):
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def holds(area, x, y):
    """Whether the point lies inside: an odd number of lines is crossed on the way out."""
    crossed = 0
    for points in rings(area.path):
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                crossed += 1
    return crossed % 2 == 1


@pytest.fixture(scope="module")
def areas():
    return {area.code: area for area in county_map({}).areas}


def test_the_map_has_the_twenty_counties_in_the_order_of_their_names(areas):
    assert list(areas) == list(COUNTIES)
    assert len(areas) == 20


def test_every_path_is_whole(areas):
    assert [code for code, area in areas.items() if PIECE.sub("", area.path)] == []


def test_each_number_stands_inside_its_own_county_and_in_no_other(areas):
    found = {
        code: [other.code for other in areas.values() if holds(other, area.x, area.y)] for code, area in areas.items()
    }

    assert found == {code: [code] for code in areas}


@pytest.mark.parametrize(("code", "km2"), KM2.items())
def test_the_areas_are_as_large_as_the_counties_are(areas, code, km2):
    """As a share of the whole country; Pest has Budapest as a hole."""
    own = {each: max(size(points) for points in rings(area.path)) for each, area in areas.items()}
    own["13"] -= own["01"]

    assert own[code] / sum(own.values()) * sum(KM2.values()) == pytest.approx(km2, rel=0.055)


def test_neighbours_share_their_border(areas):
    """Simplified alike: most points of a border stand in both counties."""
    zala, vas, bacs = (set(rings(areas[code].path)[0]) for code in ("20", "18", "03"))

    assert min(dist(a, b) for a in zala for b in vas) <= 1.5
    assert min(dist(a, b) for a in zala for b in bacs) > 200


def test_all_paths_together_weigh_less_than_two_and_a_half_kilobytes(areas):
    assert len(gzip.compress("".join(area.path for area in areas.values()).encode())) < 2_500


@pytest.mark.parametrize(
    ("most", "shades"),
    [
        (0, [(0, 0, 0)]),
        (1, [(0, 0, 0), (4, 1, 1)]),
        (3, [(0, 0, 0), (1, 1, 1), (3, 2, 2), (4, 3, 3)]),
        (10, [(0, 0, 0), (1, 1, 3), (2, 4, 5), (3, 6, 8), (4, 9, 10)]),
    ],
)
def test_at_most_five_shades_that_meet_without_a_gap(most, shades):
    drawn = county_map(dict(zip(list(COUNTIES)[1:], range(most + 1), strict=False)))

    assert [tuple(shade) for shade in drawn.shades] == shades


def test_every_county_has_the_shade_of_its_number():
    drawn = county_map({"20": 10, "18": 3, "02": 0, "99": 7})

    assert {area.code: (area.count, area.step) for area in drawn.areas if area.count} == {"20": (10, 4), "18": (3, 1)}
