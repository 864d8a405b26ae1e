"""Read pictures of pages with RapidOCR, which is an optional extra and works offline."""

import io
import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from commitments.reading.errors import UnreadableFile
from commitments.reading.pdf import ruled, scanned_rules
from commitments.reading.pdf.layout import Line, is_wide, ordered
from commitments.reading.pdf.page import PageLine, placed
from commitments.reading.values import Reading
from commitments.reading.writer import Writer

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS: Final = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
# An A4 page at 600 dots an inch has 35 million; a small file may unfold into far more.
MAX_PIXELS: Final = 120_000_000
MAX_FRAMES: Final = 500

# The recogniser looks at no more than this many dots along the longer side of a page.
LONG_SIDE: Final = 2000
# It sees a space wherever Chinese is set wide.
SPACE_IN_CHINESE: Final = re.compile(r"(?<=[\u2e80-\uffef]) +(?=[\u2e80-\uffef])")
# And mixes （1) with (1） in one line.
WIDE_BRACKETS: Final = str.maketrans("()", "（）")


def is_available() -> bool:
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read(data: bytes) -> Reading:
    """The text of a picture; of a TIFF, that of each picture in it."""
    from PIL import Image, ImageSequence, UnidentifiedImageError

    # A caller asked for the text or one clear line, not for a report of each oddity.
    warnings.filterwarnings("ignore", module="PIL")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            media_type = Image.MIME[image.format or ""]
            frames = getattr(image, "n_frames", 1)
            if frames > MAX_FRAMES:
                raise UnreadableFile("too_many_pages", pages=str(MAX_FRAMES))
            if image.width * image.height > MAX_PIXELS:
                raise UnreadableFile("unpacks_too_large")
            writer = Writer()
            for frame in ImageSequence.Iterator(image):
                writer.begin_page()
                writer.add_all(line.part for line in _lines(frame))
    except UnreadableFile:
        raise
    except Image.DecompressionBombError as error:
        raise UnreadableFile("unpacks_too_large") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableFile("damaged", found="JPG/PNG") from error
    return Reading(
        writer.text, media_type, page_starts=writer.page_starts, structure=writer.structure
    )


def read_pages(data: bytes, indices: Iterable[int]) -> Iterator[list[PageLine]]:
    """The lines of the pages of a PDF, drawn as pictures first."""
    _require()
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        for index in indices:
            page = document[index]
            scale = LONG_SIDE / max(*page.get_size(), 1)
            image = page.render(scale=scale).to_pil().convert("RGB")
            yield _recognised(image)


def _lines(frame: "Image") -> list[PageLine]:
    from PIL import ImageOps

    image = ImageOps.exif_transpose(frame).convert("RGB")
    _require()
    return _recognised(image)


def _require() -> None:
    if not is_available():
        raise UnreadableFile("ocr_missing")


def _recognised(image: "Image") -> list[PageLine]:
    import numpy

    # The recogniser expects blue before red.
    found = _engine()(numpy.asarray(image)[:, :, ::-1])
    if found.txts is None:
        return []
    pieces = [
        _piece(text, box) for text, box in zip(found.txts, found.boxes, strict=True) if text.strip()
    ]
    pieces, tables = ruled.taken(
        pieces, scanned_rules.find(numpy.asarray(image.convert("L"))), ordered
    )
    return list(placed(ordered([*pieces, *tables]), image.height))


def _piece(text: str, box: Any) -> Line:
    across, down = [float(x) for x, _ in box], [float(y) for _, y in box]
    words = SPACE_IN_CHINESE.sub("", text.strip())
    if any(map(is_wide, words)):
        words = words.translate(WIDE_BRACKETS)
    return Line(words, min(across), max(across), min(down), max(down))


@cache
def _engine() -> Any:
    """Loaded once a process; the models lie inside the package."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})
