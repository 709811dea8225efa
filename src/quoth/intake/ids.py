"""Stable ids for articles that came without one."""

from quoth.article import stable

__all__ = ["stable"]
