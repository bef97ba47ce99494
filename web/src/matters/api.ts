/** What pages ask of matters: the forms, lists, one matter, and what is done with it. The forms are those of today and are asked for once. */
import { api, etag, take, type Both, type Schemas } from '@/api/client';
import { save } from '@/api/download';
import type { Row } from '@/registers/declaration';

import { readForm, type FormRead } from './form';

export type MatterForm = Schemas['MatterForm'];
export type Matter = Schemas['MatterWhole'];
export type MatterLine = Schemas['MatterLineView'];
export type MatterCheck = Schemas['MatterCheck'];
export type MatterAct = Schemas['MatterActView'];
export type RouteStep = Schemas['RouteStep'];
export type MatterNotice = Schemas['MatterNoticeView'];
export type MatterFile = Schemas['MatterFileView'];
export type Finding = Schemas['FindingView'];
/** One thing that is asked for, by the fields of its form. */
export type Line = Record<string, Row[string]>;

/** Which matters, by the names of the interface. */
export interface MatterQuestion {
  view: string;
  kind?: string;
  applicant?: string;
  status?: string;
  /** A word in the number, what it is about, or who applies. */
  q?: string;
  /** The first and the last day on which something is due. */
  due_from?: string;
  due_until?: string;
}

let instruments: Promise<Map<string, Both>> | undefined;
let forms: Promise<MatterForm[]> | undefined;
const read = new Map<string, Promise<FormRead>>();

/** The same for a unit: what it cannot start says why. */
export async function listFormsFor(applicant: string, signal?: AbortSignal): Promise<MatterForm[]> {
  return (await take(api.GET('/api/v1/matters/forms', { params: { query: { applicant } }, signal }))).forms;
}

/** The matters that can be started, family by family. */
export function listForms(): Promise<MatterForm[]> {
  forms ??= take(api.GET('/api/v1/matters/forms')).then(({ forms: all }) => all);
  forms.catch(() => (forms = undefined));
  return forms;
}

/** A form with the fields of one line. */
export function getForm(kind: string): Promise<FormRead> {
  const known = read.get(kind);
  if (known) return known;
  const asked = take(api.GET('/api/v1/matters/forms/{kind}', { params: { path: { kind } } })).then(readForm);
  read.set(kind, asked);
  asked.catch(() => read.delete(kind));
  return asked;
}

/** What the instruments are called for short, by their ids. */
export function instrumentNames(): Promise<Map<string, Both>> {
  instruments ??= take(api.GET('/api/v1/law/instruments')).then(({ instruments: all }) => new Map(all.map(({ id, short }) => [id, short])));
  instruments.catch(() => (instruments = undefined));
  return instruments;
}

export async function listMatters(
  question: MatterQuestion,
  page: { after?: string; limit: number },
  signal?: AbortSignal,
): Promise<{ rows: MatterLine[]; next?: string | null }> {
  const { kind, applicant, status, q } = question;
  const said = { kind: kind || undefined, applicant: applicant || undefined, status: status || undefined, q: q || undefined };
  const query = { ...question, ...said, ...page };
  const { matters, next } = await take(api.GET('/api/v1/matters', { params: { query }, signal }));
  return { rows: matters, next };
}

const DUE_PAGE = 200;
const DUE_MAX = 1000;

/** Matters in which something is to happen by one of these days: what waits for the user's units, and what they have handed in. */
export async function mattersDue(days: { from: string; until: string }, signal?: AbortSignal): Promise<MatterLine[]> {
  const within = { due_from: days.from, due_until: days.until };
  const found = await Promise.all(['to_decide', 'mine'].map((view) => allMatters({ view, ...within }, signal)));
  const due = found.flat().filter(({ closed_on: closed }) => !closed);
  // What a unit has brought before itself stands in both.
  return [...new Map(due.map((line) => [line.number, line])).values()];
}

async function allMatters(question: MatterQuestion, signal?: AbortSignal): Promise<MatterLine[]> {
  const lines: MatterLine[] = [];
  let after: string | undefined;
  do {
    const page = await listMatters(question, { after, limit: DUE_PAGE }, signal);
    lines.push(...page.rows);
    after = page.next ?? undefined;
  } while (after && lines.length < DUE_MAX);
  return lines;
}

export const getMatter = (number: string, signal?: AbortSignal): Promise<Matter> =>
  take(api.GET('/api/v1/matters/{number}', { params: { path: { number } }, signal }));

export const startMatter = (kind: string, applicant: string, subject?: string): Promise<Matter> =>
  take(api.POST('/api/v1/matters', { body: { kind, applicant, subject: subject || undefined } }));

/** Writes what is asked for into the version that was seen. */
export function editMatter(number: string, version: number, lines: readonly Line[]): Promise<Matter> {
  const params = { path: { number }, header: { 'If-Match': etag(version) } };
  return take(api.PUT('/api/v1/matters/{number}/lines', { params, body: { lines: lines as never } }));
}

