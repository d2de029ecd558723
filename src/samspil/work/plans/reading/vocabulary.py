"""The words Danish municipalities use for the parts of their plans."""

import re
from enum import StrEnum


class Part(StrEnum):
    """What stands under a heading inside a focus area."""

    PURPOSE = "purpose"
    WHY = "why"
    HOW = "how"
    ACTIVITIES = "activities"
    QUOTES = "quotes"
    DEFINITION = "definition"
    OWNER = "owner"
    PARTNERS = "partners"
    PERIOD = "period"
    ECONOMY = "economy"
    SIGNS = "signs"


class Section(StrEnum):
    """What stands under a heading of the plan as a whole."""

    VISION = "vision"
    MISSION = "mission"
    VALUES = "values"
    PRINCIPLES = "principles"
    TARGET_GROUP = "target_group"
    INTRO = "intro"
    BUILDING_BLOCKS = "building_blocks"
    FOLLOW_UP = "follow_up"
    ECONOMY = "economy"
    AREAS = "areas"
    INITIATIVES = "initiatives"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    CONTENTS = "contents"
    OTHER = "other"


_OF_AREA = (
    r"(?:\s+(?:med|for|bag|i|på|til)\s+(?:denne\s+|dette\s+|vores\s+)?\w*(?:området|området?s|"
    r"indsatsen|indsats|temaet|sporet|arbejdet|planen|fokus\w*|delmålet|pejlemærket))?"
)
_PARTS: dict[Part, str] = {
    Part.PURPOSE: (
        r"(?:det\s+overordnede\s+|overordnet\s+|vores\s+)?formål(?:et)?|hvad er (?:formål|mål)\w*.*|"
        r"(?:vores |overordne(?:t|de) |konkrete )?mål(?:et|ene|sætning|sætninger|sætningen)?|"
        r"hvad vil vi(?: gerne)?(?: opnå| have ud af| med(?! planen)| nå).*|hvad vil vi|"
        r"det vil vi(?: gerne)? (?:opnå|nå)|"
        r"hvor vil vi hen|ambition(?:en)?|vores ambition|formål og mål|mål og formål|hvad|det ønsker vi(?: at opnå)?|"
        r"hvad skal det føre til|hvad ønsker vi(?: at opnå)?|hvad skal vi opnå"
    ),
    Part.WHY: (
        r"(?:hvorfor|derfor)(?:\b.*)?|baggrund(?:en)?|udfordring(?:en|er|erne)?|begrundelse(?:n)?|"
        r"(?:hvad|hvilken udfordring|hvilke udfordringer) (?:er|ser vi|har vi|oplever).*udfordring\w*.*|"
        r"hvad er (?:baggrunden|udfordringen|udfordringerne|problemet).*|status(?: i dag)?|situationen i dag|"
        r"baggrund og (?:udfordring\w*|formål)|hvor er vi (?:nu|i dag)|(?:det|hvad) ved vi(?: om .*)?|"
        r"sådan er det (?:nu|i dag)|udgangspunkt(?:et)?|det (?:ser|hører|oplever) vi"
    ),
    Part.ACTIVITIES: (
        r"hvordan\b.*|sådan\b(?!.*følger).*|(?:(?:de|vores|konkrete|planlagte|følgende|kommende|nye)\s+)*"
        r"(?:aktiviteter(?:ne)?|handlinger(?:ne)?|handleplan|tiltag(?:ene)?|indsatser(?:ne)?|"
        r"initiativer(?:ne)?|delaktiviteter|opgaver)"
        r"(?:\s+og\s+(?:handlinger|tiltag|initiativer|indsatser|aktiviteter|tidsplan|ansvar))?|"
        r"(?:det|dette|hvad|her) (?:gør|vil|skal|arbejder) vi(?: gøre| konkret| også| med|"
        r" arbejde med)*|vi vil(?: konkret| derfor| i perioden)?|det konkrete arbejde|"
        r"hvad gør vi.*|"
        r"derfor vil vi|hvad skal der ske|konkret vil vi|vil vi"
    ),
    Part.QUOTES: (
        r"citat(?:er)?|stemmer fra.*|(?:borgernes|pårørendes|forældrenes) (?:ord|stemmer)|"
        r"det siger.*|input fra.*"
    ),
    Part.DEFINITION: (
        r"hvad (?:er|betyder|forstår vi ved|mener vi med|vil det sige)\b.*|faktaboks|fakta|"
        r"definition(?:er)?|begreber|ordforklaring.*|"
        r"fakta om.*|vidste du.*|boks.*"
    ),
    Part.OWNER: (
        r"(?:hoved)?ansvar(?:lig|lige|shavende)?|tovholder(?:e)?|hvem(?: er ansvarlig|"
        r" har ansvaret)?|projektejer|ejer|leder"
    ),
    Part.PARTNERS: (
        r"samarbejdspartner(?:e)?|samarbejde(?: med)?|partnere?|aktører|involverede?(?: parter)?|"
        r"deltagere|interessenter|medvirkende|sammen med|hvem samarbejder vi med|i samarbejde med"
    ),
    Part.PERIOD: (
        r"tid|tidsplan|tidsramme|periode|tidsperiode|tidshorisont|deadline|hvornår|frist|"
        r"start(?:\s*[/–-]\s*slut)?|milepæle?|år|tidspunkt"
    ),
    Part.ECONOMY: r"økonomi|finansiering|budget|ressourcer|pris|udgift(?:er)?|beløb",
    Part.SIGNS: (
        r"succeskriteri(?:er|um)|indikator(?:er)?|tegn(?: på.*)?|effekt(?:er|mål)?|resultat(?:er|"
        r"mål)?|det kan vi se.*|opfølgning|måling"
    ),
}
_SECTIONS: dict[Section, str] = {
    Section.VISION: r"(?:vores |handicapområdets |kommunens |planens |den fælles |fælles )?vision(?:en)?(?: for .*)?",
    Section.MISSION: r"(?:vores |fælles |kerneopgaven og )?mission(?:en)?(?: for .*)?|(?:vores )?kerneopgave(?:n)?",
    Section.VALUES: r"(?:vores |fælles |bærende )*værdi(?:er|erne|grundlag|grundlaget)(?: for .*)?",
    Section.PRINCIPLES: (
        r"(?:vores |bærende |fælles |grundlæggende |de |planens |styrende )*(?:bærende |"
        r"grundlæggende )?principper(?:ne)?(?: for .*)?"
    ),
    Section.TARGET_GROUP: r"målgruppe(?:n)?(?: for .*)?|hvem (?:henvender|er .*(?:målgruppe|for)|gælder|omfatter).*",
    Section.INTRO: (
        r"hvorfor (?:har vi |laver vi )?(?:en|denne|et) (?:\w+ )?\w*(?:plan|strategi|politik)|"
        r"indledning|forord|introduktion|resum[ée]|om planen|baggrund for planen|læsevejledning|"
        r"sammenfatning|kort om planen|velkommen|formål med planen|rammen for planen"
    ),
    Section.BUILDING_BLOCKS: (
        r"(?:\w+s )?byggesten(?:e)?|(?:\w+s )?grundlag|lovgrundlag.*|strategigrundlag(?:et)?|"
        r"rammer(?:ne)?(?: for .*)?|sammenhæng (?:til|med) .*"
    ),
    Section.FOLLOW_UP: (
        r"opfølgning\b.*|(?:sådan|hvordan) følger vi op.*|implementering\b.*|evaluering\b.*|"
        r"videre proces|den videre proces.*|"
        r"det videre arbejde.*|fra plan til handling|organisering\b.*|næste skridt|"
        r"proces(?:sen)?(?: for .*)?|tidsplan(?: for planen)?|kommunikation"
    ),
    Section.ECONOMY: r"økonomi(?:sk(?:e)? (?:konsekvenser|ramme|rammer|forhold))?(?: og .*)?|finansiering|budget",
    Section.AREAS: (
        r"(?:(?:vores|planens|de|overblik over|oversigt over|udvalgte|(?:to|tre|fire|fem|seks|syv|"
        r"otte|ni|ti)|\d+)\s+)*(?:indsats(?:er|område(?:r|rne))|fokus(?:områder(?:ne)?|punkter)|"
        r"temaer(?:ne)?|spor|pejlemærker(?:ne)?|hovedområder|handleplan(?:en)?|mål og indsatser|"
        r"strategiske spor|planen)"
    ),
    Section.INITIATIVES: r"(?:konkrete |forslag til |vores |nye )*initiativer(?:ne)?|løsning(?:en)?|forslag",
    Section.RECOMMENDATION: r"indstilling(?:en)?(?: og beslutning)?",
    Section.DECISION: (
        r"(?!.*indstilling).*\bbeslutning(?: (?:den|d\.|fra|i|af) .*)?|politisk behandling.*|"
        r"sagsgang|behandling"
    ),
    Section.CONTENTS: r"indhold(?:sfortegnelse)?|indholdsoversigt",
    Section.OTHER: (
        r"(?:english )?(?:summary|abstract)|in english|"
        r"bilag\b.*|(?:[\wæøå-]+\s+){1,2}kommune|problemstilling|effekt(?:er)?|sagsfremstilling|kontakt(?:oplysninger)?|"
        r"kolofon|litteratur|kilder|referencer|noter|høring|inddragelse\b.*|lovgivning|"
        r"tværgående forhold|afslutning|ordliste|.*(?:bygger på inddragelse|er med på holdet)"
    ),
}
_END = r"\s*[:?!.]*\s*$"
PARTS = {part: re.compile(rf"^(?:{words}){_OF_AREA}{_END}", re.I) for part, words in _PARTS.items()}
SECTIONS = {name: re.compile(rf"^(?:{words}){_END}", re.I) for name, words in _SECTIONS.items()}
LABELS = {
    part: re.compile(rf"^(?:{words}){_OF_AREA}\s*(?:[:?]|\s[–-])\s+(?=\S)", re.I)
    for part, words in {
        Part.PURPOSE: (
            r"(?:overordnet |det overordnede |vores )?formål(?:et)?|(?:vores |overordnet )?mål(?:et|"
            r"sætning)?"
        ),
        Part.WHY: r"hvorfor|baggrund|udfordring(?:en|er)?|begrundelse",
        Part.ACTIVITIES: r"aktiviteter|handlinger|tiltag|hvordan",
        Part.OWNER: r"(?:hoved)?ansvarlig(?:e)?|ansvar|tovholder|projektejer",
        Part.PARTNERS: r"samarbejdspartner(?:e)?|partnere?|samarbejde(?: med)?|involverede",
        Part.PERIOD: r"tid|tidsplan|tidsramme|periode|deadline|hvornår|frist",
        Part.ECONOMY: r"økonomi|finansiering|budget",
        Part.SIGNS: r"succeskriteri(?:er|um)|indikator(?:er)?|effekt",
        Part.QUOTES: r"citat\b[^:]{0,80}",
    }.items()
}
SECTION_LABELS = {
    name: re.compile(rf"^(?:{_SECTIONS[name]})\s*(?::|\s[–-])\s+(?=\S)", re.I)
    for name in (
        Section.VISION,
        Section.MISSION,
        Section.VALUES,
        Section.PRINCIPLES,
        Section.TARGET_GROUP,
    )
}
TRACK_WORDS = (
    r"(?:strategisk(?:e)? )?(?:hoved|strategi|udviklings)?spor(?:et)?|(?:hoved|"
    r"overordnet )?tema(?:et)?|hovedområde|(?:strategisk )?pejlemærke|hovedmål|strategisk mål|"
    r"målsætning|søjle"
)
AREA_WORDS = (
    r"indsatsområde|fokusområde|indsats|delmål|udviklingsområde|udviklingsmål|fokusindsats|"
    r"område|handleområde|fokuspunkt|mål|delindsats|delområde|fokus"
)
_NUMBER = r"(?:nr\.?\s*)?(?:\d{1,2}(?:\.\d{1,2})*|[A-ZÆØÅ][. ]?\d{1,2}|[A-ZÆØÅ]|[IVX]{1,4})"
NAMED_TRACK = re.compile(rf"^(?:{TRACK_WORDS})(?:\s+{_NUMBER}\s*[:.–-]?\s*|\s*:\s*)(?=\S)", re.I)
NAMED_AREA = re.compile(rf"^(?:{AREA_WORDS})(?:\s+{_NUMBER}\s*[:.–-]?\s*|\s*:\s*)(?=\S)", re.I)
NAMED_INITIATIVE = re.compile(
    r"^(?:initiativ|forslag|projekt|handling)\s+(?:nr\.?\s*)?(\d{1,2}|[A-ZÆØÅ])\s*[:.–-]+\s*(?=\S)",
    re.I,
)
NAMED_ACTIVITY = re.compile(
    r"^(?:del)?(?:aktivitet|tiltag)\s+(?:nr\.?\s*)?(?:\d{1,2}(?:\.\d{1,2})*|[a-zæøå])\s*[:.–-]+\s*(?=\S)",
    re.I,
)
CHAPTER = re.compile(
    r"^(?:kapitel|afsnit|del)\s+(?:\d{1,2}|[IVX]{1,5}|[A-ZÆØÅ])\s*[:.–-]\s*(?=\S)", re.I
)
PLAN_WORD = re.compile(
    r"\b\w*(?:handicapplan|handleplan|handlingsplan|handlingplan|udviklingsplan|indsatsplan|"
    r"strategi|politik|plan|planen)\b",
    re.I,
)
_ABOUT_A_PLAN = re.compile(
    r"^\W*(?:høringssvar|referat|mødereferat|beslutningsreferat|invitation|indbydelse|indkaldelse|nyhedsbrev|nyt fra|"
    r"pressemeddelelse|program for|ansøgning|stillingsopslag|klage|svar på|debatindlæg|læserbrev)\b",
    re.I,
)
ACTION_PLAN_WORD = re.compile(r"\w*(?:handleplan|handlingsplan)\w*", re.I)
ACTIVITY_LEAD = re.compile(
    r"(?:følgende|nedenstående|disse|konkrete)\s+(?:\w+\s+)?(?:aktiviteter|handlinger|tiltag|"
    r"indsatser|initiativer)\b.*:$|^(?:derfor |konkret |i perioden |i planperioden |"
    r"det betyder(?:,)? at )*(?:vil )?vi(?: vil)?(?: derfor| konkret| blandt andet| bl\.a\.|"
    r" også)*\s*:?$|"
    r"^(?:derfor )?vil vi\b.{0,60}:$|^vi (?:vil|skal|arbejder)\b.{0,80}:$|^(?:det gør vi|"
    r"sådan gør vi|det sker|vi gør det)\b.{0,60}:$|"
    r"^(?:aktiviteter|handlinger|tiltag|indsatser)\b.{0,60}:$|"
    r"\b(?:vil|skal|gør|arbejder) vi\b[^.:]{0,80}:$|\b(?:kommunen|forvaltningen) (?:vil|skal)\b[^.:]{0,40}:$",
    re.I,
)
WE_WILL = re.compile(
    r"\b(?:vil vi|vi vil|skal vi|vi skal)\s+(?:(?:derfor|også|desuden|samtidig|"
    r"blandt andet|bl\.a\.|endvidere|gerne|fortsat)\s+)*"
    r"(?=[a-zæøå]{3,})(?!være kendt|gerne)([^.:;]{8,300})(?=[.;]|$)",
    re.I,
)
ANNOUNCES_TRACKS = re.compile(
    r"\b(?:spor|temaer|pejlemærker|hovedområder|hovedspor|søjler)\b", re.I
)
ANNOUNCES_AREAS = re.compile(
    r"\b(?:indsatsområder|fokusområder|indsatser|delmål|udviklingsområder|områder)\b", re.I
)
INITIATIVE_LEAD = re.compile(r"\binitiativ(?:er|erne)\b", re.I)
QUOTE = re.compile(r"^\s*(?:citat\b[^:]{0,120}:\s*|[”“„»]\s*\S|\"\S)", re.I)


def names_plan(title: str) -> bool:
    """Tell whether a title is that of a plan, and not of minutes, a reply or an invitation about one."""
    return bool(PLAN_WORD.search(title)) and not _ABOUT_A_PLAN.match(title)


def part_of(text: str) -> Part | None:
    """Return the part of a focus area a heading opens."""
    order = (
        Part.PURPOSE,
        Part.WHY,
        Part.OWNER,
        Part.PARTNERS,
        Part.ACTIVITIES,
        Part.QUOTES,
        Part.PERIOD,
        Part.ECONOMY,
        Part.SIGNS,
        Part.DEFINITION,
    )
    return next((part for part in order if PARTS[part].match(text)), None)


def section_of(text: str) -> Section | None:
    """Return the section of the whole plan a heading opens."""
    return next((name for name, words in SECTIONS.items() if words.match(text)), None)


def key(text: str) -> str:
    """Return a title as it is compared: without case, marks and numbers before it."""
    text = re.sub(r"^\s*(?:\d{1,2}\.)*\d{0,2}[.)]?\s*", "", text)
    return re.sub(r"[^\wæøå]+", " ", text.lower()).strip()
