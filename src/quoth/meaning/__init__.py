"""What is meant, as numbers: sentences that mean alike have vectors that lie close. Needs the extra `meaning`."""

from quoth.meaning.encoder import SIZE, Encoder, Floats, available

__all__ = ["SIZE", "Encoder", "Floats", "available"]
