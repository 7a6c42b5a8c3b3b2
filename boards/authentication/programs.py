"""Signing in as a program does: a name and a secret with every call (protocol.md 7)."""

from __future__ import annotations

from boards.authentication.lockout import one_at_a_time
from boards.authentication.passwords import check_sign_in, is_possible_name, stored_name
from boards.authentication.proofs import Proven, find_proof, keep_proof
from boards.authentication.sessions import actor_of, open_session
from boards.authentication.tokens import has_token, use_token


def sign_in_program(*, username: str, secret: str, address: str, agent: str) -> Proven | None:
    """Who calls, by a proof (1 statement), a personal token, or a password; None for anything wrong.

    What was right the first time opens a session and leaves a proof; a failed password is counted. A success clears no
    count, or somebody's own program would give new guesses to a stranger (decisions.md 1).
    """
    if not is_possible_name(username) or "\x00" in secret:
        return None
    proven = find_proof(username, secret)
    if proven is not None:
        return proven
    if has_token(username, secret):
        # A lock of its own: guesses under the name must not hold a program with a token up.
        with one_at_a_time(f"token of {username}"):
            return find_proof(username, secret) or _prove_token(username, secret, address, agent)
    name = stored_name(username)
    with one_at_a_time(name):
        # Another call with the same credentials may have proved them while this one waited.
        return find_proof(username, secret) or _prove_password(name, secret, address, agent)


def _prove_token(username: str, token: str, address: str, agent: str) -> Proven | None:
    found = use_token(username, token)
    if found is None:
        return None
    key = open_session(found.user, address=address, agent=agent, auth_type="API Access Token")
    keep_proof(found.user, token, key, token=found)
    return find_proof(username, token)


def _prove_password(name: str, password: str, address: str, agent: str) -> Proven | None:
    user = check_sign_in(username=name, password=password, address=address, agent=agent)
    if user is None:
        return None
    key = open_session(user, address=address, agent=agent, auth_type="Database")
    keep_proof(user, password, key)
    return Proven(actor_of(user), key)
