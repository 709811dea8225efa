"""The files of quoth's larger model; see model_card.md. `quoth read --model base` finds them here."""
