"""How speakers are shown: by name, with the article's words for them, and in one line what they are."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.article import Article, Attribution, Spans, Speaker

NOBODY = "(nobody named)"


def words(text: str, spans: Spans) -> str:
    """The words of some spans, on one line."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans).rstrip(",")


def behind(article: Article, one: Attribution) -> Speaker | None:
    """The speaker of an attribution, if that is known."""
    return next((speaker for speaker in article.speakers if speaker.id == one.speaker), None)


def called(article: Article, one: Attribution) -> tuple[str, str]:
    """Who makes an attribution, and the article's words for them where these are others."""
    source, speaker = words(article.text, one.source), behind(article, one)
    if speaker is None:
        return source or NOBODY, ""
    return speaker.name, source if source.lower() != speaker.name.lower() else ""


def described(speaker: Speaker) -> str:
    """What the article says of a speaker: role, affiliation, country, why unnamed."""
    role = speaker.role or ""
    more = (one for one in (speaker.affiliation, speaker.country) if one and one not in role and one != speaker.name)
    parts = [role, *more, speaker.unnamed_because or ""]
    return ", ".join(part for part in parts if part)


def counted(count: int) -> str:
    """How many statements, in words."""
    return f"{count} statement{'s' * (count != 1)}"


def spoken(article: Article) -> Iterator[tuple[Speaker | None, list[Attribution]]]:
    """Each speaker with their attributions, who says most first; last what nobody known says."""
    by_id: dict[str | None, list[Attribution]] = {}
    known = {speaker.id for speaker in article.speakers}
    for one in article.attributions:
        by_id.setdefault(one.speaker if one.speaker in known else None, []).append(one)
    for speaker in sorted(article.speakers, key=lambda speaker: -len(by_id.get(speaker.id, ()))):
        if speaker.id in by_id:
            yield speaker, by_id[speaker.id]
    if None in by_id:
        yield None, by_id[None]
