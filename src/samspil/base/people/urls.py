"""Addresses of the people room; allauth's pages each get their door here."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path
from django.views.generic import RedirectView

from samspil.base.people import views
from samspil.kit.access import may_if_logged_in
from samspil.kit.doors import door, open_to_all

own = door(may_if_logged_in)

urlpatterns = [
    path("log-ind/", open_to_all(account.request_login_code), name="account_request_login_code"),
    path(
        "log-ind/start/",
        open_to_all(
            RedirectView.as_view(pattern_name="account_request_login_code", query_string=True)
        ),
        name="account_login",
    ),
    path(
        "log-ind/kode/", open_to_all(account.confirm_login_code), name="account_confirm_login_code"
    ),
    path("log-ind/noegle/", open_to_all(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("log-ind/andet-bevis/", open_to_all(mfa.authenticate), name="mfa_authenticate"),
    path("log-ud/", open_to_all(account.logout), name="account_logout"),
    path("konto/ny/", open_to_all(account.signup), name="account_signup"),
    path(
        "konto/bekraeft/",
        open_to_all(account.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path("konto/lukket/", open_to_all(account.account_inactive), name="account_inactive"),
    path("konto/e-mail/", own(account.email), name="account_email"),
    path("konto/igen/", own(account.reauthenticate), name="account_reauthenticate"),
    path("konto/sikkerhed/", own(mfa.index), name="mfa_index"),
    path("konto/sikkerhed/igen/", own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("konto/sikkerhed/kode-app/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("konto/sikkerhed/kode-app/fjern/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "konto/sikkerhed/noedkoder/",
        own(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "konto/sikkerhed/noedkoder/nye/",
        own(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "konto/sikkerhed/noedkoder/hent/",
        own(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("konto/sikkerhed/noegler/", own(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("konto/sikkerhed/noegler/ny/", own(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        "konto/sikkerhed/noegler/igen/",
        own(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "konto/sikkerhed/noegler/<int:pk>/ret/",
        own(webauthn.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path(
        "konto/sikkerhed/noegler/<int:pk>/fjern/",
        own(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("personer/", views.people, name="people"),
    path("personer/giv-rolle/", views.give_role, name="give_role"),
    path("personer/rolle/<int:pk>/tag/", views.take_role, name="take_role"),
    path("personer/administrator/", views.admin_session, name="admin_session"),
]
