"""Sending a mail, now: its two forms, its sender, and what keeps its headers whole."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from boards import options
from boards.product import NAME as PRODUCT
from boards.queries.settings import get_setting

SUBJECT_LENGTH = 250
#: Where mails end up that nobody reads.
NOWHERE = ("console", "dummy")


def reaches_people() -> bool:
    """Whether mails leave this server: the operator has named one for them (EMAIL_URL)."""
    return settings.EMAIL_BACKEND.split(".")[-2] not in NOWHERE


def _one_line(text: str) -> str:
    """A line end in a header would start another one."""
    return " ".join(text.split())


def send_message(
    *, to: str, subject: str, template: str, context: Mapping[str, Any], sender: str = PRODUCT, reply_to: str = ""
) -> None:
    """Send a mail in two forms, ``<template>.txt`` and ``.html``, now. Raises what the mail server refuses."""
    from_address = get_setting(options.MAIL_SENDER) or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    message = EmailMultiAlternatives(
        subject=_one_line(subject)[:SUBJECT_LENGTH],
        body=render_to_string(f"{template}.txt", context),
        from_email=formataddr((_one_line(sender), from_address)),
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    message.send()
