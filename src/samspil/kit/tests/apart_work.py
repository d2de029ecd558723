"""Something to do in another process, for the tests of that."""

import time

from samspil.kit.apart import WrongInput


def done(data: bytes) -> bytes:
    """Return the text in capitals, or fail as the text says."""
    if not data:
        raise WrongInput("Filen er tom.")
    if data == b"fail":
        raise ValueError("secret")
    if data == b"eat":
        return bytes(2 << 30)
    if data == b"sleep":
        time.sleep(60)
    return data.decode().upper().encode()
