"""What can be done with the catalogue: write and publish offers, keep them fresh, answer what people tell."""

from samspil.commons.offers.actions.catalogue import (
    add_film,
    add_picture,
    delete_draft,
    merge,
    move,
    preview,
    publish,
    remove_film,
    remove_picture,
    save_offer,
    save_provider,
    write_offer,
)
from samspil.commons.offers.actions.freshness import confirm, confirm_many, remind_owners
from samspil.commons.offers.actions.reports import (
    Told,
    answer_report,
    erase_report,
    forget_old_reports,
    publish_report,
    reject_report,
    report,
    withdraw_report,
)

__all__ = [
    "Told",
    "add_film",
    "add_picture",
    "answer_report",
    "confirm",
    "confirm_many",
    "delete_draft",
    "erase_report",
    "forget_old_reports",
    "merge",
    "move",
    "preview",
    "publish",
    "publish_report",
    "reject_report",
    "remind_owners",
    "remove_film",
    "remove_picture",
    "report",
    "save_offer",
    "save_provider",
    "withdraw_report",
    "write_offer",
]