/** Does something with the version that was seen. */
export function actOnMatter({ number, version }: Pick<Matter, 'number' | 'version'>, act: string, said?: string): Promise<Matter> {
  const params = { path: { number }, header: { 'If-Match': etag(version) } };
  return take(api.POST('/api/v1/matters/{number}/acts', { params, body: { act, words: said } }));
}

/** What the facts say of a matter; of other lines in its place, when they are given. Nothing is written. */
export const checkMatter = (number: string, lines: readonly Line[] | undefined, signal?: AbortSignal): Promise<MatterCheck> =>
  take(api.POST('/api/v1/matters/{number}/check', { params: { path: { number } }, body: { lines: lines as never }, signal }));

/** How many wait, are late, are drafted, were handed in; and notices that nobody has taken note of. */
export const countMatters = (signal?: AbortSignal): Promise<Schemas['MatterCountsView']> => take(api.GET('/api/v1/matters/counts', { signal }));

export interface ManyActs {
  number: string;
  act: string;
  version: number;
  words?: string;
}

/** Does something with many matters, each for itself: what is refused leaves the others done. */
export async function actOnMatters(acts: ManyActs[]): Promise<Schemas['MatterOutcome'][]> {
  return (await take(api.POST('/api/v1/matters/acts', { body: { acts } }))).outcomes;
}

export async function listNotices(
  open: boolean | undefined,
  page: { after?: string; limit: number },
  signal?: AbortSignal,
): Promise<{ rows: MatterNotice[]; next?: string | null }> {
  const { notices, next } = await take(api.GET('/api/v1/matters/notices', { params: { query: { open, ...page } }, signal }));
  return { rows: notices, next };
}

/** Somebody of the unit has taken note. */
export const takeNote = (id: string) => take(api.POST('/api/v1/matters/notices/{id}/note', { params: { path: { id } } }));

export const listFiles = (number: string, signal?: AbortSignal): Promise<Schemas['MatterFiles']> =>
  take(api.GET('/api/v1/matters/{number}/files', { params: { path: { number } }, signal }));

export const attachFile = (number: string, file: File) =>
  take(
    api.POST('/api/v1/matters/{number}/files', {
      params: { path: { number }, query: { name: file.name } },
      body: [],
      bodySerializer: () => file,
      headers: { 'Content-Type': 'application/octet-stream' },
    }),
  );

export const removeFile = (number: string, version: number, file: string) =>
  take(api.DELETE('/api/v1/matters/{number}/files/{file}', { params: { path: { number, file }, header: { 'If-Match': etag(version) } } }));

export const saveFile = (number: string, { id, name }: MatterFile) =>
  save(api.GET('/api/v1/matters/{number}/files/{file}', { params: { path: { number, file: id } }, parseAs: 'blob' }), name);

/** The application or the reply as a paper: `reply.pdf`. */
export const saveDocument = (number: string, document: string) =>
  save(api.GET('/api/v1/matters/{number}/documents/{document}', { params: { path: { number, document } }, parseAs: 'blob' }), `${number}-${document}`);

/** The form as a sheet, with the lines that are there. */
export const saveSheet = (number: string) =>
  save(api.GET('/api/v1/matters/{number}/lines.xlsx', { params: { path: { number } }, parseAs: 'blob' }), `${number}.xlsx`);

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Reads a sheet; with `preview` nothing is written. */
export function readSheet(number: string, version: number, file: File, preview: boolean): Promise<Schemas['MatterSheet']> {
  const params = { path: { number }, query: { preview }, header: { 'If-Match': etag(version) } };
  return take(api.POST('/api/v1/matters/{number}/lines.xlsx', { params, body: [], bodySerializer: () => file, headers: { 'Content-Type': XLSX } }));
}

/** What is there without a matter. */
export interface FindingQuestion {
  article?: string;
  register?: string;
  unit?: string;
  /** What began before any law asked for the matter. */
  earlier?: boolean;
}

export async function listFindings(
  question: FindingQuestion,
  page: { after?: string; limit: number },
  signal?: AbortSignal,
): Promise<{ rows: Finding[]; next?: string | null }> {
  const { article, register, unit, earlier } = question;
  const query = { article: article || undefined, register: register || undefined, unit: unit || undefined, earlier: earlier || undefined, ...page };
  const { findings, next } = await take(api.GET('/api/v1/matters/findings', { params: { query }, signal }));
  return { rows: findings, next };
}

export async function countFindings(unit: string | undefined, signal?: AbortSignal): Promise<Schemas['FindingCountView'][]> {
  return (await take(api.GET('/api/v1/matters/findings/counts', { params: { query: { unit: unit || undefined } }, signal }))).counts;
}
