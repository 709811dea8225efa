"""Bytes become text: the charset, broken letters."""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import TYPE_CHECKING

from quoth.errors import InputError

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

GZIP = b"\x1f\x8b"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{3,30})""", re.I)
# Browsers read these labels as the Windows code page, and pages rely on it.
_AS_WINDOWS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
_BROKEN = re.compile("â€|Ã[\u0080-\u00bf]|Â[\u0080-\u00bf]")
_BREAKING = "âÃÂ"  # one of them is in whatever is broken so
_SOUND = str.maketrans(
    "", "", "‘’“”–—…\xa0"
)  # beside ASCII: what is written with these alone went through no wrong one
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}
# A byte order mark of UTF-32 begins like one of UTF-16, so the longer one is tried first.


def size(count: int) -> str:
    """A number of bytes as a reader writes it."""
    return f"{count / 1_000_000:.0f} MB" if count >= 1_000_000 else f"{count:,} bytes"


def too_big(origin: str, limit: int) -> InputError:
    """The error for an input over the limit."""
    return InputError(origin, f"is larger than {size(limit)}; split it, or raise max_bytes")


def decode(data: bytes, origin: str, charset: str | None = None) -> str:
    """The text of `data`: by its byte order mark, as UTF-8, as declared, or by what it looks like."""
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise InputError(origin, "is empty; nothing to read")
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(origin, f"is {name}, not text; convert it to HTML or plain text first")
    return _checked(_decoded(data, charset), origin)


def _decoded(data: bytes, charset: str | None) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    # Other charsets hardly ever happen to be valid UTF-8, so this outranks what is declared.
    found = _attempt(data, "utf-8")
    for named in (charset, _declared(data)):
        if found is None and named:
            found = _attempt(data, _AS_WINDOWS.get(named.lower(), named))
    return found if found is not None else _guess(data)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    return match[1].decode("ascii") if match else None


def _attempt(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (LookupError, ValueError):
        return None


def _guess(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    # A few broken bytes in what is plainly UTF-8 are no reason to read all of it as something else.
    if text.count("\ufffd") * 200 < sum(byte > 127 for byte in data[:100_000]):
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data[:50_000]).best()
    return data.decode(best.encoding if best else "cp1252", "replace")


def _checked(text: str, origin: str) -> str:
    sample = text[:20_000]
    strange = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    if strange > 8 and strange * 20 > len(sample):
        raise InputError(origin, "is binary data, not text; convert it to HTML or plain text first")
    return text.replace("\x00", "")


@cache
def _config() -> TextFixerConfig:
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        normalization=None,
    )


def mend(text: str) -> str:
    """`text` with letters put right that went through the wrong charset; nothing else changes."""
    if text.isascii() or text.translate(_SOUND).isascii():
        return text
    import ftfy

    return ftfy.fix_text(text, _config())


def mend_page(html: str) -> str:
    """A whole page's `mend`, where it plainly needs it: extraction would lose half of a broken letter."""
    return mend(html) if any(one in html for one in _BREAKING) and _BROKEN.search(html) else html
