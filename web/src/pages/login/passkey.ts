/** Passkeys as browsers know them: bytes in place of the base 64 in which the server speaks. Older browsers cannot convert it by themselves. */
interface Descriptor {
  id: string;
  type: 'public-key';
  transports?: AuthenticatorTransport[];
}
interface CreationOptions extends Omit<PublicKeyCredentialCreationOptions, 'challenge' | 'user' | 'excludeCredentials'> {
  challenge: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: Descriptor[];
}
interface RequestOptions extends Omit<PublicKeyCredentialRequestOptions, 'challenge' | 'allowCredentials'> {
  challenge: string;
  allowCredentials?: Descriptor[];
}

/** Passkeys are bound to a name: a browser refuses to make one for an address in digits. */
const isName = (host: string): boolean => !/^[\d.]+$|^\[/.test(host);

export const canUsePasskeys = (): boolean => window.isSecureContext && 'PublicKeyCredential' in window && isName(window.location.hostname);

export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

export function toText(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

const descriptors = (all: Descriptor[] | undefined) => all?.map((one) => ({ ...one, id: toBytes(one.id) }));

/** Has the browser make a passkey; `RegistrationResponseJSON`. */
export async function makePasskey(given: Record<string, unknown>): Promise<Record<string, never>> {
  const options = publicKey(given) as unknown as CreationOptions;
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      user: { ...options.user, id: toBytes(options.user.id) },
      excludeCredentials: descriptors(options.excludeCredentials),
    },
  });
  const made = credential as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  const transports = typeof response.getTransports === 'function' ? response.getTransports() : [];
  return whole(made, { clientDataJSON: toText(response.clientDataJSON), attestationObject: toText(response.attestationObject), transports });
}

/** Has the browser show a passkey; `AuthenticationResponseJSON`. */
export async function showPasskey(given: Record<string, unknown>): Promise<Record<string, never>> {
  const options = publicKey(given) as unknown as RequestOptions;
  const credential = await navigator.credentials.get({
    publicKey: { ...options, challenge: toBytes(options.challenge), allowCredentials: descriptors(options.allowCredentials) },
  });
  const shown = credential as PublicKeyCredential;
  const response = shown.response as AuthenticatorAssertionResponse;
  return whole(shown, {
    clientDataJSON: toText(response.clientDataJSON),
    authenticatorData: toText(response.authenticatorData),
    signature: toText(response.signature),
    userHandle: response.userHandle ? toText(response.userHandle) : undefined,
  });
}

const publicKey = (given: Record<string, unknown>): Record<string, unknown> => (given.publicKey as Record<string, unknown> | undefined) ?? given;

function whole(credential: PublicKeyCredential, response: Record<string, unknown>): Record<string, never> {
  const { id, rawId, type } = credential;
  return { id, rawId: toText(rawId), type, response, clientExtensionResults: credential.getClientExtensionResults() } as unknown as Record<string, never>;
}
