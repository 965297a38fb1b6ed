"""PDF to text, page by page."""

from __future__ import annotations

import io
import logging
from time import thread_time
from typing import TYPE_CHECKING

from agent.errors import EmptyInput, InputError, TooLong, UnreadableInput
from agent.sources.bounds import Bounds, within

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_STREAM = 5_000_000
"""Bytes that a compressed part may unpack to; the text of a page has thousands."""
MOST_WORK = 500_000
"""Operators and operands of one page."""
MOST_SECONDS = 10.0
"""Of computing in this thread; looked at before each operator of each page. A book takes a few."""


def pdf_text(raw: bytes, source: str, bounds: Bounds) -> str:
    """Raises UnreadableInput, EmptyInput where no page has text, TooLong above pages, characters or work."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # faults it works around are nobody's news
    limits = {"zlib_maximum_output_length": MOST_STREAM, "lzw_maximum_output_length": MOST_STREAM,
              "run_length_maximum_output_length": MOST_STREAM, "stream_parsing_work_maximum_count": MOST_WORK,
              "array_based_stream_maximum_output_length": MOST_STREAM}  # fmt: skip
    try:
        with pypdf.apply_configuration(None, **limits):
            return _text(pypdf.PdfReader(io.BytesIO(raw)), source, bounds)
    except InputError:
        raise
    except pypdf.errors.LimitReachedError as exc:
        raise TooLong(f"{source}: a part of it unpacks to more than a text needs: it is not read") from exc
    except (pypdf.errors.FileNotDecryptedError, pypdf.errors.DependencyError) as exc:
        raise UnreadableInput(f"{source}: it is encrypted: save it without a password") from exc
    except Exception as exc:
        raise UnreadableInput(f"{source}: the PDF cannot be read ({type(exc).__name__})") from exc


def _text(reader: PdfReader, source: str, bounds: Bounds) -> str:
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableInput(f"{source}: it is encrypted: save it without a password")
    count = len(reader.pages)
    within(count, bounds.pdf_pages, source, f"{count:,} pages", "pdf_pages")
    pages: list[str] = []
    end = thread_time() + MOST_SECONDS

    def look_at_the_clock(*_operator: object) -> None:
        if thread_time() > end:
            raise TooLong(f"{source}: it takes longer than {MOST_SECONDS:.0f} seconds: save it as text")

    for page in reader.pages:
        pages.append(page.extract_text(visitor_operand_before=look_at_the_clock).strip())
        look_at_the_clock()
        within(sum(map(len, pages)), bounds.characters, source, "its characters", "text_characters")
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise EmptyInput(f"{source}: no text in it: a scan?")
    return text
