"""The worker: takes due letters from the ledger and hands them to a mail server."""
