/** What the hashing library asks of browsers and those of 2020 do not have. It has to be there before the library is loaded. */
export function lendHasOwn(to: object = Object): void {
  if ('hasOwn' in to) return;
  const value = (of: object, name: PropertyKey): boolean => Object.prototype.hasOwnProperty.call(of, name);
  Object.defineProperty(to, 'hasOwn', { value, configurable: true, writable: true });
}
