/** What this browser keeps for its user. A browser may keep nothing, or have no room: then the page goes on as if nothing had been kept. */
export function keptHere(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepHere(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    // Asked for again, it is as it is by default.
  }
}
