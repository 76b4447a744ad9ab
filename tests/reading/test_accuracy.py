"""The accuracy line: every figure in it comes from the file that the measurement writes."""

import json

from analysis.reading.accuracy import MEASURED, read_accuracy


def test_the_line_says_what_was_measured_on_what_and_when() -> None:
    content = json.loads(MEASURED.read_text())
    line = read_accuracy().sentence()
    assert f"On {content['items']} articles" in line
    assert content["measured"] in line
    assert f"actors F1 {content['actors_f1']:.2f}" in line
