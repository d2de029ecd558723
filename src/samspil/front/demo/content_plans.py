"""The invented plans of the demo, after the facts of municipal plans, in words of our own."""

from dataclasses import dataclass
from decimal import Decimal

VISION = "Familier skal opleve, at hjælpen hænger sammen, og at der er nogen at tale med."
MISSION = (
    "Barnet skal mestre sit eget liv så meget som muligt, og hele familien skal have det godt."
)
VALUES = (
    "Vi er åbne om, hvad der kan lade sig gøre\nVi holder, hvad vi lover\n"
    "Vi respekterer, at familier er forskellige"
)
PRINCIPLES = (
    "Vi træner og støtter, så man kan mere selv\nVi handler, før det bliver svært\n"
    "Vi arbejder sammen med familien"
)


@dataclass(frozen=True, slots=True)
class DemoActivity:
    """An activity: months count from the plan's first, progress in per cent."""

    title: str
    unit: str = "Børnehandicap"
    partners: tuple[str, ...] = ()
    months: tuple[int, int] = (0, 47)
    progress: int = 0
    note: str = ""
    stuck: str = ""
    helper: str = ""
    key: str = ""
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class DemoArea:
    """A focus area with its activities."""

    title: str
    purpose: str
    why: str
    activities: tuple[DemoActivity, ...]
    topics: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    easy: str = ""
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class DemoTrack:
    """A track with its focus areas."""

    title: str
    text: str
    areas: tuple[DemoArea, ...]


