import { describe, expect, it } from 'vitest';

import { RowWindow, type Page, type Start } from '@/registers/window';

const ROWS = 1_000_000;
const PAGE = 200;

/** A million rows behind cursors, and which pages were asked for. */
function million() {
  const asked: number[] = [];
  const load = async ({ after, skip }: Start, limit: number): Promise<Page<number>> => {
    const first = Math.min(Number(after ?? 0) + skip, ROWS);
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
    expect(rows.rowAt(25)).toBe(25);
    expect(rows.more).toBe(true);
  });

  it('keeps few pages however far one scrolls, and asks for one page to go back', async () => {
    const { asked, load } = million();
    const rows = new RowWindow(load, () => undefined, PAGE, 6);
    for (let at = 0; at < 20_000; at += 150) await rows.show(at, at + 30);
    expect([...rows.here()].length).toBeLessThanOrEqual(6 * PAGE);
    expect(rows.rowAt(5)).toBeUndefined();
    asked.length = 0;
    await rows.show(0, 30);
    expect(asked).toEqual([0, 200]);
    expect(rows.rowAt(5)).toBe(5);
    expect(rows.count).toBeGreaterThan(19_000);
  });

  it('jumps to any row once they are counted, and goes on from there page by page', async () => {
    const { asked, load } = million();
    const rows = new RowWindow(load, () => undefined, PAGE);
    await rows.show(0, 30);
    rows.counted(ROWS);
    expect([rows.count, rows.more]).toEqual([ROWS, false]);
    asked.length = 0;
    await rows.show(500_000, 500_030);
    expect(asked).toEqual([500_000, 500_200]);
    expect(rows.rowAt(500_007)).toBe(500_007);
    await rows.show(ROWS - 30, ROWS - 1);
    expect(rows.rowAt(ROWS - 1)).toBe(ROWS - 1);
    expect(rows.count).toBe(ROWS);
  });

  it('asks for nothing that one only passes by while dragging the bar', async () => {
    const { asked, load } = million();
    const rows = new RowWindow(load, () => undefined, PAGE);
    await rows.show(0, 30);
    rows.counted(ROWS);
    asked.length = 0;
    const dragged = rows.show(300_000, 300_030);
    void rows.show(400_000, 400_030);
    void rows.show(600_000, 600_030);
    await dragged;
    expect(asked).toEqual([600_000, 600_200]);
  });

  it('ends earlier where rows have gone since they were counted, and later where some have come', async () => {
    const rows = (there: number) => async ({ after, skip }: Start, limit: number) => {
      const first = Math.min(Number(after ?? 0) + skip, there);
      const page = Array.from({ length: Math.min(limit, there - first) }, (_, at) => first + at);
      return { rows: page, next: first + page.length < there ? String(first + page.length) : null };
    };
    const fewer = new RowWindow(rows(1_050), () => undefined, PAGE);
    await fewer.show(0, 30);
    fewer.counted(2_000);
    await fewer.show(1_900, 1_930);
    expect(fewer.count).toBeLessThan(2_000);
    await fewer.show(1_000, 1_030);
    expect([fewer.count, fewer.more]).toEqual([1_050, false]);
    const later = new RowWindow(rows(450), () => undefined, PAGE);
    await later.show(0, 30);
    later.counted(300);
    await later.show(280, 299);
    expect([later.count, later.more]).toEqual([450, false]);
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
      (start, limit) => (fails ? Promise.reject(new Error('offline')) : load(start, limit)),
      () => undefined,
      PAGE,
    );
    await expect(rows.show(0, 30)).rejects.toThrow('offline');
    fails = false;
    await rows.show(0, 30);
    expect(rows.rowAt(0)).toBe(0);
  });
});
