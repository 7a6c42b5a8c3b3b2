"""Password hashes: Argon2 for new passwords, bcrypt for those of imported users."""

from __future__ import annotations

from typing import Any

import bcrypt
from django.contrib.auth import hashers


class Argon2Hasher(hashers.Argon2PasswordHasher):
    """The profile that OWASP names: 19 MiB, two passes, one lane. Django's default takes 100 MiB per check."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class BcryptHasher(hashers.BCryptPasswordHasher):
    """Sees the first 72 bytes of a password, as Kanboard's PHP did; bcrypt itself refuses longer ones."""

    #: What PHP's password_hash takes; only for the time that a check of an imported hash needs.
    rounds = 10

    def encode(self, password: str, salt: Any) -> str:
        # The cut may split a character, so this works on bytes and not through the parent's text.
        return f"{self.algorithm}${bcrypt.hashpw(password.encode()[:72], salt).decode('ascii')}"
