"""Where a case lies, and the data that it belongs to. Imports nothing large, so that it can be asked quickly."""

import re
from pathlib import Path

from analysis.intake.value import InputError

NAME = re.compile(r"\w[\w.-]{0,99}")  # of a case or a data set: no slash, no leading dot


def find_case(case: str | Path) -> Path:
    """The case's folder. Looks for `data/cases/<case>` from here upwards, then beside the installed workbook."""
    direct = Path(case)
    if direct.is_dir() and (direct / "case.yml").is_file():
        return direct.resolve()
    homes = [Path.cwd(), *Path.cwd().parents, Path(__file__).parents[2]]
    for home in homes:
        folder = home / "data" / "cases" / dataset(str(case))
        if (folder / "case.yml").is_file():
            return folder
    known = sorted({path.parent.name for home in homes for path in home.glob("data/cases/*/case.yml")})
    raise InputError(
        f"There is no case '{case}'. Expected a name under data/cases/ ({', '.join(known) or 'none found'}) "
        f"or a folder that holds a case.yml."
    )


def find_data(folder: Path) -> Path:
    """The `data` folder that a case belongs to: its own, or the one that it stands in."""
    own = folder / "data"
    return own if own.is_dir() else folder.parents[1]


def dataset(name: str | None) -> str:
    """The name of a data set or case, refused where it could lead out of its folder. Raises InputError."""
    if not name or not NAME.fullmatch(name):
        raise InputError(f"'{name}' is no name of a case or data set: expected letters, digits, '-', '_' and '.'.")
    return name
