"""A copy of a model with other values knows nothing of the old ones."""

from support.real import project


def test_a_plan_without_its_errata_has_none() -> None:
    plan = project().plan
    assert plan and plan.errata_of("T14")
    assert not plan.model_copy(update={"errata": ()}).errata_of("T14")


def test_a_registry_of_others_finds_the_others() -> None:
    registry = project().registry
    assert registry and registry.find("市工信局")
    first = registry.units[0]
    copied = registry.model_copy(update={"units": (first,)})
    assert copied.find(first.name) is first and copied.find("市工信局") is None
