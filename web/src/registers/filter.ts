/** Conditions of a list, in the words of the interface: `level:eq:county`. They stand in the address of a page as they are. */
import type { Kind } from './declaration';

export type Test = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'in' | 'prefix' | 'contains' | 'has' | 'is_null' | 'not_null';

export interface Filter {
  field: string;
  test: Test;
  value?: string;
}

export function parseFilter(text: string): Filter {
  const [, field = '', test = 'eq', value] = /^([^:]*)(?::([^:]*))?(?::([\s\S]*))?$/.exec(text) ?? [];
  return value === undefined ? { field, test: test as Test } : { field, test: test as Test, value };
}

export function writeFilter({ field, test, value }: Filter): string {
  return value === undefined ? `${field}:${test}` : `${field}:${test}:${value}`;
}

/** The tests that make sense for a kind of field, the most usual first. */
export function testsOf(kind: Kind): Test[] {
  switch (kind.is) {
    case 'text':
      return ['contains', 'prefix', 'eq', 'is_null', 'not_null'];
    case 'ref':
      return ['eq', 'ne', 'is_null', 'not_null'];
    case 'choice':
      return ['in', 'is_null', 'not_null'];
    case 'choices':
      return ['has', 'is_null', 'not_null'];
    case 'flag':
      return ['eq', 'is_null', 'not_null'];
    case 'date':
    case 'number':
      return ['ge', 'le', 'eq', 'is_null', 'not_null'];
  }
}

/** The conditions with those of one field put in place of its old ones. */
export function replaceFilters(all: readonly string[], field: string, next: readonly Filter[]): string[] {
  const others = all.filter((text) => parseFilter(text).field !== field);
  return [...others, ...next.map(writeFilter)];
}

/** `-from` and so on: the field and its direction; nothing where the usual order holds. */
export function parseSort(text: string): { field: string; down: boolean } | undefined {
  const first = text.split(',')[0]?.trim() ?? '';
  if (first === '') return undefined;
  return first.startsWith('-') ? { field: first.slice(1), down: true } : { field: first, down: false };
}

/** What a press on a column's head makes of the order: upwards, downwards, as usual. */
export function nextSort(text: string, field: string): string {
  const now = parseSort(text);
  if (now?.field !== field) return field;
  return now.down ? '' : `-${field}`;
}
