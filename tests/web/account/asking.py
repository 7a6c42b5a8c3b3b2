"""What a person does with the own account."""

from __future__ import annotations

from typing import Any

from django.test import Client

PASSWORD = "secret-pw"


def query(name: str, **params: Any) -> str:
    controller, action = name.split(".")
    rest = "".join(f"&{key}={value}" for key, value in params.items())
    return f"/?controller={controller}Controller&action={action}{rest}"


def sign_in(client: Client, password: str = PASSWORD, **fields: str) -> Any:
    return client.post("/login", {"username": "anna", "password": password, **fields})


def is_in(client: Client) -> bool:
    return client.get("/dashboard").status_code == 200
