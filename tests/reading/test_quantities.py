"""Counts of dead and injured; and numbers that count something else."""

import pytest

from analysis.reading.events import find_victims
from analysis.reading.numbers import read_number
from analysis.reading.quantities import find_tolls


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("The blast killed five workers and injured another five.", 5, 5),
        ("At least 22 people were killed and more than 100 injured.", 22, 100),
        ("Twenty-one soldiers died.", 21, None),
        ("killing as many as 100, among them children", 100, None),
        ("The death toll rose to 1,204 on Friday.", 1204, None),
        ("left 12 dead and 30 wounded", 12, 30),
        ("Nobody was hurt.", 0, 0),
        ("No one was injured.", None, 0),
        ("a colleague was killed", 1, None),
        ("Dozens of people were killed.", 24, None),
        ("The number of people killed when a bomber struck a mosque rose to at least 100", 100, None),
        ("40 people were taken to hospital", None, 40),
        ("The soldiers, aged 19 and 23, drove 40 km and found $3 million on 12 May 2021.", None, None),
        ("53 of the injured were still in hospital", None, None),
        ("He was killed 10 minutes after 3 p.m. in 2019.", None, None),
        ("The raid killed about 30 percent of the herd.", None, None),
        ("The death toll rose from five to eight on Friday.", 8, None),
        ("Officials revised the toll down to 84 from 95.", 84, None),
        ("The ministry put the number of injured at 26, up from 12.", None, 26),
        ("At least 50 people, including 10 policemen, two nurses and a judge, were injured.", None, 50),
        ("At least eight members of the Border Guard Force (BGF) and a civilian driver were killed.", 9, None),
        ("Eight villagers, driver killed in blast", 9, None),
        ("The dead numbered 74, most of them labourers.", 74, None),
        ("At least six people besides the minister were killed.", 7, None),
        ("The governor of Ostrel, Jan Hollis, was killed by a suicide bomber.", 1, None),
        ("An opposition leader was shot dead in the capital.", 1, None),
        ("Rescuers raised to 137 the number of people killed.", 137, None),
        ("The attack took place without casualties.", 0, 0),
        ("All passengers escaped unhurt.", None, 0),
        ("Hollis and four other guards died when a shell hit the house.", 5, None),
        ("The mayor, Ada Lane, and two others were killed.", 3, None),
        ("Two guards and four others died.", 6, None),
        ("Three others are still in hospital in serious condition.", None, 3),
        ("Four of the crew were in a critical condition; five people remained in hospital.", None, 4),
        ("Six soldiers of the Averian Border Guard (ABG) were wounded on Monday.", None, 6),
        ("The bomb killed a senior general outside his home.", 1, None),
        ("Gunmen shot dead the district police chief.", 1, None),
        ("Police killed the attacker, an officer said.", None, None),
        ("The blast killed a key part of the plan and a commander said so.", None, None),
        ("He is accused of killing the talks, a minister said.", None, None),
        ("The raid killed 140 cows.", None, None),
        ("Twenty-one people, most of them women, died in the raid.", 21, None),
        ("Two officers were shot dead and a third was wounded.", 2, 1),
        ("Gunmen kill 12 in attack on mosque", 12, None),
        ("They vowed to kill 12 hostages.", None, None),
        ("The army lost 13 soldiers.", 13, None),
        ("The ambush killed six and left three others seriously wounded.", 6, 3),
        ("The blast left 40 families homeless and six people dead.", 6, None),
        ("Three soldiers and five civilians were killed.", 8, None),
        ("Between 10 and 15 people were killed.", 10, None),
        ("More than 460 patients and companions were killed at the clinic.", 460, None),
        ("The shooting killed 3 people, two of them women, and hurt 9.", 3, 9),
    ],
)
def test_tolls_are_told_from_other_numbers(text: str, killed: int | None, injured: int | None) -> None:
    tolls = find_tolls(text, 0, len(text))
    assert next((toll.best for toll in tolls if toll.kind == "killed"), None) == killed
    assert next((toll.best for toll in tolls if toll.kind == "injured"), None) == injured


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("at least 12 were killed", (12, 12, None)),
        ("up to 12 people were killed", (0, 12, 12)),
        ("12 people died", (12, 12, 12)),
        ("12 to 15 people were killed", (12, 12, 15)),
        ("100 or more were killed", (100, 100, None)),
    ],
)
def test_words_of_measure_open_the_range(text: str, bounds: tuple[int, int, int | None]) -> None:
    toll = find_tolls(text, 0, len(text))[0]
    assert (toll.low, toll.best, toll.high) == bounds


def test_attackers_are_counted_apart() -> None:
    text = "Police killed three attackers. The gunmen had killed eight miners."
    assert [toll.best for toll in find_victims(text, 0, len(text))] == [8]


@pytest.mark.parametrize(
    ("word", "number"), [("1,204", 1204), ("Seventy-one", 71), ("a dozen", 12), ("several", 3), ("lot", None)]
)
def test_numbers_are_read_from_digits_and_words(word: str, number: int | None) -> None:
    assert read_number(word) == number


def test_attackers_counted_among_the_dead_are_taken_off() -> None:
    text = "The assault killed 16 people, including four attackers."
    assert [toll.best for toll in find_victims(text, 0, len(text))] == [12]


def test_rebels_killed_by_troops_are_the_victims() -> None:
    text = "On Monday 27 rebels were killed by security forces."
    assert [toll.best for toll in find_victims(text, 0, len(text))] == [27]
    text = "On Monday 27 rebels were killed."
    assert find_victims(text, 0, len(text)) == []
