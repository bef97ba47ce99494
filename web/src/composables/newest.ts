/** Of several runs the one that was begun last counts: whoever waits for an earlier one waits for it, too. */
export function waitForNewest(): (run: Promise<void>) => Promise<void> {
  let newest: Promise<void>;
  return async (run) => {
    newest = run;
    let awaited;
    do await (awaited = newest);
    while (awaited !== newest);
  };
}
