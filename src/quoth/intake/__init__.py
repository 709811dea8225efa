"""Intake: pages, plain text, records, web archives, feeds, folders, standard input and addresses become articles."""

from quoth.intake.pages import page
from quoth.intake.records import record
from quoth.intake.sources import measured, read
from quoth.intake.texts import plain

__all__ = ["measured", "page", "plain", "read", "record"]
