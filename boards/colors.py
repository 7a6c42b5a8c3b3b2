"""The 16 colours of tasks (domain.md 10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

DEFAULT_COLOR = "yellow"


@dataclass(frozen=True, slots=True)
class Color:
    """``name`` is English and a part of the wire; ``label`` is what people read."""

    id: str
    name: str
    background: str
    border: str
    label: Any


COLORS: dict[str, Color] = {
    color.id: color
    for color in (
        Color("yellow", "Yellow", "rgb(245, 247, 196)", "rgb(223, 227, 45)", _("Yellow")),
        Color("blue", "Blue", "rgb(219, 235, 255)", "rgb(168, 207, 255)", _("Blue")),
        Color("green", "Green", "rgb(189, 244, 203)", "rgb(74, 227, 113)", _("Green")),
        Color("purple", "Purple", "rgb(223, 176, 255)", "rgb(205, 133, 254)", _("Purple")),
        Color("red", "Red", "rgb(255, 187, 187)", "rgb(255, 151, 151)", _("Red")),
        Color("orange", "Orange", "rgb(255, 215, 179)", "rgb(255, 172, 98)", _("Orange")),
        Color("grey", "Grey", "rgb(238, 238, 238)", "rgb(204, 204, 204)", _("Grey")),
        Color("brown", "Brown", "#d7ccc8", "#4e342e", _("Brown")),
        Color("deep_orange", "Deep Orange", "#ffab91", "#e64a19", _("Deep Orange")),
        Color("dark_grey", "Dark Grey", "#cfd8dc", "#455a64", _("Dark Grey")),
        Color("pink", "Pink", "#f48fb1", "#d81b60", _("Pink")),
        Color("teal", "Teal", "#80cbc4", "#00695c", _("Teal")),
        Color("cyan", "Cyan", "#b2ebf2", "#00bcd4", _("Cyan")),
        Color("lime", "Lime", "#e6ee9c", "#afb42b", _("Lime")),
        Color("light_green", "Light Green", "#dcedc8", "#689f38", _("Light Green")),
        Color("amber", "Amber", "#ffe082", "#ffa000", _("Amber")),
    )
}


def find_color_id(text: str) -> str | None:
    """The id of a colour given by id or English name, in any case; None when there is none (search.md 3)."""
    wanted = text.casefold()
    for color in COLORS.values():
        if wanted in (color.id, color.name.casefold()):
            return color.id
    return None
