"""Keys at figures: they stand beside whatever staff have put there."""

from __future__ import annotations

from reporting.package.archive import Archive
from reporting.package.pack import pack
from reporting.package.xml import parse
from reporting.sheets.keys import TITLE, keys
from reporting.sheets.patch import Keyed, fill
from tests.sheets.made import loaded, parts

DATA = '<row r="1"><c r="A1"/><c r="B1"/><c r="C1"/><c r="D1"/></row>'
AROUND = (
    '<dataValidations count="1"><dataValidation type="whole" sqref="B1:C1"><formula1>0</formula1></dataValidation>'
    '</dataValidations><hyperlinks><hyperlink ref="C1" location="表!A1" display="看"/></hyperlinks>'
    '<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/>'
)


def filled(*, around: str = AROUND, text: str = "5") -> bytes:
    """Fill four figures of which two stand where staff have an input rule, one of these with a link."""
    values = {
        where: Keyed(text if where == "D1" else 5, f"2023Q3/K{n}/CITY")
        for n, where in enumerate(("A1", "B1", "C1", "D1"))
    }
    return fill(pack(parts(DATA, around=around)), {"表": values})


def sheet(content: bytes) -> bytes:
    """Give the sheet's part."""
    return Archive(content).read("xl/worksheets/sheet1.xml")


def test_a_key_is_read_back_where_it_was_put() -> None:
    """By message, where there is a rule by link; where staff have both, theirs stay and there is none of ours."""
    assert keys(filled()) == {"表": {"A1": "2023Q3/K0/CITY", "D1": "2023Q3/K3/CITY", "B1": "2023Q3/K1/CITY"}}
    root = parse(sheet(filled()))
    assert [one.get("ref") for one in root.iter("{*}hyperlink")] == ["C1", "B1"]
    assert next(iter(root.iter("{*}dataValidations"))).get("count") == "3"


def test_messages_are_no_rules() -> None:
    """Whatever one types into the cell is accepted: the message only says where the figure came from."""
    rule = loaded(filled())["表"].data_validations.dataValidation[-1]
    assert (rule.type, rule.showErrorMessage, rule.promptTitle) == (None, False, TITLE)


def test_filling_again_leaves_one_key() -> None:
    """An older key goes with the figure it was of; one that stands elsewhere stays."""
    again = fill(filled(), {"表": {"A1": Keyed(6, "2023Q4/K0/CITY"), "D1": "手填", "B1": 7}})
    assert keys(again) == {"表": {"A1": "2023Q4/K0/CITY"}}
    assert fill(again, {"表": {"A1": 1}}) == fill(filled(), {"表": {"A1": 1, "D1": "手填", "B1": 7}})


def test_where_no_key_is_asked_nothing_is_added() -> None:
    """Plain values leave rules and links as they are."""
    plain = fill(pack(parts(DATA, around="")), {"表": {"A1": 5}})
    assert b"dataValidation" not in sheet(plain)


def test_they_stand_in_their_place_in_the_sheet() -> None:
    """Excel refuses a sheet whose parts stand in another order."""
    root = parse(sheet(filled(around='<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/>')))
    names = [str(one.tag).rpartition("}")[2] for one in root]
    assert names == ["sheetData", "dataValidations", "pageMargins"]
