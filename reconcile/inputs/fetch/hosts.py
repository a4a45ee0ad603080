"""Network addresses that may be connected to, so that no server makes a run ask inside the desk's own network.

The check is made for every connection, on the numbers that are connected to, after the name was looked up. A name that
points elsewhere at the second look-up, a decimal address or an IPv4 address within an IPv6 one gain nothing.
"""

from __future__ import annotations

import ipaddress
import socket

from reconcile.errors import FetchError

__all__ = ["reason_to_refuse", "resolve_host"]

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# IPv6 networks that carry an IPv4 address in their last 32 bits: NAT64, and the IPv4-compatible one of old
_CARRIERS = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
_LAST_32_BITS = 0xFFFFFFFF
# where cloud machines get their credentials, beside the link-local 169.254.169.254; never a source of claims
_METADATA = (ipaddress.IPv6Address("fd00:ec2::254"), ipaddress.IPv4Address("100.100.100.200"))


def reason_to_refuse(address: str, *, private: bool = False) -> str:
    """Return why an address must not be connected to; "" where it may be.

    Parameters
    ----------
    address : str
        In numbers.
    private : bool
        Whether private and loopback addresses are allowed. Link-local ones, multicast and the services that hand
        credentials to cloud machines never are.

    Examples
    --------
    >>> reason_to_refuse("127.0.0.1"), reason_to_refuse("::ffff:10.0.0.1"), reason_to_refuse("93.184.216.34")
    ('a private address', 'a private address', '')
    >>> reason_to_refuse("127.0.0.1", private=True), reason_to_refuse("169.254.169.254", private=True)
    ('', 'an address that no source has')
    """
    number = _carried(ipaddress.ip_address(address.partition("%")[0]))
    if number.is_link_local or number.is_multicast or number.is_unspecified or number in _METADATA:
        return "an address that no source has"
    if number.is_global or (private and (number.is_private or number.is_loopback)):
        return ""
    return "a private address"


def _carried(number: _Address) -> _Address:
    """Return the IPv4 address that an IPv6 address stands for, else the address itself."""
    if isinstance(number, ipaddress.IPv4Address) or number.is_loopback or number.is_unspecified:
        return number
    within = number.ipv4_mapped or number.sixtofour or (number.teredo or (None, None))[1]
    if within is None and any(number in network for network in _CARRIERS):
        within = ipaddress.IPv4Address(int(number) & _LAST_32_BITS)
    return within or number


def resolve_host(host: str, port: int, *, private: bool = False) -> list[str]:
    """Look up a host and return its addresses in numbers, all of which may be connected to.

    Raises
    ------
    FetchError
        The host is not known, or one of its addresses is refused.

    Examples
    --------
    >>> resolve_host("127.0.0.1", 80, private=True)
    ['127.0.0.1']
    """
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise FetchError("its host has no valid name") from None
    except OSError:
        raise FetchError("its host is not known", passing=True) from None
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in entries))
    for number in numbers:
        if reason := reason_to_refuse(number, private=private):
            raise FetchError(f"its host has {reason}")
    return numbers
