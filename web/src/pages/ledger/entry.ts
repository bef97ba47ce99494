/** What an entry says of itself: the object that the tree holds, and what it commits to beside. Their form is told in `docs/ledger.md`. */
export interface Digest {
  count: number;
  sm3: string;
  sha256: string;
}

export interface Body {
  article?: string | null;
  tables: { name: string; before: Digest; after: Digest }[];
  private?: { sm3: string; sha256: string };
}

export interface Private {
  person?: string | null;
  client?: string | null;
  source?: string | null;
  reason?: string | null;
  on: { table: string; code: string; from?: string | null }[];
}

export function readBody(entry: unknown): Body {
  const body = (entry ?? {}) as Partial<Body>;
  return { article: body.article, private: body.private, tables: body.tables ?? [] };
}

export function readPrivate(payload: unknown): Private | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const said = payload as Partial<Private>;
  return { ...said, on: said.on ?? [] };
}
