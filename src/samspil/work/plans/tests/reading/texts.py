"""Invented plans in the shapes that other municipalities give theirs."""

MARKDOWN_WITH_TRACKS = """# Handicappolitisk handleplan 2024-2027
Lillevang Kommune

## Forord
Vi glæder os til at arbejde med planen.

## Vision
Alle skal kunne leve et godt liv i Lillevang.

## Værdier
- Ligeværd
- Nærhed
- Mod

## Spor 1: Et selvstændigt liv

Sporet handler om bolig og hverdag.

### Indsatsområde 1: Bolig for alle

#### Formål
Flere skal kunne vælge deres egen bolig.

#### Hvorfor
Ventelisten er lang.

> "Jeg har ventet i tre år." – borger

#### Aktiviteter
- Bygge 20 boliger i samarbejde med boligselskabet Trekanten. Ansvarlig: Socialchefen. Tidsplan: 2024-2025
- Oprette en boligguide (Ansvarlig: Visitationen)

### Indsatsområde 2: Hverdag

**Formål:** Hverdagen skal hænge sammen.

**Baggrund:** Mange har mange aftaler.

**Aktiviteter:**

- Én kontaktperson til alle
- Fælles kalender inden udgangen af 2025

## Spor 2: Fællesskab

### Indsatsområde 3: Fritid

#### Formål
Flere i foreninger.

#### Hvorfor
Ensomhed rammer hårdt.

#### Aktiviteter

| Aktivitet | Ansvarlig | Tidsplan | Samarbejdspartnere |
|---|---|---|---|
| Fritidsguider | Kulturchefen | 2025 | DIF og DGI |
| Prøvedage | Idrætskonsulenten | Q3 2024 | Idrætsklubberne |

## Opfølgning
Vi følger op hvert år.
"""

WRAPPED_PDF = """Handicapplan for Nordby Kommune                         Nordby Kommune

Handicapplan 2022-2025
Nordby Kommune

Indholdsfortegnelse
Forord ........................................ 3
Adgang til arbejde ............................ 5
Adgang til kultur ............................. 7

\x0cNordby Kommune · Handicapplan 2022-2025
Forord

I Nordby Kommune skal alle have mulighed for at deltage i fællesskabet. Planen
er blevet til i et tæt samarbejde med Handicaprådet og de lokale handi-
caporganisationer, og den gælder for alle forvaltninger i kommunen.
2
\x0cNordby Kommune · Handicapplan 2022-2025
Vision
Vi vil være en kommune, hvor alle kan deltage på lige fod, og hvor ingen står
udenfor fællesskabet.

Indsatsområder
Planen har to indsatsområder.

Adgang til arbejde

Formål
Flere borgere med handicap skal have et job, og flere virksomheder skal se de
muligheder, der ligger i at ansætte dem.

Hvorfor
Kun halvdelen af alle med et handicap er i arbejde. Det er for få, og det kan
3
\x0cNordby Kommune · Handicapplan 2022-2025
vi gøre noget ved sammen med de virksomheder, der allerede er med.

Det vil vi
• Oprette 30 småjobs i kommunens egne institutioner i samarbejde med de
  faglige organisationer
• Uddanne jobcentrets medarbejdere i handicapforståelse
• Afholde en årlig jobmesse, hvor borgere og virksomheder kan mødes og høre om
  hinandens erfaringer

”Jeg vil bare gerne have et rigtigt arbejde.” Borger, 34 år

Adgang til kultur

Formål
Kulturtilbud skal kunne bruges af alle.

Hvorfor
Mange bygninger er gamle, og der mangler information om, hvor der er niveaufri
adgang.

Det vil vi
• Kortlægge adgangen til alle kommunale bygninger inden udgangen af 2023
• Indføre en ledsagerordning
4
\x0cNordby Kommune · Handicapplan 2022-2025
Opfølgning
Handicaprådet får hvert år en status på planen.
5
"""

