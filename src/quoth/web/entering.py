"""The door, where the archive is open to others than this machine: a token, once, and a session."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from quoth.web.forms import checked
from quoth.web.rendering import page, set_cookie
from quoth.web.safety import SESSION
from quoth.web.site import site_of

router = APIRouter(include_in_schema=False)


@router.get("/enter")
def door(request: Request) -> Response:
    """A box for a token."""
    return page(request, "enter.html", next=own(request.query_params.get("next", "/")), wrong=False)


@router.post("/enter")
async def enter(request: Request) -> Response:
    """A session for whoever has a token."""
    form = await checked(request)
    next = own(form.field("next"))
    keys = site_of(request).keys
    role = keys.role(form.field("token").strip())
    if role is None:
        return page(request, "enter.html", 403, next=next, wrong=True)
    answer = RedirectResponse(next, 303)
    set_cookie(request, answer, SESSION, keys.session(role))
    return answer


@router.post("/leave")
async def leave(request: Request) -> Response:
    """The end of a session."""
    await checked(request)
    answer = RedirectResponse("/enter", 303)
    answer.delete_cookie(SESSION)
    return answer


def own(path: str) -> str:
    """A path on this server, and never an address elsewhere."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else "/"
