"""Words that say nothing of what is sought."""

STOPWORDS = frozenset(
    """
    ad af alle alt altid altså anden andet andre at bare blev blevet blive bliver boet burde både
    da de dem den denne der deres det dette dig din dine dit dog du efter eller en end endnu er et
    ét én ej for fordi fra få får fået før først gerne giv give giver gør gøre gået gå går ham han
    hans har have havde hej hen hende hendes her hos hun hvad hvem hver hvilke hvilken hvilket hvis
    hvor hvordan hvorfor hvornår i igen ikk ind indenfor ja jeg jer jeres jo kan kun kunne lave
    lidt lige man mange med meget mellem men mere mest mig min mine mit mod må måske måtte nej
    netop nogen noget nogle nok nu når nær nærheden og også om omkring op os over på se selv sig
    siden sin sine sit skal skulle slags som steder stadig så sådan tak til tilbyder tit under ud
    uden ude unna var ved vi vil ville vores være været findes finde finder find søger søg søge
    leder brug bruge bruger behov måde mulighed muligheder muligt mulig spørgsmål spørge ønsker
    ønske vide sted kommunen kommune hedder fik kommer komme kom helt rigtig rigtigt ok bedst
    bedste a an the of to in with and or is are my me we our you your can do does how where what
    who when which need want looking help
    """.split()
)
# Little words of the languages in which people here search too.
FOREIGN = frozenset(
    """
    für von mit und der die das den dem ein eine einen zu zur zum im ist nicht auf bei
    dla się jest nie na ze po mam jak
    için ve bir ile bu
    для та із на як мій моя від що
    في من على عن مع إلى
    pour les des avec dans une mon ma
    para con los las una por del mi
    pentru cu și
    att och som på med till en ett min mitt
    """.split()
)
# They turn the sense of a phrase, and say nothing on their own.
TURNING = frozenset("ikke aldrig ingen intet uden mangler not no never without".split())
