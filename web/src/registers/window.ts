/**
 * A window into a list of any length that comes page by page, each page naming the next. Only pages near the window are kept; where pages begin is
 * remembered, so that going back asks for one page and not for all before it. Once the length is known one may also jump: from the nearest page whose
 * beginning is known, rows are passed over. Answers to an older question are dropped.
 */
export interface Page<T> {
  rows: T[];
  /** Where the next page begins; nothing on the last. */
  next?: string | null;
}

/** Where a page begins: behind a cursor, or at the first row, and so many rows further on. */
export interface Start {
  after: string | undefined;
  skip: number;
}

export type LoadPage<T> = (start: Start, limit: number, signal: AbortSignal) => Promise<Page<T>>;

/** Whoever drags the bar passes by many pages; only where he rests for so long is one jumped to. */
const REST_MS = 80;

export class RowWindow<T> {
  private readonly pages = new Map<number, T[]>();
  /** The cursor behind which a page begins. */
  private readonly starts = new Map<number, string | undefined>([[0, undefined]]);
  /** Rows that are known to be there because they were read. */
  private read = 0;
  /** How many there are: as counted, then as the last page has shown. */
  private length: number | undefined;
  private ended = false;
  private wanted = { first: 0, last: 0 };
  private working: Promise<void> | undefined;
  private readonly control = new AbortController();

  /** `changed` is called whenever there is something else to show. */
  constructor(
    private readonly load: LoadPage<T>,
    private readonly changed: () => void,
    private readonly pageSize = 200,
    private readonly pagesKept = 12,
  ) {}

  /** Rows that are known to be there. */
  get count(): number {
    return this.ended ? (this.length ?? this.read) : Math.max(this.length ?? 0, this.read);
  }

  /** Whether there are more behind them. */
  get more(): boolean {
    return !this.ended && this.read >= (this.length ?? 0);
  }

  /** Says how many rows were counted; from now on one may jump to any of them. */
  counted(length: number): void {
    if (this.ended) return;
    this.length = length;
    this.changed();
  }

  /** The row at a place; nothing while it has not come. */
  rowAt(index: number): T | undefined {
    return this.pages.get(Math.floor(index / this.pageSize))?.[index % this.pageSize];
  }

  /** Rows that are here, with their places, from the first to the last. */
  *here(): Iterable<[number, T]> {
    const inOrder = [...this.pages].sort(([one], [other]) => one - other);
    for (const [number, rows] of inOrder) for (const [at, row] of rows.entries()) yield [number * this.pageSize + at, row];
  }

  /** Sees to it that these rows come, and one page ahead of them. Ends when they are there. */
  show(first: number, last: number): Promise<void> {
    this.wanted = { first, last: last + this.pageSize };
    this.working ??= this.work().finally(() => (this.working = undefined));
    return this.working;
  }

  /** Puts another row in the place of one that is here. */
  replace(index: number, row: T): void {
    const rows = this.pages.get(Math.floor(index / this.pageSize));
    if (rows) rows[index % this.pageSize] = row;
  }

  /** Gives up; nothing that comes later is taken. */
  stop(): void {
    this.control.abort();
  }

  private async work(): Promise<void> {
    for (let page = this.missing(); page !== undefined && !this.control.signal.aborted; page = this.missing()) {
      const start = this.startOf(page);
      if (start.skip > 0) {
        await new Promise((resolve) => setTimeout(resolve, REST_MS));
        if (this.missing() !== page) continue;
      }
      const answer = await this.load(start, this.pageSize, this.control.signal);
      if (this.control.signal.aborted) return;
      this.take(page, start, answer);
      this.forget();
      this.changed();
    }
  }

  private take(page: number, { skip }: Start, { rows, next }: Page<T>): void {
    const first = page * this.pageSize;
    if (rows.length === 0 && skip > 0) {
      // Jumped beyond the end: there are fewer rows by now than were counted.
      this.length = first;
      return;
    }
    this.pages.set(page, rows);
    this.read = Math.max(this.read, first + rows.length);
    if (next) this.starts.set(page + 1, next);
    else [this.ended, this.length] = [true, first + rows.length];
  }

  /** The nearest way to a page: behind a cursor that is known, and rows passed over from there. */
  private startOf(page: number): Start {
    let near = page;
    while (!this.starts.has(near)) near--;
    return { after: this.starts.get(near), skip: (page - near) * this.pageSize };
  }

  /** The page to ask for next: one in the window that is not here, what is seen before what is ahead. */
  private missing(): number | undefined {
    const last = Math.floor(this.wanted.last / this.pageSize);
    for (let page = Math.floor(this.wanted.first / this.pageSize); page <= last; page++) {
      const isThere = page * this.pageSize < this.count || this.more;
      if (!isThere) return undefined;
      if (!this.pages.has(page)) return page;
    }
    return undefined;
  }

  /** Lets go of the rows that are farthest from the window. */
  private forget(): void {
    const middle = (this.wanted.first + this.wanted.last) / 2 / this.pageSize;
    const byNearness = [...this.pages.keys()].sort((one, other) => Math.abs(one + 0.5 - middle) - Math.abs(other + 0.5 - middle));
    for (const page of byNearness.slice(this.pagesKept)) this.pages.delete(page);
  }
}
