"""Where a story is from, by evidence: invented cases, each with the answer that the evidence allows."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quoth.archive.same.origin import Chain, Copy, Credit, chain, credits, same

FIRST = (
    "The road bridge at Sallow was closed on Tuesday after inspectors found a crack in one of its girders, "
    "the roads office said."
)
REST = (
    "Some 900 lorries cross the bridge every day, and the detour by Upper Dell adds forty minutes.\n\n"
    "“We do not know how deep it goes,” said Petra Valk, the head of the office, before she left for the capital.\n\n"
    "Hauliers will ask the government for compensation, and the mayor said that ferries would be free on Wednesday."
)
TEXT = f"{FIRST}\n\n{REST}"
EDITED = TEXT.replace("closed on Tuesday", "shut to all traffic").replace("Hauliers will ask", "Angry carriers ask")
WIRE = Copy(1, TEXT, "Northsea Wire", published="2021-03-09")


def why(told: Chain, article: int) -> str:
    return next(one.why for one in told.links if one.article == article)


def taken(told: Chain) -> dict[int, int | None]:
    return {one.article: one.taken_from for one in told.links}


def test_the_wires_own_page_is_credited() -> None:
    told = chain(
        [
            Copy(2, f"SALLOW, March 9 (Northsea Wire) - {TEXT}", "Korl Times", published="2021-03-09"),
            WIRE,
            Copy(3, TEXT, "Northsea Wire", via="dell-news.example", published="2021-03-10"),
        ]
    )
    assert told.origin == 1
    assert told.why == "2 other articles credit Northsea Wire, whose own page this is"
    assert [one.article for one in told.links] == [1, 2, 3]
    assert taken(told) == {1: None, 2: 1, 3: 1}
    assert why(told, 2) == (
        "from Northsea Wire (1): begins with “SALLOW, March 9 (Northsea Wire)”; the whole of it and other words"
    )
    assert why(told, 3) == "from Northsea Wire (1): names Northsea Wire as who wrote it; word for word"


def test_credits_outrank_days() -> None:
    """A wire's page is often dated by its last change."""
    told = chain([replace(WIRE, published="2021-03-11"), Copy(2, f"{TEXT}\n\nSource: Northsea Wire", "Korl Times")])
    assert (told.origin, taken(told)[2]) == (1, 1)
    assert "says “Source: Northsea Wire”" in why(told, 2)


def test_a_cut_copy() -> None:
    told = chain([WIRE, Copy(2, f"(Northsea Wire) - {FIRST}\n\n{REST[:94]}", "Korl Times", published="2021-03-09")])
    assert "begins with “(Northsea Wire)”; " in why(told, 2)
    cut = chain([WIRE, Copy(2, FIRST, "Korl Times", published="2021-03-10")])
    assert why(cut, 2) == (
        "from Northsea Wire (1): published 2021-03-10, after it, and credits nobody; cut to 26% of it"
    )


def test_a_copy_of_the_copy() -> None:
    told = chain(
        [
            WIRE,
            Copy(2, f"(Northsea Wire) - {EDITED}", "Korl Times", published="2021-03-10"),
            Copy(3, f"(Northsea Wire) - {EDITED}", "Dell Post", published="2021-03-12"),
        ]
    )
    assert taken(told) == {1: None, 2: 1, 3: 2}
    assert "runs of words with it that Northsea Wire (1) lacks, and keeps the credit to Northsea Wire" in why(told, 3)


def test_a_copy_that_credits_the_copy() -> None:
    told = chain(
        [
            WIRE,
            Copy(2, f"{TEXT}\n\nSource: Northsea Wire", "Korl Times", published="2021-03-09"),
            Copy(3, f"{TEXT}\n\nThis story was first published by Korl Times.", "Dell Post", published="2021-03-09"),
        ]
    )
    assert (told.origin, taken(told)) == (1, {1: None, 2: 1, 3: 2})


def test_the_same_change_on_the_same_day() -> None:
    told = chain(
        [
            WIRE,
            Copy(2, EDITED, "Korl Times", published="2021-03-10"),
            Copy(3, EDITED, "Dell Post", published="2021-03-10"),
        ]
    )
    assert taken(told) == {1: None, 2: None, 3: None}
    assert "nothing says which of the two had them first" in why(told, 3)


def test_the_earliest_where_nobody_is_credited() -> None:
    told = chain([Copy(5, TEXT, "Korl Times", published="2021-03-10"), WIRE])
    assert (told.origin, taken(told)) == (1, {1: None, 5: 1})
    assert told.why == "published 2021-03-09, before all others; nobody is credited"
    held = chain(
        [Copy(5, TEXT, "Korl Times", published="2021-03-10"), replace(WIRE, published=None, retrieved="2021-03-09")]
    )
    assert held.origin == 1


