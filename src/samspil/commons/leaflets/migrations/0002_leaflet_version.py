from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("leaflets", "0001_leaflets"),
    ]

    operations = [
        migrations.AddField(
            model_name="leaflet",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
