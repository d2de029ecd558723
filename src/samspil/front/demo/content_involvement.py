"""The demo's plan for involvement, after the facts of a municipal document, in our words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoInitiative:
    """An initiative of the demo, dated by days from today."""

    key: str
    kind: str
    title: str
    title_en: str
    purpose: str
    purpose_en: str = ""
    challenge: str = ""
    asked: str = ""
    easy_text: str = ""
    need: str = ""
    begins: int
    ends: int | None = None
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    responsible: str = "peter"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoProposal:
    """Something people of the demo proposed."""

    key: str
    title: str
    what: str
    why: str = ""
    role: str
    email: str = ""
    may_be_shown: bool = False


INTRO = (
    "Handicapområdet vil planlægge sammen med dem, det handler om. Hvert år begynder vi med tre til fem "
    "initiativer. Resten kommer til, når nogen peger på et behov eller har en god idé.\n\n"
    "Noget er små arbejdsfællesskaber, der løser én ting og så slutter. Andet er samtaler i en gruppe eller møder, "
    "hvor alle kan komme."
)
INTRO_EN = (
    "The disability field wants to plan together with those it is about. Each year we begin with three to five "
    "initiatives. More are added when somebody points out a need or has a good idea."
)
EASY_INTRO = (
    "Kommunen spørger dig, før den bestemmer.\n\nHer kan du se, hvad vi laver sammen i år.\n\nDu kan være med. "
    "Du kan også foreslå noget."
)

INITIATIVES = (
    DemoInitiative(
        key="transition",
        kind="working_community",
        title="En god vej fra barn til voksen",
        title_en="A good way from child to adult",
        purpose=(
            "Når en ung fylder 18, skifter næsten alt: lov, sagsbehandler og tilbud. Vi vil finde ud af, hvad "
            "familier skal vide hvornår, og skrive en guide sammen."
        ),
        purpose_en=(
            "When a young person turns 18, almost everything changes: the law, the caseworker and the offers. We "
            "want to find out what families need to know when, and write a guide together."
        ),
        challenge="Mange får først at vide, hvad der sker, når det er sket. Hvad skal man vide som 16-årig?",
        asked="Fire møder à to timer om eftermiddagen. Du skal kunne fortælle om jeres egen erfaring.",
        easy_text=(
            "Når du fylder 18, sker der meget nyt.\n\nVi vil lave en guide.\n\nDu kan hjælpe os. Vi mødes fire gange."
        ),
        begins=-60,
        ends=75,
        topics=("Overgang fra barn til voksen", "Bolig", "18–25 år"),
        places=("Borgercenter Handicap",),
    ),
    DemoInitiative(
        key="letters",
        kind="focus_group",
        title="Breve fra kommunen, man kan forstå",
        title_en="Letters from the municipality that one can understand",
        purpose=(
            "Vi vil læse fem af vores egne breve sammen med pårørende og borgere og høre, hvor man går i stå. "
            "Bagefter skriver vi dem om."
        ),
        asked="Ét møde på halvanden time. Du skal ikke forberede dig.",
        easy_text="Vi læser breve sammen.\n\nDu siger, hvad der er svært.\n\nSå skriver vi dem om.",
        begins=12,
        ends=30,
        topics=("At være pårørende", "Bolig", "Skole", "Aflastning", "Sundhed", "Beskæftigelse"),
    ),
    DemoInitiative(
        key="respite",
        kind="dialogue_meeting",
        title="Dialogmøde om aflastning",
        title_en="Dialogue meeting on respite care",
        purpose=(
            "Hvad skal aflastning kunne, for at den hjælper hele familien? Vi taler om steder, tider og om at "
            "blive ringet op i god tid."
        ),
        asked="En aften. Der er mad, og der kan være børnepasning.",
        begins=18,
        topics=("Aflastning", "6–12 år"),
    ),
    DemoInitiative(
        key="leisure",
        kind="theme_event",
        title="Temaaften: fritid, hvor man hører til",
        title_en="Theme evening: leisure where one belongs",
        purpose="Foreninger og unge fortæller, hvordan man kommer ind i en almindelig forening og bliver der.",
        begins=30,
        topics=("Fritidsliv", "18–25 år"),
    ),
    DemoInitiative(
        key="housing",
        kind="working_community",
        title="Den første tid i ny bolig",
        title_en="The first weeks in a new home",
        purpose="Flytning er svært. Vi samler det, der hjalp, og det, der manglede, til en tjekliste.",
        challenge="Pårørende ved ikke, hvem der gør hvad de første uger efter en flytning.",
        asked="Tre møder og lidt læsning ind imellem.",
        begins=-140,
        ends=-30,
        topics=("Bolig",),
    ),
)
ADDITION = DemoInitiative(
    key="siblings",
    kind="dialogue_meeting",
    title="Søskende fortæller",
    title_en="Siblings tell",
    purpose=(
        "Brødre og søstre mellem 12 og 18 år mødes uden forældre og fortæller, hvad de gerne vil have, at voksne ved."
    ),
    asked="En lørdag formiddag. Vi giver brunch.",
    easy_text="Har du en bror eller søster med handicap?\n\nKom og fortæl. Der er brunch.",
    need="En mor foreslog, at søskende fik deres eget møde.",
    begins=22,
    topics=("Søskende",),
)
RESULT = (
    "Syv pårørende og to medarbejdere mødtes tre gange. Der kom en **tjekliste for de første seks uger** ud af det: "
    "hvem der ringer, hvornår der er møde, og hvad boligen skal vide på dag ét.\n\n"
    "Tjeklisten bruges nu ved alle indflytninger. Om et halvt år spørger vi de første familier, om den hjalp."
)
RESULT_LAST_YEAR = (
    "De, der var med, pegede på tre ting, der skulle ændres. To er gjort, og den tredje er med i årets "
    "plan."
)
NOTES = (
    (
        "Fra vores første møde",
        "## Det, vi var enige om\n\n- Brevet om 18-års dagen kommer for sent\n- Familier vil have **én** at ringe til\n"
        "- Unge vil selv have et brev\n\n## Til næste gang\n\n- Alle tager et brev med, de har fået",
    ),
    (
        "Udkast til guiden: det sker, når du er 16",
        "1. Du får et brev om, hvem din nye rådgiver bliver\n2. I holder et møde sammen\n"
        "3. Du siger, hvad der er vigtigt for dig",
    ),
)
NOTE_CHANGED = (
    "1. Du får selv et brev om, hvem din nye rådgiver bliver\n2. I holder et møde sammen, hvor du vælger stedet\n"
    "3. Du siger, hvad der er vigtigt for dig\n4. Det bliver skrevet ned, og du får det med hjem"
)
PROPOSALS = (
    DemoProposal(
        key="siblings",
        title="Et møde kun for søskende",
        what="Søskende til børn med handicap skulle kunne mødes uden os forældre og sige, hvad de tænker.",
        why="De får aldrig selv ordet. Der er altid et andet barn, der fylder mere.",
        role="relative",
        email="mette",
        may_be_shown=True,
    ),
    DemoProposal(
        key="bus",
        title="Gratis bus til alle arrangementer",
        what="Sæt en bus ind fra landsbyerne, når der er møder i byen om aftenen.",
        role="citizen",
        may_be_shown=True,
    ),
    DemoProposal(
        key="sign",
        title="Kursus i tegn til tale for bedsteforældre",
        what="Vi passer vores barnebarn hver uge og vil gerne lære de vigtigste tegn.",
        why="Så kan han tale med os også.",
        role="relative",
        email="inge.bedstemor",
    ),
    DemoProposal(
        key="calendar",
        title="Én kalender for alle foreningers møder",
        what="Vi holder tit møder samme aften. En fælles kalender ville hjælpe os alle.",
        role="organisation",
        email="niels",
        may_be_shown=True,
    ),
)
ANSWER_YES = (
    "Tak for idéen. Den er nu et initiativ i årets plan, og vi har inviteret de første søskende."
)
ANSWER_NO = (
    "Vi har ikke penge til en fast bus. Ved hvert møde kan man i stedet sætte kryds ved kørsel, så finder "
    "vi en vej."
)
WORDS = "Vi er to medarbejdere, der står for mødet. Skriv gerne, hvis der er noget, vi skal tage hensyn til."
PARTICIPANTS = (
    ("Mette Holm", "70 00 00 41"),
    ("Jonas Friis", "jonas@bakkekoebing.example"),
    ("Lone Kjær", "70 00 00 43"),
    ("Omar Haddad", "70 00 00 44"),
    ("Birthe Søgaard", "70 00 00 45"),
)
WITHOUT_MAIL = ("Inger Ørum", "70 00 00 99")
