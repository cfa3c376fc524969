"""The library of werkvormen, and programmes whose minutes add up for every time, group and place."""

from itertools import product
from pathlib import Path

import pytest
from workshops import SHIPPED, library, write_werkvorm

from assistant.desks.workshop.library import load
from assistant.desks.workshop.planning import BREAK, EVALUATING, WELCOME, alternatives, fits, plan
from assistant.desks.workshop.types import Choices, Needs, Phase, Place, WorkshopError


def test_the_library_is_large_enough_and_whole() -> None:
    found = library()
    assert found.problems == () and len(found.werkvormen) >= 15
    assert {one.phase for one in found.werkvormen.values()} == set(Phase)
    assert {need for one in found.werkvormen.values() for need in one.needs} == set(Needs)
    for one in found.werkvormen.values():
        assert len(one.steps) >= 4 and one.materials and one.aim.endswith(".")
        assert bool(one.online_steps) == one.online
        assert "!" not in " ".join((one.aim, *one.steps, one.online_steps))


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("available", [(), tuple(Needs)], ids=["geen materiaal", "al het materiaal"])
def test_minutes_add_up_for_every_time_and_group(place: Place, available: tuple[Needs, ...]) -> None:
    werkvormen = library().werkvormen
    groups = {}  # the size of a group counts only for which werkvormen fit it
    for people in range(3, 61):
        one = Choices("x", people=people, place=place)
        groups.setdefault(tuple(fits(werkvorm, one, available) for werkvorm in werkvormen.values()), people)
    assert len(groups) > 3
    for minutes, people in product(range(60, 241), groups.values()):
        choices = Choices("x", minutes=minutes, people=people, place=place)
        lines = plan(choices, werkvormen, available)
        assert sum(line.minutes for line in lines) == minutes
        used = [werkvormen[line.werkvorm] for line in lines if line.werkvorm]
        assert len(set(used)) == len(used) and all(fits(one, choices, available) for one in used)
        for line in lines:
            if line.werkvorm:
                least, most = werkvormen[line.werkvorm].minutes
                assert least <= line.minutes <= most
        kinds = [line.kind for line in lines]
        assert kinds[0] == WELCOME and kinds[-1] == EVALUATING and kinds[-2] != BREAK and kinds[1] != BREAK
        assert kinds.count(BREAK) == (0 if minutes <= 120 else 1 if minutes <= 180 else 2)
        phases = [kind for kind in kinds if kind in list(Phase)]
        assert phases == sorted(phases, key=list(Phase).index)


def test_another_seed_gives_another_programme_that_adds_up_as_well() -> None:
    choices = Choices("x", minutes=150, people=12)
    programmes = {plan(choices, library().werkvormen, tuple(Needs), seed) for seed in range(1, 9)}
    assert len(programmes) > 3 and all(sum(line.minutes for line in one) == 150 for one in programmes)


def test_alternatives_fit_and_the_same_phase_comes_first() -> None:
    choices = Choices("x", people=5, place=Place.ONLINE)
    found = alternatives("dilemmakaarten", "dilemma", 25, choices, library().werkvormen, (), used=("woordweb",))
    assert found and found[0].phase is Phase.DILEMMA
    assert all(one.online and one.people[0] <= 5 and not one.needs for one in found)
    assert {"dilemmakaarten", "woordweb"}.isdisjoint(one.id for one in found)


def test_nothing_that_fits_is_a_sentence_and_no_programme(tmp_path: Path) -> None:
    write_werkvorm(tmp_path, "rondje")
    few = load(tmp_path).werkvormen
    with pytest.raises(WorkshopError, match="past geen werkvorm"):
        plan(Choices("x", minutes=60, people=30), few, ())
    with pytest.raises(WorkshopError, match="past geen werkvorm"):
        plan(Choices("x", minutes=60, people=10), few, ())


def test_an_own_werkvorm_joins_and_takes_the_place_of_one_of_the_same_name(tmp_path: Path) -> None:
    write_werkvorm(tmp_path, "rondje")
    write_werkvorm(tmp_path, "vissenkom", naam="Onze vissenkom", fase="verdieping")
    found = load(SHIPPED, tmp_path)
    assert found.werkvormen["rondje"].is_own and found.werkvormen["vissenkom"].name == "Onze vissenkom"
    assert len(found.werkvormen) == len(library().werkvormen) + 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"doel": ""}, "bij ‘doel’ hoort een zin"),
        ({"minuten": "10"}, "twee gehele getallen"),
        ({"minuten": "[30, 10]"}, "het kleinste eerst"),
        ({"groep": "[1, 900]"}, "van 2 tot en met 60"),
        ({"online": "misschien"}, "ja of nee"),
        ({"fase": "borrel"}, "kennismaking, verkenning"),
        ({"gebruikt": "[koffie]"}, "kaarten, casussen"),
        ({"stappen": "[Een.]"}, "minstens twee stappen"),
        ({"stappen": "{a: b}"}, "hoort een lijst"),
        ({"kleur": "rood"}, "‘kleur’ ken ik niet"),
        ({"naam": "[: :"}, "regel"),
    ],
)
def test_a_file_that_is_wrong_is_named_and_costs_nothing_else(
    tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    write_werkvorm(tmp_path, "scheef", **changes)
    found = load(SHIPPED, tmp_path)
    assert len(found.werkvormen) == len(library().werkvormen)
    (problem,) = found.problems
    assert "scheef.md" in problem and said in problem and str(tmp_path) not in problem


def test_bytes_that_are_no_text_are_refused_and_an_empty_library_says_so(tmp_path: Path) -> None:
    (tmp_path / "kapot.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WorkshopError, match="geen enkele werkvorm"):
        load(tmp_path)
