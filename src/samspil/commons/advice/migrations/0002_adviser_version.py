from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("advice", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="adviser",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
