"""The pages and the API, put together."""

from __future__ import annotations

from functools import partial

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from quoth import __version__
from quoth.errors import QuothError
from quoth.web import api, compare, corrections, entering, pages, people, problems, readings, said, story
from quoth.web.describing import calls, described
from quoth.web.rendering import page
from quoth.web.safety import Around
from quoth.web.site import Site

_SAYS = "Who said what: the statements of an archive of news, each tied to the characters it was read from."


def application(site: Site) -> FastAPI:
    """The application for one archive."""
    app = FastAPI(
        title="quoth", version=__version__, description=_SAYS, openapi_url="/api/v1/openapi.json",
        # Their pages load scripts from elsewhere; /api is our own.
        docs_url=None, redoc_url=None,
    )  # fmt: skip
    app.state.site = site
    app.openapi = partial(described, app)  # type: ignore[method-assign]
    app.add_middleware(Around, site=site)
    app.add_exception_handler(problems.Refused, problems.on_refused)
    app.add_exception_handler(QuothError, problems.on_quoth)
    app.add_exception_handler(HTTPException, problems.on_http)
    app.add_exception_handler(RequestValidationError, problems.on_invalid)
    app.add_exception_handler(ValidationError, problems.on_invalid)
    for one in (api, people, pages, compare, readings, entering, said, story, corrections):
        app.include_router(one.router)
    app.get("/api", include_in_schema=False)(_described)
    return app


def _described(request: Request) -> Response:
    """The API in words, made from its own description."""
    return page(request, "api.html", calls=calls(request.app.openapi()), base=str(request.base_url).rstrip("/"))
