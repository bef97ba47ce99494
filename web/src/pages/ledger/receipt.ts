/**
 * Receipts of the ledger, recomputed here. What is computed is told in `docs/ledger.md`.
 *
 * Recomputed is that entry and paths lead to the roots that the receipt itself brings along; anybody can make up a receipt of which that is true.
 * That the roots are the ledger's own is said by the signatures, which are as good as the keys by which they are verified.
 */
import { bytesOf, concat, equal, fromBase64, fromHex, sha256, toBase64, toHex } from './hash';
import { readNote, type Note } from './note';
import type { SignedBy } from './signatures';
import { sm3 } from './sm3';

/** The two hash functions: whoever broke one has not broken the other. */
export type HashName = 'sha256' | 'sm3';
type Hash = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;
const HASHES: Record<HashName, Hash> = { sha256, sm3 };

export interface Receipt {
  index: number;
  /** The entry's canonical text, byte for byte. */
  entry: string;
  /** What names persons, where the receipt discloses it. */
  private?: { text: string; salt: Uint8Array };
  /** The proofs, lowest first. */
  path: Record<HashName, Uint8Array[]>;
  checkpoint: { origin: string; size: number } & Record<HashName, Uint8Array>;
  /** The checkpoint as it is signed. */
  note: Note;
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
  const steps = (name: HashName) => values(name).map(fromBase64);
  const path = { sha256: steps('sha256'), sm3: steps('sm3') };
  const checkpoint = readCheckpoint(note);
  const signed = readNote(note.endsWith('\n') ? note : `${note}\n`);
  if (entry === undefined || index === undefined || !checkpoint || !signed) return undefined;
  if ([...path.sha256, ...path.sm3].some((hash) => hash?.length !== 32)) return undefined;
  const receipt: Receipt = { index, entry, path: path as Receipt['path'], checkpoint, note: signed };
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
  return { origin, size, sha256, sm3 };
}

export interface Recomputed {
  /** Under each hash function: the entry as a leaf, the root to which the proof leads, if to any, and the one that the checkpoint says. */
  trees: Record<HashName, { leaf: string; root?: string; signed: string; included: boolean }>;
  /** The entry bears the number of the receipt. */
  numberFits: boolean;
  /** The entry is written in the one way in which what it says may be written. */
  isCanonical: boolean;
  /** What names persons is what the entry commits to; `undefined` when it is not disclosed. */
  privateFits?: boolean;
}

export async function recompute(receipt: Receipt): Promise<Recomputed> {
  const { entry, index } = receipt;
  const said = readEntry(entry);
  const result: Recomputed = {
    trees: { sha256: await treeOf(receipt, 'sha256'), sm3: await treeOf(receipt, 'sm3') },
    numberFits: said?.seq === index,
    isCanonical: said !== undefined && canonical(said) === entry,
  };
  if (receipt.private) {
    const disclosed = concat(receipt.private.salt, bytesOf(receipt.private.text));
    const fits = async (name: HashName) => toHex(await HASHES[name](disclosed)) === said?.private?.[name];
    result.privateFits = (await fits('sha256')) && (await fits('sm3'));
  }
  return result;
}

async function treeOf({ entry, index, path, checkpoint }: Receipt, name: HashName): Promise<Recomputed['trees'][HashName]> {
  const leaf = await HASHES[name](concat(Uint8Array.of(0), bytesOf(entry)));
  const root = await rootOf(leaf, index, checkpoint.size, path[name], HASHES[name]);
  const signed = checkpoint[name];
  return { leaf: toHex(leaf), root: root && toHex(root), signed: toHex(signed), included: root !== undefined && equal(root, signed) };
}

/** Whether it agrees with itself. */
export const holds = ({ trees, numberFits, isCanonical, privateFits }: Recomputed): boolean =>
  numberFits && isCanonical && trees.sha256.included && trees.sm3.included && privateFits !== false;

/**
 * Where a receipt stands. `holds`: everything was verified here, by keys that the user has compared or brought. `shown`: so it was, but by keys of which
 * the server only says that they are the ledger's. `server`: the signatures are good by the server's word alone. `fits`: nothing is known of them.
 */
export type Verdict = 'holds' | 'shown' | 'server' | 'fits' | 'fails';

/** What was found out here of the signatures, and whether the user himself vouches for the keys. */
export interface Believed {
  by: SignedBy;
  vouched: boolean;
}

export function verdictOf(own: Recomputed | undefined, believed: Believed | undefined, server: { holds: boolean } | undefined): Verdict {
  if (!own || !holds(own) || believed?.by === 'forged') return 'fails';
  // Of another ledger, whose keys the user brought, this server knows nothing.
  if (believed?.by === 'signed' && believed.vouched) return 'holds';
  if (server?.holds === false) return 'fails';
  if (believed?.by === 'signed') return 'shown';
  return server ? 'server' : 'fits';
}

/** The canonical text of what was read (RFC 8785), of numbers that are whole. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, of]) => `${JSON.stringify(name)}:${canonical(of)}`).join(',')}}`;
}

function readEntry(text: string): { seq?: number; private?: Partial<Record<HashName, string>> } | undefined {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null ? said : undefined;
  } catch {
    return undefined;
  }
}

/** The root that an inclusion proof leads to (RFC 9162, section 2.1.3.2); `undefined` when the proof is too short or too long. */
export async function rootOf(leaf: Uint8Array, index: number, size: number, path: readonly Uint8Array[], hashed: Hash = sha256): Promise<Uint8Array | undefined> {
  if (index >= size) return undefined;
  // Halved by division: there may be more entries than the 32 bits that the operators of bits keep.
  const half = (value: number) => Math.floor(value / 2);
  let at = index;
  let last = size - 1;
  let hash = leaf;
  const node = (left: Uint8Array, right: Uint8Array) => hashed(concat(Uint8Array.of(1), left, right));
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

/** The hash of a root as checkpoints write it. */
export const asBase64 = (hex: string): string => toBase64(fromHex(hex) ?? new Uint8Array());
