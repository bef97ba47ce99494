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
  /** The person of the body to whom it was given. */
  given?: string;
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

/** Bodies that are told, and decide nothing. */
const TOLD: ReadonlySet<string> = new Set(['notice', 'inform']);

/**
 * Since a correction began the way anew, only what was done after it counts. A step is done when its body decided: one that was taken away from it,
 * because the matter was sent back or withdrawn, is not.
 */
export function pathOf(matter: Matter): PathStep[] {
  const isAtStart = isOpenDraft(matter);
  const filed = matter.entries.map(({ act }) => act).lastIndexOf('submit');
  const filedOn = matter.entries[filed]?.on ?? '';
  const since = isAtStart ? [] : matter.entries.slice(filed + 1);
  return matter.route.map((step, at): PathStep => {
    const reached = isAtStart ? [] : matter.steps.filter((one) => one.step === at);
    const open = reached.filter(({ closed_on: closed }) => !closed);
    const [first] = open;
    if (first) {
      const asked = open.some((one) => one.asked);
      return {
        step,
        at,
        state: asked ? 'asked' : 'now',
        units: open.map(({ unit }) => unit),
        since: first.since,
        given: open.map(({ given_to: name }) => name).find(Boolean) ?? undefined,
        due: asked ? undefined : (first.due_on ?? undefined),
      };
    }
    if (TOLD.has(step.does)) {
      const told = reached.filter((one) => one.since >= filedOn);
      const [one] = told;
      if (one) return { step, at, state: 'done', units: told.map(({ unit }) => unit), since: one.since, over: one.closed_on ?? undefined };
    } else {
      const decision = since.filter((entry) => entry.step === at && DECIDE.has(entry.act)).pop();
      const last = reached[reached.length - 1];
      if (decision) return { step, at, state: 'done', units: decision.unit ? [decision.unit] : step.units, since: last?.since, over: decision.on };
    }
    return { step, at, state: isOver(matter) ? 'never' : 'ahead', units: step.units };
  });
}

/** The step whose turn it is. */
export const currentStep = (path: readonly PathStep[]): PathStep | undefined => path.find(({ state }) => state === 'now' || state === 'asked');
