/** In what two texts differ: character by character in Chinese, word by word in languages with spaces. */
export interface Piece {
  text: string;
  /** Whether the other text says this too. */
  same: boolean;
}

/** Longer texts are shown without marks: to compare them would take longer than to read them. */
const CELLS_MAX = 4_000_000;

const wordsOf = (text: string): string[] => text.match(/[A-Za-z0-9À-ɏ'’-]+|\s+|[^]/gu) ?? [];

/** Where less than this part of the shorter text is in the other, marks would hide the words: both are shown as they are. */
const ALIKE_MIN = 0.4;

/** Both texts in pieces. A single character between two differences is marked with them, or the marks cannot be read. */
export function differences(one: string, other: string): [Piece[], Piece[]] {
  const [left, right] = [wordsOf(one), wordsOf(other)];
  const whole = (text: string): Piece[] => (text ? [{ text, same: true }] : []);
  if (left.length * right.length > CELLS_MAX) return [whole(one), whole(other)];
  const kept = common(left, right);
  const alike = left.filter((word, at) => kept.left[at] && word.trim() !== '').length;
  const shorter = Math.min(...[left, right].map((all) => all.filter((word) => word.trim() !== '').length));
  if (alike < shorter * ALIKE_MIN) return [whole(one), whole(other)];
  return [joined(left, kept.left), joined(right, kept.right)];
}

/** Which words stand in the longest common part. */
function common(left: readonly string[], right: readonly string[]): { left: boolean[]; right: boolean[] } {
  const width = right.length + 1;
  const longest = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        left[i] === right[j] ? longest[(i + 1) * width + j + 1]! + 1 : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const kept = { left: left.map(() => false), right: right.map(() => false) };
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (left[i] === right[j]) kept.left[i++] = kept.right[j++] = true;
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i++;
    else j++;
  }
  return kept;
}

function joined(all: readonly string[], kept: readonly boolean[]): Piece[] {
  const pieces: Piece[] = [];
  all.forEach((text, at) => {
    // A single character that both happen to have, between two that differ, is no agreement.
    const same = kept[at]! && !(at > 0 && at < all.length - 1 && !kept[at - 1] && !kept[at + 1] && text.length === 1);
    const last = pieces[pieces.length - 1];
    if (last?.same === same) last.text += text;
    else pieces.push({ text, same });
  });
  return pieces;
}
