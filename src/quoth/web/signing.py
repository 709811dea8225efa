"""Who changes the archive from a page, and why: asked for with each change, the name remembered by the browser."""

from __future__ import annotations

import getpass
from urllib.parse import quote, unquote

from fastapi import Request
from starlette.responses import RedirectResponse

from quoth.archive import Signed
from quoth.web.forms import Form, checked
from quoth.web.problems import Refused
from quoth.web.rendering import set_cookie
from quoth.web.site import edits, site_of

NAME = "quoth_name"
_LONG = 200
_WHY = 2_000


async def signed_form(request: Request) -> Form:
    """The form that an editor sent from a page of ours. Refused."""
    form = await checked(request)
    if not edits(request):
        raise Refused(403, "Only editors can correct the archive; ask for an editor's token.")
    return form


def signature(form: Form) -> Signed:
    """Who corrects, and why, as a form says."""
    return Signed(" ".join(form.field("by").split())[:_LONG], " ".join(form.field("why").split())[:_WHY])


def lacking(signed: Signed) -> str | None:
    """What a signature lacks, in words, if anything."""
    if not signed.who:
        return "Say who you are: it is kept with the correction."
    return None if signed.why else "Say why: whoever reads the log later must be able to follow."


def name_of(request: Request) -> str:
    """Who whoever asks called themselves last, or on their own machine, is called by it."""
    given = unquote(request.cookies.get(NAME, ""), errors="replace").strip()[:_LONG]
    if given or site_of(request).keys.asked:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def done(request: Request, path: str, signed: Signed) -> RedirectResponse:
    """On to a page after a change; the browser keeps the name for the next."""
    answer = RedirectResponse(path, 303)
    set_cookie(request, answer, NAME, quote(signed.who, safe=""))
    return answer
