"""What can go wrong, by name. Every message says what is wrong and what to do about it."""

from __future__ import annotations


class QuothError(Exception):
    """Anything that quoth reports to its user in one line."""


class InputError(QuothError):
    """One input that cannot be read; the others of the same run still can."""

    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(f"{origin}: {reason}")
        self.origin = origin
        self.reason = reason


class LanguageError(InputError):
    """An article that is not in English."""


class FetchError(InputError):
    """An address that cannot or must not be fetched."""


class ModelError(QuothError):
    """The model's files are missing or do not fit this version of quoth."""
