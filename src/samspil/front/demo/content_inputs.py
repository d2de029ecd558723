"""What the invented people said: at a workshop of parents, in a council, on paper and on the site."""

from dataclasses import dataclass

from samspil.commons.inputs.actions import Words
from samspil.commons.inputs.terms import CollectionKind, Voice
from samspil.front.demo.cast import DOMAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoInput:
    """One thing said, and the cluster it belongs to; without cluster it is still to be grouped."""

    text: str
    voice: Voice
    cluster: str = ""
    quote: str = ""
    quote_by: str = ""
    address: str = ""
    phone: str = ""
    name: str = ""

    @property
    def words(self) -> Words:
        """The input as the actions take it."""
        contact = {"name": self.name, "phone": self.phone} if self.phone else {}
        return Words(
            text=self.text,
            voice=self.voice,
            quote_allowed=bool(self.quote),
            address=self.address,
            contact=contact,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCollection:
    """An occasion at which people were asked; days count from today."""

    title: str
    title_en: str
    kind: CollectionKind
    intro: str
    days: int
    said: tuple[DemoInput, ...]
    intro_en: str = ""
    easy_intro: str = ""
    easy_intro_en: str = ""
    open_for: int | None = None


METTE = f"mette@{DOMAIN}"

OPEN = DemoCollection(
    title="Hvad skal der stå i den nye handicapplan?",
    title_en="What should the new disability plan say?",
    kind=CollectionKind.SITE,
    intro=(
        "Til foråret skriver vi en ny plan for børn, unge og voksne med handicap. "
        "Fortæl os, hvad der virker i jeres hverdag, og hvad der mangler."
    ),
    intro_en=(
        "This spring we write a new plan for children, young people and adults with disabilities. "
        "Tell us what works in your everyday life and what is missing."
    ),
    easy_intro="Vi laver en ny plan.\n\nHvad er godt? Hvad er ikke godt?\n\nSkriv det til os.",
    easy_intro_en="We are making a new plan.\n\nWhat is good? What is not good?\n\nTell us.",
    days=-9,
    open_for=30,
    said=(
        DemoInput(
            text="Bussen til dagtilbuddet kommer tit for sent, og min søn kan ikke klare at vente.",
            voice=Voice.RELATIVE,
        ),
        DemoInput(
            text="Kørsel til dagtilbud: Chaufføren skifter hele tiden, og bussen er forsinket.",
            voice=Voice.RELATIVE,
        ),
        DemoInput(
            text="Jeg vil gerne have et job med løn. Ikke en praktik til.", voice=Voice.CITIZEN
        ),
        DemoInput(
            text="Der mangler et sted, hvor unge kan mødes om aftenen uden at skulle tilmelde sig.",
            voice=Voice.YOUNG,
            quote="Et sted om aftenen, hvor man bare kan komme.",
            quote_by="ung med et handicap",
        ),
        DemoInput(
            text="Kan I ikke lave en aften for unge, hvor vi spiller musik og laver mad?",
            voice=Voice.YOUNG,
        ),
        DemoInput(
            text="Vi har 20 medlemmer, der gerne vil være mentor for en ung på vej i job.",
            voice=Voice.ORGANISATION,
        ),
    ),
)

WORKSHOP = DemoCollection(
    title="Workshop for forældre",
    title_en="Workshop for parents",
    kind=CollectionKind.WORKSHOP,
    intro="Vi sad ved seks borde og skrev på sedler.",
    days=-60,
    said=(
        DemoInput(
            text="Vi fortæller vores historie forfra, hver gang vi får en ny sagsbehandler.",
            voice=Voice.RELATIVE,
            cluster="En indgang til kommunen",
            quote="Vi fortæller vores historie forfra hver gang.",
            quote_by="forælder til et barn med et handicap",
            address=METTE,
        ),
        DemoInput(
            text="Der burde være én person, man kan ringe til, som kender hele familien.",
            voice=Voice.RELATIVE,
            cluster="En indgang til kommunen",
            name="Gerda Bach",
            phone="20 00 00 17",
        ),
        DemoInput(
            text="Medarbejderne på området ved ikke altid, hvad de andre afdelinger har lovet familien.",
            voice=Voice.STAFF,
            cluster="En indgang til kommunen",
        ),
        DemoInput(
            text="Skiftet fra barn til voksen kom som et chok. Ingen sagde det, før han var 17.",
            voice=Voice.RELATIVE,
            cluster="Fra ung til voksen",
            address=METTE,
        ),
        DemoInput(
            text="Lav en plan for overgangen to år før, man fylder 18.",
            voice=Voice.RELATIVE,
            cluster="Fra ung til voksen",
            quote="Begynd to år før, man fylder 18.",
            quote_by="forælder",
        ),
        DemoInput(
            text="Jeg vidste ikke, at jeg selv skulle søge om hjælp, da jeg blev 18.",
            voice=Voice.YOUNG,
            cluster="Fra ung til voksen",
        ),
        DemoInput(
            text="Søskende glemmes. De har brug for nogen, der kender det indefra.",
            voice=Voice.RELATIVE,
            cluster="Hele familien",
        ),
        DemoInput(
            text="Aflastning i weekenden, så vi kan være sammen med hans søster.",
            voice=Voice.RELATIVE,
            cluster="Hele familien",
        ),
        DemoInput(
            text="Ventetiden på aflastning er for lang, når man er ved at gå ned.",
            voice=Voice.RELATIVE,
        ),
        DemoInput(
            text="Aflastning skal kunne bruges fleksibelt, også en enkelt aften.",
            voice=Voice.RELATIVE,
        ),
    ),
)

COUNCIL = DemoCollection(
    title="Handicaprådet om tilgængelighed",
    title_en="The disability council on accessibility",
    kind=CollectionKind.COUNCIL,
    intro="Rådet drøftede, hvor byen er svær at komme rundt i.",
    days=-30,
    said=(
        DemoInput(
            text="Brosten foran biblioteket gør det umuligt at komme ind alene i kørestol.",
            voice=Voice.ORGANISATION,
            cluster="Byen for alle",
        ),
        DemoInput(
            text="Lyskrydset ved stationen mangler lyd.",
            voice=Voice.CITIZEN,
            cluster="Byen for alle",
        ),
    ),
)

COLLECTIONS = (WORKSHOP, COUNCIL, OPEN)

ENGLISH_CLUSTERS = {
    "En indgang til kommunen": "One way into the municipality",
    "Fra ung til voksen": "From young to adult",
    "Hele familien": "The whole family",
    "Byen for alle": "A town for everybody",
}
SUMMARIES = {
    "En indgang til kommunen": "Mange vil have én, de kan ringe til, som kender familien.",
    "Fra ung til voksen": "Mange siger, at skiftet ved 18 år kommer for brat.",
}
