"""The API's own description (OpenAPI), as a page lists it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI

from quoth.web.examples import ANSWERS

_JSON = "application/json"
Field = tuple[str, str, str | None]  # its name, what it says, an example


@dataclass(frozen=True, slots=True)
class Call:
    """One operation: what it takes, and an answer by example."""

    method: str
    path: str
    description: str
    fields: tuple[Field, ...]
    answer: str | None


def described(app: FastAPI) -> dict[str, Any]:
    """The description of an application with an example of every answer, in which what is null is there too."""
    if app.openapi_schema is None:
        for path, methods in FastAPI.openapi(app)["paths"].items():
            for one in methods.values():
                if path in ANSWERS:
                    one["responses"]["200"]["content"][_JSON]["example"] = ANSWERS[path]
    return FastAPI.openapi(app)


def calls(described: Mapping[str, Any]) -> list[Call]:
    """Every operation that is described."""
    return [
        Call(method.upper(), path, one["description"], tuple(_fields(described, one)), _answer(one))
        for path, methods in described["paths"].items()
        for method, one in methods.items()
    ]


def _fields(described: Mapping[str, Any], one: Mapping[str, Any]) -> Iterator[Field]:
    for each in one.get("parameters", ()):
        yield each["name"], each.get("description", ""), _example(each["schema"])
    for name in _body(one):
        for field, schema in described["components"]["schemas"][name]["properties"].items():
            yield field, schema.get("description", ""), _example(schema)


def _body(one: Mapping[str, Any]) -> Iterator[str]:
    """The name of what is sent."""
    for media in one.get("requestBody", {}).get("content", {}).values():
        yield media["schema"]["$ref"].rpartition("/")[2]


def _example(schema: Mapping[str, Any]) -> str | None:
    if schema.get("examples"):
        return str(schema["examples"][0])
    one_of = [value for each in (schema, *schema.get("anyOf", ())) for value in each.get("enum", ())]
    return " | ".join(one_of) or None


def _answer(one: Mapping[str, Any]) -> str | None:
    found = one["responses"]["200"]["content"].get(_JSON, {}).get("example")
    return None if found is None else json.dumps(found, ensure_ascii=False, indent=2)
