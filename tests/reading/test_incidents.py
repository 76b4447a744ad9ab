"""What happened: the main incident, and those told beside it."""

from collections.abc import Callable

import pytest

from analysis.intake.article import Article
from analysis.reading.dossier import Dossier

Read = Callable[[str], tuple[Article, Dossier]]


def test_the_main_incident_is_gathered_from_the_article(dossier: Dossier) -> None:
    main = dossier.incidents[0]
    assert (main.is_main, main.type, main.number, main.date) == (True, "bombing", 2, "2024-03-04")
    assert (main.killed and main.killed.best, main.injured and main.injured.low) == (7, 19)
    assert main.injured and main.injured.high is None
    assert (main.perpetrator, main.attribution_status) == ("Harrow Front", "claimed")


def test_an_older_incident_is_told_apart(dossier: Dossier) -> None:
    older = dossier.incidents[1]
    assert (older.is_main, older.type, older.date, older.date_precision) == (False, "bombing", "2019-06", "month")
    assert older.killed and older.killed.best == 31


def test_what_is_not_stated_has_a_reason(dossier: Dossier) -> None:
    main = dossier.incidents[0]
    assert main.latitude is None and "latitude" in main.not_stated
    assert all(getattr(main, field) is None for field in main.not_stated)


def test_a_town_of_a_named_country_gets_its_coordinates(read_text: Read) -> None:
    main = read_text(
        "A car bomb killed three people in Peshawar on Monday, police in Pakistan said.\n\nIt was dusk.\n"
    )[1].incidents[0]
    assert (main.place, main.country_iso3, main.place_precision) == ("Peshawar", "PAK", "place")
    assert main.latitude == pytest.approx(34.0, abs=0.1)
    assert main.longitude == pytest.approx(71.6, abs=0.1)


def test_a_border_is_a_line_without_coordinates(read_text: Read) -> None:
    text = (
        "Two attacks killed five workers along the Afghanistan-Tajikistan border on Tajik soil on "
        "Monday.\n\nIt was dusk.\n"
    )
    main = read_text(text)[1].incidents[0]
    assert (main.place, main.place_precision, main.country_iso3) == ("Afghanistan-Tajikistan border", "border", "TJK")
    assert main.not_stated["latitude"] == "a border is a line: no single point was named"


def test_open_waters_belong_to_no_country(read_text: Read) -> None:
    text = "A drone struck a tanker in the Arabian Sea on Monday, killing two sailors, Oman said.\n\nIran denied it.\n"
    main = read_text(text)[1].incidents[0]
    assert (main.type, main.country_iso3, main.killed and main.killed.best) == ("drone_attack", None, 2)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen abducted nine pupils in Nigeria on Monday.", "kidnapping"),
        ("Jets bombed a camp in Sudan on Monday.", "airstrike"),
        ("A suicide bomber struck a mosque in Iraq on Monday.", "bombing"),
        ("Soldiers seized power in Gabon on Monday in a coup.", "other"),
        ("Guards of both sides exchanged fire in Kyrgyzstan on Monday in clashes.", "clash"),
        ("Thousands marched in Nepal on Monday in a protest.", "protest"),
        ("Both sides signed a peace treaty in Kenya on Monday.", "diplomatic"),
        ("Police arrested two men in Poland on Monday.", "arrest"),
    ],
)
def test_kinds_are_told_by_their_words(read_text: Read, text: str, kind: str) -> None:
    main = read_text(f"{text}\n\nThe day ended.\n")[1].incidents[0]
    assert (main.type, main.date) == (kind, "2024-03-04")


def test_a_text_without_an_event_has_no_incident(read_text: Read) -> None:
    assert read_text("The garden was green.\n\nIt rained a little.\n")[1].incidents == ()


