"""What the style sheets are made of: `bin/styles` asks when it compiles, a test asks whether they are up to date.

python bin/sheets.py classes     the classes of the skeleton that macros, templates and scripts write
python bin/sheets.py checksum    of the sources and those classes; the first comment of a compiled sheet names it
"""

import hashlib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: A class of the skeleton as it stands in a macro.
SKELETON_CLASS = re.compile(r"govuk-[a-z]+(?:-[a-z0-9]+)*(?:__[a-z-]+)?(?:--[a-z0-9-]+)?")


def used_classes() -> list[str]:
    """The classes of the skeleton that are written anywhere, in order: rules for others are dropped."""
    written = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "static" / "js").glob("*.js")]
    return sorted({name for path in written for name in SKELETON_CLASS.findall(path.read_text("utf-8"))})


def checksum() -> str:
    """Sixteen figures that change with every source of a sheet."""
    total = hashlib.sha256()
    for path in [*sorted((ROOT / "static" / "scss").rglob("*.scss")), ROOT / "package-lock.json"]:
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    total.update(" ".join(used_classes()).encode())
    return total.hexdigest()[:16]


if __name__ == "__main__":
    print(checksum() if sys.argv[1:] == ["checksum"] else "\n".join(used_classes()))
