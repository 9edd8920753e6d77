"""The rules that ship: one a file, and all of them here."""

from okrsite.api import Rule, hookimpl
from okrsite.builtin.rules import (
    committed_without_owner,
    due_outside_cycle,
    key_result_cannot_be_measured,
    key_result_is_a_task,
    key_result_is_vague,
    key_result_without_baseline,
    number_of_key_results,
    objective_is_a_number,
    objective_is_a_task,
    objective_without_kpi,
    objective_without_owner,
    orphan_objective,
    purely_local_target,
    start_already_met,
    target_worse_than_range,
    too_many_objectives,
)

# In the order of their codes.
RULES: tuple[Rule, ...] = (
    objective_is_a_number.RULE,
    objective_is_a_task.RULE,
    too_many_objectives.RULE,
    number_of_key_results.RULE,
    key_result_is_a_task.RULE,
    key_result_is_vague.RULE,
    key_result_without_baseline.RULE,
    key_result_cannot_be_measured.RULE,
    due_outside_cycle.RULE,
    orphan_objective.RULE,
    purely_local_target.RULE,
    objective_without_kpi.RULE,
    target_worse_than_range.RULE,
    start_already_met.RULE,
    committed_without_owner.RULE,
    objective_without_owner.RULE,
)


@hookimpl
def okrsite_rules() -> tuple[Rule, ...]:
    """Every rule that ships."""
    return RULES
