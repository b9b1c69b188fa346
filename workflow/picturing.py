"""Small pictures of large ones, made in a process of its own: what swells or crashes there harms nobody.

As a program (`python -m workflow.picturing`) it reads a JPG or PNG from its standard input and writes a small WebP of
its points alone: where and with which device it was taken stays behind (8.1).
"""

import resource
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import IO

from PIL import Image, ImageOps

PREVIEW_TYPE = "image/webp"
#: Of the longer side, in pixels.
SIDE = 480
#: More than any camera's; a picture that claims more is a trap, or no photograph.
MOST_PIXELS = 120_000_000
QUALITY = 78
SECONDS = 20
BYTES = 900 * 1024 * 1024
ROOT = Path(__file__).parents[1]


class NoPicture(ValueError):
    """It cannot be shown small: broken, too large when unpacked, or no picture at all."""


def small(file: IO[bytes]) -> bytes:
    """The picture as a WebP of at most 480 pixels, upright, without anything but its points.  Raises NoPicture."""
    try:
        with Image.open(file, formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NoPicture(f"{picture.width} × {picture.height} pixels")
            picture.draft("RGB", (2 * SIDE, 2 * SIDE))  # a JPEG is unpacked to a fraction at once
            picture.thumbnail((SIDE, SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as why:
        raise NoPicture(str(why)) from why
    bare = Image.new("RGB", upright.size, "white")
    bare.paste(upright, mask=upright.getchannel("A"))
    made = BytesIO()
    bare.save(made, "WEBP", quality=QUALITY)
    return made.getvalue()


def small_alone(file: IO[bytes]) -> bytes:
    """The same within 20 seconds and 900 MB, from a file on the disk, read from where it stands.  Raises NoPicture."""
    command = [sys.executable, "-m", "workflow.picturing"]
    try:
        done = subprocess.run(command, stdin=file, capture_output=True, timeout=SECONDS, cwd=ROOT)  # noqa: S603
    except subprocess.TimeoutExpired as why:
        raise NoPicture("it took too long") from why
    if done.returncode:
        raise NoPicture(done.stderr.decode(errors="replace").strip()[-200:] or "it was too much")
    return done.stdout


def main() -> None:
    """Read a picture from the standard input within the limits, write the small one."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        sys.stdout.buffer.write(small(BytesIO(sys.stdin.buffer.read())))
    except NoPicture as why:
        sys.exit(str(why))


if __name__ == "__main__":
    main()