A = DemoActivity
ALL_SIDES = ("Dagtilbud", "Skole", "Familie", "Sundhed")
CHILDREN = (
    DemoTrack(
        "Engagement",
        "Forældre beder om, at afdelingerne taler sammen, og om at blive hørt undervejs.",
        (
            DemoArea(
                "Koordinering og sammenhæng",
                "Familien skal ikke selv være bindeled mellem afdelingerne. Vi vil have én plan og én at ringe til.",
                "Et barn med handicap møder mange afdelinger. Ved de intet om hinanden, er det familien, der løber.",
                (
                    A(
                        "Familien får at vide, hvem der gør hvad",
                        months=(0, 30),
                        progress=70,
                        note="Alle nye familier får et ark med navne.",
                        key="bent",
                    ),
                    A(
                        "Netværksmøder får et klart formål, og de rette deltager",
                        partners=("Dagtilbud", "Skole", "Familie"),
                        months=(2, 23),
                        progress=100,
                    ),
                    A(
                        "Arrangementer planlægges på tværs, så de ikke falder samme uge",
                        partners=ALL_SIDES,
                        months=(6, 40),
                        progress=40,
                    ),
                    A(
                        "Samarbejdsaftaler mellem børnehandicap, skole og dagtilbud",
                        partners=("Skole", "Dagtilbud"),
                        months=(3, 26),
                        progress=55,
                        stuck="Skolerne mangler en fælles kontaktperson.",
                        helper="skolechefen",
                        key="bent",
                    ),
                    A(
                        "Vi følger kommunens fælles model for samarbejde om børn",
                        partners=ALL_SIDES,
                        progress=50,
                    ),
                    A(
                        "En fælles plan for overgangen fra barn til voksen",
                        unit="Voksenhandicap",
                        partners=("Ungdommens Uddannelsesvejledning",),
                        months=(12, 40),
                        progress=25,
                        key="bent",
                        cluster="Fra ung til voksen",
                    ),
                    A(
                        "Med samtykke deler vi viden om barnet, så familien ikke gentager sig selv",
                        months=(8, 36),
                        progress=30,
                    ),
                    A(
                        "Medarbejdere lærer hinandens tilbud at kende",
                        partners=ALL_SIDES,
                        months=(0, 20),
                        progress=100,
                    ),
                    A(
                        "Ét overblik over tilbud efter alder og målgruppe",
                        partners=("Kultur", "Arbejdsmarked"),
                        months=(10, 34),
                        progress=45,
                        key="hanne",
                    ),
                ),
                ("Skole", "Overgang"),
                ("Vi bruger mere tid på at koordinere end på at være forældre.",),
                "Mange hjælper dit barn. De skal tale sammen. Du skal vide, hvem du kan ringe til.",
                "En indgang til kommunen",
            ),
            DemoArea(
                "Et stærkere samarbejde med forældre",
                "Forældre og medarbejdere skal vide, hvad de kan vente af hinanden.",
                "Forældre kender barnet bedst. Samarbejdet virker kun, når begge sider bliver lyttet til.",
                (
                    A(
                        "Vi aftaler forventninger ved det første møde, og hvert år igen",
                        months=(0, 47),
                        progress=60,
                        key="aisha",
                    ),
                    A(
                        "Breve og begreber skrives om, så alle forstår dem",
                        months=(4, 28),
                        progress=80,
                        note="Tolv breve er skrevet om sammen med forældre.",
                    ),
                    A(
                        "Et fælles kodeks for godt samarbejde",
                        partners=ALL_SIDES,
                        months=(6, 22),
                        progress=100,
                    ),
                ),
                (),
                ("Jeg ville ønske, at nogen ringede bare for at høre, hvordan det går.",),
            ),
        ),
    ),
    DemoTrack(
        "Kvalitet",
        "Et godt liv ser forskelligt ud. Tilbud skal passe til hele familien, og støtte skal kunne tilpasses.",
        (
            DemoArea(
                "Tilbud for hele familien",
                "Der skal være noget for søskende, for parforholdet og for familien samlet, også uden visitation.",
                "Handicap hos et barn mærkes af alle i familien. Søskende og parforhold bliver let glemt.",
                (
                    A(
                        "Tilbud til søskende og hele familien, også uden visitation",
                        months=(3, 40),
                        progress=50,
                        key="aisha",
                    ),
                    A(
                        "Tilbud om parforhold sammen med sundhed",
                        unit="Sundhed",
                        partners=("Familie",),
                        months=(12, 36),
                        progress=20,
                    ),
                    A(
                        "Fritidskoordinatoren viser vej til tilbud, familier ikke kender",
                        months=(0, 30),
                        progress=75,
                    ),
                ),
                ("Søskende", "Fritidsliv"),
                ("Det er svært at nå de andre børn, når én fylder så meget.",),
                "Søskende og forældre skal også have det godt.",
                "Hele familien",
            ),
            DemoArea(
                "Forebyggende og fleksibel støtte",
                "Familien skal have den rette støtte til tiden, og den skal kunne skrues op og ned.",
                "Når begyndende problemer ikke bliver set, vokser de. Behov ændrer sig, når barnet bliver ældre.",
                (
                    A("Tidlig hjælp, før det bliver svært", progress=40),
                    A(
                        "Fælles blik på, hvad familien selv kan og ønsker",
                        partners=ALL_SIDES,
                        progress=35,
                    ),
                    A(
                        "Råd og støtte også efter, at et forløb er slut",
                        months=(6, 40),
                        progress=30,
                        key="bent",
                    ),
                    A(
                        "Midlertidig støtte, mens en sag bliver afklaret",
                        months=(10, 34),
                        progress=10,
                    ),
                    A(
                        "Bedre tilgængelighed i folkeskolen",
                        unit="Skole",
                        partners=("Specialskolerne",),
                        months=(0, 20),
                        progress=65,
                    ),
                ),
                ("Skole",),
                ("Da støtten stoppede, stod vi alene og faldt tilbage i det gamle.",),
            ),
        ),
    ),
    DemoTrack(
        "Udvikling",
        "Familier vil gerne møde andre i samme situation og lære af dem, der har prøvet det.",
        (
            DemoArea(
                "Pårørendeguides",
                "Forældre med erfaring støtter andre forældre og deler deres viden med medarbejdere.",
                "At få et barn med handicap vender op og ned på meget. Nogen, der har været der, kan hjælpe.",
                (
                    A("Finde forældre, der vil være guider", months=(6, 24), progress=100),
                    A(
                        "Uddanne guider inden for flere slags handicap",
                        months=(14, 34),
                        progress=40,
                    ),
                    A("Afprøve guidernes rolle og opgaver", months=(20, 44), progress=10),
                    A(
                        "Skole, dagtilbud og sundhed er med til at forme det",
                        partners=ALL_SIDES,
                        months=(14, 40),
                        progress=20,
                    ),
                ),
            ),
            DemoArea(
                "Netværk",
                "Familier skal have et netværk, de kan læne sig op ad.",
                "Det hjælper at møde andre, der ved, hvordan det er. Det gælder også søskende.",
                (
                    A("Aktiviteter for familier", progress=60, key="peter"),
                    A("Aktiviteter for søskende", progress=45),
                    A("Familier finder sammen i netværk", months=(4, 47), progress=35, key="peter"),
                    A(
                        "Nye netværk sammen med organisationerne",
                        partners=("Handicaporganisationerne",),
                        months=(10, 47),
                        progress=15,
                    ),
                ),
                ("Søskende",),
                ("Mit barn fik en ven, der forstår ham uden ord.",),
            ),
            DemoArea(
                "Velfærdsteknologi",
                "Teknologi skal gøre hverdagen lettere for barnet og familien.",
                "Der kommer hele tiden nyt, og kun lidt af det er prøvet af hos os.",
                (
                    A("Følge med i, hvad der kommer af ny teknologi", progress=50),
                    A("Dele erfaringer på tværs af afdelinger", partners=("Sundhed",), progress=40),
                    A("Korte film og digital hjælp til hverdagen", months=(12, 40), progress=20),
                ),
                ("Velfærdsteknologi",),
            ),
        ),
    ),
)

