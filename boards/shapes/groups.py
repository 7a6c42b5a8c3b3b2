from __future__ import annotations

from django.db.models import Count

from boards.shapes.shape import Key, Shape, column

GROUP = Shape("group", column("id"), column("external_id"), column("name"))
MEMBER_GROUP = Shape("member_group", column("id"), column("external_id"), column("name"))
GROUP_IN_LIST = Shape(
    "group_in_list", column("id"), column("name"), column("external_id"), Key("nb_users", Count("memberships"))
)
