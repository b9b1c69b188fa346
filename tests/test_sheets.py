"""The committed style sheets are what their sources compile to; no Node is needed to know."""

import gzip

import pytest
import sheets

SHEETS = sorted(sheets.ROOT.glob("static/css/*.css"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_committed_sheet_was_compiled_from_the_sources_beside_it(path):
    named = path.read_text("utf-8").partition("*/")[0]

    assert f"checksum {sheets.checksum()}," in named, "run bin/styles and commit what it writes"


def test_every_sheet_has_its_source():
    sources = {path.stem for path in sheets.ROOT.glob("static/scss/[!_]*.scss")} - {"skeleton"}

    assert {path.stem for path in SHEETS} == sources


def test_the_sheets_together_weigh_at_most_sixteen_kilobytes():
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in SHEETS) <= 16 * 1024


def test_a_class_of_the_skeleton_that_a_macro_writes_is_found():
    assert {"govuk-form-group", "govuk-form-group--error", "govuk-radios__item", "govuk-file-upload"} <= set(
        sheets.used_classes()
    )
