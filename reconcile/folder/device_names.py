"""Names that Windows keeps for devices: no file or folder may have one, so that projects can be cloned there."""

from __future__ import annotations

import re

__all__ = ["is_device_name"]

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


def is_device_name(name: str) -> bool:
    """Return True where a name in small letters, without its ending, is that of a device.

    Examples
    --------
    >>> is_device_name("con"), is_device_name("lpt1"), is_device_name("console")
    (True, True, False)
    """
    return _DEVICES.fullmatch(name) is not None
