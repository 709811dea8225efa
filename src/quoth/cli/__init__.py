"""The command line: one file for each command, and no logic of its own."""

from __future__ import annotations

import sys

from quoth.errors import QueryError, QuothError, one_line


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
        sys.exit(130)
    except Exception as error:
        sys.exit(_complain(f"internal error {_place(error)} ({one_line(repr(error))}); please report this line"))


def _complain(message: str) -> int:
    from quoth.cli.output import complain

    complain(message)
    return 1


def _place(error: Exception) -> str:
    import traceback
    from pathlib import Path

    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"in {Path(last.filename).name}:{last.lineno}"
