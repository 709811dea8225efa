"""Templates filled in: everything that is not marked as ours is escaped."""

from __future__ import annotations

import hashlib
import re
import secrets
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from quoth import __version__
from quoth.export import parquet
from quoth.export.people import counted
from quoth.pipeline import means
from quoth.web.asked import addressed
from quoth.web.charts import HEIGHT
from quoth.web.differences import shown, worded
from quoth.web.evidence import outlet_evidence
from quoth.web.excerpts import line
from quoth.web.site import edits, role_of, site_of

SEAT = "quoth_seat"
FIELD = "proof"
_TONGUE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_OPENED = re.compile(r"https?://", re.I)
# Where each file that pages load stands: the marks are those of the exported page.
STATIC = {
    "marks.css": ("quoth.export", "marks.css"),
    "app.css": ("quoth.web", "static/app.css"),
    "app.js": ("quoth.web", "static/app.js"),
    "icon.svg": ("quoth.web", "static/icon.svg"),
    "charts.js": ("quoth.web", "static/charts.js"),
    "htmx.js": ("quoth.web", "static/htmx/htmx.min.js"),
    "uplot.js": ("quoth.web", "static/uplot/uplot.min.js"),
    "uplot.css": ("quoth.web", "static/uplot/uplot.min.css"),
}
BASES = {
    "meta": "named in the page's own data",
    "url": "read from the address",
    "text": "read in the text",
    "given": "given by whoever added it",
}


def page(request: Request, name: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """A template as a page for whoever asks; each browser gets a proof of its own in the place of the blank one."""
    site = site_of(request)
    told = {
        "path": request.url.path,
        "role": role_of(request),
        "asked_token": site.keys.asked,
        "edits": edits(request),
        "read_only": site.options.read_only,
        "public": site.options.public,
        "meaning": means(),
        "parquet": parquet.available(),
        "proof": site.blank,
    }
    return HTMLResponse(_environment().get_template(name).render(told | values), status)


def proven(request: Request, given: str) -> bool:
    """Whether a form is one that this server made for the same browser."""
    seat = request.cookies.get(SEAT)
    proof = site_of(request).proof(seat or "")
    return bool(seat) and secrets.compare_digest(proof.encode(), given.encode("utf-8", "replace"))


def set_cookie(request: Request, answer: HTMLResponse | Any, name: str, value: str) -> None:
    """A cookie that no script and no other site gets."""
    answer.set_cookie(name, value, httponly=True, samesite="strict", secure=request.url.scheme == "https")


@cache
def static(name: str) -> bytes:
    """A file that pages load."""
    package, place = STATIC[name]
    return files(package).joinpath(place).read_bytes()


@cache
def _static_address(name: str) -> str:
    """Its address, another for another content, so that browsers may keep it for good."""
    return f"/static/{name}?v={hashlib.sha256(static(name)).hexdigest()[:12]}"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("quoth.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {"line": line, "thousands": lambda number: f"{number:,}", "counted": _counted}
    made.globals |= {
        "static": _static_address,
        "addressed": addressed,
        "archived": archived,
        "coded": coded,
        "opened": opened,
        "outlet_evidence": outlet_evidence,
        "share": share,
        "differ": differ,
        "tongue": tongue,
        "BASES": BASES,
        "HEIGHT": HEIGHT,
        "VERSION": __version__,
    }
    return made


def opened(address: str | None) -> str | None:
    """An address that a link may lead to: of the web, and nothing else."""
    return address if address and _OPENED.match(address) else None


def archived(address: str, day: str | None) -> str:
    """Where a web archive has the page as it was nearest to a day."""
    when = re.sub(r"\D", "", day or "")[:8] or "2"
    return f"https://web.archive.org/web/{when}/{quote(address, safe=':/?&=%;,+@~!$()*')}"


def differ(before: str | None, after: str | None) -> Markup:
    """What some words were and what they are now."""
    return shown(worded(before or "", after or ""))


def tongue(language: str | None) -> str:
    """A language as browsers take it; empty where it is none."""
    return language if language and _TONGUE.fullmatch(language) else ""


def coded(text: str) -> Markup:
    """A sentence in which `code` is code."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else Markup("{}").format(part)
        for place, part in enumerate(parts)
    )


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent, with a digit where it is small."""
    value = 100 * part / whole if whole else 0
    return f"{value:.1f}%" if 0 < value < 1 else f"{value:.0f}%"


def _counted(count: int, word: str = "statement") -> str:
    return counted(count).replace("statement", word) if count < 1000 else f"{count:,} {word}s"
