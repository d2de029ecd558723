"""Pages of the lexicon: for everybody (public), words (staff), synonyms (synonyms) and what went wrong (reports)."""
