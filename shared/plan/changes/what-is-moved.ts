/** Columns by which a line of a budget change moves money. */
export const whatAChangeMoves = ['change', 'line', 'budgetLine', 'amount', 'counterpart', 'rebaseline'];
