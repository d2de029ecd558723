from samspil.kit.lix import lix, verdict


def test_the_formula() -> None:
    # 8 words, 2 sentences, 2 words of more than six letters: 8/2 + 100*2/8 = 29.
    assert (
        lix("Vi holder et dialogmøde. Kom og deltag aktivt.".replace("aktivt", "allesammen")) == 29
    )


def test_a_text_without_words_is_zero() -> None:
    assert lix("") == 0
    assert lix("---\n\n1. \n") == 0


def test_dates_and_short_forms_end_no_sentence() -> None:
    assert lix("Vi ses den 4. maj kl. 16 fx hos os.") == lix("Vi ses den 4 maj kl 16 fx hos os.")


def test_headings_and_items_are_sentences_and_addresses_are_not_counted() -> None:
    assert lix("# Kom med\n\n- en kop\n- en kage\n") == 2
    assert lix("[Kom her](https://kommunen.example/en/meget/lang/adresse)") == 2


def test_the_verdict_in_words() -> None:
    assert verdict(20) == "Meget let at læse"
    assert verdict(34) == "Let at læse for de fleste"
    assert "lovtekst" in verdict(80)
