"""Forms that our own pages sent, and nobody else's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import UploadFile

from quoth.web.problems import Refused
from quoth.web.rendering import FIELD, proven
from quoth.web.site import site_of


@dataclass(frozen=True, slots=True)
class Form:
    """What a form sent: its fields, and the name and bytes of its file."""

    fields: Mapping[str, str]
    file: tuple[str, bytes] | None = None

    def field(self, name: str) -> str:
        """A field, empty where it was not sent."""
        return self.fields.get(name, "")


async def checked(request: Request) -> Form:
    """The form that a page of ours sent. Refused."""
    async with request.form(max_files=1, max_fields=20, max_part_size=site_of(request).options.max_body) as sent:
        fields = {name: value for name, value in sent.items() if isinstance(value, str)}
        file = sent.get("file")
        data = (file.filename, await file.read()) if isinstance(file, UploadFile) and file.filename else None
    form = Form(fields, data)
    if not proven(request, form.field(FIELD)):
        raise Refused(403, "The form is too old, or not from here; open the page again and send it anew.")
    return form
