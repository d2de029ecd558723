"""The invented people of the demo."""

from dataclasses import dataclass

from samspil.kit.access import Role

DOMAIN = "bakkekoebing.example"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody one can be in the demo."""

    key: str
    name: str
    role: Role
    about: str

    @property
    def email(self) -> str:
        """The invented address."""
        return f"{self.key}@{DOMAIN}"


CAST = (
    DemoPerson("mette", "Mette Holm", Role.RELATIVE, "mor til en dreng med autisme"),
    DemoPerson("jonas", "Jonas Friis", Role.CITIZEN, "ung mand, der bor i bofællesskab"),
    DemoPerson("karin", "Karin Lund", Role.EDITOR, "skriver nyheder"),
    DemoPerson("peter", "Peter Skov", Role.COORDINATOR, "koordinerer inddragelse"),
    DemoPerson("aisha", "Aisha Rahman", Role.ADVISER, "pårørendevejleder"),
    DemoPerson("bent", "Bent Åkjær", Role.CASEWORKER, "sagsbehandler"),
    DemoPerson("ulla", "Ulla Østergaard", Role.COUNCIL_SECRETARY, "sekretær for Handicaprådet"),
    DemoPerson("niels", "Niels Aagaard", Role.ORGANISATION, "formand i en handicapforening"),
    DemoPerson("hanne", "Hanne Bro", Role.MANAGER, "centerleder"),
    DemoPerson("admin", "Søren Dahl", Role.ADMINISTRATOR, "administrator"),
)
