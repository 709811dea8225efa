"""The shipped tokenizer and model, loaded once."""

import pytest
from tokenizers import Tokenizer

from quoth.reading import Reader
from quoth.reading.models import SMALL


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(SMALL / "tokenizer.json"))


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()