def test_no_casualty_figures_is_not_zero(read_text: Read) -> None:
    main = read_text("A bomb went off in Cairo on Monday.\n\nThe street was shut.\n")[1].incidents[0]
    assert (main.killed, main.injured) == (None, None)
    assert main.not_stated["killed"] == "the article doesn't say"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # The fixture's articles appear on Wednesday 6 March 2024.
        ("Rescuers pulled four people from the rubble on Tuesday after a bomb tore through a hotel on Sunday.", "03"),
        ("Harrow lowered flags on Tuesday as the toll rose.\n\nThe bombing happened early on Sunday.", "03"),
        ("A bomb killed six in Ostrel.\n\nThe blast struck on Monday.\n\nAnother bomb killed two on Tuesday.", "04"),
        ("A bomb killed six.\n\nShops were shut on Tuesday in protest at the deaths.\n\nIt blew up on Monday.", "04"),
        ("OSTREL, March 6 (Orbis) - A bomb killed six people on Monday, police said.", "04"),
        ("Police said on Tuesday that Sunday's bombing killed six people.", "03"),
        ("Soldiers combed the hills on Tuesday for gunmen who killed six.\n\nThe bus was shot at on Sunday.", "03"),
        ("Gunmen killed six farmers, police said.\n\nThe killings took place between Sunday and Tuesday.", "03"),
        ("Guards clashed, police said on Tuesday.\n\nThe trouble started on Sunday near a ford.\n\nTwo died.", "03"),
        (
            "Gunmen killed six.\n\nThe attackers came at dusk on Sunday.\n\nIt was still.\n\nOn Monday a mill burned.",
            "03",
        ),
        ("Gunmen killed six on Sunday.\n\nThe ministry said its toll had gone up to nine on Tuesday night.", "03"),
        ("A bomb killed a guard, who was walking home on Monday when it blew up.", "04"),
    ],
)
def test_the_date_is_that_of_the_deed_and_not_of_what_came_after(read_text: Read, text: str, day: str) -> None:
    assert read_text(f"{text}\n\nIt was dusk.\n")[1].incidents[0].date == f"2024-03-{day}"


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Officials said 31 people were killed in Monday's bombing, raising an earlier toll of 25.", 31),
        ("A bomb killed six on Monday, police said. The health minister raised the death toll to nine.", 9),
        ("A bomb killed six on Monday, police said. The number of dead rose to nine overnight.", 9),
        ("A bomb killed six on Monday. It came five weeks after gunmen killed 20 in the same town.", 6),
        ("A bomb killed six on Monday. In June 2019 a blast struck a market. Forty people were killed.", 6),
        ("A bomb killed six on Monday, the worst attack since September, when a blast killed 11.", 6),
    ],
)
def test_a_toll_of_another_day_is_not_the_main_one(read_text: Read, text: str, killed: int) -> None:
    main = read_text(f"{text}\n\nIt was dusk.\n")[1].incidents[0]
    assert main.killed and main.killed.best == killed


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("It was the worst attack since the 2004 siege of a school, in which 330 people died.", "armed_attack", "2004"),
        ("In 2019, 40 policemen were killed by a suicide bomber at Ostrel.", "bombing", "2019"),
        ("On February 20 a convoy of seventeen old vehicles tried to break out and drove into an ambush.",
         "armed_attack", "2024-02-20"),
        ("The rebels first captured Ostrel in November 2012.", "clash", "2012-11"),
        ("The attack came five weeks after gunmen abducted two nurses.", "kidnapping", "2024-01"),
        ("In February 2022 gunmen attacked a mill. Eleven people were killed.", "armed_attack", "2022-02"),
        ("Last year, 219 people were killed in the region.", None, None),
        ("The front claimed the attack on Tuesday.", None, None),
        ("Three days before the bombing, the mayor had dismissed such warnings.", None, None),
        ("The governor met survivors on Tuesday.", None, None),
    ],
)  # fmt: skip
def test_older_incidents_are_found_in_the_clauses_that_tell_them(
    read_text: Read, text: str, kind: str | None, day: str | None
) -> None:
    opening = "A bomb killed six people in a market in Kenya on Monday, police said.\n\n"
    older = read_text(f"{opening}It was dusk. The market was shut.\n\n{text}\n")[1].incidents[1:]
    assert [(each.type, each.date) for each in older] == ([(kind, day)] if kind else [])


