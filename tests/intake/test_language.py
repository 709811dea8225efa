"""Which texts count as English."""

import pytest

from quoth.errors import LanguageError
from quoth.intake.language import english

ENGLISH = "The harbour of Sallow will be closed from Monday, the council said after its meeting on the cranes."


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        "Ordas top official says Belmarks admiralty doesnt know who gave the order to fire on the port.",
        "Qasrin, Wadi Sirr and Belhadi: ministers Rouane and Osmane said that Hamid and Yusra were to travel to Mersa.",
    ],
)
def test_english(text: str) -> None:
    assert english(text, "a") == "en"


@pytest.mark.parametrize("text", ["", "Yes.", "Oreld, Melikan", "2019 – 20"])
def test_too_short_to_tell(text: str) -> None:
    assert english(text, "a") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Hafen von Sallow wird ab Montag geschlossen, sagte der Rat nach seiner Sitzung.", "German"),
        ("Le port de Sallow sera fermé à partir de lundi, a déclaré le conseil après sa réunion.", "French"),
        ("El puerto de Sallow estará cerrado desde el lunes, dijo el consejo tras su reunión de ayer.", "Spanish"),
        ("Порт Саллоу будет закрыт с понедельника, сообщил совет после своего заседания в пятницу.", "Russian"),
        ("سيتم إغلاق ميناء سالو اعتبارا من يوم الاثنين حسبما قال المجلس بعد اجتماعه أمس في المدينة", "Arabic"),
    ],
)
def test_other_languages_are_named(text: str, language: str) -> None:
    with pytest.raises(LanguageError, match=f"^a: is in {language}, not in English; quoth reads English only$"):
        english(text, "a")
