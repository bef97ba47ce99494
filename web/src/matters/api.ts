/** What pages ask of matters: the forms, lists, one matter, and what is done with it. The forms are those of today and are asked for once. */
import { api, etag, take, type Both, type Schemas } from '@/api/client';
import type { Row } from '@/registers/declaration';

import { readForm, type FormRead } from './form';

export type MatterForm = Schemas['MatterForm'];
export type Matter = Schemas['MatterWhole'];
export type MatterLine = Schemas['MatterLineView'];
export type MatterCheck = Schemas['MatterCheck'];
export type MatterAct = Schemas['MatterActView'];
export type RouteStep = Schemas['RouteStep'];
/** One thing that is asked for, by the fields of its form. */
export type Line = Record<string, Row[string]>;

/** Which matters, by the names of the interface. */
export interface MatterQuestion {
  view: string;
  kind?: string;
  applicant?: string;
  status?: string;
}

let instruments: Promise<Map<string, Both>> | undefined;
let forms: Promise<MatterForm[]> | undefined;
const read = new Map<string, Promise<FormRead>>();

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

export async function listMatters(question: MatterQuestion, page: { after?: string; limit: number }, signal?: AbortSignal): Promise<{ rows: MatterLine[]; next?: string | null }> {
  const { view, kind, applicant, status } = question;
  const query = { view, kind: kind || undefined, applicant: applicant || undefined, status: status || undefined, ...page };
  const { matters, next } = await take(api.GET('/api/v1/matters', { params: { query }, signal }));
  return { rows: matters, next };
}

export const getMatter = (number: string, signal?: AbortSignal): Promise<Matter> => take(api.GET('/api/v1/matters/{number}', { params: { path: { number } }, signal }));

export const startMatter = (kind: string, applicant: string, subject?: string): Promise<Matter> => take(api.POST('/api/v1/matters', { body: { kind, applicant, subject: subject || undefined } }));

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