NUMBERED_HEADINGS = """UDVIKLINGSPLAN FOR VOKSENHANDICAP 2021 - 2024

1. Indledning
Denne plan beskriver, hvad vi vil i Vestkøbing Kommune de næste fire år.

2. Mission og værdier
2.1 Mission
Vi støtter borgerne i at mestre eget liv.
2.2 Værdier
- Respekt
- Tillid
- Faglighed

3. Mere i eget liv
Temaet handler om borgerens egne valg.
3.1 Selvbestemmelse
Formål: Borgeren bestemmer selv.
Baggrund: Vi har for mange vaner, som er vores og ikke borgerens.
Aktiviteter:
- Alle medarbejdere får kursus i kommunikation
- Borgerråd på alle botilbud
3.2 Sundhed
Formål: Lige adgang til sundhed.
Baggrund: Borgere med udviklingshæmning lever 14 år kortere.
Aktiviteter:
- Årligt sundhedstjek
- Bevægelse hver dag
- Samarbejde med almen praksis

4. Bedre overgange
Overgange er svære.
4.1 Fra barn til voksen
Formål: En god start på voksenlivet.
Baggrund: Mange familier oplever et hul.
Aktiviteter:
- Plan for overgangen, når den unge er 16 år

5. Økonomi
Planen holdes inden for budgettet.
"""

ACTION_PLAN = """Handleplan for pårørendesamarbejde 2023

Sagsnr. 27.00.00-P22-4-22

Sundheds- og Omsorgsforvaltningen indstiller, at udvalget godkender handleplanen.

Initiativ 1: Pårørendevejleder
Der ansættes en pårørendevejleder på fuld tid. Initiativet kræver bevilling på 550.000 kr. årligt.

Initiativ 2: Caféaftener
Fire aftener om året for pårørende. Afholdes inden for den eksisterende ramme.

Initiativ 3: Digitalt mødested
Udvikling af en app. Der søges fondsmidler på 1,5 mio. kr. fra Velux Fonden.

Økonomi
Initiativ 2 koster 40 t.kr. om året.

Social- og Sundhedsudvalgets beslutning den 14. marts 2023
Godkendt.
"""

NO_TRACKS = """Handicapstrategi for Søndersø Kommune

Gælder 2025 til 2028

Mission
Vi skaber lige muligheder.

Inklusion i skolen

Målet er, at alle børn går glade i skole.

Derfor vil vi:
- give alle lærere kurser
- oprette mellemformer på tre skoler

Fritid for alle

Målet er, at alle har en fritidsinteresse.

Derfor vil vi:
* lave aftaler med foreninger
* give tilskud til ledsagere
* måle hvert år

Beskæftigelse

Målet er flere i job.

Derfor vil vi:
– oprette skånejob
– følge op efter et år
"""

TRACKS_ONLY = """# Strategi for handicapområdet 2023-2026

## Vores vision
Et liv som alle andre.

## Tema 1: Ligeværd
Ligeværd er grundlaget for alt, hvad vi gør.

## Tema 2: Tilgængelighed
Byen skal kunne bruges af alle.

## Tema 3: Samarbejde
Vi gør det sammen.
"""

MINUTES = """Referat af bestyrelsesmøde i LEV Østjylland

Dato: 12. marts 2024
Til stede: Anne, Bo, Carl

1. Godkendelse af dagsorden
Dagsordenen blev godkendt.

2. Økonomi
Kassereren fremlagde regnskabet. Der er 34.000 kr. på kontoen.

3. Sommerudflugt
Vi tager til Djurs Sommerland.
- Bo bestiller bus
- Anne laver tilmelding

4. Eventuelt
Intet.
"""

RECIPE = """Boller i karry

Ingredienser
- 500 g hakket svinekød
- 2 løg
- 1 spsk karry

Fremgangsmåde
Rør farsen. Lad den hvile en halv time.

Sådan gør du
- Kog bollerne i ti minutter
- Lav sovsen
"""

PEJLEMAERKER = """# Handicappolitik 2025-2029

Vedtaget af Byrådet den 28. januar 2025

## Indledning
Politikken er blevet til sammen med Handicaprådet.

## Vores principper
1. Ligebehandling
2. Kompensation
3. Sektoransvar

## Pejlemærke 1: Uddannelse og job

Vi vil have flere med.

### Flere i job
- Virksomhedsnetværk i samarbejde med Dansk Industri
- Jobmesse hvert forår

### Flere i uddannelse
- Lektiecafé
- Mentorer

## Pejlemærke 2: Bolig

### Boliger i hele kommunen
- 40 nye almene boliger (2026)
"""

NUMBERED_INITIATIVES = """# Handleplan for tilgængelighed 2026

## Baggrund
Byrådet har bedt om en plan.

## Initiativer inden for budgettet
1. **Tilgængelighedsvandring.** Handicaprådet går byen igennem hvert år.
2. **Skiltning.** Nye skilte for 75.000 kr.

## Initiativer, der kræver bevilling
3. **Elevator på rådhuset.** Der installeres elevator. Anslået pris 2,4 mio. kr.
4. **Teleslynger.** I alle mødelokaler, kr. 120.000,-
"""

