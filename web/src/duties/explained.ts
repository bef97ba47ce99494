/**
 * An explanation of a duty, read into what a page can link and a form can begin with. The interface tells facts and remedies as sentences made
 * from the declarations of registers, in the user's language; with the same declarations they are read back. A sentence that cannot be read is
 * shown as it is.
 */
import type { Both } from '@/api/client';
import { pick, words } from '@/i18n';
import type { Declaration, Field, Value } from '@/registers/declaration';
import type { Draft } from '@/registers/form';

/** Where one duty stands, in words. */
export interface Standing {
  duty: string;
  title: string;
  article: string;
  subject_register: string;
  subject: string;
  subject_name: string;
  unit?: string | null;
  unit_name?: string | null;
  status: string;
  period?: string | null;
  since?: string | null;
  due?: string | null;
  provisional: boolean;
  reason_label: string;
  missing?: string | null;
  supplementary: boolean;
  advice: boolean;
  rests_on: string[];
  next_change?: string | null;
}

export interface Explanation {
  day: string;
  duties: Standing[];
  facts: string[];
  remedy: string[];
}

/** A register by what it is called. */
export interface Labelled {
  name: string;
  label: Both;
}

export interface Fact {
  register?: string;
  code?: string;
  what: string;
  /** Who vouches for it, and when it was learned. */
  source: string;
}

export type Action = 'add' | 'complete' | 'correct' | 'end' | 'withdraw';

/** One row that would have to change. */
export interface Step {
  text: string;
  action: Action;
  register: string;
  /** The row's code; for a new row only where another new row names it. */
  code?: string;
  /** What it would have to say, as told. */
  tail: string;
}

/** One way to fulfil a duty, for a period where it has several. */
export interface Remedy {
  head: string;
  lines: { text: string; step?: Step }[];
}

const VERBS = words<Action>({
  add: { zh: '新增', en: 'Add' },
  complete: { zh: '补充', en: 'Fill in' },
  correct: { zh: '更正', en: 'Correct' },
  end: { zh: '结束', en: 'End' },
  withdraw: { zh: '撤销', en: 'Withdraw' },
});
const ACTIONS: Action[] = ['add', 'complete', 'correct', 'end', 'withdraw'];

const SIGNS = words({
  colon: { zh: '：', en: ': ' },
  comma: { zh: '，', en: ', ' },
  equals: { zh: '=', en: ' = ' },
  bracket: { zh: '（', en: ' (' },
  closing: { zh: '）', en: ')' },
  nothing: { zh: '（空）', en: '(empty)' },
  listed: { zh: '、', en: '; ' },
  yes: { zh: '是', en: 'yes' },
});
const sign = (key: keyof typeof SIGNS): string => pick(SIGNS[key]);
const ARROW = ' → ';
const DOT = ' · ';

/** The longest of some beginnings that a text has. */
function longest<T>(text: string, all: readonly T[], beginning: (one: T) => string): T | undefined {
  const fitting = all.filter((one) => text.startsWith(beginning(one)));
  return fitting.sort((a, b) => beginning(b).length - beginning(a).length)[0];
}

/** A fact that was read: which row, what it says, and where that came from. */
export function readFact(line: string, registers: readonly Labelled[]): Fact {
  const at = line.lastIndexOf(sign('bracket'));
  const closes = line.endsWith(sign('closing'));
  const text = at > 0 && closes ? line.slice(0, at) : line;
  const source = at > 0 && closes ? line.slice(at + sign('bracket').length, -sign('closing').length) : '';
  const found = longest(text, registers, ({ label }) => `${pick(label)} `);
  const dot = text.indexOf(DOT);
  if (!found || dot < 0) return { what: text, source };
  return { register: found.name, code: text.slice(pick(found.label).length + 1, dot), what: text.slice(dot + DOT.length), source };
}

/** What would fulfil a duty: heads, each with its sentences. */
export function readRemedies(lines: readonly string[], registers: readonly Labelled[]): Remedy[] {
  const remedies: Remedy[] = [];
  for (const line of lines) {
    const last = remedies[remedies.length - 1];
    if (line.startsWith('  ') && last) last.lines.push({ text: line.trim(), step: readStep(line.trim(), registers) });
    else remedies.push({ head: line, lines: [] });
  }
  return remedies;
}

export function readStep(text: string, registers: readonly Labelled[]): Step | undefined {
  const action = ACTIONS.find((one) => text.startsWith(`${pick(VERBS[one])} `));
  if (!action) return undefined;
  const rest = text.slice(pick(VERBS[action]).length + 1);
  const found = longest(rest, registers, ({ label }) => pick(label));
  if (!found) return undefined;
  const after = rest.slice(pick(found.label).length);
  const colon = after.indexOf(sign('colon'));
  const code = (colon < 0 ? after : after.slice(0, colon)).trim();
  const tail = colon < 0 ? '' : after.slice(colon + sign('colon').length);
  return { text, action, register: found.name, ...(code ? { code } : {}), tail };
}

/** What the row would have to say, by field; `undefined` where it would have to say nothing. */
export function draftOf(step: Step, declaration: Declaration): Draft {
  const draft: Draft = {};
  for (const piece of piecesOf(step.tail, declaration.fields)) {
    const field = longest(piece, declaration.fields, ({ label }) => pick(label));
    if (!field) continue;
    const told = piece.slice(pick(field.label).length);
    const arrow = told.lastIndexOf(ARROW);
    if (arrow >= 0) draft[field.name] = valueOf(field, told.slice(arrow + ARROW.length));
    else if (told.startsWith(sign('equals'))) draft[field.name] = valueOf(field, told.slice(sign('equals').length));
  }
  return draft;
}

/** The tail in one piece for each field; a comma within a value separates nothing. */
function piecesOf(tail: string, fields: readonly Field[]): string[] {
  const pieces: string[] = [];
  for (const piece of tail.split(sign('comma'))) {
    const begins = fields.some(({ label }) => piece.startsWith(`${pick(label)}${sign('equals')}`) || (piece.startsWith(`${pick(label)} `) && piece.includes(ARROW)));
    if (begins || pieces.length === 0) pieces.push(piece);
    else pieces[pieces.length - 1] += `${sign('comma')}${piece}`;
  }
  return pieces;
}

function valueOf({ kind }: Field, text: string): Value {
  if (text === '' || text === sign('nothing')) return undefined;
  switch (kind.is) {
    case 'choice':
      return kind.choices.find(({ label, value }) => pick(label) === text || value === text)?.value;
    case 'choices': {
      const told = text.split(sign('listed'));
      return kind.choices.filter(({ label }) => told.includes(pick(label))).map(({ value }) => value);
    }
    case 'flag':
      return text === sign('yes');
    case 'number':
      return Number(text);
    default:
      return text;
  }
}
