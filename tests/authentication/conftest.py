from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password

from boards.models import User

PASSWORD = "secret-pw"


@pytest.fixture
def anna(db) -> User:
    """A user with a password."""
    return User.objects.create(username="anna", name="Anna", password=make_password(PASSWORD))