def test_a_toll_told_in_the_next_sentence_belongs_to_the_older_incident(read_text: Read) -> None:
    text = (
        "A bomb killed six people in Kenya on Monday.\n\nIn February 2022 gunmen attacked a mill. Eleven people died.\n"
    )
    main, older = read_text(text)[1].incidents
    assert (main.killed and main.killed.best, older.killed and older.killed.best) == (6, 11)


@pytest.mark.parametrize(
    ("text", "who", "status"),
    [
        (
            "Islamic State later claimed in a message that its members had detonated the bomb.",
            "Islamic State",
            "claimed",
        ),
        ("Islamic State said on Telegram that it carried out the bombing.", "Islamic State", "claimed"),
        ("The ministry blamed Islamic State for the bombing.", "Islamic State", "alleged"),
        ("Police identified the bomber as Jan Hollis, a student.", "Jan Hollis", "alleged"),
        ("No group has claimed responsibility.", None, "unknown"),
        ("Police said investigators had detonated a second bomb.", None, "unknown"),
    ],
)
def test_the_perpetrator_is_who_claims_it_or_is_blamed(
    read_text: Read, text: str, who: str | None, status: str
) -> None:
    main = read_text(f"A bomb went off in a market in Kenya on Monday.\n\n{text}\n")[1].incidents[0]
    assert (main.perpetrator, main.attribution_status) == (who, status)


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Commandos seized a tanker in the Strait of Hormuz on Monday.", "armed_attack", None),
        ("A man drove a car into a rally in Munich on Monday, killing an Afghan.", "armed_attack", "DEU"),
        ("Poland expelled 45 Russian diplomats on Monday.", "diplomatic", "POL"),
        ("Soldiers ousted President Jan Hollis of Gabon on Monday.", "other", "GAB"),
        ("Drones strike an oil refinery in Ukraine. It burnt on Monday.", "drone_attack", "UKR"),
        ("Militants strike a base in Mali. It happened on Monday.", "armed_attack", "MLI"),
        ("Unidentified drones closed an airport in Norway on Monday.", "other", "NOR"),
        ("Rebels captured the town of Ostrel in Chad on Monday.", "clash", "TCD"),
        ("Six Kenyan guards were shot dead on a river near Somalia on Monday.", "shooting", "KEN"),
        ("Chad and Sudan signed a truce in Doha on Monday as clashes killed 70 people.", "diplomatic", "QAT"),
        ("A policeman was shot dead in Northern Ireland on Monday.", "shooting", "GBR"),
    ],
)
def test_kind_and_country_of_what_the_news_brings(read_text: Read, text: str, kind: str, code: str | None) -> None:
    main = read_text(f"{text}\n\nThe day ended.\n")[1].incidents[0]
    assert (main.type, main.country_iso3, main.date) == (kind, code, "2024-03-04")


def test_a_date_of_what_followed_leaves_the_toll_to_the_main_incident(read_text: Read) -> None:
    text = "Chad shut its border on Tuesday after gunmen killed four people.\n\nThe shooting took place on Sunday.\n"
    incidents = read_text(text)[1].incidents
    assert [(i.date, i.killed and i.killed.best) for i in incidents] == [("2024-03-03", 4)]


def test_the_state_whose_strikes_they_were_did_it_and_not_the_one_they_fell_on(read_text: Read) -> None:
    text = "Israeli strikes on southern Lebanon killed five people on Monday, Lebanon said.\n\nIt was dusk.\n"
    main = read_text(text)[1].incidents[0]
    assert (main.perpetrator, main.country_iso3, main.target) == ("Israel", "LBN", "southern Lebanon")


def test_the_state_before_the_colon_of_a_title_is_where_it_happened(read_text: Read) -> None:
    text = "Mali: fighters attack fuel convoys near the river\n\nFighters attacked a convoy from Senegal on Monday.\n"
    assert read_text(text)[1].incidents[0].country_iso3 == "MLI"


def test_the_toll_stays_with_the_nearer_of_two_dates(read_text: Read) -> None:
    text = "Jets killed three men in Yemen on Monday, part of a campaign that began on January 2.\n\nIt was dusk.\n"
    main = read_text(text)[1].incidents[0]
    assert (main.date, main.killed and main.killed.best) == ("2024-03-04", 3)
