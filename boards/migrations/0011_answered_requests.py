from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0010_editions"),
    ]

    operations = [
        migrations.RenameModel(old_name="MoveRequest", new_name="AnsweredRequest"),
        migrations.AlterModelOptions(
            name="answeredrequest",
            options={"verbose_name": "answered request", "verbose_name_plural": "answered requests"},
        ),
    ]
