"""Uploads: checked, made safe and kept in the database, so that one dump is everything."""

from django.db import models


class StoredFile(models.Model):
    """One uploaded file as it is served: pictures re-encoded, so no place or camera data is left."""

    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name
