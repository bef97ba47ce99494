/** The file that was just chosen. Its input forgets it, so that the same file can be chosen again after it was mended. */
export function chosenFile({ target }: Event): File | undefined {
  const input = target as HTMLInputElement;
  const file = input.files?.[0];
  input.value = '';
  return file;
}
