/**
 * Where rows are in a box that scrolls. Browsers cut off boxes above some 30 million pixels, so that a box of very many rows is made shorter and
 * one step of its bar means more than one pixel; rows then keep their height, and the wheel moves by rows.
 */
export const BOX_PX_MAX = 12_000_000;

export interface Viewport {
  first: number;
  last: number;
  /** Where the first row's upper edge is, from the top of the box. */
  top: number;
}

/** The height of the box. */
export const boxHeight = (rows: number, rowHeight: number): number => Math.min(rows * rowHeight, BOX_PX_MAX);

/** Rows drawn above and below those in view. */
const EXTRA = 8;

/** Which of the drawn rows shows this one. A row that leaves the view lends its place to one that comes into it: to fill it costs less than to make it. */
export const placeOf = (index: number, rowHeight: number, height: number, extra = EXTRA): number => index % (Math.ceil(height / rowHeight) + 2 * extra + 2);

/** The rows to draw at a position of the bar, with a few above and below them. */
export function viewport(rows: number, rowHeight: number, scrollTop: number, height: number, extra = EXTRA): Viewport {
  const box = boxHeight(rows, rowHeight);
  const whole = rows * rowHeight;
  const reach = Math.max(box - height, 1);
  const position = Math.min(Math.max(scrollTop, 0), reach);
  // Where the view begins in a box of full height.
  const real = whole <= box ? position : (position / reach) * (whole - height);
  const first = Math.max(0, Math.floor(real / rowHeight) - extra);
  const last = Math.min(rows - 1, Math.ceil((real + height) / rowHeight) + extra);
  return { first, last: Math.max(last, first), top: position + first * rowHeight - real };
}

/** The position of the bar at which a row is in view; the present one when it is already. */
export function reveal(index: number, rows: number, rowHeight: number, scrollTop: number, height: number): number {
  const box = boxHeight(rows, rowHeight);
  const whole = rows * rowHeight;
  const reach = Math.max(box - height, 1);
  const scale = whole <= box ? 1 : (whole - height) / reach;
  const real = scrollTop * scale;
  const top = index * rowHeight;
  if (top < real) return top / scale;
  if (top + rowHeight > real + height) return (top + rowHeight - height) / scale;
  return scrollTop;
}
