"""Who: persons with log-in and the roles they hold."""

from datetime import datetime
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from samspil.base.people.terms import NAME_LENGTH, TOPIC_ROLES, WHY_LENGTH
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import TopicWeb, topic_web
from samspil.kit.access import Role


class PersonManager(BaseUserManager["Person"]):
    """Makes persons; nobody has a password."""

    def create_person(self, email: str, **fields: Any) -> "Person":
        """Return a new person who logs in by e-mail code or passkey."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person with an e-mail address, whatever its case."""
        return self.get(email__iexact=username)


class Held(NamedTuple):
    """A role as it counts: where (None: the whole municipality) and about what (None: everything)."""

    role: Role
    place_id: int | None = None
    topic_id: int | None = None


class Person(AbstractBaseUser):
    """Somebody with a log-in: a relative, a citizen, a member of staff or of an organisation."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()

    # The browser this person acts in, set for each request; nobody acts in one from a command.
    browser: UUID | None = None

    class Meta:
        ordering = ("name", "email")
        constraints = (models.UniqueConstraint(Lower("email"), name="people_email_once"),)

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def roles_today(self) -> frozenset["Held"]:
        """The roles held today."""
        return frozenset(
            Held(Role(role), place_id, topic_id)
            for role, place_id, topic_id in self.roles.current().values_list(
                "role", "place_id", "topic_id"
            )
        )

    @cached_property
    def current_roles(self) -> frozenset["Held"]:
        """The roles that count now: an administrator's only while an administrator session is open."""
        if self.is_administrator and not self.admin_sessions.open_in(self.browser).exists():
            return self.roles_today - {Held(Role.ADMINISTRATOR)}
        return self.roles_today

    @cached_property
    def _topics(self) -> TopicWeb:
        return topic_web()

    def holds(self, *roles: Role, place_id: int | None = None, topic_id: int | None = None) -> bool:
        """Tell whether one of the roles is held today, as `kit.access.Actor` says."""
        held = [each for each in self.current_roles if each.role in roles]
        if place_id is None and topic_id is None:
            return bool(held)
        limits = {each.topic_id for each in held if each.place_id in {None, place_id}}
        if None in limits:
            return True
        topics = [limit for limit in limits if limit is not None]
        return bool(topics and topic_id) and self._topics.is_within(topic_id or 0, topics)

    @property
    def is_administrator(self) -> bool:
        """Whether the administrator role is held today; without an open session it gives nothing."""
        return Held(Role.ADMINISTRATOR) in self.roles_today

    def forget_roles(self) -> None:
        """Read the roles anew the next time they are asked for."""
        for name in ("roles_today", "current_roles", "_topics"):
            self.__dict__.pop(name, None)


class RoleHoldingQuerySet(models.QuerySet["RoleHolding"]):
    """Filters on roles held."""

    def current(self) -> "RoleHoldingQuerySet":
        """Keep the roles that are held today."""
        today = timezone.localdate()
        return self.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)


class RoleHolding(models.Model):
    """A role that a person holds, for all or for a place or a topic, between two dates."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role)
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = RoleHoldingQuerySet.as_manager()

    class Meta:
        ordering = ("role", "since")
        constraints = (
            models.UniqueConstraint(
                fields=["person", "role", "place", "topic", "until"],
                name="people_role_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="people_role_ends_after_start",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(
                name="people_administrator_everywhere",
                condition=~Q(role=Role.ADMINISTRATOR) | Q(place__isnull=True),
            ),
            models.CheckConstraint(
                name="people_topic_for_some_roles",
                condition=Q(topic__isnull=True) | Q(role__in=sorted(TOPIC_ROLES)),
            ),
        )

    def __str__(self) -> str:
        return str(Role(self.role).label)


class AdminSessionQuerySet(models.QuerySet["AdminSession"]):
    """Filters on administrator sessions."""

    def open(self) -> "AdminSessionQuerySet":
        """Keep the sessions that are running."""
        return self.filter(ended_at__isnull=True, expires_at__gt=timezone.now())

    def open_in(self, browser: UUID | None) -> "AdminSessionQuerySet":
        """Keep the sessions that are running in one browser, or (None) in none."""
        return self.open().filter(browser=browser)


class AdminSession(models.Model):
    """A short time in which an administrator may do what only administrators may, with a reason."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="admin_sessions")
    why = models.CharField(max_length=WHY_LENGTH)
    # A keyed hash of the log-in session's key: the rights count in that browser only, and end with its log-in.
    browser = models.UUIDField(null=True, blank=True, editable=False)
    began_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AdminSessionQuerySet.as_manager()

    class Meta:
        ordering = ("-began_at",)

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M}"

    @property
    def ends_at(self) -> datetime:
        """When the session ended or will end."""
        return self.ended_at or self.expires_at


class RateCount(models.Model):
    """How often something was tried in one stretch of time, shared by all web processes."""

    key = models.UUIDField()
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "window"], name="people_rate_once"),)

    def __str__(self) -> str:
        return f"{self.key} {self.count}"
