"""Whose a saved filter is to change: managers change all, others their own, and share none (web.md 5.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boards.access.rights import Rights
from boards.errors import Denied, NotFound
from boards.queries.custom_filters import get_custom_filter

if TYPE_CHECKING:
    from boards.models import CustomFilter


def get_usable_filter(rights: Rights, filter_id: int) -> CustomFilter:
    """A filter that the person may use: an own one, a shared one; managers any. 1 statement. Raises NotFound."""
    found = get_custom_filter(filter_id, project_id=rights.project_id)
    if not (found.is_shared or _changes(rights, found)):
        raise NotFound(f"filter {filter_id}")
    return found


def get_changeable_filter(rights: Rights, filter_id: int) -> CustomFilter:
    """A filter that the person may change. 1 statement. Raises NotFound, Denied (it is only shared with the person)."""
    found = get_usable_filter(rights, filter_id)
    if not _changes(rights, found):
        raise Denied("somebody else's filter")
    return found


def check_sharing(rights: Rights, *, is_shared: bool) -> None:
    """Raises Denied for who may share no filter."""
    if is_shared and not rights.is_manager:
        raise Denied("sharing a filter")


def _changes(rights: Rights, found: CustomFilter) -> bool:
    return rights.is_manager or found.user_id == rights.actor.user_id
