"""What the database is asked for: all that can be meant in a small catalogue, what says most in a large one."""

from samspil.base.search.analysis.wishes import Way, Wish
from samspil.base.search.looking import Asked, questions

RELIEF = Wish("aflastning", [Way(("aflastning",), 1.0), Way(("afloesning",), 0.8)])
CHILD = Wish("barn", [Way(("barn",), 1.0)])
ASKED = Asked(wishes=[(RELIEF, 2.0), (CHILD, 1.0)], whole=3.0)


def asked_for(uses: dict[str, int]) -> list[str]:
    return [question for question, _is_partial in questions(ASKED, uses)]


def test_in_a_small_catalogue_each_way_and_each_wish_is_asked_for() -> None:
    both, some = asked_for({"aflastning": 30, "afloesning": 4, "barn": 200})
    assert both == "(('aflastning') | ('afloesning')) & (('barn'))"
    assert some == "((('aflastning') | ('afloesning')) | (('barn')))"


def test_in_a_large_catalogue_the_best_way_and_the_rarest_wish_are() -> None:
    *_named, both, some = asked_for({"aflastning": 1_500, "afloesning": 1_000, "barn": 20_000})
    assert both == "(('aflastning')) & (('barn'))"
    assert some == "((('aflastning')))"
