"""Reading invitations."""

from __future__ import annotations

from boards.dates import now
from boards.errors import NotFound
from boards.models import Invitation

#: Open ones that a page shows, newest first.
MOST_SHOWN = 200


def find_invitation(digest: str) -> Invitation | None:
    """The invitation whose link has this digest, while it is good, with its project and who invited. 1 statement."""
    found = Invitation.objects.filter(token_digest=digest, date_expiration__gt=now())
    return found.select_related("project", "inviter").first()


def get_invitation(invitation_id: int) -> Invitation:
    """1 statement. Raises NotFound."""
    invitation = Invitation.objects.filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFound(f"invitation {invitation_id}")
    return invitation


def list_invitations() -> list[Invitation]:
    """Those that nobody has used or taken back, newest first, with project and inviter. 1 statement."""
    found = Invitation.objects.select_related("project", "inviter").order_by("-date_creation", "-pk")
    return list(found[:MOST_SHOWN])
