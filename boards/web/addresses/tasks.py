from __future__ import annotations

from boards.web.door import Address

ADDRESSES: tuple[Address, ...] = ()
