/**
 * A window into a list of any length that comes page by page, each page naming the next. Only pages near the window are kept; where others begin
 * is remembered, so that going back asks for one page and not for all before it. Answers to an older question are dropped.
 */
export interface Page<T> {
  rows: T[];
  /** Where the next page begins; nothing on the last. */
  next?: string | null;
}

export type LoadPage<T> = (after: string | undefined, limit: number, signal: AbortSignal) => Promise<Page<T>>;

interface Known<T> {
  after: string | undefined;
  count: number;
  rows: T[] | undefined;
}

export class RowWindow<T> {
  private pages: Known<T>[] = [];
  private next: string | null | undefined;
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
    const last = this.pages[this.pages.length - 1];
    return last ? (this.pages.length - 1) * this.pageSize + last.count : 0;
  }

  /** Whether there are more behind them. */
  get more(): boolean {
    return this.pages.length === 0 || (this.next !== undefined && this.next !== null);
  }

  /** The row at a place; nothing while it has not come. */
  at(index: number): T | undefined {
    return this.pages[Math.floor(index / this.pageSize)]?.rows?.[index % this.pageSize];
  }

  /** Rows that are here, with their places. */
  *here(): Iterable<[number, T]> {
    for (const [number, page] of this.pages.entries()) for (const [at, row] of (page.rows ?? []).entries()) yield [number * this.pageSize + at, row];
  }

  /** Sees to it that these rows come, and one page ahead of them. Ends when they are there. */
  show(first: number, last: number): Promise<void> {
    this.wanted = { first, last: last + this.pageSize };
    this.working ??= this.work().finally(() => (this.working = undefined));
    return this.working;
  }

  /** Puts another row in the place of one that is here. */
  replace(index: number, row: T): void {
    const rows = this.pages[Math.floor(index / this.pageSize)]?.rows;
    if (rows) rows[index % this.pageSize] = row;
  }

  /** Gives up; nothing that comes later is taken. */
  stop(): void {
    this.control.abort();
  }

  private async work(): Promise<void> {
    for (let page = this.missing(); page !== undefined && !this.control.signal.aborted; page = this.missing()) {
      const after = page < this.pages.length ? this.pages[page]?.after : (this.next ?? undefined);
      const answer = await this.load(after, this.pageSize, this.control.signal);
      if (this.control.signal.aborted) return;
      const isLast = page >= this.pages.length - 1;
      this.pages[page] = { after, count: answer.rows.length, rows: answer.rows };
      if (isLast) this.next = answer.next;
      this.forget();
      this.changed();
    }
  }

  /** The page to ask for next: one in the window that is not here, what is seen before what is ahead. */
  private missing(): number | undefined {
    const last = Math.floor(this.wanted.last / this.pageSize);
    for (let page = Math.floor(this.wanted.first / this.pageSize); page <= last; page++) {
      if (page < this.pages.length) {
        if (!this.pages[page]?.rows) return page;
      } else if (this.more) {
        return this.pages.length;
      }
    }
    return undefined;
  }

  /** Lets go of the rows that are farthest from the window. */
  private forget(): void {
    const middle = (this.wanted.first + this.wanted.last) / 2 / this.pageSize;
    const kept = this.pages.map((page, number) => ({ page, away: Math.abs(number + 0.5 - middle) })).filter(({ page }) => page.rows);
    kept.sort((a, b) => a.away - b.away);
    for (const { page } of kept.slice(this.pagesKept)) page.rows = undefined;
  }
}
