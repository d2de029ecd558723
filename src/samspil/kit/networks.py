"""Where a request comes from, as far as limits need to know."""

from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

HOUSEHOLD = 64


def client_of(request: HttpRequest) -> str:
    """Return what attempts of this visitor are counted under; as many proxies are trusted as set."""
    return client_network(str(get_adapter().get_client_ip(request)))


def client_network(address: str) -> str:
    """Return the address attempts are counted under.

    A household or a rented machine has a whole IPv6 network of addresses (RFC 6177), so those count
    as one; an IPv4 address counts by itself.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(ip_network((parsed, HOUSEHOLD), strict=False))
    return str(parsed)
