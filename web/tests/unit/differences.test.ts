/** Two texts side by side: what one says and the other does not is marked, and nothing of either is lost. */
import { expect, it } from 'vitest';

import { differences, type Piece } from '@/pages/law/differences';

const told = (pieces: Piece[]) => pieces.map(({ text, same }) => (same ? text : `[${text}]`)).join('');

it('marks characters of Chinese and words of English', () => {
  expect(differences('应当在十日内备案。', '应当在五个工作日内备案。').map(told)).toEqual(['应当在[十]日内备案。', '应当在[五个工作]日内备案。']);
  expect(differences('files within ten days', 'files within five days').map(told)).toEqual(['files within [ten] days', 'files within [five] days']);
  expect(differences('一样', '一样').map(told)).toEqual(['一样', '一样']);
});

it('loses no character of either, whatever they are', () => {
  const pool = '甲乙丙丁，。 a1😀\n';
  let seed = 7;
  const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648);
  for (let round = 0; round < 300; round++) {
    const text = () => Array.from({ length: next() % 30 }, () => [...pool][next() % [...pool].length]).join('');
    const [one, other] = [text(), text()];
    const [left, right] = differences(one, other);
    expect([left, right].map((pieces) => pieces.map((piece) => piece.text).join(''))).toEqual([one, other]);
  }
});

it('shows texts that have next to nothing in common as they are, where marks would only hide the words', () => {
  expect(differences('全不同', '另外的').map(told)).toEqual(['全不同', '另外的']);
});

it('shows texts that are too long to compare as they are', () => {
  const [one, other] = ['甲'.repeat(3000), '乙'.repeat(3000)];
  expect(differences(one, other).map(told)).toEqual([one, other]);
});
