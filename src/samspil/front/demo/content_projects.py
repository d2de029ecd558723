"""The invented project: what it says, its phases, and its money."""

WHY = (
    "Mange, der bor i bofællesskab, har en plan, som andre har skrevet. De kender den ikke, og den bliver sjældent "
    "fulgt op. Vi vil vende det om, så planen bliver borgerens egen."
)
WHAT = (
    "Projektet har to spor.\n\n"
    "- **Tæt på hverdagen.** Tre sagsbehandlere arbejder ude i bofællesskaberne og følger op dér, hvor folk bor.\n"
    "- **Klædt på til sin egen plan.** Borgere kan tage et forløb om rettigheder, ønsker og mål. Nogle bliver mentorer "
    "for andre."
)
TARGET_GROUP = "150 voksne, der bor i bofællesskab eller botilbud."
EFFECT = (
    "Flere oplever, at planen er deres. Hjælpen kommer hurtigere, og der er færre misforståelser."
)
ORGANISING = "En styregruppe med centerlederen, en borger, en pårørende og en fra foreningen mødes fire gange om året."
PARTNERS = (
    ("Foreningen Fælles Vej", "udpeger mentorer og sidder i styregruppen"),
    ("Bakkekøbing Højskole", "holder forløbene"),
    ("Institut for Hverdagsliv", "undersøger, hvad der virker"),
)
PHASES = (
    (
        "Pilot i to bofællesskaber",
        "40 borgere prøver forløbet, mens sagsbehandlerne er til stede to dage om ugen.",
        "Har mindst 30 borgere gennemført, og vil bofællesskaberne fortsætte?",
        "34 borgere har gennemført, og begge bofællesskaber vil fortsætte.",
    ),
    (
        "Udbredelse til alle bofællesskaber",
        "Forløbet kommer til alle bofællesskaber, og de første mentorer begynder.",
        "Er der mentorer nok, og kan hverdagen bære det?",
        "",
    ),
    (
        "Forankring og afrapportering",
        "Det, der virker, bliver en del af driften, og instituttet skriver rapporten.",
        "Kan driften overtage uden ekstra penge?",
        "",
    ),
)
# The post, and what it costs in each of the three years.
POSTS = (
    ("Projektledelse", (450_000, 450_000, 450_000)),
    ("Undersøgelse", (200_000, 250_000, 300_000)),
    ("Afrapportering", (50_000, 50_000, 150_000)),
    ("Forløb og mentorer", (208_000, 364_000, 368_000)),
)
# Who is bought out, their hours in each year, and what an hour costs.
BUYOUTS = (
    ("Socialrådgivere", (1_200, 800, 400), 320),
    ("Pædagoger", (800, 500, 400), 260),
)
RISKS = (
    ("For få vil være mentorer", "medium", "high", "Vi spørger bredt og begynder et halvt år før."),
    (
        "Sagsbehandlerne bliver kaldt hjem til andre opgaver",
        "high",
        "high",
        "Frikøb er aftalt med centret.",
    ),
    (
        "Borgere falder fra",
        "low",
        "medium",
        "Forløbet er delt i korte møder, og man kan begynde igen.",
    ),
)
QUESTIONS = (
    (
        "Ved flere, hvad der står i deres plan?",
        "Samtaler før og efter",
        "I piloten gik det fra 4 til 9 ud af 10.",
    ),
    ("Bliver planerne fulgt op til tiden?", "Optælling i sagerne hvert halve år", ""),
    ("Hvad betyder mentorerne?", "Interview med 20 borgere", ""),
)
CASE_PROBLEM = (
    "Planer bliver skrevet til borgerne og ikke af dem, og opfølgningen kommer ofte for sent. Det giver frustration "
    "og dyre omveje."
)
CASE_SOLUTION = (
    "Kommunen søger Gavnfonden om penge til et treårigt projekt i bofællesskaber og botilbud."
)
CASE_ECONOMY = "Projektet koster 4,5 mio. kr. over tre år. Kommunen betaler selv 10 %, som findes inden for rammen."
HEARD = "Handicaprådet bakker op og beder om, at borgerne selv er med i styregruppen."
