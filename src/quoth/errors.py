"""What can go wrong, by name. Every message says what is wrong and what to do about it."""

from __future__ import annotations


class QuothError(Exception):
    """Anything that quoth reports to its user in one line."""


class InputError(QuothError):
    """One input that cannot be read; the others of the same run still can."""

    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(one_line(f"{origin}: {reason}"))
        self.origin = origin
        self.reason = reason


class LanguageError(InputError):
    """An article that is not in English."""


class FetchError(InputError):
    """An address that cannot or must not be fetched: the status that it answers with, if it does, and how many
    seconds it asks to be left alone."""

    def __init__(self, origin: str, reason: str, status: int | None = None, wait: float | None = None) -> None:
        super().__init__(origin, reason)
        self.status = status
        self.wait = wait


class MissingExtraError(InputError):
    """An input of a kind that needs an extra which is not installed."""

    def __init__(self, origin: str, kind: str, extra: str) -> None:
        super().__init__(origin, f'is {kind}, which needs an extra; install it with: pip install "quoth[{extra}]"')


class HeldError(InputError):
    """An input that is not taken in again, because the archive holds it as this article."""

    def __init__(self, origin: str, article: int) -> None:
        super().__init__(origin, "held already")
        self.article = article


class ModelError(QuothError):
    """The model's files are missing or do not fit this version of quoth."""


class ServerError(QuothError):
    """The web pages cannot be served as they were asked for."""


class ArchiveError(QuothError):
    """An archive that cannot do what it was asked for."""


class MissingArchiveError(ArchiveError):
    """There is no archive where one is to be read."""


class ForeignArchiveError(ArchiveError):
    """The file is something else than an archive of quoth."""


class NewerArchiveError(ArchiveError):
    """A later quoth has changed the archive's schema."""


class BusyArchiveError(ArchiveError):
    """Somebody else has kept the archive locked for longer than the timeout."""


class FullArchiveError(ArchiveError):
    """There is no room left for the archive to grow."""


class DamagedArchiveError(ArchiveError):
    """The archive's bytes are not what was written."""


class ClosedArchiveError(ArchiveError):
    """The archive's file may not be opened, read or written."""


class RecordError(ArchiveError):
    """An article whose spans do not fit its text."""


class NotHeldError(ArchiveError):
    """The archive does not hold what was asked for by its id."""


class CorrectionError(ArchiveError):
    """A correction that cannot be made, or undone, as it was asked for."""


class SlowArchiveError(ArchiveError):
    """What was asked for takes longer than it may."""


class QueryError(ArchiveError):
    """A filter or a place to go on from that means nothing."""


def one_line(text: str) -> str:
    """`text` with whatever could move a terminal's cursor, or cannot be printed, spelled out."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
