"""What each kind of tie counts, unless the asker says otherwise.

No public scale weighs ties of such different kinds. These follow one order, and every answer shows them: what binds in
war counts most; then troops in the country and leave to use its bases; then what forces do, give or owe one another
in peace; then what leaders and staffs agree; then what is said or shown.
"""

from collections.abc import Mapping, Sequence

from app.balance.model import BalanceTie, BalanceWeight, TieWeight

WEIGHTS: Mapping[BalanceTie, int] = {
    # It commits to fight.
    BalanceTie.AGREEMENT_DEFENCE: 10,
    BalanceTie.AGREEMENT_OFFENCE: 10,
    # It puts troops there, or lets them in.
    BalanceTie.AGREEMENT_ACCESS: 6,
    BalanceTie.DEPLOYMENT: 5,
    # Forces practise, serve or are equipped together.
    BalanceTie.JOINT_EXERCISE: 4,
    BalanceTie.AGREEMENT_CONSULTATION: 4,
    BalanceTie.AGREEMENT_LOGISTICS: 4,
    BalanceTie.AGREEMENT_INFORMATION_SHARING: 4,
    BalanceTie.AGREEMENT_ENTENTE: 3,
    BalanceTie.AGREEMENT_NEUTRALITY: 3,
    BalanceTie.AGREEMENT_NON_AGGRESSION: 3,
    BalanceTie.AGREEMENT_TRAINING: 3,
    BalanceTie.AGREEMENT_PROCUREMENT: 3,
    BalanceTie.ARMS_TRANSFER: 3,
    BalanceTie.PEACE_OPERATION: 3,
    BalanceTie.STRATEGIC_CONSULTATION: 3,
    # Leaders, staffs and schools meet.
    BalanceTie.STAFF_TALKS: 2,
    BalanceTie.DEFENCE_DIALOGUE: 2,
    BalanceTie.HIGH_LEVEL_VISIT: 2,
    BalanceTie.TRAINING_COURSE: 2,
    BalanceTie.EDUCATION_EXCHANGE: 2,
    BalanceTie.HADR_MISSION: 2,
    # It is said or shown.
    BalanceTie.PORT_CALL: 1,
    BalanceTie.INFORMATIONAL_EXCHANGE: 1,
    BalanceTie.CONFIDENCE_BUILDING_MEASURE: 1,
    BalanceTie.TRANSPARENCY_MEASURE: 1,
    BalanceTie.FORUM: 1,
    BalanceTie.SIGNAL: 1,
    BalanceTie.AGREEMENT_OTHER: 1,
}


def weights_of(asked: Sequence[TieWeight]) -> tuple[BalanceWeight, ...]:
    """The weights of an answer, in the order of the kinds."""
    chosen = {weight.tie: weight.weight for weight in asked}
    return tuple(
        BalanceWeight(tie=tie, weight=chosen.get(tie, WEIGHTS[tie]), asked=tie in chosen) for tie in BalanceTie
    )
