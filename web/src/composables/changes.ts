/**
 * What changes on the server, as it changes. One stream serves the whole page; it rests while the page is not looked at, and everybody who
 * listens is told that something may have been missed when it begins again.
 */
import { onScopeDispose } from 'vue';

import { address, type Schemas } from '@/api/client';

export type Change = Schemas['ChangeEvent'];
/** Called with the change, or with nothing when something may have been missed. */
type Listener = (change: Change | undefined) => void;

const listeners = new Set<Listener>();
let stream: EventSource | undefined;
let interrupted = false;

function tell(change: Change | undefined): void {
  for (const listener of [...listeners]) listener(change);
}

/** Tells everybody who listens that something may have been missed, so that lists are read again. */
export const tellMissed = (): void => tell(undefined);

function adjust(): void {
  const wanted = listeners.size > 0 && !document.hidden;
  if (wanted && !stream) {
    stream = new EventSource(address('/api/v1/events'));
    stream.addEventListener('change', (event) => tell(JSON.parse((event as MessageEvent<string>).data) as Change));
    stream.addEventListener('missed', () => tell(undefined));
    stream.addEventListener('error', () => (interrupted = true));
    stream.addEventListener('open', () => {
      if (interrupted) tell(undefined);
      interrupted = false;
    });
  } else if (!wanted && stream) {
    stream.close();
    stream = undefined;
    interrupted = true;
  }
}

document.addEventListener('visibilitychange', adjust);

/** Listens as long as the component is there. `concerns` picks what matters; what may have been missed always does. */
export function useChanges(run: () => void, concerns: (change: Change) => boolean = () => true): void {
  const listener: Listener = (change) => {
    if (!change || concerns(change)) run();
  };
  listeners.add(listener);
  adjust();
  onScopeDispose(() => {
    listeners.delete(listener);
    adjust();
  });
}
