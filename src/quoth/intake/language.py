"""Which language a text is in, and the error that names it when it is not English."""

from __future__ import annotations

import re

from quoth.errors import LanguageError

_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 60
_SAMPLE = 6000
# Words that English is full of and its neighbours hardly use; a sixth of running news is made of them.
_ENGLISH = frozenset(
    [
        "the",
        "and",
        "to",
        "that",
        "said",
        "with",
        "his",
        "from",
        "which",
        "has",
        "have",
        "had",
        "by",
        "be",
        "this",
        "are",
        "not",
        "they",
        "their",
        "he",
        "she",
        "it",
        "its",
        "was",
        "were",
        "who",
        "would",
        "will",
        "been",
        "for",
        "on",
        "at",
        "as",
        "an",
    ]
)
_ENOUGH, _HARDLY = 0.14, 0.03
_NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "th": "Thai",
    "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def english(text: str, origin: str, declared: str = "") -> str | None:
    """`en`, or None for a text too short to tell; LanguageError for any other language. What a page declares tells
    where a text is but names and numbers."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if sum(map(len, words)) < _SHORT:
        return None
    share = sum(word in _ENGLISH for word in words) / len(words)
    if share >= _ENOUGH:
        return "en"
    code = _classify(sample)
    if code == "en" and (share >= _HARDLY or sample.isascii() or declared.lower().startswith("en")):
        return "en"
    if code == "en":
        raise LanguageError(origin, "is not in English; quoth reads English only")
    raise LanguageError(origin, f"is in {_NAMES.get(code, code)}, not in English; quoth reads English only")


def _classify(text: str) -> str:
    import py3langid

    return str(py3langid.classify(text)[0])
