"""What the demo municipality has to tell, after the facts of five municipal documents, in our words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPlace:
    """A place of the demo municipality."""

    name: str
    name_en: str
    kind: str
    summary: str
    phone: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoArticle:
    """An article of the demo, dated by days before today."""

    title: str
    summary: str
    body: str
    easy_body: str = ""
    title_en: str = ""
    summary_en: str = ""
    body_en: str = ""
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    to_newsletter: bool = False
    days_ago: int = 0


PLACES = (
    DemoPlace(
        name="Borgercenter Handicap",
        name_en="Disability Centre",
        kind="centre",
        summary="For borgere fra 0 til 65 år med fysiske og psykiske funktionsnedsættelser.",
        phone="70 00 00 10",
    ),
    DemoPlace(
        name="Borgercenter Voksne",
        name_en="Adult Centre",
        kind="centre",
        summary="For voksne over 18 år med særligt behov for støtte, og hjemmepleje til dem under 65 år.",
        phone="70 00 00 20",
    ),
    DemoPlace(
        name="Borgercenter Børn og Unge",
        name_en="Children and Youth Centre",
        kind="centre",
        summary="For børn og unge fra 0 til 17 år og deres forældre. Ungestøtte fra 18 til 22 år.",
        phone="70 00 00 30",
    ),
    DemoPlace(
        name="Familiehuset",
        name_en="The Family House",
        kind="house",
        summary="Her mødes familier med et barn med handicap. Kurser, søskendegrupper og kaffe.",
        parent="Borgercenter Handicap",
    ),
    DemoPlace(
        name="Bofællesskabet Åparken",
        name_en="Åparken Shared Housing",
        kind="shared_housing",
        summary="Bofællesskab for voksne med udviklingshæmning.",
        parent="Borgercenter Handicap",
    ),
)

ARTICLES = (
    DemoArticle(
        title="Årets plan for inddragelse er klar",
        summary="Fem initiativer i år, hvor borgere og pårørende er med. Du kan foreslå flere.",
        body=(
            "Hvert år vælger Borgercenter Handicap **tre til fem initiativer**, hvor borgere og pårørende "
            "er med til at gøre noget bedre.\n\n## I år arbejder vi med\n\n- et arbejdsfællesskab om "
            "overgangen fra barn til voksen\n- et arbejdsfællesskab om breve, der er til at forstå\n"
            "- et fokusgruppeinterview om aflastning\n- et dialogmøde om bolig\n- et dialogmøde om "
            "fritid\n\nEt arbejdsfællesskab er lille, har én udfordring og en slutdato. Flere initiativer "
            "kommer til, når der er brug for dem."
        ),
        easy_body=(
            "Vi har lavet en plan for i år.\n\nI planen er der fem ting, vi gør sammen.\n\n"
            "Du kan være med.\n\nDu kan også selv foreslå noget."
        ),
        title_en="This year's plan for involvement is ready",
        summary_en="Five initiatives this year with citizens and relatives. You can suggest more.",
        body_en=(
            "Every year the Disability Centre chooses **three to five initiatives** in which citizens and "
            "relatives help to make something better. A working community is small, has one challenge "
            "and an end date. More initiatives are added when they are needed."
        ),
        to_newsletter=True,
        topics=("At være pårørende",),
        days_ago=41,
    ),
    DemoArticle(
        title="Fra barn til voksen: planen begynder nu, når den unge er 16",
        summary="Støtte, uddannelse, job, bolig og det sociale liv. Alt skal være aftalt til 18-årsdagen.",
        body=(
            "Overgangen til voksenlivet er svær for mange familier. Nu begynder vi tidligere.\n\n"
            "## Det taler vi om\n\nStøtte, uddannelse, job og penge, bolig, socialt liv og det, der "
            "ellers betyder noget for jer.\n\n## Hvem er med?\n\nDen unge, familien, rådgiveren fra "
            "børneområdet, rådgiveren fra voksenområdet og ungevejlederen.\n\nPlanen er færdig, senest "
            "når den unge fylder 18."
        ),
        easy_body=(
            "Du fylder 18. Så bliver du voksen.\n\nVi laver en plan sammen med dig.\n\n"
            "Vi begynder, når du er 16.\n\nPlanen handler om bolig, skole, job og venner."
        ),
        title_en="From child to adult: the plan now begins at 16",
        summary_en="Support, education, work, housing and social life, agreed by the 18th birthday.",
        body_en=(
            "The step into adult life is hard for many families. Now we begin earlier: with the young "
            "person, the family, the advisers for children and for adults, and youth guidance."
        ),
        topics=("Overgang fra barn til voksen", "13–17 år", "18–25 år"),
        days_ago=33,
    ),
    DemoArticle(
        title="Søskendegruppe i Familiehuset: der er plads til flere",
        summary="For søskende mellem 8 og 12 år til et barn med handicap. Kom uden visitation.",
        body=(
            "At være bror eller søster til et barn med handicap kan være både sjovt og svært. I gruppen "
            "mødes børn, der kender det.\n\nVi mødes **seks torsdage kl. 16**. Det koster ikke noget, og "
            "I skal ikke have en henvisning.\n\nRing til Familiehuset, så finder vi ud af resten."
        ),
        easy_body=(
            "Har du en bror eller søster med handicap?\n\nKom i søskendegruppe.\n\n"
            "Du møder andre børn.\n\nDet er gratis."
        ),
        topics=("Søskende", "6–12 år"),
        places=("Familiehuset",),
        days_ago=24,
    ),
    DemoArticle(
        title="Temaaften om autisme og skolestart",
        summary="En psykolog og to forældre fortæller, hvad der hjalp. Bagefter er der tid til at spørge.",
        body=(
            "Skolestart er et stort skridt. Hør, hvad forskningen ved, og hvad to familier selv gjorde.\n\n"
            "## Program\n\n1. Velkomst ved Handicaprådet\n2. Oplæg ved en psykolog\n3. To forældre "
            "fortæller\n4. Spørgsmål og kaffe\n\nTemaet er valgt sammen med Handicaprådet og centerrådet."
        ),
        title_en="Theme evening on autism and starting school",
        summary_en="A psychologist and two parents tell what helped. Time for questions afterwards.",
        body_en="Starting school is a big step. Hear what research knows and what two families did.",
        topics=("Skole", "6–12 år", "Autismespektrum"),
        days_ago=17,
    ),
    DemoArticle(
        title="Borgeren i førersædet: vi tager handleplanen med ud, hvor folk bor",
        summary="Tre sagsbehandlere flytter ud på botilbud. Borgerne får et kursus i deres egen plan.",
        body=(
            "Et treårigt projekt for **150 voksne** i bofællesskaber og botilbud.\n\n## To spor\n\n"
            "1. Opfølgningen flytter ud, hvor folk bor. Tre sagsbehandlere er der i hverdagen.\n"
            "2. Borgerne kan tage et kursus i at være med i deres egen plan. Bagefter kan de blive mentor "
            "for andre.\n\nVi måler på trivsel og på, om det bliver lettere at sige til og fra."
        ),
        topics=("Bolig", "Rettigheder og regler", "26–64 år"),
        places=("Bofællesskabet Åparken",),
        days_ago=11,
    ),
    DemoArticle(
        title="Ny i byen: fritidsguider hjælper dig i gang i en forening",
        summary="Guiden går med de første gange. Målet er, at du klarer det selv.",
        body=(
            "Vil du gerne spille bordtennis, synge i kor eller være spejder? En fritidsguide finder "
            "foreningen sammen med dig og går med de første gange.\n\nStøtten bliver mindre lidt efter "
            "lidt. Det er et forsøg, og vi følger op på, hvordan det går."
        ),
        easy_body="Vil du gå til noget?\n\nEn guide kan gå med dig.\n\nTil sidst kan du selv.",
        topics=("Fritidsliv", "18–25 år", "26–64 år"),
        days_ago=6,
    ),
    DemoArticle(
        title="Nyhedsbrev: det sker den næste måned",
        summary="To temaarrangementer, et dialogmøde om bolig og nye åbningstider i Familiehuset.",
        body=(
            "## Sæt kryds i kalenderen\n\n- Dialogmøde om bolig\n- Temaaften om at være pårørende til en "
            "voksen\n- Åbent hus i Familiehuset hver tirsdag\n\nAlle er velkomne, og du behøver ikke at "
            "have en konto for at være med."
        ),
        title_en="Newsletter: the month ahead",
        summary_en="Two theme events, a dialogue meeting on housing and new hours at the Family House.",
        body_en="Everyone is welcome, and you need no account to take part.",
        to_newsletter=True,
        days_ago=2,
    ),
    DemoArticle(
        title="Aflastning: sådan søger I, og sådan siger I fra",
        summary="Vi har skrevet det om, så det er til at forstå. Fortæl os, hvis noget stadig er uklart.",
        body=(
            "Aflastning giver jer en pause, mens nogen, I er trygge ved, er hos jeres barn.\n\n"
            "## Sådan søger I\n\nRing eller skriv til jeres rådgiver. Hjælpen bliver vurderet ud fra, hvad "
            "jeres barn kan, ikke ud fra en diagnose.\n\n## Hvis I er uenige\n\nI kan klage. Vi hjælper jer "
            "med at skrive klagen."
        ),
        easy_body=(
            "Aflastning er en pause for familien.\n\nEn anden passer dit barn.\n\n"
            "Ring til din rådgiver for at søge."
        ),
        topics=("Aflastning", "0–5 år", "6–12 år", "13–17 år"),
        days_ago=0,
    ),
)

DRAFT = DemoArticle(
    title="Hjælp os med ord, der er svære at forstå",
    summary="Vi samler kommunens svære ord og skriver dem om. Hvilke ord har I ikke forstået?",
    body="Visitation, indstilling, forvaltning. Skriv til os, hvilke ord I snubler over.",
    topics=("Rettigheder og regler",),
)
