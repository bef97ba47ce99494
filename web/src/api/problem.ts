/** What went wrong with a request, in one form for every page: RFC 9457 as the server sends it, or what the browser noticed by itself. */
import type { components } from './schema';

export type Problem = components['schemas']['Problem'];

/** The code of a problem, with the one that no server can send. */
export type ProblemCode = Problem['code'] | 'unreachable';

export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly status: number;
  /** What is wrong and what to do, in the user's language. */
  readonly detail: string;
  readonly title: string;
  readonly requestId: string;
  /** What is wrong with single fields, by the field's name. */
  readonly fields: ReadonlyMap<string, string>;
  /** What is wrong in places that are no field of a form. */
  readonly others: readonly string[];

  constructor(problem: Pick<Problem, 'title' | 'detail' | 'status' | 'request_id' | 'errors'> & { code: ProblemCode }) {
    super(problem.detail);
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.detail = problem.detail;
    this.requestId = problem.request_id;
    const fields = new Map<string, string>();
    const others: string[] = [];
    for (const { place, detail } of problem.errors ?? []) {
      const field = fieldOf(place);
      if (field) fields.set(field, [fields.get(field), detail].filter(Boolean).join(' '));
      else others.push(detail);
    }
    this.fields = fields;
    this.others = others;
  }
}

/** The field that a JSON pointer ends in: `/rows/0/row/name` is `name`, `/name` is `name`. */
export function fieldOf(place: string): string | undefined {
  const last = place.split('/').pop() ?? '';
  return last === '' || /^\d+$/.test(last) ? undefined : last.replace(/~1/g, '/').replace(/~0/g, '~');
}

/** Anything that was thrown, as a problem that can be shown. */
export function asProblem(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new ProblemError({ code: 'internal', status: 0, title: detail, detail, request_id: '' });
}
