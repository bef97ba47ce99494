/** Files that the server makes. They are fetched like everything else, so that a refusal is shown on the page and not in its place. */
import { problemOf } from './transport';

type Asked = Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** Saves an answer that was asked for with `parseAs: 'blob'` under the name that the server gives it. */
export async function save(asked: Asked, fallbackName: string): Promise<void> {
  const { data, error, response } = await asked;
  if (!response.ok || !(data instanceof Blob)) throw await problemOf(error, response);
  saveAs(data, nameOf(response.headers.get('Content-Disposition')) ?? fallbackName);
}

/** Saves a text that the page has. */
export const saveText = (text: string, name: string, type = 'text/plain'): void => saveAs(new Blob([text], { type: `${type};charset=utf-8` }), name);

function saveAs(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the content over by the next turn of its loop.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** The name within `Content-Disposition`, the one in UTF-8 first. */
export function nameOf(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(disposition ?? '')?.[1];
}
