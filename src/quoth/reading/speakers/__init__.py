"""Attributions and the heads of mentions -> who stands behind each source.

`sources` finds each source's head, `coreference` makes chains by what `antecedents` holds likely, the rules of
`apposition`, `floor`, `speaking`, `many`, `epithets`, `leads` and `headline` join and part them (`someone` has their
order), and `profiles` reads from each chain what somebody is `called`, their `roles` and `affiliations`, and why
somebody is `unnamed`.
"""

from quoth.reading.speakers.profiles import with_speakers

__all__ = ["with_speakers"]
