"""What goes wrong, as a page for people and as problem details (RFC 9457) for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from quoth.errors import (
    ArchiveError,
    BusyArchiveError,
    CorrectionError,
    InputError,
    MeaningError,
    MissingExtraError,
    NotHeldError,
    QueryError,
    QuothError,
    SlowArchiveError,
)

API = "/api/"
_MEDIA = "application/problem+json"
# The status of each error, the narrower before the wider.
_STATUSES: tuple[tuple[type[QuothError], int], ...] = (
    (QueryError, 422),
    (CorrectionError, 422),
    (NotHeldError, 404),
    (BusyArchiveError, 503),
    (SlowArchiveError, 504),
    (MissingExtraError, 501),
    (MeaningError, 501),
    (InputError, 422),
    (ArchiveError, 500),
    (QuothError, 500),
)
FAULT = "Something went wrong inside quoth; whoever runs it finds one line about it."
# What a status is called where its own name tells nothing to whoever reads it.
_TITLES = {
    403: "That is not allowed",
    404: "Nothing is there",
    413: "That is too much",
    414: "That is too long",
    422: "That cannot be done so",
    429: "Too much at once",
    501: "That is not installed here",
    503: "Busy just now",
    504: "That takes too long",
}
_SAID = {
    404: "There is no page at this address; go on from the start page.",
    405: "This address does not take that; see /api/v1/openapi.json for what it takes.",
}


class Refused(HTTPException):
    """A request that is not answered, with the status and what to do instead."""


def status_of(error: QuothError) -> int:
    """The HTTP status that says what kind of error it is."""
    return next(status for kind, status in _STATUSES if isinstance(error, kind))


def problem(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """The answer to a request that went wrong: problem details below API, else a page."""
    title = HTTPStatus(status).phrase
    if request.url.path.startswith(API):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
        return JSONResponse(body, status, dict(headers or {}), media_type=_MEDIA)
    from quoth.web.rendering import page

    answer = page(request, "error.html", status, title=_TITLES.get(status, title), detail=detail)
    answer.headers.update(headers or {})
    return answer


def on_refused(request: Request, error: Exception) -> Response:
    """A refusal of ours."""
    assert isinstance(error, Refused)
    return problem(request, error.status_code, error.detail, error.headers)


def on_quoth(request: Request, error: Exception) -> Response:
    """An error that quoth names."""
    assert isinstance(error, QuothError)
    status = status_of(error)
    return problem(request, status, detail(request, error), {"Retry-After": "5"} if status == 503 else None)


def detail(request: Request, error: QuothError) -> str:
    """An error in words; the path of the archive is nobody's business but the server's."""
    from quoth.web.site import site_of

    said = str(error).removeprefix(f"{site_of(request).archive.path}: ")
    # What is left of the sentence has lost its subject, and goes on with a command that nobody types here.
    return f"This archive {said.partition(';')[0]}." if isinstance(error, NotHeldError) else said


def on_http(request: Request, error: Exception) -> Response:
    """A path or a method that is not there."""
    assert isinstance(error, HTTPException)
    return problem(request, error.status_code, _SAID.get(error.status_code, str(error.detail)), error.headers)


def on_invalid(request: Request, error: Exception) -> Response:
    """A parameter or a body that does not fit."""
    assert isinstance(error, RequestValidationError | ValidationError)
    errors = [{"where": ".".join(map(str, one["loc"])), "what": one["msg"]} for one in error.errors()]
    return problem(request, 422, told(error.errors()), errors=errors)


def told(errors: Sequence[Any]) -> str:
    """What does not fit, in one line."""
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'the body'}: {one['msg']}" for one in errors)
