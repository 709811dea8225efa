"""Names as they are compared: without case, marks and outer white space."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    """`name` in the form in which two spellings of it are equal."""
    if name.isascii():  # most are, and it is quicker
        return " ".join(name.lower().split())
    parted = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(one for one in parted if not unicodedata.combining(one)).split())
