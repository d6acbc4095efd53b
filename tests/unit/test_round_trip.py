"""What msgraph says that it understood, it understands: a plan, put in English and read again, is the same plan."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from msgraph import KnowledgeGraph
from msgraph.plan import Plan
from tests.unit.normal import normal
from tests.unit.plans import plans, world

EXAMPLES = 250

thorough = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def read_back(kg: KnowledgeGraph, plan: Plan) -> Plan | None:
    """What the English of a plan is read as."""
    readings = kg.reader.read(kg.answers.say(plan)).readings
    return readings[0].plan if readings else None


@pytest.fixture(scope="module")
def garden_plans(garden: KnowledgeGraph) -> st.SearchStrategy[Plan]:
    return plans(world(garden))


@pytest.fixture(scope="module")
def workshop_plans(workshop: KnowledgeGraph) -> st.SearchStrategy[Plan]:
    return plans(world(workshop))


@thorough
@given(data=st.data())
def test_a_plan_about_the_garden_is_read_back(
    garden: KnowledgeGraph, garden_plans: st.SearchStrategy[Plan], data: st.DataObject
) -> None:
    plan = data.draw(garden_plans)
    read = read_back(garden, plan)
    assert normal(read, garden.reader.composer) == normal(plan, garden.reader.composer), garden.answers.say(plan)


@thorough
@given(data=st.data())
def test_a_plan_about_the_workshop_is_read_back(
    workshop: KnowledgeGraph, workshop_plans: st.SearchStrategy[Plan], data: st.DataObject
) -> None:
    plan = data.draw(workshop_plans)
    read = read_back(workshop, plan)
    assert normal(read, workshop.reader.composer) == normal(plan, workshop.reader.composer), workshop.answers.say(plan)
