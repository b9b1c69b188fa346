"""The sums of the workshop's vote: quorum, majority, departure from the rule result (procedure rules, 4.9)."""

RULE_RESULTS = ("R1", "R2", "R3", "R4")
OUTCOMES = ("accredited", "accredited_with_conditions", "returned_for_revision", "refused")


def quorum(base: int) -> int:
    """How many of `base` members entitled to vote on the item must be present: more than half.

    Members excluded from the item are not in the base (Rule BR-18).
    """
    return _more_than_half(_whole(base, "members entitled to vote"))


def is_quorate(present: int, base: int) -> bool:
    """Whether the item may be voted on. Raises ValueError when more are present than entitled."""
    if _whole(present, "members present") > _whole(base, "members entitled to vote"):
        raise ValueError(f"{present} members present, but only {base} are entitled to vote on the item")
    return present >= quorum(base)


def outcome_steps(result: str, outcome: str) -> int:
    """How far a voted outcome departs from the rule result, in steps: 0 to 3, in either direction.

    Raises ValueError for a result outside R1-R4 or an outcome that cannot be voted.
    """
    if result not in RULE_RESULTS:
        raise ValueError(f"{result!r} is not a rule result; they are {', '.join(RULE_RESULTS)}")
    if outcome not in OUTCOMES:
        raise ValueError(f"{outcome!r} is not an outcome; they are {', '.join(OUTCOMES)}")
    return abs(RULE_RESULTS.index(result) - OUTCOMES.index(outcome))


def majority_needed(present: int, departure: int = 0) -> int:
    """How many yes votes carry a proposal that departs by `departure` steps from the rule result (Rule BR-19).

    More than half of the members present, at one step two thirds of them. Raises ValueError at two steps or more:
    no majority is enough, a new review must be ordered.
    """
    _whole(present, "members present")
    if _whole(departure, "departure") > 1:
        raise ValueError(f"a departure of {departure} steps cannot be voted; a new review must be ordered")
    return two_thirds(present) if departure else _more_than_half(present)


def two_thirds(present: int) -> int:
    """Yes votes that are two thirds of the members present.

    Needed at one step of departure, for the withdrawal of an accreditation and for the adoption of criteria.
    """
    return max(1, -(-2 * _whole(present, "members present") // 3))


def is_carried(yes: int, present: int, departure: int = 0) -> bool:
    """Whether the proposal is carried: abstentions count as present, a tie is not enough, no vote is a casting vote.

    A departure of two steps is never carried. Raises ValueError when there are more votes than members present.
    """
    if _whole(yes, "yes votes") > _whole(present, "members present"):
        raise ValueError(f"{yes} yes votes, but only {present} members present")
    return _whole(departure, "departure") <= 1 and yes >= majority_needed(present, departure)


def _more_than_half(number: int) -> int:
    return number // 2 + 1


def _whole(number: int, name: str) -> int:
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise ValueError(f"{name}: {number!r} is not a whole number from 0 up")
    return number
