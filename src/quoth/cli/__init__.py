"""The command line: one file for each command, and no logic of its own."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn

from quoth.errors import QueryError, QuothError, one_line

_INTERRUPTED = 130


def main() -> None:
    """Run a command; what goes wrong is one line and an exit code, never a traceback."""
    try:
        from quoth.cli.app import app

        app()
    except QueryError as error:
        _complain(str(error))
        sys.exit(2)
    except QuothError as error:
        sys.exit(_complain(str(error)))
    except KeyboardInterrupt:
        _leave()
    except SystemExit as ended:
        if ended.code == _INTERRUPTED:
            _leave()
        raise
    except Exception as error:
        sys.exit(_complain(f"internal error {_place(error)} ({one_line(repr(error))}); please report this line"))


def _leave() -> NoReturn:
    """End at once, all being closed: Python would wait for threads, and one of their locks may have been left taken."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(_INTERRUPTED)


def _complain(message: str) -> int:
    from quoth.cli.output import complain

    complain(message)
    return 1


def _place(error: Exception) -> str:
    import traceback
    from pathlib import Path

    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"in {Path(last.filename).name}:{last.lineno}"
