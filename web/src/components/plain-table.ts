/** What `PlainTable` is told of a column. A slot of the column's name takes the place of its text. */
export interface Column<T> {
  name: string;
  label: string;
  /** In pixels; without it the column takes what is left. */
  width?: number;
  /** Per cent of the table instead; what does not fit is cut and stands in the title, so that the table never grows wider than the page. */
  share?: number;
  /** Figures stand at the right. */
  number?: boolean;
  text?: (row: T) => string | number | undefined | null;
}
