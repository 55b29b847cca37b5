"""Edits workbooks with LibreOffice over UNO. Reads a list of {input, output, steps} as JSON from standard input.

The one argument is a folder for LibreOffice's profile. LibreOffice is started for this run alone, on a pipe of its own,
and ended with it.
"""

import datetime
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException
from com.sun.star.sheet import TableFilterField
from com.sun.star.sheet.FilterOperator import EQUAL
from com.sun.star.table import CellRangeAddress, TableSortField

from apply_steps import apply_steps

# How often LibreOffice is asked whether it is ready to talk; it is waited for until it is, or has ended.
ASK_AGAIN_S = 0.05


def prop(name, value):
    return PropertyValue(Name=name, Value=value)


class Book:
    def __init__(self, document):
        self.document = document

    def sheet(self, name):
        return Sheet(self.document, self.document.Sheets.getByName(name))

    def add_sheet(self, name):
        self.document.Sheets.insertNewByName(name, self.document.Sheets.Count)
        return self.sheet(name)

    def rename_sheet(self, source, target):
        self.document.Sheets.getByName(source).Name = target


class Sheet:
    def __init__(self, document, sheet):
        self.document = document
        self.sheet = sheet

    def used(self):
        cursor = self.sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        return cursor.RangeAddress

    def row_count(self):
        return self.used().EndRow + 1

    def column_count(self):
        return self.used().EndColumn + 1

    def text(self, row, column):
        return self.sheet.getCellByPosition(column, row).String

    def put(self, row, column, value):
        cell = self.sheet.getCellByPosition(column, row)
        if 'text' in value:
            cell.String = value['text']
        elif 'number' in value:
            cell.Value = value['number']
        elif 'day' in value:
            cell.Value = (datetime.date.fromisoformat(value['day']) - self.null_date()).days
        elif 'formula' in value:
            cell.Formula = value['formula']
        else:
            cell.String = ''

    def null_date(self):
        first = self.document.NullDate
        return datetime.date(first.Year, first.Month, first.Day)

    def insert_row(self, row):
        self.sheet.Rows.insertByIndex(row, 1)

    def delete_row(self, row):
        self.sheet.Rows.removeByIndex(row, 1)

    def table(self):
        """The database range that LibreOffice makes of the Excel table, headers included."""
        index = self.sheet.RangeAddress.Sheet
        for name in self.document.DatabaseRanges.ElementNames:
            found = self.document.DatabaseRanges.getByName(name)
            if found.DataArea.Sheet == index:
                return found
        raise ValueError(f'{self.sheet.Name} has no table.')

    def sort_rows(self, column):
        field = TableSortField()
        field.Field = column
        field.IsAscending = False
        fields = uno.Any('[]com.sun.star.table.TableSortField', (field,))
        area = self.sheet.getCellRangeByPosition(0, 0, self.used().EndColumn, self.used().EndRow)
        descriptor = (prop('SortFields', fields), prop('ContainsHeader', True), prop('IsSortColumns', False))
        uno.invoke(area, 'sort', (uno.Any('[]com.sun.star.beans.PropertyValue', descriptor),))

    def filter(self, column, keep):
        field = TableFilterField()
        field.Field = column
        field.Operator = EQUAL
        field.StringValue = keep
        table = self.table()
        table.FilterDescriptor.setFilterFields((field,))
        table.AutoFilter = True
        table.refresh()

    def move_column(self, source, target):
        index = self.sheet.RangeAddress.Sheet
        last = self.used().EndRow
        self.sheet.Columns.insertByIndex(target, 1)
        source += 1 if source >= target else 0
        area = CellRangeAddress(Sheet=index, StartColumn=source, EndColumn=source, StartRow=0, EndRow=last)
        self.sheet.moveRange(self.sheet.getCellByPosition(target, 0).CellAddress, area)
        self.sheet.Columns.removeByIndex(source, 1)


def connect(pipe, office):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext('com.sun.star.bridge.UnoUrlResolver', local)
    while office.poll() is None:
        try:
            context = resolver.resolve(f'uno:pipe,name={pipe};urp;StarOffice.ComponentContext')
            return context.ServiceManager.createInstanceWithContext('com.sun.star.frame.Desktop', context)
        except NoConnectException:
            time.sleep(ASK_AGAIN_S)
    raise SystemExit(f'LibreOffice ended at once, with code {office.returncode}.')


def run(desktop, job):
    hidden = (prop('Hidden', True),)
    document = desktop.loadComponentFromURL(pathlib.Path(job['input']).as_uri(), '_blank', 0, hidden)
    apply_steps(Book(document), job['steps'])
    document.calculateAll()
    document.storeToURL(pathlib.Path(job['output']).as_uri(), (prop('FilterName', 'Calc MS Excel 2007 XML'),))
    document.close(True)


def main():
    jobs = json.load(sys.stdin)
    pipe = f'sep-sync-{os.getpid()}'
    profile = pathlib.Path(sys.argv[1]).as_uri()
    command = ['soffice', f'-env:UserInstallation={profile}', '--headless', '--norestore', '--nologo']
    office = subprocess.Popen([*command, f'--accept=pipe,name={pipe};urp;'], start_new_session=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit('Stopped before LibreOffice was done.'))
    try:
        desktop = connect(pipe, office)
        for job in jobs:
            run(desktop, job)
        try:
            desktop.terminate()
        except DisposedException:
            # It has ended before it could answer, as it was asked to.
            pass
        office.wait()
    finally:
        if office.poll() is None:
            os.killpg(office.pid, signal.SIGKILL)


main()
