"""Which network addresses may be connected to, so that no server makes a run ask inside the desk's own network.

The check is made on the numbers that are connected to, after the name was looked up and once for every connection: a
name that points elsewhere at the second look-up, a decimal address and an IPv4 address within an IPv6 one gain nothing.
"""

from __future__ import annotations

import ipaddress
import socket

from reconcile.errors import FetchError

__all__ = ["looked_up", "refusal"]

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# IPv6 networks that carry an IPv4 address in their last 32 bits: NAT64, and the IPv4-compatible one of old
_CARRIERS = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
_LAST_32_BITS = 0xFFFFFFFF
# where cloud machines are told their credentials, beside the link-local 169.254.169.254; never a source of claims
_METADATA = (ipaddress.IPv6Address("fd00:ec2::254"), ipaddress.IPv4Address("100.100.100.200"))


def refusal(address: str, *, private: bool = False) -> str:
    """Say why an address may not be connected to; "" if it may.

    Parameters
    ----------
    address : str
        In numbers.
    private : bool
        Whether private and loopback addresses may be; link-local ones, multicast and the services that hand
        credentials to cloud machines never may.

    Examples
    --------
    >>> refusal("127.0.0.1"), refusal("::ffff:10.0.0.1"), refusal("93.184.216.34")
    ('a private address', 'a private address', '')
    >>> refusal("127.0.0.1", private=True), refusal("169.254.169.254", private=True)
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


def looked_up(host: str, port: int, *, private: bool = False) -> list[str]:
    """Look up a host; return its addresses in numbers, all of which may be connected to.

    Raises
    ------
    FetchError
        The host is not known, or one of its addresses is refused.

    Examples
    --------
    >>> looked_up("127.0.0.1", 80, private=True)
    ['127.0.0.1']
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise FetchError("the name of its host is none") from None
    except OSError:
        raise FetchError("its host is not known", passing=True) from None
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for number in numbers:
        if why := refusal(number, private=private):
            raise FetchError(f"its host has {why}")
    return numbers
