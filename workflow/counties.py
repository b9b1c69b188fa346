"""The 19 counties and Budapest, in Hungarian alphabetical order (procedure rules, 7.1).

The noun (megye or vármegye) is a setting and no part of the name.
"""

from dataclasses import dataclass
from datetime import date

CSONGRAD_RENAMED = date(2020, 6, 4)
BUDAPEST = "01"


@dataclass(frozen=True, slots=True)
class County:
    """One of the twenty units; `code` is its KSH code."""

    code: str
    name: str
    seat: str | None
    region: str
    iso: str
    nuts3: str
    name_in_2005: str
    is_priority_of_2005: bool = False

    def name_on(self, day: date) -> str:
        """The name that was valid on the day, without its noun."""
        return self.name if day >= CSONGRAD_RENAMED else self.name_in_2005

    def in_full(self, noun: str = "vármegye") -> str:
        """The name with its noun: "Zala vármegye", "Budapest főváros"."""
        return f"{self.name} {'főváros' if self.code == BUDAPEST else noun}"


_ALL = (
    County("03", "Bács-Kiskun", "Kecskemét", "Dél-Alföld", "HU-BK", "HU331", "Bács-Kiskun"),
    County("02", "Baranya", "Pécs", "Dél-Dunántúl", "HU-BA", "HU231", "Baranya", is_priority_of_2005=True),
    County("04", "Békés", "Békéscsaba", "Dél-Alföld", "HU-BE", "HU332", "Békés"),
    County(
        "05",
        "Borsod-Abaúj-Zemplén",
        "Miskolc",
        "Észak-Magyarország",
        "HU-BZ",
        "HU311",
        "Borsod-Abaúj-Zemplén",
        is_priority_of_2005=True,
    ),
    County("01", "Budapest", None, "Közép-Magyarország", "HU-BU", "HU110", "Budapest"),
    County("06", "Csongrád-Csanád", "Szeged", "Dél-Alföld", "HU-CS", "HU333", "Csongrád"),
    County("07", "Fejér", "Székesfehérvár", "Közép-Dunántúl", "HU-FE", "HU211", "Fejér"),
    County("08", "Győr-Moson-Sopron", "Győr", "Nyugat-Dunántúl", "HU-GS", "HU221", "Győr-Moson-Sopron"),
    County("09", "Hajdú-Bihar", "Debrecen", "Észak-Alföld", "HU-HB", "HU321", "Hajdú-Bihar"),
    County("10", "Heves", "Eger", "Észak-Magyarország", "HU-HE", "HU312", "Heves"),
    County("16", "Jász-Nagykun-Szolnok", "Szolnok", "Észak-Alföld", "HU-JN", "HU322", "Jász-Nagykun-Szolnok"),
    County("11", "Komárom-Esztergom", "Tatabánya", "Közép-Dunántúl", "HU-KE", "HU212", "Komárom-Esztergom"),
    County("12", "Nógrád", "Salgótarján", "Észak-Magyarország", "HU-NO", "HU313", "Nógrád"),
    County("13", "Pest", "Budapest", "Közép-Magyarország", "HU-PE", "HU120", "Pest"),
    County("14", "Somogy", "Kaposvár", "Dél-Dunántúl", "HU-SO", "HU232", "Somogy", is_priority_of_2005=True),
    County(
        "15",
        "Szabolcs-Szatmár-Bereg",
        "Nyíregyháza",
        "Észak-Alföld",
        "HU-SZ",
        "HU323",
        "Szabolcs-Szatmár-Bereg",
        is_priority_of_2005=True,
    ),
    County("17", "Tolna", "Szekszárd", "Dél-Dunántúl", "HU-TO", "HU233", "Tolna"),
    County("18", "Vas", "Szombathely", "Nyugat-Dunántúl", "HU-VA", "HU222", "Vas"),
    County("19", "Veszprém", "Veszprém", "Közép-Dunántúl", "HU-VE", "HU213", "Veszprém"),
    County("20", "Zala", "Zalaegerszeg", "Nyugat-Dunántúl", "HU-ZA", "HU223", "Zala", is_priority_of_2005=True),
)

COUNTIES: dict[str, County] = {county.code: county for county in _ALL}
