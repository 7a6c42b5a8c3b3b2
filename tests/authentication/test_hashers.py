"""Passwords of imported users go on working and get a better hash."""

from __future__ import annotations

import bcrypt
import pytest
from django.test import override_settings

from boards.authentication.backends import spend_a_check
from boards.authentication.hashers import Argon2Hasher, BcryptHasher
from boards.models import User
from kanboard_site import settings as product
from tests.conftest import Rpc

HASHERS = override_settings(PASSWORD_HASHERS=product.PASSWORD_HASHERS)


def php_hash(password: str) -> str:
    """A hash as PHP's password_hash makes it."""
    return bcrypt.hashpw(password.encode()[:72], bcrypt.gensalt(4)).decode().replace("$2b$", "$2y$")


@HASHERS
@pytest.mark.parametrize("password", ["secret-pw", "Zoë's Passwort ✓", "x" * 79, "a" + "ü" * 40])
def test_an_imported_password_works_and_is_upgraded(db, password):
    user = User.objects.create(username="old", password=f"bcrypt${php_hash(password)}")
    assert Rpc("old", password).answer("getVersion")[0] == 200
    user.refresh_from_db()
    assert user.password.startswith("argon2$argon2id$")
    assert Rpc("old", password).answer("getVersion")[0] == 200


@HASHERS
def test_a_wrong_password_of_any_length_is_refused(db):
    User.objects.create(username="old", password=f"bcrypt${php_hash('secret-pw')}")
    assert Rpc("old", "y" * 500).answer("getVersion")[0] == 401


@HASHERS
def test_new_passwords_use_argon2_with_a_small_memory(db):
    from django.contrib.auth.hashers import make_password

    assert "m=19456,t=2,p=1" in make_password("secret-pw")


@HASHERS
def test_unknown_names_take_the_time_of_both_kinds_of_hashes(db, monkeypatch):
    """While imported hashes are left, neither time tells that a name is unknown."""
    made: list[str] = []
    for hasher in (BcryptHasher, Argon2Hasher):
        monkeypatch.setattr(hasher, "encode", lambda self, password, salt: made.append(self.algorithm) or "")
    names = [f"nobody {number}" for number in range(40)]
    for name in names:
        spend_a_check(name, "wrong")
    assert set(made) == {"argon2"}
    User.objects.create(username="old", password=f"bcrypt${php_hash('secret-pw')}")
    made.clear()
    for name in [*names, *names]:
        spend_a_check(name, "wrong")
    assert set(made) == {"argon2", "bcrypt"}
    assert made[:40] == made[40:]
