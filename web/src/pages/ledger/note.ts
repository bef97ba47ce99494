/** Signed notes and the keys that verify them, as `docs/ledger.md` writes them: read here, believed by nobody yet. */
import { bytesOf, concat, equal, fromBase64, fromHex, sha256 } from './hash';

export type Kind = 'ed25519' | 'sm2' | 'witness-ed25519' | 'witness-sm2';

export interface VerifierKey {
  /** As it was written. */
  text: string;
  name: string;
  /** The first four bytes of its hash, in hexadecimal. */
  id: string;
  kind: Kind;
  point: Uint8Array;
}

export interface SignatureLine {
  name: string;
  id: string;
  bytes: Uint8Array;
}

export interface Note {
  /** What is signed, with its last line end. */
  text: string;
  lines: SignatureLine[];
}

/** How a key begins that is of a kind, and how long it is then. */
const KINDS: readonly [Kind, Uint8Array, number][] = [
  ['ed25519', Uint8Array.of(0x01), 32],
  ['witness-ed25519', Uint8Array.of(0x04), 32],
  ['sm2', concat(Uint8Array.of(0xff), bytesOf('sm2-sm3/v1:')), 65],
  ['witness-sm2', concat(Uint8Array.of(0xff), bytesOf('sm2-sm3-cosignature/v1:')), 65],
];
const ID_BYTES = 4;

/** A note; nothing when it is none. */
export function readNote(note: string): Note | undefined {
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0 || !note.endsWith('\n')) return undefined;
  const lines = note.slice(blank + 2, -1).split('\n').map(readLine);
  return lines.some((line) => !line) ? undefined : { text: note.slice(0, blank + 1), lines: lines as SignatureLine[] };
}

function readLine(line: string): SignatureLine | undefined {
  const [, name, base64] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? [];
  const bytes = base64 === undefined ? undefined : fromBase64(base64);
  if (!name || !bytes || bytes.length <= ID_BYTES) return undefined;
  return { name, id: toId(bytes), bytes: bytes.slice(ID_BYTES) };
}

const toId = (bytes: Uint8Array): string => Array.from(bytes.slice(0, ID_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The keys of a text, one on each line; empty lines are passed over. Lines that are no key are told apart. */
export async function readKeys(text: string): Promise<{ keys: VerifierKey[]; wrong: string[] }> {
  const lines = [...new Set(text.split(/\r?\n/).map((line) => line.trim()))].filter((line) => line !== '');
  const read = await Promise.all(lines.map(readKey));
  return { keys: read.flatMap((key) => key ?? []), wrong: lines.filter((_, at) => !read[at]) };
}

async function readKey(text: string): Promise<VerifierKey | undefined> {
  // The base64 may hold a plus sign itself.
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  const typed = fromBase64(base64 ?? '');
  if (!name || !id || !typed) return undefined;
  const found = KINDS.find(([, type, length]) => typed.length === type.length + length && equal(typed.slice(0, type.length), type));
  const hash = await sha256(concat(bytesOf(`${name}\n`), typed));
  // The identifier is part of what is compared by eye; one that does not fit its key is a mistake of whoever copied it.
  if (!found || !equal(hash.slice(0, ID_BYTES), fromHex(id) ?? new Uint8Array())) return undefined;
  const [kind, type] = found;
  return { text, name, id, kind, point: typed.slice(type.length) };
}
