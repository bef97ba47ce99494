/** What the subject of a duty is called: by its name, otherwise by its register and code. */
import { useResource } from '@/composables/resource';
import { pick } from '@/i18n';
import { listRegisters } from '@/registers/api';

import type { Duty } from './api';

export function useSubjectText(): (duty: Pick<Duty, 'register' | 'subject' | 'subject_name'>) => string {
  const labels = useResource(
    () => true,
    async () => new Map((await listRegisters()).map(({ name, label }) => [name, label])),
  );
  return ({ register, subject, subject_name: name }) => {
    const label = labels.data.value?.get(register);
    return name || [label && pick(label), subject].filter(Boolean).join(' ');
  };
}
