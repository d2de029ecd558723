"""What can be done with words: write them, say what people mean, and count what went wrong."""

from samspil.commons.lexicon.actions.reports import (
    forget_old_reports,
    mark_unclear,
    note_missed_search,
    settle_missed,
    settle_unclear,
)
from samspil.commons.lexicon.actions.synonyms import (
    Imported,
    Meant,
    add_synonym,
    import_synonyms,
    remove_synonym,
    save_synonym,
)
from samspil.commons.lexicon.actions.words import (
    Words,
    bring_to,
    delete_word,
    load_standard_words,
    propose_word,
    save_word,
    write_word,
)

__all__ = [
    "Imported",
    "Meant",
    "Words",
    "add_synonym",
    "bring_to",
    "delete_word",
    "forget_old_reports",
    "import_synonyms",
    "load_standard_words",
    "mark_unclear",
    "note_missed_search",
    "propose_word",
    "remove_synonym",
    "save_synonym",
    "save_word",
    "settle_missed",
    "settle_unclear",
    "write_word",
]
