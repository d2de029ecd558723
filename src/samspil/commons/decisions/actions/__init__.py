"""What can be done with money, decisions and cases.

Most take `may`, the answer of whoever owns the thing: a room above asks its own policy, this room's pages its own.
"""