def test_the_earliest_is_a_part() -> None:
    told = chain([replace(WIRE, text=FIRST), Copy(2, TEXT, "Korl Times", published="2021-03-10")])
    assert told.origin == 1
    assert "Korl Times (2) has more of it, so it may be from a page that is not held" in told.why


def test_the_same_day_without_credit_is_not_known() -> None:
    told = chain([WIRE, Copy(2, TEXT, "Korl Times", published="2021-03-09")])
    assert told.origin is None
    assert told.why == ("not known: nobody is credited, and Korl Times (2), Northsea Wire (1) are of the same day")
    assert [one.why for one in told.links] == ["not known from whom: credits nobody"] * 2


def test_without_a_day_it_is_not_known() -> None:
    told = chain([WIRE, Copy(2, TEXT, "Korl Times"), Copy(3, TEXT, "Dell Post", published="2021")])
    assert told.origin is None
    assert "no day is known of Dell Post (3), Korl Times (2)" in told.why


def test_a_credit_to_a_page_that_is_not_held() -> None:
    told = chain(
        [
            Copy(2, f"KORL (NSW) — {TEXT}", "Korl Times", published="2021-03-09"),
            Copy(3, f"(NSW) - {TEXT}", "Dell Post", published="2021-03-09"),
        ]
    )
    assert (told.origin, told.why) == (None, "NSW, as credited; its own page is not held")
    assert why(told, 2) == "begins with “KORL (NSW)”; a page of NSW is not held"


def test_credits_that_differ() -> None:
    told = chain([WIRE, Copy(2, f"(Northsea Wire) - {TEXT}", "Korl Times"), Copy(3, f"(OPA) - {TEXT}", "Dell Post")])
    assert told.origin is None
    assert told.why == "not known: the articles credit different outlets, Northsea Wire, OPA"
    assert taken(told) == {1: None, 2: 1, 3: None}


def test_credits_in_a_circle() -> None:
    told = chain([Copy(1, f"(Dell Post) - {TEXT}", "Korl Times"), Copy(2, f"(Korl Times) - {TEXT}", "Dell Post")])
    assert (told.origin, taken(told)) == (None, {1: None, 2: None})
    assert "in a circle" in why(told, 1)


def test_what_is_a_credit() -> None:
    page = Copy(1, TEXT, "Korl Times")

    def named(text: str, *known: str, authors: tuple[str, ...] = ()) -> list[Credit]:
        return list(credits(replace(page, text=text, authors=authors), known))

    assert named("Tarvan TV - The bridge is shut.") == [Credit("Tarvan TV", "begins with “Tarvan TV”")]
    assert named("SALLOW, Echo — The bridge is shut.", "Echo") == [Credit("Echo", "begins with “SALLOW, Echo”")]
    assert named(TEXT, "Northsea Wire", authors=("Northsea Wire",))[0].by == "is signed by Northsea Wire"
    assert named(f"By Ana Brook and Northsea Wire\n\n{TEXT}", "Northsea Wire")[0].name == "Northsea Wire"
    for nobody in (
        "SALLOW — The bridge is shut.",
        "Sallow - The bridge is shut.",
        "(Korl Times) - The bridge is shut.",  # its own
        f"By Ana Brook\n\n{TEXT}",
        "The well-known bridge - old and (as they say) tired - is shut.",
        "",
    ):
        assert named(nobody, "Northsea Wire") == []


def test_names_of_one_outlet() -> None:
    assert same("AP", "Associated Press") and same("The Sallow Post", "sallowpost.example")
    assert same("press tv", "Press TV") and same("Orda Press Agency", "OPA")
    assert not same("Orda TV", "Orda Times") and not same(None, None) and not same("?", "!")


DAYS = st.one_of(st.none(), st.sampled_from(["2021-03-09", "2021-03-10", "2021-03", "soon"]))
HOUSES = st.one_of(st.none(), st.sampled_from(["Korl Times", "KT", "Northsea Wire", "Dell Post", ""]))
TEXTS = st.one_of(
    st.sampled_from([TEXT, EDITED, FIRST, f"(KT) - {TEXT}", f"{TEXT}\n\nSource: Dell Post"]), st.text(max_size=60)
)
COPIES = st.lists(
    st.builds(Copy, st.just(0), TEXTS, HOUSES, HOUSES, st.just(()), DAYS, DAYS), min_size=1, max_size=6
).map(lambda listed: [replace(one, article=number) for number, one in enumerate(listed, 1)])


@given(COPIES, st.randoms())
def test_any_story_has_an_order(story: list[Copy], chance: object) -> None:
    told = chain(story)
    numbers = [one.article for one in told.links]
    assert sorted(numbers) == [one.article for one in story]
    assert all(one.taken_from in numbers[:place] for place, one in enumerate(told.links) if one.taken_from)
    assert told.origin is None or numbers[0] == told.origin
    assert all(one.why.isprintable() for one in told.links if "\n" not in story[one.article - 1].text)
    chance.shuffle(story)  # type: ignore[attr-defined]
    assert chain(story) == told
