"""The folder of everything that is kept: writable, and for its owner only."""

from __future__ import annotations

import fcntl
import os
import secrets
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from boards.console import tell_operator

#: What lies in the folder and tells secrets. The rights of a folder shut off all that is in it.
PRIVATE = ("secret_key", "files", "locks")
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def open_folder(folder: Path) -> None:
    """Make the folder at the first start; from now on this process makes files for its owner only.

    Raises ImproperlyConfigured when the folder can't be written.
    """
    os.umask(0o077)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise ImproperlyConfigured(
            tell_operator(
                "DATA_DIR=%(folder)s can't be used: %(reason)s.", folder=repr(str(folder)), reason=error.strerror
            )
        ) from error
    close_to_others(folder / name for name in PRIVATE)


def close_to_others(paths: Iterable[Path]) -> None:
    """Take the rights of group and others from what is ours and there."""
    for path in paths:
        try:
            found = path.stat()
            if found.st_mode & OTHERS and found.st_uid == os.geteuid():
                path.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)
        except OSError:
            # Not there yet; or on a file system without rights, where nothing can be done here.
            continue


def files_of_database(path: Path) -> list[Path]:
    """A file of SQLite and those that lie beside it while it is used."""
    return [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal", ".gate"))]


def find_dangers(folder: Path) -> list[str]:
    """What the operator should know about who else may write in the folder. Mends what is ours to mend."""
    found = folder.stat()
    own = found.st_uid == os.geteuid()
    if own and found.st_mode & stat.S_IWOTH:
        folder.chmod(stat.S_IMODE(found.st_mode) & ~stat.S_IWOTH)
    elif found.st_mode & stat.S_IWOTH:
        return [
            tell_operator(
                "Everybody may write in DATA_DIR=%(folder)s, and exchange the database: close it to others.",
                folder=repr(str(folder)),
            )
        ]
    elif not own and found.st_uid != 0:
        return [
            tell_operator(
                "DATA_DIR=%(folder)s belongs to another user, who may read and exchange the database.",
                folder=repr(str(folder)),
            )
        ]
    return []


def read_secret_key(folder: Path) -> str:
    """The key of this installation, made at its first start; all of several starts at once read the same one."""
    path = folder / "secret_key"
    try:
        if not path.exists() or not path.stat().st_size:
            _make_secret_key(folder, path)
        return path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(
            tell_operator("%(path)s can't be used: %(reason)s.", path=path, reason=error)
        ) from error


def _make_secret_key(folder: Path, path: Path) -> None:
    """Write the key beside its place and put it there whole: who is stopped on the way leaves none or all of it."""
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists() and path.stat().st_size:
            return
        new = folder / "secret_key.new"
        new.write_text(secrets.token_urlsafe(50))
        new.replace(path)
    finally:
        os.close(lock)
