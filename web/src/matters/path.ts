/** The way of a matter as it is drawn: each step of its route with how far it has got and whose turn it is. */
import type { Matter, RouteStep } from './api';

export type StepState = 'done' | 'now' | 'asked' | 'ahead' | 'never';

export interface PathStep {
  step: RouteStep;
  at: number;
  state: StepState;
  /** The bodies that have it before them, or would. */
  units: readonly string[];
  since?: string;
  /** The day by which it has to be done; not while the applicant is asked something. */
  due?: string;
  /** The day on which it was over. */
  over?: string;
}

/** States in which nobody acts any more. */
const OVER: ReadonlySet<string> = new Set(['refused', 'withdrawn', 'closed', 'approved', 'filed', 'noticed', 'carried_out']);

export const isOver = ({ status }: Pick<Matter, 'status'>): boolean => OVER.has(status);

/** Acts by which a body is done with its step. */
const DECIDE: ReadonlySet<string> = new Set(['pass', 'refuse', 'carry_out', 'consent']);

/** What is filled in: a draft, and what was sent back. */
export const isOpenDraft = ({ status }: Pick<Matter, 'status'>): boolean => status === 'draft' || status === 'returned';

/** Since a correction began the way anew, only what was reached after it counts. */
export function pathOf(matter: Matter): PathStep[] {
  const isAtStart = isOpenDraft(matter);
  return matter.route.map((step, at): PathStep => {
    const reached = isAtStart ? [] : matter.steps.filter((one) => one.step === at);
    const open = reached.filter(({ closed_on: closed }) => !closed);
    const [first] = open.length ? open : reached.slice(-1);
    const units = open.length ? open.map(({ unit }) => unit) : step.units;
    if (!first) return { step, at, state: isOver(matter) ? 'never' : 'ahead', units };
    const by = matter.entries.filter((entry) => entry.step === at && DECIDE.has(entry.act)).pop()?.unit ?? first.unit;
    if (open.length === 0) return { step, at, state: 'done', units: [by], since: first.since, over: first.closed_on ?? undefined };
    const asked = open.some((one) => one.asked);
    return { step, at, state: asked ? 'asked' : 'now', units, since: first.since, due: asked ? undefined : (first.due_on ?? undefined) };
  });
}

/** The step whose turn it is. */
export const currentStep = (path: readonly PathStep[]): PathStep | undefined => path.find(({ state }) => state === 'now' || state === 'asked');
