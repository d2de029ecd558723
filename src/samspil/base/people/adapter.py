"""How allauth behaves here: no passwords, mails through the outbox, shared limits."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import user_email
from django.http import HttpRequest

from samspil.base.people.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Makes persons without passwords and leaves mails to Django's backend, which is the outbox."""

    def new_user(self, request: HttpRequest) -> Person:
        """Return a person not yet saved."""
        return Person()

    def save_user(
        self,
        request: HttpRequest,
        user: Person,
        form: Any,
        commit: bool = True,  # noqa: FBT001, FBT002
    ) -> Person:
        """Save a new person with an address in lower case and no password."""
        email = str(form.cleaned_data["email"]).strip().lower()
        user_email(user, email)
        user.set_unusable_password()
        if commit:
            user.save()
        return user