INITIATIVES = (
    (
        "A",
        "En medarbejder med ansvar for civilsamfund og netværk",
        "Én fast kontakt for organisationerne, som også sætter nye netværk i gang.",
        100,
    ),
    (
        "B",
        "Faste netværk med uddannelse og forskning",
        "Ny viden skal ud i indsatserne, og studerende kan bruge os som case.",
        40,
    ),
    (
        "C",
        "To årlige møder med organisationerne",
        "Om planens status, initiativer og hvad der kommer.",
        50,
    ),
    (
        "D",
        "Flere frivillige, flere § 18-ansøgninger og en pjece",
        "Støtte til foreninger, der danner netværk, og en pjece om frivillige tilbud.",
        60,
    ),
    (
        "E",
        "Temamøder og fælles aktiviteter for pårørende",
        "Om skolestart, fra barn til voksen og andet, der fylder.",
        70,
    ),
    (
        "F",
        "Udviklingsprojekter med fondsmidler",
        "Sammen med parter udefra søger vi midler til at prøve nyt.",
        20,
    ),
    ("G", "Forsøg med fritidsguides", "En guide følger med i foreningen, indtil man kan selv.", 10),
    ("H", "Forskning i kvalitet og effekt", "Hvad virker, og for hvem?", 0),
    ("I", "Adgang til netværk på nettet", "Frivillige underviser, hvor der er pc og net.", 30),
    (
        "J",
        "IT-kurser for voksne med handicap",
        "Tale sammen på nettet og bestille varer. Sammen med en aftenskole.",
        30,
    ),
)


FRAME = Decimal(500_000)
# Where the money comes from, the post, kroner, and whether it comes every year.
MONEY: dict[str, tuple[str, str, Decimal, bool]] = {
    "A": ("within_frame", "Medarbejder", Decimal(100_000), True),
    "B": ("within_frame", "", Decimal(0), False),
    "C": ("within_frame", "", Decimal(0), False),
    "D": ("within_frame", "Pjece", Decimal(5_000), False),
    "E": ("within_frame", "Temamøder", Decimal(50_000), True),
    "F": ("external_funds", "", Decimal(0), False),
    "G": ("needs_appropriation", "", Decimal(0), False),
    "H": ("needs_appropriation", "", Decimal(0), False),
    "I": ("needs_appropriation", "", Decimal(0), False),
    "J": ("needs_appropriation", "", Decimal(0), False),
}


@dataclass(frozen=True, slots=True)
class DemoDecision:
    """A decision, so many days before the plan begins."""

    title: str
    body: str
    days_before: int
    recommendation: str
    text: str
    next_step: str = ""


DECISIONS = (
    DemoDecision(
        "Handleplan for netværk og civilsamfund",
        "Socialudvalget",
        112,
        "At udvalget godkender handleplanen for netværk og samarbejde med civilsamfundet.",
        "Indstillingen blev godkendt.",
        "Sager om initiativ G, H og I til næste års budget",
    ),
)