LETTERED_HEADINGS = """# Handlingsplan for frivillighed på handicapområdet

## A. Frivilligportal
En portal, hvor frivillige og borgere finder hinanden.

Økonomi: 200.000 kr. i 2025, som kræver en tillægsbevilling.

## B. Frivilligkoordinator
En medarbejder får ti timer om ugen til opgaven inden for den eksisterende ramme.

## C. Ledsagerkorps
Et korps af frivillige ledsagere. Finansieres af Puljen til frivilligt socialt arbejde med 85.500 kr.

## Evaluering
Planen evalueres efter et år.
"""

DOUBLE_SPACED = """Handicapplan 2023 – 2026

Strandby Kommune

Planens fokusområder

Vi har valgt tre fokusområder:

- Sundhed
- Job
- Naboskab

Sundhed

Hvad vil vi opnå?

Borgere med handicap skal leve længere.

Hvorfor er det vigtigt?

Der er stor ulighed i sundhed.

Hvad gør vi?

Sundhedstjek på alle bosteder

Motionshold med støtte

Kostvejledning

Job

Hvad vil vi opnå?

Flere skal i fleksjob.

Hvorfor er det vigtigt?

Arbejde giver mening.

Hvad gør vi?

Mentorkorps

Besøg på virksomheder

Naboskab

Hvad vil vi opnå?

Bosteder er en del af kvarteret.

Hvorfor er det vigtigt?

Ensomhed er udbredt.

Hvad gør vi?

Åbent hus hvert kvartal

Fælles haver
"""

TRACKS_BY_LEVEL = """# Voksenhandicapplan 2024-2028

**Odder Kommune**

## Hvad vil vi med planen?

Planen sætter retning.

## Vision og mission

**Vision:** Et godt liv for alle.

**Mission:** Vi støtter mestring.

**Værdier:** Åbenhed, tillid og faglighed

## Strategiske spor

Vi arbejder i tre spor:

1. Medborgerskab
2. Job og uddannelse

## Medborgerskab

Alle er medborgere.

### Deltagelse i foreninger

*Formålet* er at flere deltager.

Hvorfor? Mange er ensomme.

Hvad vil vi gøre?

- Vi vil kortlægge foreninger. *(Ansvarlig: Fritidschefen, 2025)*
- Vi vil uddanne foreningsguider sammen med DGI.

### Stemmeret

Formålet er, at flere stemmer.

Hvad vil vi gøre?

- Øve valghandling.

## Job og uddannelse

### Småjobs

Formålet er flere i job.

Hvad vil vi gøre?

- 20 småjobs.

## Sådan følger vi op

Hvert år i udvalget.
"""

LABELS_WITHOUT_MARKS = """HANDICAPPLAN 2020-2024
Vejlby Kommune

FORORD
Kære borger. Her er planen.

TEMA 1
SUNDHED OG TRIVSEL

Indsats 1.1: Sundhedstjek
Mål: Alle får tjek.
Baggrund: Ulighed i sundhed er stor.
Handlinger:
o Aftale med lægerne
o Kampagne om tandpleje
   - plakater
   - film
Tidsplan: 2020-2021
Ansvarlig: Sundhedschefen

Indsats 1.2: Bevægelse
Mål: Mere bevægelse.
Handlinger:
o Nye cykler
Ansvarlig: Centerleder
Tidsplan: 2022

TEMA 2
BOLIG

Indsats 2.1: Flere boliger
Mål: Kortere ventetid.
Handlinger:
o Byggeri
"""

AGENDA = """Dagsordenspunkt 7: Handleplan for handicapområdet

Sagsnr.: 2018-004512
Beslutningstema
Udvalget skal tage stilling til handleplanen.

Indstilling
Direktionen indstiller til Socialudvalget,
at handleplanen godkendes, og
at udvalget får en status om et år.

Sagsfremstilling
Forvaltningen foreslår følgende initiativer, som kan holdes inden for rammen:

a) Fælles vagtplan
b) Kursus i konflikt

Følgende initiativer kræver ekstra bevilling:

c) Ny træningssal til 1,2 mio. kr.
d) Musikterapeut 320.000 kr. om året

Økonomi
Initiativ b koster 15.000 kr.

Beslutning i Socialudvalget den 4. juni 2018
Godkendt.
"""
