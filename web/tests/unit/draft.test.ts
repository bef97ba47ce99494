/** A draft as a page edits it, against a server that others write to as well and whose answers get lost. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick } from 'vue';

import { ProblemError } from '@/api/problem';
import type { Line, Matter } from '@/matters/api';
import { useDraft } from '@/pages/matters/useDraft';

/** The matter as it stands on the server, and what was sent there. */
const server = { matter: {} as Matter, writes: [] as number[], losesAnswer: false };
const draft = (version: number, purpose: string, status = 'draft') =>
  ({ kind: 'k', number: 'S1', version, status, lines: [{ purpose }], acts: [{ act: 'submit', possible: true, needs: 'nothing' }] }) as unknown as Matter;
const overtaken = () => new ProblemError({ code: 'overtaken', status: 412, title: '', detail: 'overtaken', request_id: '' });

vi.mock('@/matters/api', () => ({
  getForm: () => Promise.resolve({}),
  checkMatter: () => Promise.resolve({ lines: [], problems: [] }),
  getMatter: () => Promise.resolve(server.matter),
  async editMatter(_: string, version: number, lines: Line[]) {
    server.writes.push(version);
    await Promise.resolve();
    if (version !== server.matter.version) throw overtaken();
    server.matter = { ...server.matter, version: version + 1, lines: structuredClone(lines) as never };
    if (!server.losesAnswer) return server.matter;
    // What the transport does: it sends the same once more.
    server.losesAnswer = false;
    throw overtaken();
  },
  actOnMatter: () => Promise.resolve((server.matter = { ...server.matter, version: server.matter.version + 1, status: 'submitted' })),
}));

const settle = async () => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  await nextTick();
};

async function open() {
  const scope = effectScope();
  const page = scope.run(() => useDraft('S1'))!;
  await settle();
  return { ...page, type: (purpose: string) => (page.lines.value = [{ purpose }]), stop: () => scope.stop() };
}

beforeEach(() => {
  const held = new Map<string, string>();
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => held.set(key, value),
    removeItem: (key: string) => held.delete(key),
  });
  Object.assign(server, { matter: draft(5, '原有'), writes: [], losesAnswer: false });
});
afterEach(() => vi.unstubAllGlobals());

describe('a draft that others write to as well', () => {
  it('is written into the version of others who changed no line of it', async () => {
    const page = await open();
    page.type('我写的');
    server.matter = draft(6, '原有');
    await page.saving.run();
    expect(server.writes).toEqual([5, 6]);
    expect([page.isDirty.value, page.isOvertaken.value, page.saving.problem.value]).toEqual([false, false, undefined]);
    page.stop();
  });

  it('is not put over what they wrote, before somebody has chosen', async () => {
    const page = await open();
    page.type('我写的');
    server.matter = draft(6, '对方写的');
    await page.loaded.reload();
    await settle();
    expect([page.isOvertaken.value, page.stored.value?.version, page.lines.value]).toEqual([true, 5, [{ purpose: '我写的' }]]);
    await page.saving.run();
    expect(server.matter.lines).toEqual([{ purpose: '对方写的' }]);
    await page.keepMine.run();
    expect(server.matter.lines).toEqual([{ purpose: '我写的' }]);
    expect([page.isDirty.value, page.isOvertaken.value]).toEqual([false, false]);
    page.stop();
  });

  it('is read as they wrote it where nothing was typed, and never as it was before', async () => {
    const page = await open();
    server.matter = draft(6, '对方写的');
    await page.loaded.reload();
    await settle();
    expect(page.lines.value).toEqual([{ purpose: '对方写的' }]);
    server.matter = draft(5, '原有');
    await page.loaded.reload();
    await settle();
    expect([page.stored.value?.version, page.isDirty.value]).toEqual([6, false]);
    page.stop();
  });

  it('that they handed in is shown so, with what was typed', async () => {
    const page = await open();
    page.type('我写的');
    server.matter = draft(6, '原有', 'submitted');
    await page.saving.run();
    expect([page.stored.value?.status, page.lines.value]).toEqual(['submitted', [{ purpose: '我写的' }]]);
    page.stop();
  });
});

describe('a draft whose answers get lost', () => {
  it('takes what it wrote itself for saved', async () => {
    const page = await open();
    page.type('只写一次');
    server.losesAnswer = true;
    await page.saving.run();
    expect([page.stored.value?.version, page.isDirty.value, page.saving.problem.value]).toEqual([6, false, undefined]);
    page.stop();
  });

  it('is handed in with what was typed last', async () => {
    const page = await open();
    page.type('最后写的');
    server.losesAnswer = true;
    const came = await page.handing.run();
    expect([came?.done?.status, server.matter.lines]).toEqual(['submitted', [{ purpose: '最后写的' }]]);
    page.stop();
  });

  it('keeps what is typed while it is being saved', async () => {
    const page = await open();
    page.type('先写的');
    const saving = page.saving.run();
    page.type('后写的');
    await saving;
    expect([page.stored.value?.lines, page.lines.value, page.isDirty.value]).toEqual([[{ purpose: '先写的' }], [{ purpose: '后写的' }], true]);
    page.stop();
  });
});
