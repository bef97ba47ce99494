/** What a browser calls itself, in the few words that its user knows it by. */
const BROWSERS: readonly [RegExp, string][] = [
  [/QAXBrowser|Qaxbrowser/i, 'Qaxbrowser'],
  [/360SE|360EE/i, '360'],
  [/Edg\/(\d+)/, 'Edge'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari/, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

/** `Chrome 126 · Windows`; what it says itself where nothing of it is known. */
export function shortAgent(agent: string): string {
  const browser = BROWSERS.find(([sign]) => sign.test(agent));
  const system = SYSTEMS.find(([sign]) => sign.test(agent));
  const version = browser && browser[0].exec(agent)?.[1];
  const parts = [browser && [browser[1], version].filter(Boolean).join(' '), system?.[1]].filter(Boolean);
  return parts.length ? parts.join(' · ') : agent;
}
