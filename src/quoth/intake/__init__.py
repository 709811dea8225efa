"""Intake: pages, plain text, records, folders, standard input and addresses become articles."""

from quoth.intake.pages import page
from quoth.intake.records import record
from quoth.intake.sources import read
from quoth.intake.texts import plain

__all__ = ["page", "plain", "read", "record"]
