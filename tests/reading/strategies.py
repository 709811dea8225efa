"""Texts for property tests: anything at all, and texts shaped like news."""

from hypothesis import strategies as st

_WORDS = (
    "said", "says", "added", "the", "minister", "Oreld", "Dr.", "U.S.", "don't", "dont", "harbour", "according",
    "to", "it's", "Melikan", "denied", "20,000", "n’t", "naïve", "Ελλάδα", "東京", "é", "🙂", "--", "—", ":", "(", ")",
    '"', "“", "”", "‘", "’", "'", "«", "»", ",", ".", "?", "!", "...",
)  # fmt: skip
_SPACES = (" ", " ", " ", " ", "", "\n", "\n\n", "\n \n", "\u00a0", "\t", "\u200b")

anything = st.text(max_size=400)
news = st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_SPACES)), max_size=120).map(
    lambda parts: "".join(word + space for word, space in parts)
)
texts = st.one_of(anything, news)
