/** SM3 (GB/T 32905-2016), which no browser has. What is hashed is public, so that only being right matters, and that is tested by the standard's examples. */

const FIRST = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
const BLOCK = 64;
const ROUNDS = 64;
/** From this round on, the other functions and the other constant. */
const LATE = 16;

const turn = (word: number, by: number): number => ((word << by % 32) | (word >>> (32 - (by % 32)) % 32)) | 0;
const mix0 = (word: number): number => word ^ turn(word, 9) ^ turn(word, 17);
const mix1 = (word: number): number => word ^ turn(word, 15) ^ turn(word, 23);

/** The bytes with their end mark and their length in bits, to whole blocks. */
function padded(bytes: Uint8Array): DataView {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setUint32(whole.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(whole.length - 4, (bytes.length << 3) >>> 0);
  return view;
}

/** The words of a block, stretched to as many as the rounds take. */
function stretched(view: DataView, at: number): Int32Array {
  const words = new Int32Array(ROUNDS + 4);
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + i * 4);
  for (let i = 16; i < words.length; i++) {
    words[i] = mix1(words[i - 16]! ^ words[i - 9]! ^ turn(words[i - 3]!, 15)) ^ turn(words[i - 13]!, 7) ^ words[i - 6]!;
  }
  return words;
}

function compress(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let round = 0; round < ROUNDS; round++) {
    const isLate = round >= LATE;
    const first = turn((turn(a, 12) + e + turn(isLate ? 0x7a879d8a : 0x79cc4519, round)) | 0, 7);
    const one = isLate ? (a & b) | (a & c) | (b & c) : a ^ b ^ c;
    const other = isLate ? (e & f) | (~e & g) : e ^ f ^ g;
    const left = (one + d + (first ^ turn(a, 12)) + (words[round]! ^ words[round + 4]!)) | 0;
    const right = (other + h + first + words[round]!) | 0;
    [a, b, c, d] = [left, a, turn(b, 9), c];
    [e, f, g, h] = [mix0(right), e, turn(f, 19), g];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => (state[at] = state[at]! ^ word));
}

export function sm3(bytes: Uint8Array): Uint8Array {
  const view = padded(bytes);
  const state = Int32Array.from(FIRST);
  for (let at = 0; at < view.byteLength; at += BLOCK) compress(state, stretched(view, at));
  const hash = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => hash.setInt32(at * 4, word));
  return new Uint8Array(hash.buffer);
}
