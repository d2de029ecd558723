"""What the demo municipality has to tell, after the facts of five municipal documents, in our words."""

from dataclasses import dataclass

from samspil.base.places.actions import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPlace:
    """A place of the demo municipality."""

    kind: str
    facts: Facts
    parent: str = ""
    target_groups: tuple[str, ...] = ()


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


CONTACT = {
    "phone": "70 00 00 00",
    "email": "kommunen@bakkekoebing.example",
    "address": "Rådhuspladsen 1\n8999 Bakkekøbing",
    "opening_hours": "Mandag–torsdag kl. 9–15\nFredag kl. 9–13",
    "opening_hours_en": "Monday–Thursday 9–15\nFriday 9–13",
    "secure_post": "https://post.bakkekoebing.example/",
}

PLACES = (
    DemoPlace(
        kind="centre",
        target_groups=("Fysisk funktionsnedsættelse", "Psykisk funktionsnedsættelse"),
        facts=Facts(
            name="Borgercenter Handicap",
            name_en="Disability Centre",
            summary="For børn og voksne med fysiske og psykiske funktionsnedsættelser.",
            summary_en="For children and adults with physical and mental impairments.",
            age_from=0,
            age_to=65,
            for_whom=(
                "For dig, der er mellem 0 og 65 år og har en funktionsnedsættelse i kroppen eller i sindet, "
                "lille eller stor. Og for din familie."
            ),
            for_whom_en=(
                "For you who are between 0 and 65 and have a physical or mental impairment, small or "
                "large. And for your family."
            ),
            offers=(
                "## I hverdagen\n\nVi taler med jer om, hvordan I vil være med. Hvert botilbud har sin egen "
                "aftale om samarbejdet med pårørende.\n\n## Når vi skal blive bedre\n\n- Hvert år vælger vi tre "
                "til fem ting, som borgere og pårørende er med til at ændre.\n- To gange om året holder vi "
                "temaaften sammen med Handicaprådet og centerrådet.\n- Du kan skrive dig op til netop dine "
                "emner og hører kun om dem.\n\n## Til familier\n\nI **Familiehuset** og i **Huset for tidlig "
                "indsats** er der grupper, kurser og nogen at tale med."
            ),
            easy_offers=(
                "Vi hjælper børn og voksne med handicap.\n\nVi hjælper også familien.\n\nDu kan komme til "
                "møder.\n\nDu kan få brev, når der er nyt.\n\nRing til os, hvis du er i tvivl."
            ),
            offers_en=(
                "## In everyday life\n\nWe talk with you about how you want to take part. Every residence has its "
                "own agreement on working with relatives.\n\n## When we want to do better\n\n- Every year we "
                "choose three to five things that citizens and relatives help to change.\n- Twice a year we "
                "hold a theme evening with the Disability Council and the centre council.\n- You can sign up "
                "for just your topics.\n\n## For families\n\nThe **Family House** and the **House for Early "
                "Support** have groups, courses and somebody to talk to."
            ),
            easy_offers_en=(
                "We help children and adults with disabilities.\n\nWe help the family too.\n\nYou can come to "
                "meetings.\n\nCall us when you are in doubt."
            ),
            council=(
                "**Centerrådet** mødes fire gange om året. Her sidder pårørende, borgere og medarbejdere. Ring "
                "til centeret, hvis du vil være med eller have noget taget op."
            ),
            council_en=(
                "**The centre council** meets four times a year, with relatives, citizens and staff. Call "
                "the centre to take part or to raise something."
            ),
            address="Møllevej 29, 8999 Bakkekøbing",
            phone="70 00 00 10",
            email="handicap@bakkekoebing.example",
            opening_hours="Mandag–onsdag kl. 9–15\nTorsdag kl. 9–17\nFredag kl. 9–13",
            opening_hours_en="Monday–Wednesday 9–15\nThursday 9–17\nFriday 9–13",
        ),
    ),
    DemoPlace(
        kind="centre",
        target_groups=("Psykiske vanskeligheder",),
        facts=Facts(
            name="Borgercenter Voksne",
            name_en="Adult Centre",
            summary="For voksne, der har brug for særlig støtte, og hjemmepleje til dem under 65.",
            summary_en="For adults who need special support, and home care for those under 65.",
            age_from=18,
            for_whom=(
                "For dig over 18 år, der har det svært socialt eller psykisk og har brug for særlig støtte. "
                "Og for dig under 65 år, der har brug for praktisk hjælp, personlig pleje eller sygepleje "
                "derhjemme. Det er den sociale hjemmepleje, der kommer."
            ),
            for_whom_en=(
                "For you over 18 who have social or mental difficulties and need special support. And for "
                "you under 65 who need practical help, personal care or nursing at home, given by the "
                "social home care."
            ),
            offers=(
                "## Vi spørger tidligt\n\nSammen med borgeren finder vi ud af, hvem der betyder noget, og "
                "hvordan I vil være med. Det, I ved, er vigtigt for os.\n\n## Nogen at tale med\n\nVores "
                "**pårørendevejleder** hører til på stedet. Du kan ringe uden at være kendt af os.\n\n"
                "## Råd og forum\n\n- Det lokale **centerråd**\n- **Dialogforum** om psykiatri, hvor brugere, "
                "pårørende og politikere taler sammen"
            ),
            easy_offers=(
                "Vi hjælper voksne, der har det svært.\n\nVi hjælper også hjemme hos folk.\n\nEr du pårørende?"
                "\n\nDu kan tale med vores vejleder.\n\nDet koster ikke noget."
            ),
            offers_en=(
                "## We ask early\n\nTogether with the citizen we find out who matters and how you want to take "
                "part.\n\n## Somebody to talk to\n\nOur **relatives' adviser** works here. You can call without "
                "being known to us.\n\n## Councils\n\n- The local **centre council**\n- The **dialogue forum** on "
                "mental health, where users, relatives and politicians meet"
            ),
            council="**Centerrådet** mødes hver anden måned. Pårørende har tre pladser.",
            council_en="**The centre council** meets every other month. Relatives have three seats.",
            address="Havnegade 4, 8999 Bakkekøbing",
            phone="70 00 00 20",
            email="voksne@bakkekoebing.example",
            opening_hours="Hverdage kl. 9–15\nHjemmeplejen: hele døgnet",
            opening_hours_en="Weekdays 9–15\nHome care: day and night",
            contact_name="Aisha Rahman, pårørendevejleder",
            shows_contact=True,
        ),
    ),
    DemoPlace(
        kind="centre",
        facts=Facts(
            name="Borgercenter Børn og Unge",
            name_en="Children and Youth Centre",
            summary="For børn og unge, der har det svært, og deres forældre. Ungestøtte til 22 år.",
            summary_en="For children and young people in difficulty and their parents. Youth support to 22.",
            age_from=0,
            age_to=22,
            for_whom=(
                "For børn og unge fra 0 til 17 år og deres forældre. Har du været anbragt eller haft en "
                "kontaktperson, til du fyldte 18, kan du få ungestøtte, til du er 22 (det, der før hed "
                "efterværn)."
            ),
            for_whom_en=(
                "For children and young people from 0 to 17 and their parents. If you were placed in care "
                "or had a contact person until you turned 18, you can have youth support until you are 22."
            ),
            offers=(
                "Vi siger sjældent pårørende her. Vi siger **forældre og netværk**, for barnet skal have voksne "
                "tæt på, som bliver.\n\n## Når vi er uenige\n\nVi indbyder til et **dialogmøde**, så I kan være med "
                "i jeres barns sag på den bedste måde, også når det er svært.\n\n## Når familien kan hjælpe\n\n"
                "Nogle børn kan bo hos nogen, de kender. Det hedder en netværksanbringelse, og I er med til at "
                "finde ud af, om det går.\n\n## De unge selv\n\n**Ungepanelet** er for unge fra 15 til 23 år, der får "
                "eller har fået hjælp. De siger, hvad der skal være bedre."
            ),
            easy_offers=(
                "Vi hjælper børn og unge.\n\nVi hjælper også forældre.\n\nEr vi uenige, så holder vi et møde.\n\n"
                "Er du ung, kan du være med i Ungepanelet."
            ),
            offers_en=(
                "Here we speak of **parents and network**: a child needs adults close by who stay.\n\n"
                "## When we disagree\n\nWe invite you to a **dialogue meeting**, so that you can take part in your "
                "child's case in the best way.\n\n## When the family can help\n\nSome children can live with "
                "somebody they know.\n\n## Young people themselves\n\nThe **youth panel** is for those from 15 to 23 "
                "who have or had help. They say what should be better."
            ),
            address="Skolegade 12, 8999 Bakkekøbing",
            phone="70 00 00 30",
            email="boernogunge@bakkekoebing.example",
            opening_hours="Hverdage kl. 8.30–15\nTorsdag til kl. 17",
            opening_hours_en="Weekdays 8.30–15\nThursday until 17",
        ),
    ),
    DemoPlace(
        kind="house",
        parent="Borgercenter Handicap",
        facts=Facts(
            name="Familiehuset",
            name_en="The Family House",
            summary="Her mødes familier med et barn med handicap. Kom uden visitation.",
            summary_en="Where families with a disabled child meet. No referral needed.",
            age_from=0,
            age_to=17,
            for_whom=(
                "For jer, der har et barn med handicap: forældre, søskende og bedsteforældre. I skal ikke "
                "have en henvisning, og I behøver ikke at have en sag hos kommunen."
            ),
            for_whom_en=(
                "For you who have a child with a disability: parents, siblings and grandparents. You need "
                "no referral and no case with the municipality."
            ),
            offers=(
                "- **Søskendegruppe** for dem fra 8 til 12 år\n- **Forældrekursus** om at bevare kræfterne\n"
                "- **Par og parforhold**: tre samtaler, når hverdagen slider\n- **Åbent hus** hver tirsdag med kaffe, "
                "legeplads og nogen at spørge\n\nAlt er gratis. Ring, eller kom forbi."
            ),
            easy_offers=(
                "Har du et barn med handicap?\n\nKom og drik kaffe.\n\nDu møder andre familier.\n\nDine børn kan "
                "lege.\n\nDet er gratis."
            ),
            offers_en=(
                "- A **sibling group** for ages 8 to 12\n- A **course for parents** on keeping one's strength\n"
                "- **Couples**: three talks when everyday life wears you down\n- **Open house** every Tuesday with "
                "coffee, a playground and somebody to ask\n\nEverything is free. Call or come by."
            ),
            easy_offers_en="Do you have a child with a disability?\n\nCome and have coffee.\n\nIt is free.",
            address="Parkvej 7, 8999 Bakkekøbing",
            phone="70 00 00 40",
            email="familiehuset@bakkekoebing.example",
            opening_hours="Tirsdag kl. 14–20\nTorsdag kl. 10–18\nLørdag kl. 10–14",
            opening_hours_en="Tuesday 14–20\nThursday 10–18\nSaturday 10–14",
            contact_name="Lone Bæk",
            shows_contact=True,
        ),
    ),
    DemoPlace(
        kind="house",
        parent="Borgercenter Handicap",
        target_groups=("Autismespektrum", "Opmærksomhedsforstyrrelse"),
        facts=Facts(
            name="Huset for tidlig indsats",
            name_en="House for Early Support",
            summary="Til familier, der lige har fået at vide, at deres barn er anderledes end de fleste.",
            summary_en="For families who have just learned that their child is different from most.",
            age_from=0,
            age_to=12,
            for_whom=(
                "For familier med et barn op til 12 år, hvor I undrer jer, venter på svar eller lige har "
                "fået det."
            ),
            for_whom_en="For families with a child up to 12, who wonder, wait for an answer or have just had one.",
            offers=(
                "- En samtale inden for 14 dage\n- Et forløb på otte gange for forældre til små børn\n"
                "- Hjælp til at tale med børnehave og skole"
            ),
            easy_offers="Er du i tvivl om dit barn?\n\nRing til os.\n\nVi taler sammen inden for to uger.",
            offers_en=(
                "- A talk within 14 days\n- Eight meetings for parents of small children\n"
                "- Help to talk with kindergarten and school"
            ),
            phone="70 00 00 41",
            opening_hours="Hverdage kl. 9–14",
            opening_hours_en="Weekdays 9–14",
        ),
    ),
    DemoPlace(
        kind="shared_housing",
        parent="Borgercenter Handicap",
        target_groups=("Udviklingshæmning",),
        facts=Facts(
            name="Bofællesskabet Åparken",
            name_en="Åparken Shared Housing",
            summary="Tolv voksne med udviklingshæmning bor her med hver sin lejlighed.",
            summary_en="Twelve adults with learning disabilities live here, each in their own flat.",
            age_from=18,
            age_to=65,
            for_whom="For voksne med udviklingshæmning, der kan meget selv og gerne vil bo tæt på andre.",
            for_whom_en="For adults with learning disabilities who can do much themselves and like company.",
            offers=(
                "- Kaffe for pårørende den første søndag i måneden\n- En fast medarbejder, du kan skrive til\n"
                "- Opfølgning på handleplanen her i huset, hvor borgeren selv sidder for bordenden"
            ),
            easy_offers="Her bor tolv voksne.\n\nDin familie må komme på besøg.\n\nDu bestemmer selv i din lejlighed.",
            offers_en=(
                "- Coffee for relatives on the first Sunday of the month\n- A contact you can write to\n"
                "- Follow-up on the action plan in the house, with the citizen in the chair"
            ),
            council="**Beboer- og pårørenderådet** mødes i marts, juni, september og december.",
            council_en="**The residents' and relatives' council** meets four times a year.",
            address="Åparken 1–12, 8999 Bakkekøbing",
            phone="70 00 00 50",
            email="aaparken@bakkekoebing.example",
            opening_hours="Der er medarbejdere kl. 7–22",
            opening_hours_en="Staff are there 7–22",
        ),
    ),
    DemoPlace(
        kind="residence",
        parent="Borgercenter Handicap",
        target_groups=("Multipel funktionsnedsættelse", "Erhvervet hjerneskade"),
        facts=Facts(
            name="Botilbuddet Solgården",
            name_en="Solgården Residence",
            summary="Et hjem for voksne, der har brug for hjælp hele døgnet.",
            summary_en="A home for adults who need help day and night.",
            age_from=18,
            for_whom="For voksne med store fysiske funktionsnedsættelser eller en hjerneskade.",
            for_whom_en="For adults with severe physical impairments or a brain injury.",
            offers=(
                "Vi ringer, når noget er ændret, og aftaler med dig, hvor tit. To gange om året spiser vi sammen "
                "og taler om, hvordan det går."
            ),
            easy_offers="Her er der hjælp hele dagen og natten.\n\nVi ringer til din familie, hvis du vil have det.",
            offers_en=(
                "We call when something has changed, as often as we agree. Twice a year we eat together "
                "and talk."
            ),
            phone="70 00 00 60",
            opening_hours="Hele døgnet",
            opening_hours_en="Day and night",
        ),
    ),
    DemoPlace(
        kind="day_offer",
        parent="Borgercenter Handicap",
        facts=Facts(
            name="Værkstedet Kilden",
            name_en="Kilden Workshop",
            summary="Træ, keramik, køkken og musik på hverdage.",
            summary_en="Wood, pottery, kitchen and music on weekdays.",
            age_from=18,
            age_to=65,
            for_whom="For voksne med handicap, der vil lave noget sammen med andre om dagen.",
            for_whom_en="For adults with disabilities who want to make things with others by day.",
            offers="Kom og se værkstederne. Fire gange om året er der åbent hus med udstilling.",
            offers_en="Come and see the workshops. There is open house four times a year.",
            phone="70 00 00 70",
        ),
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
