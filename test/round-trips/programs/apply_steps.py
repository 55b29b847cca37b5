"""Does the steps of steps.ts in a workbook that a program has opened: the same words, for programs driven by Python.

An editor of a sheet counts rows and columns from 0; row 0 holds the headers. It has row_count(), column_count(),
text(row, column), put(row, column, value), insert_row(row), delete_row(row), sort_rows(column), filter(column, keep)
and move_column(source, target). An editor of a book has sheet(name), add_sheet(name) and rename_sheet(source, target).
"""

import re


def apply_steps(book, steps):
    for step in steps:
        if step['do'] == 'renameSheet':
            book.rename_sheet(step['sheet'], step['to'])
        elif step['do'] == 'addSheet':
            added = book.add_sheet(step['sheet'])
            for row, line in enumerate(step['lines']):
                added.put(row, 0, line)
        else:
            apply_to_sheet(book.sheet(step['sheet']), step)


def apply_to_sheet(sheet, step):
    kind = step['do']
    if kind == 'put':
        headers = step.get('headers', 0)
        row, column = row_where(sheet, step['row'], headers), column_of(sheet, step['header'], headers)
        sheet.put(row, column, step['value'])
    elif kind == 'append':
        fill_row(sheet, last_filled_row(sheet, next(iter(step['cells']))) + 1, step['cells'])
    elif kind == 'insert':
        row = row_where(sheet, step['above'])
        sheet.insert_row(row)
        fill_row(sheet, row, step['cells'])
    elif kind == 'delete':
        sheet.delete_row(row_where(sheet, step['row']))
    elif kind == 'sort':
        sheet.sort_rows(column_of(sheet, step['by']))
    elif kind == 'filter':
        sheet.filter(column_of(sheet, step['header']), step['keep'])
    elif kind == 'addColumn':
        add_column(sheet, step['header'], step['formula'])
    elif kind == 'moveColumn':
        sheet.move_column(column_of(sheet, step['header']), column_of(sheet, step['before']))
    else:
        raise ValueError(f'No step is called {kind}.')


def fill_row(sheet, row, cells):
    for header, value in cells.items():
        sheet.put(row, column_of(sheet, header), value)


def add_column(sheet, header, formula):
    column, last = sheet.column_count(), sheet.row_count()
    sheet.put(0, column, {'text': header})
    for row in range(1, last):
        in_row = re.sub(r'\[([^\]]+)\]', lambda name: f'{letters(column_of(sheet, name[1]))}{row + 1}', formula)
        sheet.put(row, column, {'formula': in_row})


def column_of(sheet, header, headers=0):
    for column in range(sheet.column_count()):
        if sheet.text(headers, column) == header:
            return column
    raise ValueError(f'The sheet has no column {header}.')


def row_where(sheet, where, headers=0):
    wanted = [(column_of(sheet, header, headers), text) for header, text in where.items()]
    for row in range(headers + 1, sheet.row_count()):
        if all(sheet.text(row, column) == text for column, text in wanted):
            return row
    raise ValueError(f'The sheet has no row {where}.')


def last_filled_row(sheet, header):
    column = column_of(sheet, header)
    return max(row for row in range(sheet.row_count()) if sheet.text(row, column) != '')


def letters(column):
    rest = column // 26
    return (letters(rest - 1) if rest > 0 else '') + chr(65 + column % 26)
