from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.inputs.fetch.hosts import reason_to_refuse

PUBLIC = ["93.184.216.34", "1.1.1.1", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1"]
PRIVATE = [
    "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "192.168.0.1", "::1", "fc00::1", "fd12::1",
    "::ffff:127.0.0.1", "::ffff:192.168.0.1", "64:ff9b::10.0.0.1", "2002:0a00:0001::", "::10.0.0.1",
]  # fmt: skip
NEVER = [
    "169.254.169.254", "169.254.0.1", "::",  "::ffff:0.0.0.0", "224.0.0.1", "239.1.2.3", "ff02::1",
    "fe80::1", "fe80::1%eth0",
    "::ffff:169.254.169.254", "64:ff9b::169.254.169.254", "fd00:ec2::254", "100.100.100.200",
]  # fmt: skip
# neither public nor a desk's own network: shared by carriers, for documents, reserved
ODD = ["100.64.0.1", "192.0.2.1", "198.18.0.1", "240.0.0.1", "255.255.255.255", "2001:db8::1"]


@pytest.mark.parametrize("number", PUBLIC)
def test_public_addresses_are_fine(number: str) -> None:
    assert reason_to_refuse(number) == reason_to_refuse(number, private=True) == ""


@pytest.mark.parametrize("number", PRIVATE)
def test_private_addresses_need_a_word_in_the_config(number: str) -> None:
    assert reason_to_refuse(number) == "a private address"
    assert reason_to_refuse(number, private=True) == ""


@pytest.mark.parametrize("number", NEVER)
def test_some_addresses_are_never_a_source(number: str) -> None:
    assert reason_to_refuse(number) == reason_to_refuse(number, private=True) == "an address that no source has"


@pytest.mark.parametrize("number", ODD)
def test_addresses_that_nobody_has_are_not_public(number: str) -> None:
    assert reason_to_refuse(number) != ""


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_however_it_is_wrapped(number: ipaddress.IPv4Address) -> None:
    for private in (False, True):
        plain = reason_to_refuse(str(number), private=private)
        for wrapped in (f"::ffff:{number}", f"64:ff9b::{number}"):
            assert reason_to_refuse(wrapped, private=private) == plain


@given(st.ip_addresses())
def test_what_is_let_through_is_global(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if isinstance(number, ipaddress.IPv4Address) and reason_to_refuse(str(number)) == "":
        assert number.is_global
