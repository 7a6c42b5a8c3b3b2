"""How long ago something was, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from boards.dates import DAY


def describe_age(seconds: int) -> str:
    """ "4 d ago" and the like."""
    if seconds < 60:
        return _("just now")
    if seconds < 3600:
        return _("%(n)s min ago") % {"n": seconds // 60}
    if seconds < DAY:
        return _("%(n)s h ago") % {"n": seconds // 3600}
    return _("%(n)s d ago") % {"n": seconds // DAY}
