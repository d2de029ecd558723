"""Dates, money and order as Danes write them, with English twins by the active language."""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import CharField, Func
from django.utils import timezone
from django.utils.translation import get_language

MONTHS_DA = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

WEEKDAYS_DA = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _english() -> bool:
    return (get_language() or "da").startswith("en")


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _day(day: date, *, month: bool = True, year: bool = True) -> str:
    dot = "" if _english() else "."
    words = [f"{day.day}{dot}"]
    if month:
        words.append((MONTHS_EN if _english() else MONTHS_DA)[day.month - 1])
    if year:
        words.append(str(day.year))
    return " ".join(words)


def _clock(moment: time | datetime) -> str:
    return f"{moment:%H:%M}" if _english() else f"{moment:%H.%M}"


def danish_date(day: date) -> str:
    """Return a day in words: "4. maj 2023", in English "4 May 2023".

    Args:
        day: a date, or a moment, which is shown in Danish local time.

    Source: Dansk Sprognævn, Retskrivningsordbogen § 44 (punktum efter ordenstal).
    """
    return _day(_local(day) if isinstance(day, datetime) else day)


def danish_datetime(moment: datetime) -> str:
    """Return a moment in words: "4. maj 2023 kl. 16.30", in English "4 May 2023 at 16:30".

    Args:
        moment: aware moments are shown in Danish local time, naive ones as they are.
    """
    local = _local(moment)
    at = "at" if _english() else "kl."
    return f"{_day(local)} {at} {_clock(local)}"


def danish_date_range(first: date, last: date) -> str:
    """Return days from and to, saying month and year once: "4.-6. maj 2023".

    Args:
        first: the first day.
        last: the last day; the same day gives one date.

    Raises:
        ValueError: when the last day comes before the first.
    """
    if last < first:
        raise ValueError("The last day comes before the first.")
    if first == last:
        return _day(first)
    if first.year != last.year:
        return f"{_day(first)} – {_day(last)}"
    if first.month != last.month:
        return f"{_day(first, year=False)} – {_day(last)}"
    return f"{_day(first, month=False, year=False)}–{_day(last)}"


def danish_time_range(start: datetime, end: datetime) -> str:
    """Return a moment from and to: "4. maj 2023 kl. 16.30–18.00".

    Args:
        start: when it begins.
        end: when it ends; on another day both are written in full.

    Raises:
        ValueError: when the end comes before the start.
    """
    if end < start:
        raise ValueError("The end comes before the start.")
    first, last = _local(start), _local(end)
    if first.date() == last.date():
        return f"{danish_datetime(first)}–{_clock(last)}"
    return f"{danish_datetime(first)} – {danish_datetime(last)}"


def danish_appointment(start: datetime, end: datetime) -> str:
    """Return when people meet, with the day of the week: "torsdag den 4. maj 2023 kl. 16.30–18.00".

    Args:
        start: when it begins.
        end: when it ends.

    Raises:
        ValueError: when the end comes before the start.
    """
    weekday = _local(start).weekday()
    if _english():
        return f"{WEEKDAYS_EN[weekday]} {danish_time_range(start, end)}"
    return f"{WEEKDAYS_DA[weekday]} den {danish_time_range(start, end)}"


def short_month(moment: datetime) -> str:
    """Return the first three letters of a moment's month, for a leaf of a calendar."""
    return (MONTHS_EN if _english() else MONTHS_DA)[_local(moment).month - 1][:3]


def clock(moment: time | datetime) -> str:
    """Return the time by the clock: "16.30", in English "16:30"."""
    local = _local(moment) if isinstance(moment, datetime) else moment
    return _clock(local)


def _number(amount: Decimal, decimals: int) -> str:
    rounded = amount.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{rounded:,.{decimals}f}"
    return text if _english() else text.translate(str.maketrans(",.", ".,"))


def _currency(number: str) -> str:
    return f"DKK {number}" if _english() else f"{number} kr."


def kroner(amount: Decimal | int) -> str:
    """Return an amount of money in full: "12.500 kr.", with øre only where there are any.

    Args:
        amount: in kroner; negative amounts keep their sign.
    """
    exact = Decimal(amount)
    return _currency(_number(exact, 0 if exact == exact.to_integral_value() else 2))


def kroner_short(amount: Decimal | int) -> str:
    """Return a large amount as people say it: "1,5 mio. kr.", "2 mia. kr."; below a million in full.

    Args:
        amount: in kroner; rounded half up to one decimal of the unit.
    """
    exact = Decimal(amount)
    # 999.95 million rounds to a thousand million, so the border lies at what is shown.
    for size, limit, danish, english in (
        (Decimal(10**9), Decimal("999950000"), "mia.", "billion"),
        (Decimal(10**6), Decimal(10**6), "mio.", "million"),
    ):
        if abs(exact) >= limit:
            number = _number(exact / size, 1)
            short = number.removesuffix(".0" if _english() else ",0")
            return f"DKK {short} {english}" if _english() else f"{short} {danish} kr."
    return kroner(exact)


# Æ, ø and å come after z, in that order; Aa counts as å. Other accents count as their letter.
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("áàâãāă", "a"),
        **dict.fromkeys("éèêëēę", "e"),
        **dict.fromkeys("íìîïī", "i"),
        **dict.fromkeys("óòôõō", "o"),
        **dict.fromkeys("úùûū", "u"),
        **dict.fromkeys("üýÿű", "y"),
        **dict.fromkeys("çć", "c"),
        **dict.fromkeys("ñń", "n"),
        **dict.fromkeys("-_/", " "),
        **dict.fromkeys("'’`´.,", None),
        "ä": "{",
        "æ": "{",
        "ö": "|",
        "ø": "|",
        "ő": "|",
        "å": "}",
        "ł": "l",
        "š": "s",
        "ž": "z",
        "đ": "d",
    }
)
_KEPT = {chr(code): new for code, new in _FOLDED.items() if new is not None}
_DROPPED = "".join(chr(code) for code, new in _FOLDED.items() if new is None)


def danish_sort_key(text: str) -> str:
    """Return a key that sorts bytewise as Danish does: …, z, æ, ø, å, and Aa as å.

    Args:
        text: a name or title.

    Source: Retskrivningsordbogen § 2 and DS 377 (alfabetiseringsregler).
    """
    return text.lower().replace("aa", "å").translate(_FOLDED)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


_UPPER = "ÆØÅÄÖÜÉÈÊËÁÀÂÍÓÚÝÑÇ"

# For a room's first migration that orders by names: RunSQL(DANISH_SORT_KEY, DROP_DANISH_SORT_KEY).
# It does not depend on the database's own collation, so an index on it stays right.
DANISH_SORT_KEY = f"""
CREATE OR REPLACE FUNCTION danish_sort_key(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT translate(
    replace(translate(lower($1), {_quoted(_UPPER)}, {_quoted(_UPPER.lower())}), 'aa', 'å'),
    {_quoted("".join(_KEPT) + _DROPPED)},
    {_quoted("".join(_KEPT.values()))}
)
$$
"""
DROP_DANISH_SORT_KEY = "DROP FUNCTION IF EXISTS danish_sort_key(text)"


class DanishOrder(Func):
    """Orders rows as Danish does: `queryset.order_by(DanishOrder("name"), "name")`."""

    function = "danish_sort_key"
    template = '%(function)s(%(expressions)s) COLLATE "C"'
    arity = 1

    def __init__(self, expression: Any, **extra: Any) -> None:
        super().__init__(expression, output_field=CharField(), **extra)
