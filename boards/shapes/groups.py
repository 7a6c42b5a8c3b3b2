from __future__ import annotations

from typing import Annotated

from django.db.models import Count

from boards.shapes.shape import Shape, WireObject, selected


class GroupObject(WireObject):
    id: int
    external_id: str
    name: str


class GroupInListObject(WireObject):
    id: int
    name: str
    external_id: str
    nb_users: Annotated[int, selected(Count("memberships"))]


GROUP = Shape("group", GroupObject)
#: The same keys in the list of an account's groups.
MEMBER_GROUP = Shape("member_group", GroupObject)
GROUP_IN_LIST = Shape("group_in_list", GroupInListObject)
