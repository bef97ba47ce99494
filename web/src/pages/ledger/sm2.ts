/** Signatures of SM2 with SM3 (GB/T 32918.2-2016), verified: points and numbers by the library, the rest as the standard says. */
import { bytesOf, concat } from './hash';
import { lendHasOwn } from './older';
import { sm3 } from './sm3';

/** The curve that GB/T 32918.5-2017 recommends. */
const CURVE = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};
const BYTES = 32;
/** Who signs, when nobody says otherwise, behind its length in bits. */
const IDENTITY = concat(Uint8Array.of(0x00, 0x80), bytesOf('1234567812345678'));

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') || '0'}`);
const wide = (number: bigint): Uint8Array =>
  Uint8Array.from(number.toString(16).padStart(BYTES * 2, '0').match(/../g) ?? [], (two) => Number.parseInt(two, 16));

/** The number that is signed: the message behind what the signer and the curve are. */
function hashOf(message: Uint8Array, point: Uint8Array): bigint {
  const signer = sm3(concat(IDENTITY, wide(CURVE.a), wide(CURVE.b), wide(CURVE.Gx), wide(CURVE.Gy), point.slice(1)));
  return numberOf(sm3(concat(signer, message)));
}

/** Whether the key, 0x04 ‖ X ‖ Y, made this signature, r ‖ s, under a message. */
export async function verifySm2(signature: Uint8Array, message: Uint8Array, point: Uint8Array): Promise<boolean> {
  if (signature.length !== BYTES * 2 || point.length !== 1 + BYTES * 2 || point[0] !== 0x04) return false;
  lendHasOwn();
  const { weierstrass } = await import('@noble/curves/abstract/weierstrass.js');
  const Point = weierstrass(CURVE);
  const [r, s] = [numberOf(signature.slice(0, BYTES)), numberOf(signature.slice(BYTES))];
  const t = (r + s) % CURVE.n;
  if (r === 0n || s === 0n || r >= CURVE.n || s >= CURVE.n || t === 0n) return false;
  try {
    // A point that is not on the curve is refused by an exception, and so is one without coordinates.
    const { x } = Point.BASE.mulAddUnsafe(s, Point.fromBytes(point), t).toAffine();
    return (hashOf(message, point) + x) % CURVE.n === r;
  } catch {
    return false;
  }
}
