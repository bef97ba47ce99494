import { describe, expect, it } from 'vitest';

import { RowWindow, type Page } from '@/registers/window';

const ROWS = 1_000_000;
const PAGE = 200;

/** A million rows behind cursors, and which pages were asked for. */
function million() {
  const asked: number[] = [];
  const load = async (after: string | undefined, limit: number): Promise<Page<number>> => {
    const first = Number(after ?? 0);
    asked.push(first);
    const rows = Array.from({ length: Math.min(limit, ROWS - first) }, (_, at) => first + at);
    return { rows, next: first + rows.length < ROWS ? String(first + rows.length) : null };
  };
  return { asked, load };
}

describe('a window into a million rows', () => {
  it('asks for what is in view and one page ahead, and for nothing twice', async () => {
    const { asked, load } = million();
    const rows = new RowWindow(load, () => undefined, PAGE);
    await rows.show(0, 30);
    expect(asked).toEqual([0, 200]);
    await rows.show(10, 40);
    expect(asked).toEqual([0, 200]);
    expect(rows.at(25)).toBe(25);
    expect(rows.more).toBe(true);
  });

  it('keeps few pages however far one scrolls, and asks for one page to go back', async () => {
    const { asked, load } = million();
    const rows = new RowWindow(load, () => undefined, PAGE, 6);
    for (let at = 0; at < 20_000; at += 150) await rows.show(at, at + 30);
    expect([...rows.here()].length).toBeLessThanOrEqual(6 * PAGE);
    expect(rows.at(5)).toBeUndefined();
    asked.length = 0;
    await rows.show(0, 30);
    expect(asked).toEqual([0, 200]);
    expect(rows.at(5)).toBe(5);
    expect(rows.count).toBeGreaterThan(19_000);
  });

  it('ends where the list ends', async () => {
    const rows = new RowWindow(async () => ({ rows: [1, 2, 3], next: null }), () => undefined, PAGE);
    await rows.show(0, 30);
    expect([rows.count, rows.more]).toEqual([3, false]);
  });

  it('takes nothing that comes after it was given up', async () => {
    let answer: (page: Page<number>) => void = () => undefined;
    let changes = 0;
    const rows = new RowWindow<number>(
      () => new Promise((resolve) => (answer = resolve)),
      () => changes++,
    );
    const shown = rows.show(0, 30);
    rows.stop();
    answer({ rows: [1], next: null });
    await shown;
    expect([changes, rows.count]).toEqual([0, 0]);
  });

  it('goes on after a failure when it is asked again', async () => {
    let fails = true;
    const { load } = million();
    const rows = new RowWindow<number>(
      (after, limit) => (fails ? Promise.reject(new Error('offline')) : load(after, limit)),
      () => undefined,
      PAGE,
    );
    await expect(rows.show(0, 30)).rejects.toThrow('offline');
    fails = false;
    await rows.show(0, 30);
    expect(rows.at(0)).toBe(0);
  });
});
