"""What is asked for in an address: the filters of the command line, under the same names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from quoth.archive import FAMILIES, Archive, Filters
from quoth.article import Kind, SpeakerType

_LONG = 1_000
_SHORT = 200
_DAY = r"^([12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$"
_NAMES = tuple(field.name for field in fields(Filters))


def _some(value: Any) -> Any:
    """What was left empty asks for nothing."""
    return None if value == "" else value


def _words(says: str, most: int = _SHORT, example: str | None = None, **more: Any) -> Any:
    return Field(None, description=says, max_length=most, examples=[example] if example else None, **more)


_Text = Annotated[str | None, BeforeValidator(_some)]
_Switch = bool | None


class Query(BaseModel):
    """What stands after the question mark."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def given(self, *without: str) -> dict[str, str]:
        """What is asked for as an address writes it, but for some names."""
        values = self.model_dump(exclude=set(without), exclude_none=True)
        return {name: _written(value) for name, value in values.items() if value != ""}

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """What the address of a page asks for; what no page knows, and what a form left empty, is passed over.
        ValidationError."""
        given = {name: value for name, value in query.items() if name in cls.model_fields}
        return cls.model_validate({name: value for name, value in given.items() if value != ""})


class Asked(Query):
    """Words and filters."""

    q: Annotated[str, Field("", description='Words that all occur, "a phrase", OR, NOT, brackets, begin*; or nothing.',
                            max_length=_LONG, examples=["port OR harbour"])]  # fmt: skip
    speaker: _Text = _words("Only by speakers with these words in their name.", example="Lind")
    who: _Text = _words("Only by this name, or unresolved source, to the letter.", _LONG, "Bo Lind")
    outlet: _Text = _words("Only of this outlet.", example="Orda TV")
    kind: Kind | None = Field(None, description="Only statements quoted so.")
    cue: _Text = _words("Only with these words of saying.", example="said")
    type: SpeakerType | None = Field(None, description="Only by speakers of this type.")
    role: _Text = _words("Only by speakers called so.", example="minister")
    affiliation: _Text = _words("Only by speakers who belong there.", example="Ilvar Lines")
    country: _Text = _words("Only by speakers who belong to this country.", example="Veshan")
    named: _Switch = Field(None, description="Only by speakers with a name, or only by such without.")
    person: int | None = Field(
        None, description="Only by this person, whatever an article calls them.", ge=1, lt=1 << 63
    )
    family: _Text = _words(f"Only with a cue of this family: {', '.join(FAMILIES)}.", example="warn")
    resolved: _Switch = Field(None, description="Only where it is known who speaks, or only where it is not.")
    since: _Text = _words("Published on this day or later: 2018-04-24, 2018-04, 2018.", example="2018-04", pattern=_DAY)
    until: _Text = _words("Published on this day or before.", example="2018-04-24", pattern=_DAY)

    def filters(self) -> Filters:
        """The filters as the archive takes them."""
        return Filters(**{name: getattr(self, name) for name in _NAMES})

    def address(self, path: str, **changes: Any) -> str:
        """`path` with all that is asked for, but for some changes; what is None is left out."""
        return addressed(path, self.model_dump() | changes)


class Sorted(Asked):
    """What is found, in an order."""

    like: _Text = _words("Those first that mean most nearly this, in whatever words; needs the extra `meaning`.",
                         _LONG, example="nobody will be paid before spring")  # fmt: skip
    sort: Literal["relevance", "date"] | None = Field(
        None, description="By relevance if words are looked for, else by date; passed over with `like`."
    )
    copies: _Switch = Field(None, description="Every copy of a statement, not only the earliest of a story.")


class Search(Sorted):
    """A page of a search."""

    after: _Text = _words("Go on where a page ended; each page tells its place.")


class Called(Asked):
    """The same for programs, which may name a person as the command line does."""

    person: _Text = _words("Only by this person, whatever articles call them: a number, a list's id, or a name.")  # type: ignore[assignment]

    def chosen(self, archive: Archive) -> Filters:
        """The filters as an archive takes them. NotHeldError, QueryError."""
        filters = Filters(**{name: getattr(self, name) for name in _NAMES if name != "person"})
        return filters if self.person is None else replace(filters, person=archive.called(self.person))


class Paged(Called, Search):
    """A page of any length."""

    limit: int = Field(20, ge=1, le=1000, description="How many at most.")


class Export(Called, Sorted):
    """All that a search finds."""

    format: Literal["csv", "json", "jsonl", "parquet"] = Field(description="How to write it.")


class Listed(Query):
    """A page of articles."""

    outlet: _Text = _words("Only of this outlet.", example="Orda TV")
    since: _Text = _words("Published on this day or later: 2018-04-24, 2018-04, 2018.", example="2018-04", pattern=_DAY)
    until: _Text = _words("Published on this day or before.", example="2018-04-24", pattern=_DAY)
    limit: int = Field(20, ge=1, le=1000, description="How many at most.")
    after: _Text = _words("Go on where a page ended; each page tells its place.")


class Quoted(Query):
    """Who is quoted most."""

    speaker: _Text = _words("Only speakers with these words in their name.", example="Lind")
    outlet: _Text = _words("Only of this outlet.", example="Orda TV")
    since: _Text = _words("Published on this day or later: 2018-04-24, 2018-04, 2018.", example="2018-04", pattern=_DAY)
    until: _Text = _words("Published on this day or before.", example="2018-04-24", pattern=_DAY)
    type: SpeakerType | None = Field(None, description="Only speakers of this type.")
    named: _Switch = Field(None, description="Only speakers with a name, or only such without.")
    limit: int = Field(20, ge=1, le=1000, description="How many at most.")


def addressed(path: str, query: Mapping[str, Any]) -> str:
    """A path with a query, without what is None or empty."""
    kept = [(name, _written(value)) for name, value in query.items() if value is not None and value != ""]
    return f"{path}?{urlencode(kept, errors='replace')}" if kept else path


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
