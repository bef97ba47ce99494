/** What all pages together tell of themselves. */
import { describe, expect, it } from 'vitest';

import { entries, routes } from '@/app/navigation';

const repeated = (all: readonly string[]): string[] => all.filter((one, at) => all.indexOf(one) !== at);

describe('navigation', () => {
  it('has a key for one page only', () => {
    const keys = entries.flatMap(({ key }) => key ?? []);
    expect(keys.length).toBeGreaterThan(5);
    expect(repeated(keys)).toEqual([]);
  });

  it('names every page once', () => {
    expect(repeated(routes.map(({ name }) => String(name)))).toEqual([]);
  });
});
