"""The scope explorer: dates, types, a place and actors are chosen; map, timeline, counts and rates follow together."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import ipywidgets
import pandas as pd

from analysis.exhibits.controls import INITIAL, Wiring, button, choice, column, plot, row, show, switches, ticked
from analysis.exhibits.eras import count_killed
from analysis.exhibits.maps import describe_map, draw_map
from analysis.exhibits.markup import Html, join, tag
from analysis.exhibits.rate_charts import compare_official, describe_comparison, draw_rates
from analysis.exhibits.sketch import Sketch
from analysis.exhibits.timelines import describe_timeline, draw_timeline, list_marks
from analysis.exhibits.wording import plural, rate
from analysis.findings.rates import compare_rates, count_rate
from analysis.findings.record import Record, find_scope, select_record
from analysis.findings.sites import SiteTable
from analysis.intake.case import Case
from analysis.intake.near import Near
from analysis.intake.scope import Scope
from analysis.intake.value import InputError

EVERYWHERE = Scope()
SUCH = Scope(title="such incidents", one="such incident")
MOST_ACTORS, MOST_PLACES = 30, 20
FARTHEST_KM = 500
WIDTH = 440  # pixels: map and timeline side by side, so that both are seen to move
COLUMNS = "repeat(auto-fit, minmax(min(25rem, 100%), 1fr))"  # one below the other where the cell is narrow


@dataclass(frozen=True)
class Choice:
    """What is chosen, on top of a scope: days, event types (empty: all), a circle, names of actors."""

    scope: Scope
    since: date | None = None
    until: date | None = None
    types: tuple[str, ...] = ()
    near: Near | None = None
    actors: tuple[str, ...] = ()

    def narrowed(self) -> Scope:
        """The scope with what is chosen; the scope itself where nothing is. Raises InputError."""
        if self.since and self.until and self.until < self.since:
            raise InputError(f"The last day, {self.until}, lies before the first, {self.since}.")
        near = (self.near,) if self.near else ()
        given = {"since": self.since, "until": self.until, "event_types": self.types, "near": near}
        chosen = {name: value for name, value in {**given, "actors": self.actors}.items() if value}
        return self.scope.narrowed(**chosen) if chosen else self.scope


def explore(
    case: Case,
    choice: Choice,
    baseline_years: float,
    framed: pd.DataFrame | None = None,
    sites: SiteTable | None = None,
) -> Html:
    """Counts, map, timeline and rates for a choice. Raises InputError.

    `framed`: incidents that the map makes room for, so that it stays where it is.
    """
    record = select_record(case, choice.narrowed())
    sentence, record = str(record.scope), replace(record, scope=SUCH)  # said once, above the charts
    located = select_located(record.frame)
    pledge, countries = case.pledge_day, case.file.countries
    marks = list_marks(record, pledge)
    room = framed if framed is not None and len(framed) else None
    ground = draw_map(WIDTH, record, located, pledge, countries, None, sites, room, Sketch)
    times = draw_timeline(WIDTH, record, marks, pledge, max(case.as_of, record.end), Sketch)
    left = [
        show(describe_map(record, located, pledge), plot(ground.svg("live-map", "Map of the incidents chosen"))),
        draw_change(record, pledge, baseline_years),
    ]
    right = show(
        describe_timeline(record, pledge), plot(times.svg("live-timeline", "Timeline of the incidents chosen"))
    )
    sides = tag(
        "div",
        tag("div", *left),
        right,
        style=f"display: grid; grid-template-columns: {COLUMNS}; gap: 0 1.6rem; max-width: 66rem",
    )
    source = tag("p", "Source: ", record.source, class_="source")
    return join([show(sentence, draw_counts(record, pledge), source), sides])


def select_located(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["latitude"].notna() & frame["longitude"].notna()]


def draw_counts(record: Record, pledge: date | None) -> Html:
    """Incidents, dead, and how many of both since the pledge, as figures."""
    killed = count_killed(record.frame)["best"].sum()
    cells = [(str(record.count), "incidents in this choice"), (f"{killed:.0f}", "killed, attackers included")]
    if pledge:
        since = record.between(pledge, record.end)
        dead = count_killed(since.frame)["best"].sum()
        cells.append((str(since.count), f"since the pledge, {dead:.0f} killed"))
    if record.days > 0:
        each = count_rate(record)
        cells.append(
            (rate(each.mean), f"a year [{rate(each.low)}–{rate(each.high)}], {plural(record.days, 'day')} covered")
        )
    return tag("div", *(tag("div", tag("b", n), tag("span", words)) for n, words in cells), class_="figures")


def draw_change(record: Record, pledge: date | None, baseline_years: float) -> Html:
    """The rates before and after the pledge; a sentence where one side has no covered day."""
    if pledge is None or not record.start < pledge < record.end:
        return show("No rates to compare", tag("p", "That takes a pledge, and covered days on both sides of it."))
    comparison = compare_rates(record, pledge, baseline_years)
    none = compare_official(None, record)
    drawn = draw_rates(WIDTH, comparison, none, Sketch)
    return show(
        describe_comparison(comparison, none), plot(drawn.svg("live-rates", "Rates before and since the pledge"))
    )


def list_places(case: Case, record: Record) -> dict[str, Near]:
    """What a distance can be measured from: the border in question, own sites, the record's own places."""
    places: dict[str, Near] = {}
    if case.file.border:
        near = Near(km=10, border=case.file.border)
        places[near.words.split(" km of ")[1]] = near
    for site in case.sites:
        places[site.name] = Near(km=10, latitude=site.latitude, longitude=site.longitude, name=site.name)
    located = select_located(record.frame).drop_duplicates("place", keep="last").tail(MOST_PLACES)
    for each in located.sort_values("place").itertuples():
        lat, lon = float(each.latitude), float(each.longitude)  # type: ignore[arg-type]  # the stubs type a cell as anything
        places.setdefault(str(each.place), Near(km=10, latitude=lat, longitude=lon, name=str(each.place)))
    return places


