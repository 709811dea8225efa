"""Names compared: order, initials, titles, spelling, script; what sets two apart. Everybody here is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.archive.identity import same_name
from quoth.archive.linkage.likeness import far_apart, likeness
from quoth.archive.linkage.names import parsed

SAME = [
    ("Nikolai Zhdanovsky", "Nikolay Zhdanovskiy"),
    ("Nikolai Zhdanovsky", "N. Zhdanovsky"),
    ("Nikolai Zhdanovsky", "Zhdanovsky, Nikolai"),
    ("Nikolai Zhdanovsky", "Николай Ждановский"),
    ("Nikolai Zhdanovsky", "Nikolai Petrovich Zhdanovsky"),
    ("Khalid Mansouri", "خالد منصوري"),
    ("Dr. Khalid Mansouri", "Khaled Mansuri"),
    ("Søren Åkerblad", "SOREN AKERBLAD"),
    ("Zoë Grünfeld", "Zoe Gruenfeld"),
    ("J.-P. Aubertin", "Jean-Pierre Aubertin"),
    ("JP Aubertin", "Jean-Pierre Aubertin"),
    ("Bob Quillane", "Robert Quillane"),
    ("Robert Quillane, PhD", "Robert Quillane"),
    ("Lukas Te Pania", "Lukas Tepania"),
    ("Abdul Aziz Talabi", "'Abd al-Aziz Talabi"),
    ("Nordlys Energy", "The Nordlys Energy Company, Inc."),
    ("Okonjari & Partners", "Okonjari and Partners LLP"),
    ("Brigade Forty-Four", "Brigade 44"),
    ("4th Harbour Bank", "Fourth Harbor Bank"),
    ("Thessara University", "University of Thessara"),
]
OTHER = [
    ("Nikolai Zhdanovsky", "Anatoly Zhdanovsky"),
    ("Nikolai Zhdanovsky", "A. Zhdanovsky"),
    ("Robert F. Quillane", "Robert T. Quillane"),
    ("Robert Quillane Sr.", "Robert Quillane Jr."),
    ("Salem bin Fahd Talabi", "Fahd bin Salem Talabi"),
    ("Zhdanovsky", "Nikolai Zhdanovsky"),
    ("James Whitcombe", "John Whitcombe"),
    ("山田太郎", "山本太郎"),
    ("Lakeside University", "Lakeside Hospital"),
    ("Brigade 14", "Brigade 41"),
    ("Eastbridge Bank", "Eastbridge Bank Kestria"),
    ("", "Nikolai Zhdanovsky"),
    ("", ""),
]


@pytest.mark.parametrize(("name", "other"), SAME)
def test_one_name(name: str, other: str) -> None:
    assert same_name(name, other) >= 0.5


@pytest.mark.parametrize(("name", "other"), OTHER)
def test_two_names(name: str, other: str) -> None:
    assert same_name(name, other) < 0.5


def test_names_taken_apart() -> None:
    assert parsed("Lt. Gen. Brent J. Oakhollow Jr.").words == ("brent", "j", "oakhollow")
    assert parsed("Lt. Gen. Brent J. Oakhollow Jr.").titles == ("lt", "gen")
    assert parsed("The Aurora Telecom S.A.R.L.").words == ("aurora", "telecom")
    assert parsed("Aurora Fund XIV").words == ("aurora", "fund", "14")


ANY = st.one_of(
    st.text(),
    st.text(st.characters(codec=None)),
    st.text(alphabet="aehijz .,'-&XV1/\ud800山ع"),
    st.sampled_from([name for pair in (*SAME, *OTHER) for name in pair]),
)


@given(ANY, ANY)
def test_likeness_is_symmetric_and_a_share(a: str, b: str) -> None:
    found = same_name(a, b)
    assert 0 <= found <= 1
    assert found == same_name(b, a)


NAMES = st.tuples(*(st.text("abdehknorstuvxé", min_size=2, max_size=8) for _ in range(2))).map(" ".join)


@given(NAMES, NAMES)
def test_what_is_far_apart_at_a_glance_is_so(a: str, b: str) -> None:
    one, other = parsed(a, False), parsed(b, False)
    assert not far_apart(one, other) or likeness(one, other).score < 0.5


@given(ANY)
def test_a_name_is_itself(name: str) -> None:
    assert same_name(name, name) == 1 or not any(map(str.isalnum, name))


def test_endless_names_end() -> None:
    assert 0 <= same_name("ab " * 100_000, "ba " * 100_000) <= 1
