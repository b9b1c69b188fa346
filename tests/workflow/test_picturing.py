"""Small pictures: upright, small, and of nothing but the points."""

import struct
import zlib
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, Any

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from workflow.picturing import MOST_PIXELS, SIDE, NoPicture, small, small_alone

SECRETS = (b"Titkos", b"GPS", b"Exif", b"xmp", b"ICC", b"Hely")


def a_photograph(size: tuple[int, int] = (1200, 800), kind: str = "JPEG", **more: Any) -> bytes:
    """Red on its left half, blue on its right; lying on its side as a telephone keeps it, with place and device."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[Base.Orientation] = 6  # turned a quarter to the right when it is shown
    exif[Base.Model] = "Titkos telefon"
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (47.0, 29.0, 33.0)})
    made = BytesIO()
    picture.save(made, kind, exif=exif, xmp=b"<x:xmpmeta>Hely</x:xmpmeta>", **more)
    return made.getvalue()


def on_disk(content: bytes) -> IO[bytes]:
    file = TemporaryFile()  # noqa: SIM115  the caller closes it
    file.write(content)
    file.seek(0)
    return file


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_preview_knows_neither_the_place_nor_the_device(kind: str) -> None:
    taken = a_photograph(kind=kind)
    assert Image.open(BytesIO(taken)).getexif().get_ifd(IFD.GPSInfo)

    with on_disk(taken) as file:
        made = small_alone(file)

    picture = Image.open(BytesIO(made))
    assert [picture.format, dict(picture.getexif()), set(picture.info) & {"exif", "xmp", "icc_profile"}] == [
        "WEBP",
        {},
        set(),
    ]
    assert [secret for secret in SECRETS if secret in made] == []


def test_a_preview_stands_upright_and_is_small() -> None:
    picture = Image.open(BytesIO(small(BytesIO(a_photograph())))).convert("RGB")

    top, bottom = picture.getpixel((160, 40)), picture.getpixel((160, 440))
    assert picture.size == (320, SIDE)
    assert [top[0] > 200 > top[2], bottom[2] > 200 > bottom[0]] == [True, True]


def test_what_is_clear_in_a_drawing_is_white_in_its_preview() -> None:
    made = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(made, "PNG")

    assert Image.open(BytesIO(small(made))).convert("RGB").getpixel((25, 25)) == (255, 255, 255)


def a_trap(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [a_trap(60_000, 60_000), a_trap(MOST_PIXELS // 1000 + 1, 1000), a_photograph()[:2000], b"%PDF-1.7", b""],
    ids=["bomb", "a little too large", "cut off", "no picture", "nothing"],
)
def test_what_cannot_be_shown_is_refused_and_harms_nobody(content: bytes) -> None:
    with on_disk(content) as file, pytest.raises(NoPicture):
        small_alone(file)