def find_near(words: str, km: float, places: dict[str, Near]) -> Near | None:
    """The circle around a listed place or around any city of GeoNames; None for no words. Raises InputError."""
    name = words.strip()
    if not name:
        return None
    return places[name].model_copy(update={"km": km}) if name in places else Near(km=km, place=name)


def list_actors(frame: pd.DataFrame) -> list[str]:
    """Those named most often, as perpetrator or as target."""
    named = pd.concat([frame["perpetrator"], frame["target"]]).dropna()
    return [str(name) for name in named.value_counts().head(MOST_ACTORS).index]


def list_months(first: date, last: date) -> list[tuple[str, date]]:
    """The first day of each month between two days, with its name."""
    days = pd.date_range(first.replace(day=1), last, freq="MS")
    return [(f"{day:%b %Y}", day.date()) for day in days]


def build_explorer(case: Case, baseline_years: float, sites: SiteTable | None = None) -> Any:
    """The explorer with its controls, for a case with event data."""
    scopes = {each.title: each for each in case.file.scopes.values()} | {"all armed incidents": EVERYWHERE}
    start = find_scope(case, case.file.main_scope) if case.file.main_scope else EVERYWHERE
    whole = select_record(case, start)
    months = list_months(whole.start + timedelta(days=1), whole.end)
    places = list_places(case, whole)
    kinds = (case.events.frame if case.events else whole.frame)["event_type"].dropna().value_counts()

    scope = choice("Incidents", [(title, each) for title, each in scopes.items()], start, "44rem")
    days = ipywidgets.SelectionRangeSlider(
        options=months, index=(0, len(months) - 1), description="Months", continuous_update=False, style=INITIAL,
        layout={"width": "44rem", "max_width": "calc(100% - 4px)"},
    )  # fmt: skip
    types = switches({str(kind): str(kind).replace("_", " ") for kind in kinds.index})
    around = suggest("Around", list(places), "anywhere; or a place, a city")
    km = ipywidgets.IntSlider(
        value=50, min=5, max=FARTHEST_KM, step=5, description="within km", continuous_update=False, style=INITIAL
    )
    actors = suggest("Involving", list_actors(whole.frame), "anyone; or names, with ; between")
    view = ipywidgets.HTML()

    def update() -> None:
        kept = ticked(types)
        if not kept:
            raise InputError("No type of incident is ticked. Tick at least one.")
        first, last = days.value
        chosen = Choice(
            scope=scope.value,
            since=None if first == months[0][1] else first,
            until=None if last == months[-1][1] else end_of_month(last),
            types=() if len(kept) == len(types) else kept,
            near=find_near(around.value, km.value, places),
            actors=tuple(name.strip() for name in actors.value.split(";") if name.strip()),
        )
        framed = select_located(select_record(case, scope.value).frame)
        view.value = explore(case, chosen, baseline_years, framed, sites)

    wiring = Wiring(update)
    wiring.connect(scope, days, *types.values(), around, km, actors)
    untouched = {each: each.value for each in (scope, days, *types.values(), around, km, actors)}
    reset = button("Put all back", lambda: wiring.put(untouched))
    wiring.run()
    return column(scope, days, row(*types.values()), row(around, km, actors, reset), wiring.message, view)


def end_of_month(day: date) -> date:
    return (pd.Timestamp(day) + pd.offsets.MonthEnd(0)).date()


def suggest(label: str, options: list[str], hint: str) -> Any:
    """A line to write in that suggests; it counts when it is left or Enter is pressed."""
    return ipywidgets.Combobox(
        options=options, description=label, placeholder=hint, ensure_option=False, continuous_update=False,
        style=INITIAL, layout={"width": "21rem", "max_width": "calc(100% - 4px)"},
    )  # fmt: skip
