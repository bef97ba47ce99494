/** Comma-separated values as RFC 4180 has them, with the mark by which spreadsheets know UTF-8. */
type Cell = string | number | null | undefined;

export const csv = (lines: readonly (readonly Cell[])[]): string => `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;

/** A text that a spreadsheet would take for a formula begins with an apostrophe. */
function cell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
