"""The archive in a browser, and for other programs by HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quoth.config import WebOptions
from quoth.errors import ServerError

if TYPE_CHECKING:
    from quoth.web.server import Say

_NEEDED = ("fastapi", "jinja2", "multipart", "python_multipart", "starlette", "uvicorn")


def serve(path: Path, options: WebOptions, say: Say) -> None:
    """Serve an archive until told to stop. ServerError where the extra `web` is not installed."""
    try:
        import python_multipart  # noqa: F401 - asked for only when the first form comes

        from quoth.web.server import serve as run
    except ModuleNotFoundError as error:
        if error.name not in _NEEDED:
            raise
        raise ServerError(
            f"the web pages need {error.name}, which is not installed; install it with: pip install 'quoth[web]'"
        ) from None
    run(path, options, say)
