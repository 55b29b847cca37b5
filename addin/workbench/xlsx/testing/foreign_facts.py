"""Prints what openpyxl finds in a workbook beside values, as JSON. Argument: the file."""

import json
import sys

from openpyxl import load_workbook

book = load_workbook(sys.argv[1])


def of(sheet):
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return {
        "merged": sorted(str(area) for area in sheet.merged_cells.ranges),
        "conditional": sorted([str(held.sqref), [list(rule.formula) for rule in held.rules]] for held in sheet.conditional_formatting),
        "rules": sorted([str(rule.sqref), rule.type, rule.formula1, rule.prompt] for rule in sheet.data_validations.dataValidation),
        "notes": {cell.coordinate: cell.comment.text for cell in cells if cell.comment},
        "links": {cell.coordinate: cell.hyperlink.target or cell.hyperlink.location for cell in cells if cell.hyperlink},
        "print": [sheet.print_area, sheet.print_title_rows, sheet.page_setup.orientation, sheet.oddFooter.center.text],
        "charts": [[chart.anchor._from.row, chart.anchor._from.col, chart.series[0].val.numRef.f] for chart in sheet._charts],
        "tables": [[table.name, table.ref, [column.name for column in table.tableColumns]] for table in sheet.tables.values()],
        "breaks": [each.id for each in sheet.row_breaks.brk],
        "frozen": sheet.freeze_panes,
        "outline": sorted([name, column.outlineLevel, column.hidden] for name, column in sheet.column_dimensions.items() if column.outlineLevel),
        "rowOutline": sorted(number for number, row in sheet.row_dimensions.items() if row.outlineLevel),
        "tab": sheet.sheet_properties.tabColor.rgb if sheet.sheet_properties.tabColor else None,
        "zoom": sheet.sheet_view.zoomScale,
        "borders": sorted(cell.coordinate for cell in cells if cell.border.left.style),
        "gradients": sorted(cell.coordinate for cell in cells if cell.fill.tagname == "gradientFill"),
        "turned": sorted(cell.coordinate for cell in cells if cell.alignment.textRotation),
    }


print(json.dumps({
    "sheets": {sheet.title: of(sheet) for sheet in book.worksheets},
    "names": sorted([name.name, name.attr_text] for name in book.defined_names.definedName),
    "title": book.properties.title,
}))
