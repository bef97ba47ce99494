/**
 * The search from everywhere: pages, rows of registers, matters, duties and clauses of the law, each asked for by itself and shown when it is
 * there. What is not open to the user is not asked for.
 */
import { computed, type ComputedRef } from 'vue';
import type { RouteLocationRaw } from 'vue-router';

import { api, take, type Both } from '@/api/client';
import { useResource, type Resource } from '@/composables/resource';
import { dutiesPage } from '@/duties/links';
import { listed, pick, useWords, words } from '@/i18n';
import { instrumentNames, listMatters } from '@/matters/api';
import { matterPage, mattersPage } from '@/matters/links';
import { t as lawWord } from '@/pages/law/words';
import { registerPage, rowPage } from '@/registers/links';
import { searchRegisters } from '@/registers/search';

import { entries, routes } from './navigation';
import { may } from './session';

const t = useWords(
  words({
    pages: { zh: '页面', en: 'Pages' },
    matters: { zh: '事项', en: 'Matters' },
    duties: { zh: '义务', en: 'Duties' },
    law: { zh: '条文', en: 'Clauses of the law' },
    matterOf: { zh: '{matter}（{applicant}）', en: '{matter} ({applicant})' },
  }),
);

export interface SearchLine {
  key: string;
  name: string;
  /** What it is called by: a code, a number, where it stands. */
  code: string;
  to: RouteLocationRaw;
}

export interface SearchGroup {
  key: string;
  label: string;
  lines: SearchLine[];
  /** Where the rest is; nothing when this is all. */
  more?: RouteLocationRaw;
}

interface PageLine {
  to: string;
  label: Both;
}

/** Every page that has one address and is open to the user. */
export function openPages(isOpen: (operation: string) => boolean): PageLine[] {
  const own = entries.filter(({ operation }) => !operation || isOpen(operation)).map(({ to, label }): PageLine => ({ to, label }));
  const others = routes.flatMap(({ path, meta }): PageLine[] =>
    path.includes(':') || !meta?.title || meta.bare || !meta.operation || !isOpen(meta.operation) ? [] : [{ to: path, label: meta.title }],
  );
  return [...own, ...others.filter(({ to }) => !own.some((one) => one.to === to))];
}

export const holds = ({ zh, en }: Both, word: string): boolean =>
  zh.toLowerCase().includes(word.toLowerCase()) || en.toLowerCase().includes(word.toLowerCase());

export interface Search {
  groups: ComputedRef<SearchGroup[]>;
  isAwaited: ComputedRef<boolean>;
  /** The first of the places that could not be asked. */
  failed: ComputedRef<Resource<unknown> | undefined>;
}

/** What a word finds; of matters, duties and clauses at most so many. */
export function useSearch(word: () => string, most: number): Search {
  const when = (operation: string) => (may(operation) && word()) || undefined;
  const rows = useResource(
    () => when('registers.search'),
    (text, signal) => searchRegisters(text, signal),
  );
  const matters = useResource(
    () => when('matters.list'),
    async (q, signal) => {
      // A draft is nobody's but its unit's, so that it does not stand among all.
      const [drafts, all] = await Promise.all(['drafts', 'all'].map((view) => listMatters({ view, q }, { limit: most }, signal)));
      return {
        rows: [...new Map([...(drafts?.rows ?? []), ...(all?.rows ?? [])].map((line) => [line.number, line])).values()].slice(0, most),
        next: all?.next,
      };
    },
  );
  const law = useResource(
    () => when('law.read'),
    async (q, signal) => {
      const [{ found, more }, names] = await Promise.all([take(api.GET('/api/v1/law/search', { params: { query: { q } }, signal })), instrumentNames()]);
      return { q, found, more, names };
    },
  );

  const ofPages = (): SearchGroup => ({
    key: 'pages',
    label: t('pages'),
    lines: openPages(may)
      .filter(({ label }) => word() && holds(label, word()))
      .map(({ to, label }) => ({ key: to, name: pick(label), code: '', to })),
  });
  const ofRows = (): SearchGroup[] =>
    (rows.data.value ?? []).map(({ register, label, rows: found, more }) => ({
      key: `register ${register}`,
      label: pick(label),
      lines: found.map(({ code, from, name }) => ({ key: `${register} ${code} ${from ?? ''}`, name, code, to: rowPage(register, code, from) })),
      more: more ? { ...(registerPage(register) as object), query: { q: word() } } : undefined,
    }));
  const ofMatters = (): SearchGroup => ({
    key: 'matters',
    label: t('matters'),
    lines: (matters.data.value?.rows ?? []).map(({ number, label, applicant, applicant_name: name }) => ({
      key: number,
      name: t('matterOf', { matter: pick(label), applicant: name ?? applicant }),
      code: number,
      to: matterPage(number),
    })),
    more: matters.data.value?.next ? mattersPage({ view: 'all', q: word() }) : undefined,
  });
  const cite = (instrument: string, cited: Both) =>
    lawWord('citedIn', { instrument: pick(law.data.value?.names.get(instrument) ?? { zh: '', en: '' }), clause: pick(cited) });
  function ofDuties(): SearchGroup {
    const { found = [], q = '' } = law.data.value ?? {};
    const all = found.flatMap(({ instrument, clause }) =>
      clause.rules.flatMap(({ kind, name, title }) =>
        kind === 'duty' && name && title && holds(title, q)
          ? [{ key: name, name: pick(title), code: cite(instrument, clause.clause.cited), to: dutiesPage({ duty: name }) }]
          : [],
      ),
    );
    return { key: 'duties', label: t('duties'), lines: may('duties.list') ? all.slice(0, most) : [] };
  }
  function ofLaw(): SearchGroup {
    const { found = [], more = false, q = '' } = law.data.value ?? {};
    const lines = found.slice(0, most).map(({ instrument, clause }) => ({
      key: `${instrument} ${clause.clause.cited.en}`,
      name: listed(clause.rules.flatMap(({ title }) => (title ? [pick(title)] : []))) || pick(clause.gloss),
      code: cite(instrument, clause.clause.cited),
      to: { name: 'article', params: { instrument, article: clause.clause.article }, hash: `#p${clause.clause.paragraph}-${clause.clause.item}` },
    }));
    return { key: 'law', label: t('law'), lines, more: more || found.length > most ? { name: 'law', query: { q } } : undefined };
  }
  const groups = computed(() => [ofPages(), ...ofRows(), ofMatters(), ofDuties(), ofLaw()].filter(({ lines }) => lines.length > 0));
  const asked = [rows, matters, law];
  const isAwaited = computed(() => asked.some(({ loading }) => loading.value));
  const failed = computed(() => asked.find(({ problem }) => problem.value));
  return { groups, isAwaited, failed };
}
