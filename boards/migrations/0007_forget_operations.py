"""Operations of before know too little of their tasks to be undone; they live for a day anyway."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def forget(apps: Any, schema_editor: Any) -> None:
    apps.get_model("boards", "Operation").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("boards", "0006_known_authors")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
