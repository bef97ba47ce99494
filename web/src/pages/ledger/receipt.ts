/**
 * Receipts of the ledger, recomputed here. What is computed is told in `docs/ledger.md`.
 *
 * Recomputed is that entry and path lead to the root that the receipt itself brings along; anybody can make up a receipt of which that is true.
 * That the root is the ledger's own is said by the signatures, which the server verifies with the tree under SM3, or offline the program.
 */
import { bytesOf, concat, equal, fromBase64, fromHex, sha256, toBase64, toHex } from './hash';

export interface Receipt {
  index: number;
  /** The entry's canonical text, byte for byte. */
  entry: string;
  /** What names persons, where the receipt discloses it. */
  private?: { text: string; salt: Uint8Array };
  /** The proof under SHA-256, lowest first. */
  path: Uint8Array[];
  checkpoint: { origin: string; size: number; sha256: Uint8Array; sm3: string };
}

const FIRST_LINE = 'shouwang-receipt/v1';

/** Reads a receipt; `undefined` when it is none. */
export function readReceipt(text: string): Receipt | undefined {
  const [head, note] = split(text.replace(/\r\n/g, '\n').trimStart());
  const lines = head.split('\n');
  if (lines.shift() !== FIRST_LINE || note === undefined) return undefined;
  const values = (name: string) => lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  const [entry] = values('entry');
  const index = count(values('index')[0]);
  const path = values('sha256').map(fromBase64);
  const checkpoint = readCheckpoint(note);
  if (entry === undefined || index === undefined || checkpoint === undefined || path.some((hash) => hash?.length !== 32)) return undefined;
  const receipt: Receipt = { index, entry, path: path as Uint8Array[], checkpoint };
  const [disclosed] = values('private');
  const salt = fromHex(values('salt')[0] ?? '');
  if (disclosed !== undefined && salt) receipt.private = { text: disclosed, salt };
  return receipt;
}

/** What stands before and behind the first blank line. */
function split(text: string): [string, string?] {
  const at = text.indexOf('\n\n');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 2)];
}

const count = (text: string | undefined): number | undefined => (text !== undefined && /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined);

function readCheckpoint(note: string): Receipt['checkpoint'] | undefined {
  const [origin, digits, root, extension] = note.split('\n');
  const size = count(digits);
  const sha256 = fromBase64(root ?? '');
  const sm3 = fromBase64(/^sm3 (.+)$/.exec(extension ?? '')?.[1] ?? '');
  if (!origin || size === undefined || sha256?.length !== 32 || sm3?.length !== 32) return undefined;
  return { origin, size, sha256, sm3: toHex(sm3) };
}

export interface Recomputed {
  /** Hash of the entry as a leaf. */
  leaf: string;
  /** The root that the proof leads to; `undefined` when it leads to none. */
  root?: string;
  /** The root that the checkpoint says. */
  signed: string;
  /** The checkpoint's root under SM3, as given. */
  sm3: string;
  /** The entry bears the number of the receipt. */
  numberFits: boolean;
  /** The proof leads to the checkpoint's root. */
  included: boolean;
  /** What names persons is what the entry commits to; `undefined` when it is not disclosed. */
  privateFits?: boolean;
}

export async function recompute(receipt: Receipt): Promise<Recomputed> {
  const { entry, index, path, checkpoint } = receipt;
  const leaf = await sha256(concat(Uint8Array.of(0), bytesOf(entry)));
  const root = await rootOf(leaf, index, checkpoint.size, path);
  const said = readEntry(entry);
  const result: Recomputed = {
    leaf: toHex(leaf),
    root: root && toHex(root),
    signed: toHex(checkpoint.sha256),
    sm3: checkpoint.sm3,
    numberFits: said?.seq === index,
    included: root !== undefined && equal(root, checkpoint.sha256),
  };
  if (receipt.private) {
    const { salt, text } = receipt.private;
    result.privateFits = toHex(await sha256(concat(salt, bytesOf(text)))) === said?.private?.sha256;
  }
  return result;
}

/** Whether it agrees with itself. */
export const holds = (result: Recomputed): boolean => result.numberFits && result.included && result.privateFits !== false;

/** Where a receipt stands: `fits` when nothing is known of its signatures. */
export type Verdict = 'holds' | 'fits' | 'fails';

/** What both say together: only whoever verified the signatures can say that the entry is in the ledger. */
export function verdictOf(own: Recomputed | undefined, server: { holds: boolean } | undefined): Verdict {
  if (!own || !holds(own) || server?.holds === false) return 'fails';
  return server ? 'holds' : 'fits';
}

function readEntry(text: string): { seq?: number; private?: { sha256?: string } } | undefined {
  try {
    return JSON.parse(text) as { seq?: number };
  } catch {
    return undefined;
  }
}

/** The root that an inclusion proof leads to (RFC 9162, section 2.1.3.2); `undefined` when the proof is too short or too long. */
export async function rootOf(leaf: Uint8Array, index: number, size: number, path: readonly Uint8Array[]): Promise<Uint8Array | undefined> {
  if (index >= size) return undefined;
  // Halved by division: there may be more entries than the 32 bits that the operators of bits keep.
  const half = (value: number) => Math.floor(value / 2);
  let at = index;
  let last = size - 1;
  let hash = leaf;
  for (const beside of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = await node(beside, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = await node(hash, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? hash : undefined;
}

const node = (left: Uint8Array, right: Uint8Array): Promise<Uint8Array> => sha256(concat(Uint8Array.of(1), left, right));

/** The hash of a root as checkpoints write it. */
export const asBase64 = (hex: string): string => toBase64(fromHex(hex) ?? new Uint8Array());
