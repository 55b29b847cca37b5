"""Writes a workbook with what the workbench knows nothing of, as openpyxl saves it. Argument: where to."""

import sys

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule
from openpyxl.styles import Alignment, Border, Font, GradientFill, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableStyleInfo

book = Workbook()
plan = book.active
plan.title = "Plan"
plan.append(["Code", "Name", "Amount", "Share", "Kind"])
for number in range(1, 9):
    plan.append([f"{number:04}", f"Site {number}", number * 1000.5, f"=C{number + 1}/SUM($C$2:$C$9)", "Open"])
plan["A12"] = "Merged heading"
plan.merge_cells("A12:C12")
plan["A14"] = "To the district"
plan["A14"].hyperlink = "https://example.org/district"
plan["A15"] = "To the lists"
plan["A15"].hyperlink = "#Lists!A1"
plan["B3"].comment = Comment("Ask the architect.", "Ann")
plan["C5"].comment = Comment("Estimated.", "Bea")
plan["A1"].font = Font(name="Georgia", size=14, bold=True, color=Color(theme=4))
plan["B2"].border = Border(left=Side("thick", color="FF0000"), bottom=Side("double"))
plan["B4"].fill = GradientFill(stop=("FFFFFF", "99CCFF"))
plan["C2"].number_format = "#,##0.00"
plan["C3"].number_format = '[Red]#,##0.00;[Blue]-#,##0.00'
plan["E2"].alignment = Alignment(textRotation=45, horizontal="center")
plan.conditional_formatting.add("C2:C9", CellIsRule(operator="greaterThan", formula=["4000"], fill=PatternFill("solid", bgColor="FFC7CE")))
plan.conditional_formatting.add("D2:D9", ColorScaleRule(start_type="min", start_color="FFFFFF", end_type="max", end_color="63BE7B"))
plan.conditional_formatting.add("A2:B9", FormulaRule(formula=["$C2>5000"], font=Font(italic=True)))
whole = DataValidation(type="whole", operator="between", formula1="0", formula2="99999", showErrorMessage=True)
whole.add("C2:C9")
kinds = DataValidation(type="list", formula1="Kinds", allow_blank=True, showErrorMessage=True)
kinds.promptTitle, kinds.prompt, kinds.showInputMessage = "Kind", "Choose one.", True
kinds.add("E2:E9")
plan.add_data_validation(whole)
plan.add_data_validation(kinds)
chart = BarChart()
chart.add_data(Reference(plan, min_col=3, min_row=1, max_row=9), titles_from_data=True)
chart.set_categories(Reference(plan, min_col=2, min_row=2, max_row=9))
plan.add_chart(chart, "G2")
plan.print_area = "A1:E15"
plan.print_title_rows = "1:1"
plan.page_setup.orientation = "landscape"
plan.page_setup.fitToWidth = 1
plan.oddFooter.center.text = "Page &P"
plan.row_breaks.append(Break(id=9))
plan.freeze_panes = "B2"
plan.column_dimensions.group("H", "J", outline_level=1, hidden=True)
plan.row_dimensions.group(14, 15, outline_level=1)
plan.row_dimensions[2].height = 33
plan.column_dimensions["B"].width = 25
plan.sheet_properties.tabColor = "1072BA"
plan.sheet_view.zoomScale = 85
lists = book.create_sheet("Lists")
for kind in ["Kind", "Open", "Closed"]:
    lists.append([kind])
book.defined_names.append(DefinedName("Kinds", attr_text="Lists!$A$2:$A$3"))
book.defined_names.append(DefinedName("Rate", attr_text="0.0725", hidden=True))
costs = book.create_sheet("Costs")
costs.append(["Item", "Price", "Pieces", "Sum"])
for number in range(1, 6):
    costs.append([f"Item {number}", number * 10, number, f"=Table1[[#This Row],[Price]]*Table1[[#This Row],[Pieces]]"])
table = Table(displayName="Table1", ref="A1:D6")
table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium9", showRowStripes=True)
costs.add_table(table)
costs.auto_filter.ref = None
notes = book.create_sheet("Notes")
notes["A1"] = "=Plan!C2*2"
notes["B2"] = "=SUM(Plan!C2:C9)"
notes.sheet_state = "hidden"
book.properties.title = "Foreign"
book.properties.creator = "Somebody"
book.save(sys.argv[1])
