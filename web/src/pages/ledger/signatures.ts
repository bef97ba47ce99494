/** Signatures of checkpoints, verified in this browser. Browsers of 2020 know neither algorithm: the library is loaded only where a receipt is verified. */
import { bytesOf, concat } from './hash';
import type { Note, SignatureLine, VerifierKey } from './note';
import { lendHasOwn } from './older';
import { verifySm2 } from './sm2';

export interface Signed {
  line: SignatureLine;
  /** The key under whose name it stands, where that is known. */
  key?: VerifierKey;
  /** Whether that key made it; nothing where the key is not known. */
  holds?: boolean;
  /** When a witness says that it signed, in seconds since 1970. */
  at?: number;
}

const TIME_BYTES = 8;

/** What these keys say of the lines of a note. */
export async function signaturesOf(note: Note, keys: readonly VerifierKey[]): Promise<Signed[]> {
  lendHasOwn();
  const { ed25519 } = await import('@noble/curves/ed25519.js');
  const edwards = (signature: Uint8Array, message: Uint8Array, key: Uint8Array): boolean => {
    try {
      return ed25519.verify(signature, message, key, { zip215: false });
    } catch {
      // What is no signature or no key at all is refused by an exception.
      return false;
    }
  };
  return Promise.all(
    note.lines.map(async (line): Promise<Signed> => {
      const key = keys.find(({ name, id }) => name === line.name && id === line.id);
      if (!key) return { line };
      const verify = key.kind.endsWith('ed25519') ? edwards : verifySm2;
      if (!key.kind.startsWith('witness')) return { line, key, holds: await verify(line.bytes, bytesOf(note.text), key.point) };
      const at = timeOf(line.bytes);
      return { line, key, at, holds: await verify(line.bytes.slice(TIME_BYTES), cosigned(note.text, at), key.point) };
    }),
  );
}

/** The moment that stands before a witness's signature. */
const timeOf = (bytes: Uint8Array): number => bytes.slice(0, TIME_BYTES).reduce((time, byte) => time * 256 + byte, 0);

/** What a witness signs. */
const cosigned = (text: string, at: number): Uint8Array => concat(bytesOf(`cosignature/v1\ntime ${at}\n`), bytesOf(text));

/**
 * Whether the log's own keys have signed: one of them has, and under no known name stands what is not its signature. A checkpoint that no known key
 * of the log has signed is believed by nobody.
 */
export type SignedBy = 'signed' | 'forged' | 'unknown';

export function signedBy(origin: string, signed: readonly Signed[]): SignedBy {
  if (signed.some(({ holds }) => holds === false)) return 'forged';
  const own = signed.some(({ key, holds }) => holds && key?.name === origin && !key.kind.startsWith('witness'));
  return own ? 'signed' : 'unknown';
}
