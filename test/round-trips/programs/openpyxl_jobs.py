"""Edits workbooks with openpyxl. Reads a list of {input, output, steps} as JSON from standard input."""

import datetime
import json
import sys

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.filters import FilterColumn, Filters

from apply_steps import apply_steps


class Book:
    def __init__(self, workbook):
        self.workbook = workbook

    def sheet(self, name):
        return Sheet(self.workbook[name])

    def add_sheet(self, name):
        return Sheet(self.workbook.create_sheet(name))

    def rename_sheet(self, source, target):
        self.workbook[source].title = target


class Sheet:
    def __init__(self, worksheet):
        self.worksheet = worksheet

    def cell(self, row, column):
        return self.worksheet.cell(row + 1, column + 1)

    def row_count(self):
        return self.worksheet.max_row

    def column_count(self):
        return self.worksheet.max_column

    def text(self, row, column):
        value = self.cell(row, column).value
        return '' if value is None else str(value)

    def put(self, row, column, value):
        cell = self.cell(row, column)
        if 'text' in value:
            cell.value = value['text']
            cell.data_type = 's'
        elif 'day' in value:
            date_format = cell.number_format
            cell.value = datetime.date.fromisoformat(value['day'])
            cell.number_format = date_format
        else:
            cell.value = value.get('number', value.get('formula'))
        self.grow_table(row)

    def insert_row(self, row):
        self.worksheet.insert_rows(row + 1)
        self.resize_table(1)

    def delete_row(self, row):
        self.worksheet.delete_rows(row + 1)
        self.resize_table(-1)

    def sort_rows(self, column):
        rows = [self.values(row) for row in range(1, self.row_count())]
        rows.sort(key=lambda cells: str(cells[column][0]), reverse=True)
        for row, cells in enumerate(rows, 1):
            self.set_values(row, cells)

    def filter(self, column, keep):
        for table in self.worksheet.tables.values():
            table.autoFilter.filterColumn = [FilterColumn(colId=column, filters=Filters(filter=[keep]))]
        for row in range(1, self.row_count()):
            self.worksheet.row_dimensions[row + 1].hidden = self.text(row, column) != keep

    def move_column(self, source, target):
        for row in range(self.row_count()):
            self.set_values(row, moved(self.values(row), source, target))
        for table in self.worksheet.tables.values():
            names = moved([column.name for column in table.tableColumns], source, target)
            for column, name in zip(table.tableColumns, names):
                column.name = name

    def values(self, row):
        cells = [self.cell(row, column) for column in range(self.column_count())]
        return [(cell.value, cell.data_type, cell.number_format) for cell in cells]

    def set_values(self, row, values):
        for column, (value, data_type, number_format) in enumerate(values):
            cell = self.cell(row, column)
            cell.value, cell.data_type, cell.number_format = value, data_type, number_format

    def grow_table(self, row):
        for table in self.worksheet.tables.values():
            if row + 1 == range_boundaries(table.ref)[3] + 1:
                self.resize_table(1)

    def resize_table(self, rows):
        for table in self.worksheet.tables.values():
            left, top, right, bottom = range_boundaries(table.ref)
            table.ref = f'{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom + rows}'
            table.autoFilter.ref = table.ref


def moved(items, source, target):
    items = list(items)
    items.insert(target, items.pop(source))
    return items


for job in json.load(sys.stdin):
    workbook = openpyxl.load_workbook(job['input'])
    apply_steps(Book(workbook), job['steps'])
    workbook.save(job['output'])
