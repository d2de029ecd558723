import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import samspil.kit.encryption


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("worker", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "started_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "seen_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InboxLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dedupe_key", models.UUIDField(unique=True)),
                ("address", samspil.kit.encryption.EncryptedTextField()),
                ("address_key", models.UUIDField(db_index=True)),
                ("subject", samspil.kit.encryption.EncryptedTextField()),
                ("text", samspil.kit.encryption.EncryptedTextField()),
                ("html", samspil.kit.encryption.EncryptedTextField(blank=True)),
                ("headers", samspil.kit.encryption.EncryptedJSONField()),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.SlugField(db_index=False, max_length=60)),
                (
                    "language",
                    models.CharField(choices=[("da", "dansk"), ("en", "engelsk")], max_length=5),
                ),
                ("subject", samspil.kit.encryption.EncryptedTextField()),
                ("text", samspil.kit.encryption.EncryptedTextField()),
                ("html", samspil.kit.encryption.EncryptedTextField(blank=True)),
                ("withdraw_url", models.TextField(blank=True)),
                (
                    "slots",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list
                    ),
                ),
                ("content_key", models.UUIDField(unique=True)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("cleared_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("cleared_at__isnull", True)),
                        fields=["created_at"],
                        name="letter_not_cleared",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["da", "en"])),
                        name="letter_language_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Suppression",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address_key", models.UUIDField(unique=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("bounces", "posten kommer tilbage"),
                            ("complaint", "modtageren har klaget"),
                            ("request", "modtageren har bedt om det"),
                        ],
                        max_length=10,
                    ),
                ),
                ("bounces", models.PositiveSmallIntegerField(default=0)),
                (
                    "since",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__in", ["bounces", "complaint", "request"])),
                        name="suppression_reason_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="suppression_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", samspil.kit.encryption.EncryptedTextField(blank=True, null=True)),
                ("address_key", models.UUIDField(db_index=True)),
                ("subscription", models.UUIDField(blank=True, null=True)),
                ("since", models.DateField(blank=True, null=True)),
                ("fields", samspil.kit.encryption.EncryptedJSONField(blank=True, null=True)),
                ("dedupe_key", models.UUIDField(unique=True)),
                (
                    "priority",
                    models.SmallIntegerField(
                        choices=[(0, "straks"), (5, "almindelig"), (9, "nyhedsbrev")], default=5
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "i kø"),
                            ("in_flight", "på vej"),
                            ("sent", "sendt"),
                            ("retry", "prøves igen"),
                            ("failed", "mislykket"),
                            ("suppressed", "holdt tilbage"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "due_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("claimed_by", models.UUIDField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("last_reply", models.TextField(blank=True, default="")),
                ("bounced", models.BooleanField(default=False)),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="outbox.letter",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("queued", "retry"))),
                        fields=["priority", "due_at"],
                        name="delivery_claims",
                    ),
                    models.Index(
                        condition=models.Q(("state", "in_flight")),
                        fields=["claimed_by"],
                        name="delivery_in_flight",
                    ),
                    models.Index(
                        condition=models.Q(("state", "failed")),
                        fields=["created_at"],
                        name="delivery_failed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["queued", "in_flight", "sent", "retry", "failed", "suppressed"],
                            )
                        ),
                        name="delivery_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "in_flight"), _negated=True),
                            models.Q(("claimed_at__isnull", False), ("claimed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="delivery_in_flight_is_claimed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("sent_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="delivery_sent_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("address__isnull", False),
                            ("state__in", ("sent", "failed", "suppressed")),
                            _connector="OR",
                        ),
                        name="delivery_unsent_has_address",
                    ),
                ],
            },
        ),
    ]
